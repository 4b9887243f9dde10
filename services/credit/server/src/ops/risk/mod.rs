//! Risk warning: rules, what follows from them, and what is done about it.

mod book;
mod evaluate;
mod task;

pub(crate) mod alert;
pub(crate) mod overview;
pub(crate) mod rehearse;
pub(crate) mod rule;
pub(crate) mod zombie;

pub(crate) use book::Book;
pub(crate) use task::warning;

use fault::Fault;
use uow::Tx;
use vocab::UnifiedCode;

use crate::store::risk::evaluation;

/// Something of organisations changed: their warnings are looked at soon, once, by whoever takes them.
pub(crate) async fn touched(tx: &mut Tx, organizations: &[UnifiedCode]) -> Result<(), Fault> {
    let now = tx.now();
    Ok(evaluation::note(tx.conn(), organizations, now).await?)
}
