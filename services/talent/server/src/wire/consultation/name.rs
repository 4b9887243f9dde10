//! Names of consultations and of opinions.

use uuid::Uuid;
use vocab::UnifiedCode;

use super::Violations;

pub(crate) use crate::wire::name::organization;

const COLLECTION: &str = "consultations/";

/// The name of a consultation.
pub(crate) fn consultation(id: Uuid) -> String {
    format!("{COLLECTION}{id}")
}

/// The id in the name of a consultation.
pub(crate) fn parse_consultation(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    intake::name::parse_id(violations, field, raw, COLLECTION)
}

/// The name of the opinion of an organisation.
pub(crate) fn opinion(consultation: Uuid, code: &str) -> String {
    format!("{COLLECTION}{consultation}/opinions/{code}")
}

/// The consultation and the organisation in the name of an opinion.
pub(crate) fn parse_opinion(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, UnifiedCode)> {
    let parts = raw.strip_prefix(COLLECTION).and_then(|rest| rest.split_once("/opinions/"));
    let read = parts.and_then(|(id, code)| {
        let code: UnifiedCode = UnifiedCode::parse(code).ok().filter(|read: &UnifiedCode| read.as_str() == code)?;
        Some((intake::name::hyphenated(id)?, code))
    });
    if read.is_none() {
        violations.note(field, "must be consultations/{uuid}/opinions/{code}");
    }
    read
}
