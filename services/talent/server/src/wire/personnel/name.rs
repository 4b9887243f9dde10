//! Resource names of staff.

use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::violations::Violations;

pub(crate) use crate::wire::name::{hyphenated, organization, parse_organization, parse_person, person};

/// The name of an engagement.
pub(crate) fn engagement(code: UnifiedCode, id: Uuid) -> String {
    format!("{}/engagements/{id}", organization(code))
}

/// The code and the id in the name of an engagement.
pub(crate) fn parse_engagement(violations: &mut Violations, field: &str, raw: &str) -> Option<(UnifiedCode, Uuid)> {
    let parts = raw.split_once("/engagements/").and_then(|(parent, id)| Some((parent, hyphenated(id)?)));
    let Some((parent, id)) = parts else {
        violations.note(field, "must be organizations/{code}/engagements/{uuid}");
        return None;
    };
    Some((parse_organization(violations, field, parent)?, id))
}

/// The name of a qualification.
pub(crate) fn qualification(person_id: Uuid, id: Uuid) -> String {
    format!("{}/qualifications/{id}", person(person_id))
}

/// What facts call it: they do not tell whose it is.
pub(crate) fn bare_qualification(id: Uuid) -> String {
    format!("staffQualifications/{id}")
}

/// The person and the id in the name of a qualification.
pub(crate) fn parse_qualification(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, Uuid)> {
    let parts = raw.split_once("/qualifications/").and_then(|(parent, id)| {
        let person = parent.strip_prefix("persons/").and_then(hyphenated)?;
        Some((person, hyphenated(id)?))
    });
    if parts.is_none() {
        violations.note(field, "must be persons/{uuid}/qualifications/{uuid}");
    }
    parts
}
