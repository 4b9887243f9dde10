//! The list of grants: proposed by one, decided by another, put before the public, and objected to.

use std::collections::BTreeMap;

use fault::{Fault, Violation};
use purchase_domain::venture::grants::{Candidate, passed_over, sum};
use purchase_domain::venture::notice_last_day;
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::{Get, Shown, told};
use super::{Which, hold, keep, note, of_round, own, refused, standing};
use crate::store::venture::objection::{self, ObjectionRow};
use crate::store::venture::proposal::{self, ProposalRow};
use crate::store::venture::{self as store, RoundRow, course};
use crate::wire::{name, venture::facts};

/// A list, as somebody proposes it.
#[derive(Debug)]
pub(crate) struct Propose {
    pub(crate) which: Which,
    /// Each proposal, with its grant in fen.
    pub(crate) grants: Vec<(Uuid, i64)>,
    /// Whoever is passed over, with the reason.
    pub(crate) passed_over: Vec<(Uuid, String)>,
}

/// How a list is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) which: Which,
    /// Why it is returned; none: it is adopted.
    pub(crate) returned: Option<String>,
}

/// Who objects to what, and why.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) round: Uuid,
    pub(crate) proposal: Uuid,
    pub(crate) ground: String,
}

/// How an objection is decided.
#[derive(Debug)]
pub(crate) struct DecideObjection {
    pub(crate) which: Which,
    pub(crate) number: i32,
    pub(crate) is_upheld: bool,
    pub(crate) answer: String,
}

/// All that is wrong with a list.
fn checked(round: &RoundRow, ranked: &BTreeMap<Uuid, &ProposalRow>, command: &Propose) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut wrong = |field: String, description: String| violations.push(Violation { field, description });
    for (at, (id, fen)) in command.grants.iter().enumerate() {
        match ranked.get(id) {
            None => wrong(format!("grants[{at}].proposal"), "must be a ranked proposal of the round".into()),
            Some(row) if *fen > row.asked_fen.min(round.ceiling_fen) => {
                let most = row.asked_fen.min(round.ceiling_fen);
                wrong(format!("grants[{at}].grant_fen"), format!("must be {most} or less"));
            }
            Some(_) => {}
        }
    }
    let is_listed = |id: &Uuid| command.grants.iter().any(|(one, _)| one == id);
    let mut tracks: BTreeMap<&str, Vec<Candidate<Uuid>>> = BTreeMap::new();
    for row in ranked.values() {
        let rank = row.rank.unwrap_or_default();
        let candidate = Candidate { key: row.id, rank, is_listed: is_listed(&row.id) };
        tracks.entry(row.track.as_str()).or_default().push(candidate);
    }
    let over: Vec<Uuid> = tracks.values().flat_map(|track| passed_over(track)).collect();
    for (at, (id, _)) in command.passed_over.iter().enumerate() {
        if !over.contains(id) {
            let description = "is not passed over: it is on the list, or no later one of its track is";
            wrong(format!("passed_over[{at}].proposal"), description.into());
        }
    }
    let named = |id: &&Uuid| command.passed_over.iter().any(|(one, _)| one == *id);
    let unnamed: Vec<String> =
        over.iter().filter(|id| !named(id)).map(|id| name::venture_proposal(round.id, *id)).collect();
    if !unnamed.is_empty() {
        wrong("passed_over".into(), format!("must say why these are passed over: {}", unnamed.join(", ")));
    }
    violations
}

pub(crate) async fn propose(tx: &mut Tx, command: &Propose) -> Result<Shown, Fault> {
    let round = hold(tx, &command.which, &["ranked"]).await?;
    let all = proposal::all(tx.conn(), round.id).await?;
    let ranked = all.iter().filter(|row| row.status == "accepted" && row.rank.is_some());
    let ranked: BTreeMap<Uuid, &ProposalRow> = ranked.map(|row| (row.id, row)).collect();
    let violations = checked(&round, &ranked, command);
    if !violations.is_empty() {
        return Err(Fault::invalid(violations));
    }
    let total = sum(command.grants.iter().map(|(_, fen)| *fen)).filter(|total| *total <= round.budget_fen);
    let total = total.ok_or_else(|| refused::budget_exceeded(round.id, round.budget_fen))?;
    let by = tx.author();
    for (id, fen) in &command.grants {
        course::list(tx.conn(), *id, (*fen, ""), by.at).await?;
    }
    for (id, reason) in &command.passed_over {
        course::list(tx.conn(), *id, (0, reason), by.at).await?;
    }
    // nor do an etag and a time tell who is on the list
    let named = command.grants.iter().map(|(id, _)| *id);
    let named: Vec<Uuid> = named.chain(command.passed_over.iter().map(|(id, _)| *id)).collect();
    course::touch(tx.conn(), round.id, &named, by.at).await?;
    store::list(tx.conn(), round.id, &by).await?;
    note(tx, round.id, "grants_proposed", &format!("{} grants, {total} fen", command.grants.len())).await?;
    let fact = facts::proposed(round.id, command.grants.len(), total);
    tx.emit(&name::venture_round(round.id), &round.division, &fact);
    told(tx.conn(), round.id).await
}

