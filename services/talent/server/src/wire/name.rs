//! Resource names of talent; those of other services are read by `intake`.

use uuid::Uuid;

use super::violations::Violations;

pub(crate) use ::intake::name::{department, hyphenated, organization, parse_id, parse_organization};

/// The name of a person.
pub(crate) fn person(id: Uuid) -> String {
    format!("persons/{id}")
}

/// The id in the name of a person.
pub(crate) fn parse_person(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "persons/")
}

/// The name of a round of honours.
pub(crate) fn honour_round(id: Uuid) -> String {
    format!("honourRounds/{id}")
}

/// The id in the name of a round.
pub(crate) fn parse_honour_round(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "honourRounds/")
}

/// The name of a nomination of a round.
pub(crate) fn nomination(round: Uuid, id: Uuid) -> String {
    format!("honourRounds/{round}/nominations/{id}")
}

/// The round and the id in the name of a nomination.
pub(crate) fn parse_nomination(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, Uuid)> {
    let parts = raw.strip_prefix("honourRounds/").and_then(|rest| rest.split_once("/nominations/"));
    let read = parts.and_then(|(round, id)| Some((hyphenated(round)?, hyphenated(id)?)));
    if read.is_none() {
        violations.note(field, "must be honourRounds/{uuid}/nominations/{uuid}");
    }
    read
}

/// The name of an honour.
pub(crate) fn honour(id: Uuid) -> String {
    format!("honours/{id}")
}

/// The id in the name of an honour.
pub(crate) fn parse_honour(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "honours/")
}

/// The name of a secondment.
pub(crate) fn secondment(id: Uuid) -> String {
    format!("secondments/{id}")
}

/// The id in the name of a secondment.
pub(crate) fn parse_secondment(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "secondments/")
}
