//! What is refused because of what is on record, each with the reason that the contract declares.

use fault::{Fault, Kind};
use uuid::Uuid;

use crate::wire::name;

/// No such record, or the caller may not see it.
pub(crate) fn no_record(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "CREDIT_RECORD_NOT_FOUND", "no such record").with("record", name::record(id))
}
