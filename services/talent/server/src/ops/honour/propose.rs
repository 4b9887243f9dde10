//! Whoever is to be honoured is put before the public; what credit says is asked before.

use std::collections::BTreeSet;

use fault::{Fault, Violation, on_constraint};
use seal::Ring;
use sqlx::PgConnection;
use talent_domain::honour::{is_named, notice_last_day};
use time::OffsetDateTime;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::read::{Shown, person_of, told};
use super::sealed::NAMELESS;
use super::{Answers, Which, as_read, hold, note, refused};
use crate::store::honour::nomination::{self as nominations, NominationRow};
use crate::store::honour::{self as store, RoundRow};
use crate::wire::{honour::facts, name};

/// Whom to honour and why, the first place first.
#[derive(Debug)]
pub(crate) struct Proposed {
    pub(crate) which: Which,
    pub(crate) proposals: Vec<(Uuid, String)>,
}

/// Whoever asks which organisations credit is to be asked of, and when.
#[derive(Debug)]
pub(crate) struct Proposing {
    pub(crate) proposed: Proposed,
    pub(crate) call: Call,
    pub(crate) now: OffsetDateTime,
}

/// The same, with what credit answered.
#[derive(Debug)]
pub(crate) struct Propose {
    pub(crate) proposed: Proposed,
    pub(crate) answers: Answers,
    pub(crate) ring: Ring,
}

/// The nominations that are proposed, in their order, if they may be.
async fn checked(
    conn: &mut PgConnection,
    round: &RoundRow,
    proposed: &Proposed,
    now: OffsetDateTime,
) -> Result<Vec<NominationRow>, Fault> {
    if now < round.nomination_deadline {
        return Err(refused::nomination_open(round.id, round.nomination_deadline));
    }
    if i32::try_from(proposed.proposals.len()).unwrap_or(i32::MAX) > round.places {
        return Err(refused::places_exceeded(round.id, round.places));
    }
    let ids: Vec<Uuid> = proposed.proposals.iter().map(|(id, _)| *id).collect();
    let found = nominations::among(conn, round.id, &ids).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let row = found.iter().find(|row| row.id == id).ok_or_else(|| refused::no_nomination(round.id, id))?;
        if row.status != "filed" {
            return Err(refused::nomination_state((round.id, row.id), &row.status));
        }
        rows.push(row.clone());
    }
    Ok(rows)
}

/// The organisations of which credit is to be asked.
pub(crate) async fn proposing(conn: &mut PgConnection, query: &Proposing) -> Result<BTreeSet<String>, Fault> {
    let round = as_read(conn, &query.proposed.which, &["open"], &query.call).await?;
    let rows = checked(conn, &round, &query.proposed, query.now).await?;
    Ok(rows.into_iter().map(|row| row.organization).collect())
}

/// All nominations of whose organisations credit says that they may not be honoured are named at once.
fn eligible(rows: &[NominationRow], answers: &Answers) -> Result<(), Fault> {
    let (mut names, mut conditions) = (Vec::new(), BTreeSet::new());
    for row in rows {
        let Some(answer) = answers.get(&row.organization).filter(|answer| answer.is_refused()) else { continue };
        names.push(name::nomination(row.round, row.id));
        conditions.extend(answer.conditions.iter().cloned());
    }
    let conditions: Vec<String> = conditions.into_iter().collect();
    if names.is_empty() { Ok(()) } else { Err(refused::not_eligible(&names, &conditions)) }
}

/// Everybody reads the reasons, and nobody the names before the honour (TA-08b).
fn nameless(rows: &[NominationRow], command: &Propose) -> Result<(), Fault> {
    let mut violations = Vec::new();
    for (at, (row, (_, reason))) in rows.iter().zip(&command.proposed.proposals).enumerate() {
        if person_of(&command.ring, row)?.is_some_and(|person| is_named(&person.name, reason)) {
            let field = format!("proposals[{at}].reason");
            violations.push(Violation { field, description: NAMELESS.to_owned() });
        }
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

pub(crate) async fn propose(tx: &mut Tx, command: &Propose) -> Result<Shown, Fault> {
    let Propose { proposed, answers, .. } = command;
    let round = hold(tx, &proposed.which, &["open"]).await?;
    let by = tx.author();
    let rows = checked(tx.conn(), &round, proposed, by.at).await?;
    nameless(&rows, command)?;
    eligible(&rows, answers)?;
    let (last, rule) = notice_last_day(day_of(by.at)).ok_or_else(|| Fault::internal("no rule of the publicity"))?;
    let rule = rule.reference().to_string();
    for ((row, (_, reason)), rank) in rows.iter().zip(&proposed.proposals).zip(1..) {
        let answer = answers.get(&row.organization).ok_or_else(|| Fault::internal("credit was not asked"))?;
        let written = nominations::propose(tx.conn(), row.id, (rank, reason), answer, by.at).await;
        on_constraint(written, "nomination_proposed_key", || refused::nominated(round.id))?;
    }
    store::publicise(tx.conn(), round.id, (last, &rule), &by).await?;
    note(tx, round.id, "proposed", &format!("{} nominations", rows.len())).await?;
    let named: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    tx.emit(&name::honour_round(round.id), &round.division, &facts::proposed(round.id, &named, last));
    told(tx.conn(), round.id).await
}
