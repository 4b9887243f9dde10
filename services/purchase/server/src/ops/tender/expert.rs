//! Experts are named, and withdraw; nobody judges whom they are related to.

use fault::{Fault, Violation};
use purchase_domain::project::Method;
use purchase_domain::tender::recusal::{self, Tie};
use purchase_domain::tender::{Procedure, too_many_of_buyer};
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{Read, Shown, Which, hold, keep, note, own, standing, told};
use crate::ops::refused::tender as refused;
use crate::store::project;
use crate::store::tender::bid;
use crate::store::tender::expert::{self as store, ExpertRow, Named};
use crate::store::tender::{self as tenders, TenderRow};

/// Who judges the bids of a tender.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) which: Which,
    pub(crate) experts: Vec<Named>,
}

/// Why an expert withdraws.
#[derive(Debug)]
pub(crate) struct Recuse {
    pub(crate) tender: Uuid,
    pub(crate) reason: String,
}

/// How many experts there must be at least.
pub(super) fn fewest(row: &TenderRow, opened: time::Date) -> usize {
    let procedure = Method::parse(&row.method).and_then(Procedure::of);
    let rule = procedure.and_then(|procedure| procedure.least_experts(opened, row.budget_fen));
    rule.and_then(|rule| usize::try_from(rule.value()).ok()).unwrap_or(1)
}

/// The day of the opening, from which relations are reckoned.
pub(super) fn opened_on(row: &TenderRow) -> Result<time::Date, Fault> {
    row.opened_at.map(day_of).ok_or_else(|| refused::state(row.id, &row.status))
}

/// Whom somebody named is or was related to.
pub(in crate::ops) fn ties(named: &Named) -> Vec<Tie> {
    let of_ties = named.tie_codes.iter().zip(&named.tie_ends);
    let mut ties: Vec<Tie> = of_ties.map(|(code, until)| Tie { code: code.clone(), until: *until }).collect();
    if !named.employer_code.is_empty() {
        ties.push(Tie { code: named.employer_code.clone(), until: None });
    }
    ties
}

/// Which of the named are the buyer's own: employed there, or the buyer's officers in this tender. More than the law lets judge are
/// refused. Of whoever has scored, what was stated first counts too.
async fn few_of_buyer(
    tx: &mut Tx,
    row: &TenderRow,
    (experts, before): (&[Named], &[ExpertRow]),
    opened: time::Date,
) -> Result<(), Fault> {
    let buyer = project::get(tx.conn(), row.project).await?.map(|project| project.buyer_code).unwrap_or_default();
    let mut officers = tenders::acting(tx.conn(), row.id, &row.buyer_department).await?;
    officers.extend(tx.call().officer.clone());
    let is_own = |named: &Named| {
        let stays = before.iter().find(|one| one.scored_at.is_some() && one.account == named.account);
        let employers = [Some(named.employer_code.as_str()), stays.map(|one| one.employer_code.as_str())];
        let employed = !buyer.is_empty() && employers.contains(&Some(buyer.as_str()));
        employed || officers.contains(&named.account)
    };
    let own: Vec<usize> = (0..).zip(experts).filter(|(_, named)| is_own(named)).map(|(at, _)| at).collect();
    let Some(rule) = too_many_of_buyer(own.len(), experts.len(), opened) else { return Ok(()) };
    let description = format!("is of the buyer, of whom at most a third may judge ({})", rule.reference());
    let violation = |at: usize| Violation { field: format!("experts[{at}]"), description: description.clone() };
    Err(Fault::invalid(own.into_iter().map(violation).collect()))
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["opened"]).await?;
    let (experts, opened) = (&command.experts, opened_on(&row)?);
    let fewest = fewest(&row, opened);
    if experts.len() < fewest {
        return Err(Fault::invalid_field("experts", format!("must be {fewest} or more")));
    }
    let before = store::all(tx.conn(), row.id).await?;
    few_of_buyer(tx, &row, (experts, &before), opened).await?;
    let bids = bid::counting(tx.conn(), row.id).await?;
    let related = (0..).zip(experts).filter_map(|(at, named): (usize, &Named)| {
        let bidders = bids.iter().map(|bid| bid.bidder_code.as_str());
        let bidder = recusal::conflict(&ties(named), bidders, opened)?;
        Some(format!("experts[{at}] ({bidder})"))
    });
    let related: Vec<String> = related.collect();
    if !related.is_empty() {
        let rule = recusal::rule(opened).map(|rule| rule.reference().to_string()).unwrap_or_default();
        return Err(refused::conflict(row.id, &related.join(", "), &rule));
    }
    still_those(&row, experts, &before)?;
    store::clear(tx.conn(), row.id).await?;
    let now = tx.now();
    for named in experts {
        store::insert(tx.conn(), row.id, named, now).await?;
    }
    tenders::step(tx.conn(), row.id, "opened", now).await?;
    note(tx, row.id, "experts_assigned", &format!("{} experts", experts.len())).await?;
    told(tx.conn(), row.id).await
}

/// Whoever withdrew is not named again, and whoever scored is. Accounts that the caller did not state are counted, not told.
fn still_those(row: &TenderRow, experts: &[Named], before: &[ExpertRow]) -> Result<(), Fault> {
    let withdrew = |named: &Named| before.iter().any(|one| one.recused_at.is_some() && one.account == named.account);
    let gone = (0..).zip(experts).filter(|(_, named)| withdrew(named));
    let gone: Vec<String> = gone.map(|(at, _): (usize, &Named)| format!("experts[{at}]")).collect();
    if !gone.is_empty() {
        return Err(refused::recused(row.id, &gone.join(", ")));
    }
    let is_named = |one: &&ExpertRow| experts.iter().any(|named| named.account == one.account);
    let left = before.iter().filter(|one| one.scored_at.is_some() && !is_named(one)).count();
    if left > 0 { Err(refused::expert_scored(row.id, left)) } else { Ok(()) }
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Read) -> Result<Vec<ExpertRow>, Fault> {
    let row = own(conn, query.id, &query.call).await?;
    Ok(store::all(conn, row.id).await?)
}

/// The caller as an expert of an opened tender, which is kept from others, who has not scored.
pub(super) async fn judging(tx: &mut Tx, tender: Uuid) -> Result<(TenderRow, ExpertRow), Fault> {
    let row = keep(tx, tender).await?;
    let call = tx.call().clone();
    let account = call.officer.unwrap_or_default();
    let experts = store::all(tx.conn(), row.id).await?;
    let expert = experts.into_iter().find(|expert| expert.account == account && expert.recused_at.is_none());
    let expert = expert.filter(|_| call.scope.covers(&row.division)).ok_or_else(|| refused::not_expert(row.id))?;
    if expert.scored_at.is_some() {
        return Err(refused::scored(row.id));
    }
    standing(&row, &["opened"])?;
    Ok((row, expert))
}

pub(crate) async fn recuse(tx: &mut Tx, command: &Recuse) -> Result<(), Fault> {
    let (row, expert) = judging(tx, command.tender).await?;
    let now = tx.now();
    store::recuse(tx.conn(), (row.id, &expert.account), &command.reason, now).await?;
    tenders::step(tx.conn(), row.id, "opened", now).await?;
    note(tx, row.id, "expert_recused", "").await
}
