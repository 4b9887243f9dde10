//! Organisations that show signs of having no life, and what people decide on them.

use std::collections::{BTreeSet, HashMap};

use credit_domain::organization::Organization;
use credit_domain::risk::{Candidate, Disposal, candidate, signs_look_at};
use credit_domain::rules;
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use vocab::{UnifiedCode, day_of};

use crate::ops::refused;
use crate::store::risk::subject;
use crate::store::risk::zombie::{self as store, DecisionRow};
use crate::wire::name;
use crate::wire::page::Binding;
use crate::wire::risk::facts;

/// Which page.
#[derive(Debug)]
pub(crate) struct ListZombies {
    pub(crate) scope: Scope,
    pub(crate) today: Date,
    /// Those alone on which a decision is possible.
    pub(crate) undecided: bool,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A candidate, and what was last decided on it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) organization: Organization,
    pub(crate) candidate: Candidate,
    pub(crate) decision: Option<DecisionRow>,
}

impl Shown {
    /// Whether a decision is possible.
    pub(crate) fn is_undecided(&self) -> bool {
        let again = |row: &DecisionRow| {
            // one that a later release wrote is final
            let disposal = Disposal::parse(&row.outcome);
            disposal.is_some_and(|disposal| disposal.lets_decide_again(row.score, self.candidate.score))
        };
        self.decision.as_ref().is_none_or(again)
    }
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) candidates: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// What is decided, and why.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) organization: UnifiedCode,
    pub(crate) disposal: Disposal,
    pub(crate) reason: String,
}

/// Those of the page whose signs come to the score. Only who misses a report or cannot be reached can: what else is known gives less.
pub(crate) async fn list(conn: &mut PgConnection, query: &ListZombies) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size).unwrap_or(i64::MAX);
    let codes = subject::silent(conn, query.scope.prefix(), query.today, &query.after, limit).await?;
    let last = codes.last().filter(|_| codes.len() == query.size);
    let next_page_token = last.map(|code| query.binding.token(code)).unwrap_or_default();
    let mut candidates = shown(conn, &codes, query.today).await?;
    candidates.retain(|one| !query.undecided || one.is_undecided());
    Ok(Listed { candidates, next_page_token })
}

/// The candidates among some organisations.
async fn shown(conn: &mut PgConnection, codes: &[String], today: Date) -> Result<Vec<Shown>, Fault> {
    let decided = store::last(conn, codes).await?.into_iter().map(|row| (row.organization, row));
    let mut decided: HashMap<UnifiedCode, DecisionRow> = decided.collect();
    let mut candidates = Vec::new();
    for held in subject::of(conn, codes, &signs_look_at()).await? {
        let found = candidate(held.subject(), today, rules()).map_err(Fault::internal)?;
        let decision = decided.remove(&held.organization.code);
        candidates.extend(found.map(|candidate| Shown { organization: held.organization, candidate, decision }));
    }
    Ok(candidates)
}

/// Decides on a candidate, once: whoever decides of the same one meanwhile waits, and sees it.
pub(crate) async fn decide(tx: &mut Tx, decide: &Decide) -> Result<Shown, Fault> {
    let (code, now) = (decide.organization, tx.now());
    let codes = [code.to_string()];
    subject::lock(tx.conn(), &codes).await?;
    let held = subject::of(tx.conn(), &codes, &BTreeSet::new()).await?.pop();
    let held = held.filter(|held| tx.call().scope.covers(&held.organization.division));
    let division = held.ok_or_else(|| refused::unknown_organization(code))?.organization.division;
    if division != tx.call().division {
        return Err(refused::zombie_candidate_other_authority(&division));
    }
    let found = shown(tx.conn(), &codes, day_of(now)).await?.pop();
    let found = found.ok_or_else(|| refused::no_zombie_candidate(code))?;
    if !found.is_undecided() {
        return Err(refused::zombie_candidate_decided(code));
    }
    let decision = DecisionRow {
        organization: code,
        outcome: decide.disposal.as_str().to_owned(),
        reason: decide.reason.clone(),
        score: found.candidate.score,
        department: tx.call().department.clone(),
        created_at: now,
    };
    let by = tx.author();
    store::insert(tx.conn(), &decision, &by).await?;
    let subject = name::organization(code);
    match decide.disposal {
        Disposal::HandedOver => tx.emit(&subject, &division, &facts::handed_over(&found.candidate, &decision)),
        Disposal::Dismissed => tx.emit(&subject, &division, &facts::dismissed(&decision)),
    }
    Ok(Shown { decision: Some(decision), ..found })
}
