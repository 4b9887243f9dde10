//! Names of what rating has.

use uuid::Uuid;
use vocab::OrganizationClass;

pub(crate) use crate::wire::name::parse_document;
use crate::wire::name::parse_id;
use crate::wire::violations::Violations;

/// The name of a sheet.
pub(crate) fn sheet(kind: OrganizationClass, edition: &str) -> String {
    format!("ratingSheets/{}-{edition}", kind.as_str().replace('_', "-"))
}

/// The name of a round.
pub(crate) fn round(id: Uuid) -> String {
    format!("ratingRounds/{id}")
}

/// The name of an expert.
pub(crate) fn expert(id: Uuid) -> String {
    format!("ratingExperts/{id}")
}

/// The name of an application.
pub(crate) fn application(id: Uuid) -> String {
    format!("ratingApplications/{id}")
}

/// The name of a rating.
pub(crate) fn rating(id: Uuid) -> String {
    format!("ratings/{id}")
}

/// The name of a check.
pub(crate) fn check(id: Uuid) -> String {
    format!("ratingChecks/{id}")
}

/// The id in the name of a round.
pub(crate) fn parse_round(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ratingRounds/")
}

/// The id in the name of an expert.
pub(crate) fn parse_expert(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ratingExperts/")
}

/// The id in the name of an application.
pub(crate) fn parse_application(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ratingApplications/")
}

/// The id in the name of a rating.
pub(crate) fn parse_rating(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ratings/")
}

/// The id in the name of a check.
pub(crate) fn parse_check(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ratingChecks/")
}
