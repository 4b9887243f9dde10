//! Rounds: opened, and closed by name where something is missing.

use fault::Fault;
use inspection_domain::draw::Field;
use inspection_domain::plan::{End, Round, Terms};
use time::OffsetDateTime;
use uow::Tx;
use uuid::Uuid;

use super::Entered;
use super::freeze::require_future;
use crate::store::round::{self as store, FailureRow, RoundRow};
use crate::wire;

/// A round to open; the beacon's instant of the first is the one frozen.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) id: Uuid,
    pub(crate) commit_by: OffsetDateTime,
    pub(crate) reveal_by: OffsetDateTime,
    pub(crate) beacon_at: Option<OffsetDateTime>,
    pub(crate) reason: Option<Field>,
}

/// Which round to end.
#[derive(Debug)]
pub(crate) struct Close {
    pub(crate) id: Uuid,
    pub(crate) round: u32,
}

pub(crate) async fn open(tx: &mut Tx, command: &Open) -> Result<Entered, Fault> {
    let (now, actor) = (tx.now(), tx.call().actor.clone());
    let mut entered = Entered::own(tx, command.id).await?;
    require_future(&entered.row, now)?;
    let frozen_at = entered.row.beacon_known_at.filter(|_| entered.plan.rounds.is_empty());
    let beacon_at = command.beacon_at.or(frozen_at);
    let terms = Terms { commit_by: command.commit_by, reveal_by: command.reveal_by, beacon_at };
    let opened = entered.plan.open_round(terms, command.reason.clone(), now)?;
    let row = RoundRow {
        number: number(opened)?,
        reason: opened.why.as_ref().map(Field::to_string).unwrap_or_default(),
        commit_by: opened.terms.commit_by,
        reveal_by: opened.terms.reveal_by,
        beacon_at: opened.terms.beacon_at,
        opened_at: opened.opened_at,
    };
    store::insert(tx.conn(), command.id, &row, &actor).await?;
    let subject = wire::name::plan(command.id);
    tx.emit(&subject, &entered.row.division, &wire::plan::facts::round_opened(command.id, &row));
    entered.advance(tx).await?;
    Ok(entered)
}

pub(crate) async fn close(tx: &mut Tx, command: &Close) -> Result<Entered, Fault> {
    let now = tx.now();
    let (mut entered, _) = Entered::shared(tx, command.id).await?;
    entered.require_round(command.round)?;
    entered.plan.fail_overdue(now)?;
    record_failure(tx, &entered).await?;
    entered.advance(tx).await?;
    Ok(entered)
}

/// Enters that the last round failed, and tells it.
pub(super) async fn record_failure(tx: &mut Tx, entered: &Entered) -> Result<(), Fault> {
    let Some(round) = entered.plan.rounds.last() else { return Ok(()) };
    let Some(End::Failed { failures, at }) = &round.end else { return Ok(()) };
    let number = number(round)?;
    let rows = failures.iter().map(|failure| FailureRow {
        round: number,
        who: failure.who.to_string(),
        cause: failure.cause.as_str().to_owned(),
        failed_at: *at,
    });
    let rows: Vec<FailureRow> = rows.collect();
    store::fail(tx.conn(), entered.row.id, &rows).await?;
    let (subject, division) = (wire::name::plan(entered.row.id), entered.row.division.clone());
    tx.emit(&subject, &division, &wire::plan::facts::round_failed(entered.row.id, number, failures));
    Ok(())
}

/// The number of a round as it is stored.
pub(super) fn number(round: &Round) -> Result<i32, Fault> {
    i32::try_from(round.number).map_err(Fault::internal)
}
