//! The decision (行政处罚决定), or the end without one.

use fault::{Fault, on_constraint};
use inspection_domain::enforcement::{
    Decision, Entry, Outcome as Closing, Refusal, Sanction, SanctionKind, consequence, heavier, money, review_needed,
};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::held::{Held, Seen, Words, hold, moved};
use super::{Proceeding, Step, cited, team, version};
use crate::ops::outcome;
use crate::store::enforcement::number::{self, Series};
use crate::store::enforcement::penalty as store;
use crate::wire::enforcement::facts;
use crate::wire::name;

/// A decision as it is stated.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) number_mark: String,
    pub(crate) sanctions: Vec<Sanction>,
    pub(crate) facts: String,
    pub(crate) basis: Vec<String>,
    pub(crate) publishable: bool,
    pub(crate) withheld_reason: String,
}

/// How a case ends without a penalty.
#[derive(Debug)]
pub(crate) struct Close {
    pub(crate) action: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) ground: String,
    pub(crate) reasons: String,
}

pub(crate) async fn decide(tx: &mut Tx, step: &Step<Decide>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let action = if held.row.state == "heard" { "decide-after-hearing" } else { "decide" };
    let standing = held.act(tx, &step.desk, action, Words::default()).await?;
    let today = day_of(tx.now());
    let mut rules: Vec<String> = standing.rules.iter().map(ToString::to_string).collect();
    rules.extend(require_lawful(tx, step, &held, today).await?);
    let (consequence, rule) = consequence(&step.what.sanctions, today)?;
    rules.push(rule.to_string());
    let document_number = numbered(tx, &step.what.number_mark, held.row.id, today).await?;
    let decision = Decision {
        on: today,
        number_mark: step.what.number_mark.clone(),
        document_number,
        sanctions: step.what.sanctions.clone(),
        facts: step.what.facts.clone(),
        basis: step.what.basis.clone(),
        publishable: step.what.publishable,
        withheld_reason: step.what.withheld_reason.clone(),
        consequence,
        consequence_rule: rule.to_string(),
        rules: cited(rules),
    };
    held.row.decided_on = Some(today);
    held.enter(tx, Entry::Decided(decision.clone())).await?;
    note(tx, &held, &decision).await?;
    let subject = name::penalty(held.row.id);
    let fact = facts::decided(&held.row, &held.dossier, &decision);
    tx.emit(&subject, &held.row.division.clone(), &fact);
    held.kept(tx).await
}

/// What the law asks of a decision on a day, beyond what the procedure does; the versions of the rules.
async fn require_lawful(tx: &mut Tx, step: &Step<Decide>, held: &Held, today: Date) -> Result<Vec<String>, Fault> {
    let (row, dossier, sanctions) = (&held.row, &held.dossier, &step.what.sanctions);
    let party = row.organization.to_string();
    team::require_assigned(tx, Proceeding::Penalty(row.id), &party, today).await?;
    let told = dossier.notice.as_ref().map(|notice| notice.sanctions.as_slice()).unwrap_or_default();
    let kinds = heavier(sanctions, told);
    if !kinds.is_empty() {
        return Err(Refusal::Heavier { kinds: kinds.into_iter().map(SanctionKind::as_str).collect() }.into());
    }
    let review = review_needed(sanctions, dossier.weight(), today)?;
    if let Some(rule) = review.clone().filter(|_| !dossier.passed()) {
        return Err(Refusal::ReviewMissing { rule }.into());
    }
    let heard = dossier.notice.iter().flat_map(|notice| notice.hearing_rules.clone());
    let office = &step.desk.office;
    let always = [row.limitation_rule.clone(), version(office, "PN-01", today)?, version(office, "PN-01a", today)?];
    Ok(always.into_iter().chain(review.map(|rule| rule.to_string())).chain(heard).collect())
}

/// Gives a decision its number (文号): of a mark in a year the next one of the division.
pub(super) async fn numbered(tx: &mut Tx, mark: &str, proceeding: Uuid, day: Date) -> Result<String, Fault> {
    let (division, now) = (tx.call().division.clone(), tx.now());
    let series = Series { division: &division, mark, year: day.year() };
    let next = number::next(tx.conn(), series).await?;
    let given = number::give(tx.conn(), series, next, proceeding, now).await;
    on_constraint(given, "decision_given_proceeding_key", || Refusal::Decided.into())?;
    Ok(format!("{mark}〔{}〕{next}号", day.year()))
}

/// What others may rest on: the investigation is over, and a penalty stands.
async fn note(tx: &mut Tx, held: &Held, decision: &Decision) -> Result<(), Fault> {
    let resource = name::penalty(held.row.id);
    outcome::end(tx, &resource, OutcomeKind::Investigation, decision.on).await?;
    let kinds: Vec<&str> = decision.sanctions.iter().map(|sanction| sanction.kind.as_str()).collect();
    let decided = Outcome {
        organization: held.row.organization,
        division: held.row.division.clone(),
        kind: OutcomeKind::PenaltyDecided,
        resource,
        year: None,
        value: kinds.join(","),
        amount_fen: Some(money(&decision.sanctions, SanctionKind::Fine)),
        from: decision.on,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &decided).await
}

pub(crate) async fn close(tx: &mut Tx, step: &Step<Close>) -> Result<Seen, Fault> {
    let Close { action, outcome: how, ground, reasons } = &step.what;
    let (mut held, _) = moved(tx, step, action, Words { reasons, ground, on: None }).await?;
    if *how == "first_minor" && store::punished(tx.conn(), held.row.organization, held.row.id).await? {
        return Err(Refusal::NotFirst.into());
    }
    let today = day_of(tx.now());
    let closing = Closing { on: today, outcome: (*how).to_owned(), ground: ground.clone(), reasons: reasons.clone() };
    held.enter(tx, Entry::Closed(closing)).await?;
    outcome::end(tx, &name::penalty(held.row.id), OutcomeKind::Investigation, today).await?;
    held.kept(tx).await
}
