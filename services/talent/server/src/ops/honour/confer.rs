//! Honours are conferred after the publicity, by another official than proposed them; credit is asked once more before.

use std::collections::BTreeSet;

use fault::Fault;
use seal::Ring;
use sqlx::PgConnection;
use talent_domain::honour::valid_until;
use time::{Date, OffsetDateTime};
use uow::{Author, Call, Tx};
use vocab::day_of;

use super::read::{SeenHonour, Shown, told};
use super::sealed::{self, HONOUR, NOMINATION};
use super::{Answers, Which, as_read, hold, note, refused};
use crate::store::honour::conferred::{self, HonourRow};
use crate::store::honour::nomination::{self as nominations, NominationRow};
use crate::store::honour::{self as store, RoundRow, objection};
use crate::wire::{honour::facts, name};

/// Whoever asks which organisations credit is to be asked of, and when.
#[derive(Debug)]
pub(crate) struct Conferring {
    pub(crate) which: Which,
    pub(crate) call: Call,
    pub(crate) now: OffsetDateTime,
}

/// Which honours are conferred by which document, with what credit answered.
#[derive(Debug)]
pub(crate) struct Confer {
    pub(crate) which: Which,
    pub(crate) document_number: String,
    pub(crate) answers: Answers,
    pub(crate) ring: Ring,
}

/// Whoever still is before the public, if that is over, nothing is open, and somebody else proposed it.
async fn ready(
    conn: &mut PgConnection,
    round: &RoundRow,
    call: &Call,
    today: Date,
) -> Result<Vec<NominationRow>, Fault> {
    let by = round.proposed_by.as_deref().ok_or_else(|| Fault::internal("nobody proposed the honours"))?;
    if call.is_by(by, round.proposed_officer.as_deref()) {
        return Err(refused::two_people(round.id));
    }
    if let Some(last) = round.notice_last_on.filter(|last| today <= *last) {
        return Err(refused::notice_period(round.id, last));
    }
    let objections = objection::all(conn, round.id).await?;
    if let Some(open) = objections.into_iter().find(|one| one.decided_at.is_none()) {
        return Err(refused::objection_open(round.id, open.number));
    }
    let mut rows = nominations::ranked(conn, round.id).await?;
    rows.retain(|row| row.status == "proposed");
    Ok(rows)
}

/// The organisations of which credit is to be asked.
pub(crate) async fn conferring(conn: &mut PgConnection, query: &Conferring) -> Result<BTreeSet<String>, Fault> {
    let round = as_read(conn, &query.which, &["publicised"], &query.call).await?;
    let rows = ready(conn, &round, &query.call, day_of(query.now)).await?;
    Ok(rows.into_iter().map(|row| row.organization).collect())
}

/// The honour that a nomination comes to; whoever it is, is sealed anew for its own row.
fn honour(
    tx: &Tx,
    (round, nomination): (&RoundRow, &NominationRow),
    title: &str,
    command: &Confer,
) -> Result<HonourRow, Fault> {
    let (id, at) = (tx.new_id(), tx.now());
    let envelopes = (nomination.person_name.as_deref(), nomination.person_post.as_deref());
    let person = sealed::open(&command.ring, (NOMINATION, nomination.id), envelopes)?;
    let (person_name, person_post) = sealed::seal(&command.ring, (HONOUR, id), person.as_ref())?;
    Ok(HonourRow {
        id,
        round: round.id,
        kind: round.kind.clone(),
        division: round.division.clone(),
        department: round.department.clone(),
        organization: nomination.organization.clone(),
        organization_title: title.to_owned(),
        project_title: nomination.project_title.clone(),
        person_name,
        person_post,
        document_number: command.document_number.clone(),
        conferred_on: day_of(at),
        valid_until: valid_until(day_of(at), round.validity_years),
        withdrawn_on: None,
        withdraw_reason: String::new(),
        withdraw_document_number: String::new(),
        created_at: at,
        updated_at: at,
        revision: 1,
    })
}

/// Honours one, or strikes it off where credit refuses it by now.
async fn conclude(
    tx: &mut Tx,
    round: &RoundRow,
    row: &NominationRow,
    (command, by): (&Confer, &Author),
) -> Result<Option<HonourRow>, Fault> {
    // since credit was asked of all of them the list can only have become shorter
    let answer = command.answers.get(&row.organization).ok_or_else(|| Fault::internal("credit was not asked"))?;
    if answer.is_refused() {
        let reason = format!("credit: {}", answer.conditions.join(", "));
        nominations::checked(tx.conn(), row.id, ("struck", &reason), answer, by.at).await?;
        return Ok(None);
    }
    nominations::checked(tx.conn(), row.id, ("honoured", ""), answer, by.at).await?;
    let honour = honour(tx, (round, row), &answer.title, command)?;
    conferred::insert(tx.conn(), &honour, row.id, by).await?;
    tx.emit(&name::organization(&honour.organization), &round.division, &facts::conferred(&honour));
    Ok(Some(honour))
}

pub(crate) async fn confer(tx: &mut Tx, command: &Confer) -> Result<(Shown, Vec<SeenHonour>), Fault> {
    let round = hold(tx, &command.which, &["publicised"]).await?;
    let (call, by) = (tx.call().clone(), tx.author());
    let rows = ready(tx.conn(), &round, &call, day_of(by.at)).await?;
    let mut honours = Vec::with_capacity(rows.len());
    for row in &rows {
        honours.extend(conclude(tx, &round, row, (command, &by)).await?);
    }
    nominations::end_rest(tx.conn(), round.id, by.at).await?;
    store::decide(tx.conn(), round.id, &command.document_number, by.at).await?;
    note(tx, round.id, "conferred", &format!("{} honours", honours.len())).await?;
    tx.emit(&name::honour_round(round.id), &round.division, &facts::decided(round.id, honours.len()));
    // names would lie in the answers that are kept
    let seen = honours.into_iter().map(|row| SeenHonour { row, person: None }).collect();
    Ok((told(tx.conn(), round.id).await?, seen))
}
