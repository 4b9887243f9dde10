//! Names, and the fields that requests about notices and late elections share.

use uuid::Uuid;

use crate::wire::name;
use crate::wire::violations::Violations;

const LONGEST_REASONS: usize = 2_000;
const LONGEST_NUMBER: usize = 100;

/// `appointmentNotices/{notice}`.
pub(crate) fn notice_name(id: Uuid) -> String {
    format!("appointmentNotices/{id}")
}

/// `lateElections/{late_election}`.
pub(crate) fn late_election_name(id: Uuid) -> String {
    format!("lateElections/{id}")
}

/// The id in the name of a notice.
pub(super) fn parse_notice(violations: &mut Violations, raw: &str) -> Option<Uuid> {
    let id = raw.strip_prefix("appointmentNotices/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note("name", "must be appointmentNotices/{notice}, the notice a UUID");
    }
    id
}

/// The id in the name of a late election.
pub(super) fn parse_late_election(violations: &mut Violations, raw: &str) -> Option<Uuid> {
    let id = raw.strip_prefix("lateElections/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note("name", "must be lateElections/{late_election}, the last a UUID");
    }
    id
}

pub(super) fn reasons(violations: &mut Violations, field: &str, stated: &str, required: bool) -> String {
    let reasons = stated.trim();
    let count = reasons.chars().count();
    if count > LONGEST_REASONS || (required && count == 0) {
        let least = i32::from(required);
        violations.note(field, format_args!("must have {least} to {LONGEST_REASONS} characters"));
    }
    reasons.to_owned()
}

pub(super) fn number(violations: &mut Violations, stated: &str) -> String {
    let number = stated.trim();
    if !(1..=LONGEST_NUMBER).contains(&number.chars().count()) {
        violations.note("number", format_args!("must have 1 to {LONGEST_NUMBER} characters"));
    }
    number.to_owned()
}

/// The code of the organisation that a list is narrowed to; empty for any.
pub(super) fn organization(violations: &mut Violations, stated: &str) -> String {
    if stated.is_empty() {
        return String::new();
    }
    name::parse(violations, "organization", stated).map(|code| code.to_string()).unwrap_or_default()
}

/// `departments/{key}`, empty for none.
pub(super) fn department(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("departments/{key}") }
}
