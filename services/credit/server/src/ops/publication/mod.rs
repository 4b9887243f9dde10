//! What is put before the public (公示): it follows records and listings by itself; persons take down, and approve bulletins.

pub(crate) mod bulletin;
mod draft;
pub(crate) mod export;
mod fall;
pub(crate) mod read;
mod refused;
mod settle;
pub(crate) mod sweep;
pub(crate) mod take_down;

pub(crate) use fall::{fell, publicity};

use credit_domain::organization::AUTHORITY;
use fault::Fault;
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use crate::store::publication::due;

/// Something of an organisation changed: what is published of it is looked at soon, once, by whoever takes it.
pub(crate) async fn touched(tx: &mut Tx, organizations: &[UnifiedCode]) -> Result<(), Fault> {
    let today = day_of(tx.now());
    Ok(due::note(tx.conn(), organizations, today).await?)
}

/// The authority of what no department is named of: the registering one.
fn authority(department: &str) -> String {
    if department.is_empty() { AUTHORITY.to_owned() } else { department.to_owned() }
}
