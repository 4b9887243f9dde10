//! Divisions, days and moments of requests.

use ::time::{Date, OffsetDateTime};
use onecode_proto::google::r#type::Date as PbDate;
use uow::{Call, Scope};
use vocab::DivisionCode;

use super::time as day;
use super::violations::Violations;
use crate::ops::in_force::Place;

/// Whose drafts a caller sees. Methods that show what every division has adopted are open to any scope (`SCOPE_ANY`), so that the scope
/// of the call does not tell.
pub(super) fn reach(call: &Call) -> Scope {
    Scope::division(&call.division)
}

/// The division stated, or the caller's.
pub(super) fn division(violations: &mut Violations, field: &str, raw: &str, call: &Call) -> Option<DivisionCode> {
    let stated = if raw.is_empty() { &call.division } else { raw };
    violations.take(field, DivisionCode::parse(stated))
}

/// The division stated, if one is.
pub(super) fn stated(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    if raw.is_empty() {
        return None;
    }
    violations.take(field, DivisionCode::parse(raw)).map(|division| division.to_string())
}

/// The day stated, or today.
pub(super) fn on(violations: &mut Violations, field: &str, stated: Option<&PbDate>, today: Date) -> Option<Date> {
    match stated {
        None => Some(today),
        stated => day::parse_date(violations, field, stated),
    }
}

/// `division`, `date` and `known_at` of a request.
pub(super) fn place(
    violations: &mut Violations,
    (division, date, known_at): (&str, Option<&PbDate>, Option<&prost_types::Timestamp>),
    call: &Call,
    now: OffsetDateTime,
) -> Option<Place> {
    let division = self::division(violations, "division", division, call);
    let day = on(violations, "date", date, vocab::day_of(now));
    let known_at = day::parse_timestamp(violations, "known_at", known_at);
    Some(Place { division: division?, day: day?, known_at })
}
