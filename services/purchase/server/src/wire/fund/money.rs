//! Amounts and years of requests about funds.

use purchase_domain::money::amount;

use super::Violations;

/// An amount that a request must state.
pub(super) fn fen(violations: &mut Violations, field: &str, stated: i64) -> Option<i64> {
    violations.take(field, amount(stated))
}

/// A budget year that a request must state.
pub(super) fn year(violations: &mut Violations, field: &str, stated: i32) -> Option<i32> {
    let good = (2000..=2100).contains(&stated);
    if !good {
        violations.note(field, "must be 2000 to 2100");
    }
    good.then_some(stated)
}

/// A budget year of a filter; 0: any.
pub(super) fn any_year(violations: &mut Violations, field: &str, stated: i32) -> Option<i32> {
    if stated == 0 { None } else { year(violations, field, stated) }
}