/// Whoever proposed the list does neither decide it nor grant what is on it (VT-06).
pub(super) fn by_another(tx: &Tx, round: &RoundRow) -> Result<(), Fault> {
    let by = round.listed_by.as_deref().ok_or_else(|| Fault::internal("nobody proposed the list"))?;
    if tx.call().is_by(by, round.listed_officer.as_deref()) { Err(refused::two_people(round.id)) } else { Ok(()) }
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<Shown, Fault> {
    let round = hold(tx, &command.which, &["proposed"]).await?;
    by_another(tx, &round)?;
    let (now, subject) = (tx.now(), name::venture_round(round.id));
    if let Some(reason) = &command.returned {
        course::unlist(tx.conn(), round.id, now).await?;
        store::unlist(tx.conn(), round.id, reason, now).await?;
        // why is told to the department alone
        note(tx, round.id, "grants_returned", "").await?;
        tx.emit(&subject, &round.division, &facts::returned(round.id));
        return told(tx.conn(), round.id).await;
    }
    let last = notice_last_day(day_of(now)).ok_or_else(|| Fault::internal("no rule of the notice"))?;
    course::publish(tx.conn(), round.id, now).await?;
    store::notice(tx.conn(), round.id, last, now).await?;
    note(tx, round.id, "grants_published", "").await?;
    let shown = told(tx.conn(), round.id).await?;
    tx.emit(&subject, &round.division, &facts::listed(&shown));
    Ok(shown)
}

pub(crate) async fn object(tx: &mut Tx, command: &Object) -> Result<ObjectionRow, Fault> {
    let round = keep(tx, command.round).await?;
    standing(&round, &["noticed"])?;
    let row = of_round(tx.conn(), round.id, command.proposal).await?;
    if !row.is_listed {
        return Err(refused::no_proposal(round.id, row.id));
    }
    if row.status != "listed" {
        return Err(refused::proposal_state((round.id, row.id), &row.status));
    }
    if let Some(last) = round.notice_last_on.filter(|last| day_of(tx.now()) > *last) {
        return Err(refused::objection_late(round.id, last));
    }
    let by = tx.author();
    let filed = objection::insert(tx.conn(), (round.id, row.id), &command.ground, &by).await?;
    note(tx, round.id, "objection_filed", &format!("objection {}", filed.number)).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::objected(round.id, filed.number));
    Ok(filed)
}

pub(crate) async fn list_objections(conn: &mut PgConnection, query: &Get) -> Result<Vec<ObjectionRow>, Fault> {
    let round = own(conn, query.id, &query.call).await?;
    Ok(objection::all(conn, round.id).await?)
}

async fn found(tx: &mut Tx, round: Uuid, number: i32) -> Result<ObjectionRow, Fault> {
    let all = objection::all(tx.conn(), round).await?;
    all.into_iter().find(|one| one.number == number).ok_or_else(|| refused::no_objection(round, number))
}

pub(crate) async fn decide_objection(tx: &mut Tx, command: &DecideObjection) -> Result<(Shown, ObjectionRow), Fault> {
    let round = hold(tx, &command.which, &["noticed"]).await?;
    let filed = found(tx, round.id, command.number).await?;
    if filed.decided_at.is_some() {
        return Err(refused::objection_decided(round.id, filed.number));
    }
    let (by, now) = (tx.author(), tx.now());
    let (word, kind) =
        if command.is_upheld { ("upheld", "objection_upheld") } else { ("dismissed", "objection_dismissed") };
    objection::decide(tx.conn(), (round.id, filed.number), (word, &command.answer), &by).await?;
    let row = of_round(tx.conn(), round.id, filed.proposal).await?;
    // it may have been withdrawn or dropped since
    if command.is_upheld && row.status == "listed" {
        let reason = format!("objection {} was upheld", filed.number);
        course::end(tx.conn(), row.id, ("unsuccessful", &reason), now).await?;
    }
    store::step(tx.conn(), round.id, "noticed", now).await?;
    note(tx, round.id, kind, &format!("objection {}", filed.number)).await?;
    let filed = found(tx, round.id, filed.number).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::objection_decided(&filed));
    Ok((told(tx.conn(), round.id).await?, filed))
}
