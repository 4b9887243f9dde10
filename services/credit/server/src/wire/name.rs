//! Resource names of credit; those of other services are read by `intake`.

use uuid::Uuid;

use super::violations::Violations;

pub(crate) use ::intake::name::{organization, parse_id, parse_organization};

/// The name of a record.
pub(crate) fn record(id: Uuid) -> String {
    format!("creditRecords/{id}")
}

/// The id in the name of a record.
pub(crate) fn parse_record(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "creditRecords/")
}
