//! Who acts in a unit of work.

use uow::Tx;

use crate::store::Author;

/// The caller, with an id for what is made.
pub(super) fn caller(tx: &Tx) -> Author {
    let call = tx.call();
    Author {
        id: tx.new_id(),
        division: call.division.clone(),
        department: call.department.clone(),
        actor: call.actor.clone(),
        officer: call.officer.clone(),
        at: tx.now(),
    }
}
