//! Statistics of purchase (购买服务统计): the share of spending that goes to social organisations, and how concentrated the contracts of a
//! buyer are. Whole numbers only: what is below a hundredth of a per cent is left out, and whether a target is reached is compared exactly.

mod concentration;
#[cfg(test)]
mod tests;

use statute::Cited;
use time::{Date, Month};

use crate::rules;

pub use concentration::{Bought, Concentration, Leading, herfindahl};

/// Hundredths of a per cent (万分之一) in a whole.
pub const WHOLE: i32 = 10_000;

const TARGET: &str = "GP-05";

/// The least share of social organisations in the new spending of a year (GP-05), in per cent: as it was in force on the last day of the
/// year, or on `as_of` while the year has not ended. `None`: none was.
#[must_use]
pub fn target(year: i32, as_of: Date) -> Option<Cited<'static>> {
    let last = Date::from_calendar_date(year, Month::December, 31).ok()?;
    rules().on(TARGET, last.min(as_of)).ok()
}

/// What a part is of a whole, in hundredths of a per cent, rounded down; 0 where there is no whole.
#[must_use]
pub fn share(part: i64, whole: i64) -> i32 {
    if whole <= 0 {
        return 0;
    }
    i32::try_from(i128::from(part) * i128::from(WHOLE) / i128::from(whole)).unwrap_or(i32::MAX)
}

/// Whether a target is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Whoever the suppliers without a code are.
    Reached,
    /// Even if all suppliers without a code are social organisations.
    NotReached,
    /// Who the suppliers without a code are decides it.
    NotKnown,
}

/// Whether what social organisations have of a whole is at least so many per cent of it, while nobody knows who has the unknown part.
#[must_use]
pub fn verdict((organizations, unknown): (i64, i64), whole: i64, percent: i64) -> Verdict {
    if reaches(organizations, whole, percent) {
        Verdict::Reached
    } else if reaches(organizations.saturating_add(unknown), whole, percent) {
        Verdict::NotKnown
    } else {
        Verdict::NotReached
    }
}

/// Whether a part is at least so many per cent of a whole.
fn reaches(part: i64, whole: i64, percent: i64) -> bool {
    i128::from(part) * 100 >= i128::from(whole) * i128::from(percent)
}
