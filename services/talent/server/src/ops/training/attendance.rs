//! Who attended a session.

use std::collections::BTreeSet;

use fault::{Fault, Violation};
use uow::Tx;
use uuid::Uuid;

use super::{keep_own, refused, standing};
use crate::store::training::attendance as store;
use crate::wire::training::{facts, name};

/// Who attended a session, and who did not.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) course: Uuid,
    /// From 1.
    pub(crate) session: i32,
    pub(crate) present: Vec<Uuid>,
    pub(crate) absent: Vec<Uuid>,
}

/// Whoever is named has a place in the course.
async fn have_places(tx: &mut Tx, command: &Record) -> Result<(), Fault> {
    let named = [command.present.as_slice(), command.absent.as_slice()].concat();
    let placed = store::with_place(tx.conn(), command.course, &named).await?;
    let placed: BTreeSet<Uuid> = placed.into_iter().collect();
    let mut violations = Vec::new();
    for (field, ids) in [("present", &command.present), ("absent", &command.absent)] {
        let without = ids.iter().enumerate().filter(|(_, id)| !placed.contains(*id));
        violations.extend(without.map(|(at, _)| Violation {
            field: format!("{field}[{at}]"),
            description: "has no place in the course".to_owned(),
        }));
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// How many attended the session, by what is recorded then.
pub(crate) async fn record(tx: &mut Tx, command: &Record) -> Result<i64, Fault> {
    let course = keep_own(tx, command.course).await?;
    standing(&course, &["published"])?;
    let at = usize::try_from(command.session - 1).ok();
    let Some(begin) = at.and_then(|at| course.session_begins.get(at)).copied() else {
        return Err(Fault::invalid_field("session", format!("must be 1 to {}", course.session_begins.len())));
    };
    if tx.now() < begin {
        return Err(refused::session_not_begun(course.id, begin));
    }
    have_places(tx, command).await?;
    let by = tx.author();
    store::present(tx.conn(), command.session, &command.present, &by).await?;
    store::absent(tx.conn(), command.session, &command.absent).await?;
    let present = store::count(tx.conn(), course.id, command.session).await?;
    let fact = facts::attendance_recorded(&course, command.session, present);
    tx.emit(&name::course(course.id), &course.division, &fact);
    Ok(present)
}
