//! What is asked of a refused call.

use tonic::{Code, Status};
use tonic_types::StatusExt as _;

/// Code and reason of a refusal.
///
/// # Panics
/// Where it names no reason.
#[must_use]
#[track_caller]
pub fn reason(status: &Status) -> (Code, String) {
    let info = status.get_details_error_info();
    (status.code(), info.unwrap_or_else(|| panic!("no reason: {status:?}")).reason)
}

/// One fact of a refusal for machines.
///
/// # Panics
/// Where it does not tell this fact.
#[must_use]
#[track_caller]
pub fn metadata(status: &Status, key: &str) -> String {
    let info = status.get_details_error_info().unwrap_or_else(|| panic!("no reason: {status:?}"));
    info.metadata.get(key).unwrap_or_else(|| panic!("nothing of {key}: {status:?}")).clone()
}

/// The violated fields, in their order.
///
/// # Panics
/// Where it is no refusal of fields.
#[must_use]
#[track_caller]
pub fn violated(status: &Status) -> Vec<String> {
    assert_eq!(reason(status), (Code::InvalidArgument, "INVALID_FIELDS".to_owned()));
    let request = status.get_details_bad_request().unwrap_or_else(|| panic!("no violation: {status:?}"));
    request.field_violations.into_iter().map(|violation| violation.field).collect()
}

/// The violated fields, sorted.
///
/// # Panics
/// Where it is no refusal of fields.
#[must_use]
#[track_caller]
pub fn violated_sorted(status: &Status) -> Vec<String> {
    let mut fields = violated(status);
    fields.sort();
    fields
}
