//! One function a statement; decides nothing.

pub(crate) mod delay;
pub(crate) mod eligibility;
pub(crate) mod intake;
pub(crate) mod issued_report;
pub(crate) mod listing;
pub(crate) mod measure;
pub(crate) mod organization;
pub(crate) mod petition;
pub(crate) mod publication;
pub(crate) mod qualification;
pub(crate) mod record;
pub(crate) mod reporting;
pub(crate) mod risk;
pub(crate) mod standing;

use std::collections::HashMap;

use vocab::UnifiedCode;

/// Sorts rows by whose they are; those of one keep their order.
pub(crate) fn of_each<T>(rows: Vec<T>, whose: impl Fn(&T) -> UnifiedCode) -> HashMap<UnifiedCode, Vec<T>> {
    let mut of_each: HashMap<UnifiedCode, Vec<T>> = HashMap::new();
    for row in rows {
        of_each.entry(whose(&row)).or_default().push(row);
    }
    of_each
}
