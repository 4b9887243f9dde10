//! What interrupts or prolongs a term: a suspension while a hearing or review runs, its end, an approved extension.

use fault::{Fault, Kind};
use onecode_proto::procedure::v1 as pb;
use procedure::{ClockStanding, Procedure, Refusal};
use statute::Cause;
use uow::Tx;
use vocab::day_of;

use crate::act::{Entry, caller, record_step};
use crate::office::Casework;
use crate::read::no_deadline;
use crate::store::deadline::FoundDeadline;
use crate::wire::{Adjust, How};
use crate::{deadline, store, wire};

/// The rule that says by how much a term may be prolonged.
const EXTENSION: &str = "TIME-01a";

/// A change of a term together with what it is judged by.
pub(crate) type Adjusting = (Casework, Adjust);

pub(crate) async fn adjust(tx: &mut Tx, (office, command): &Adjusting) -> Result<pb::Deadline, Fault> {
    let mut case = office.lock(tx, command.case, Some(&command.etag)).await?;
    let procedure = office.known(&case.procedure)?;
    let missing = || no_deadline(command.case, command.deadline);
    let before = find(tx, command).await?.ok_or_else(missing)?;
    let (today, by) = (day_of(tx.now()), caller(tx));
    let at = usize::try_from(before.ordinal).unwrap_or_default();
    let clock = case.machine.clocks.get_mut(at).ok_or_else(missing)?;
    if clock.owner != by {
        return Err(Refusal::Role { action: "adjust-deadline", roles: &["owner"] }.into());
    }
    if clock.standing != ClockStanding::Running {
        return Err(Refusal::Over.into());
    }
    let around = office.around(today, (0, 0));
    if !matches!(command.how, How::Resume) {
        require_adjustable(procedure, &clock.key)?;
        clock.require_under_way(around)?;
    }
    let (action, title, reason) = match &command.how {
        How::Suspend { reason } => {
            clock.clock.suspend(today, Cause::Measure, reason.clone()).map_err(Refusal::from)?;
            ("suspend-deadline", "期限中止", reason.as_str())
        }
        How::Resume => {
            clock.clock.resume(today, Cause::Measure).map_err(Refusal::from)?;
            ("resume-deadline", "期限恢复", "")
        }
        How::Extend { days, reason } => {
            clock.prolong(EXTENSION, Some(*days), (reason, &by.department), around)?;
            ("extend-deadline", "期限延长", reason.as_str())
        }
    };
    case.revision += 1;
    case.updated_at = tx.now();
    let entry = Entry { action, title, from: &case.state.clone(), reasons: reason, ..Entry::default() };
    store::case::update(tx.conn(), &case).await?;
    record_step(tx, &case, entry).await?;
    deadline::follow(office, tx, &case, None).await?;
    let after = find(tx, command).await?.ok_or_else(missing)?;
    Ok(wire::deadline(procedure, &after))
}

/// Refuses a term that the table of its procedure does not let be interrupted or prolonged.
fn require_adjustable(procedure: &Procedure, key: &str) -> Result<(), Fault> {
    if procedure.clock(key).is_some_and(|spec| spec.adjustable) {
        return Ok(());
    }
    let fault = Fault::new(
        Kind::FailedPrecondition,
        "TERM_FIXED",
        "the procedure does not let this term stand still or be longer",
    );
    Err(fault.with("clock", key))
}

async fn find(tx: &mut Tx, command: &Adjust) -> Result<Option<FoundDeadline>, Fault> {
    let scope = tx.call().scope.clone();
    Ok(store::deadline::find(tx.conn(), &scope, command.case, command.deadline).await?)
}
