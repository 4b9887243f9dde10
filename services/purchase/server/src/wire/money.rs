//! Amounts and years of requests.

use purchase_domain::money::amount;

use super::catalog::YEARS;
use super::violations::Violations;

/// An amount that a request must state.
pub(super) fn fen(violations: &mut Violations, field: &str, stated: i64) -> Option<i64> {
    violations.take(field, amount(stated))
}

/// A year that a request must state.
pub(super) fn year(violations: &mut Violations, field: &str, stated: i32) -> Option<i32> {
    let good = YEARS.contains(&stated);
    if !good {
        violations.note(field, format_args!("must be {} to {}", YEARS.start(), YEARS.end()));
    }
    good.then_some(stated)
}

/// A year of a filter; 0: any.
pub(super) fn any_year(violations: &mut Violations, field: &str, stated: i32) -> Option<i32> {
    if stated == 0 { None } else { year(violations, field, stated) }
}
