//! Staff: people, engagements, rosters, qualifications, counts.

pub(crate) mod counts;
pub(crate) mod engagement;
mod enums;
pub(crate) mod facts;
pub(crate) mod name;
pub(crate) mod person;
pub(crate) mod qualification;
pub(crate) mod roster;
mod text;

use uow::{Call, Scope};
use vocab::DivisionCode;

use super::violations::Violations;

const NOT_STATED: &str = "must be a value of the contract, not UNSPECIFIED";

/// Where staff is asked for: what lies both in the caller's scope and in the request, and the organisation if one is named.
fn place(
    violations: &mut Violations,
    (organization, division): (&str, &str),
    call: &Call,
) -> (Option<Scope>, Option<String>) {
    if !organization.is_empty() {
        if !division.is_empty() {
            violations.note("division", "must be left out beside an organisation");
        }
        let code = name::parse_organization(violations, "organization", organization);
        return (Some(call.scope.clone()), code.map(|code| code.to_string()));
    }
    if division.is_empty() {
        return (Some(call.scope.clone()), None);
    }
    let division = violations.take("division", DivisionCode::parse(division));
    (division.and_then(|division| call.scope.narrowed(&Scope::division(division.as_str()))), None)
}
