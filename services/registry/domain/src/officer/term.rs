//! Ages, and terms in a row.

use std::collections::BTreeSet;

use statute::{Cited, NotInForce, RuleBook, years_later};
use time::Date;

/// The whole years (周岁) that somebody has on a day. Who was born on 29 February grows older on 1 March of a common year.
#[must_use]
pub fn age_on(birth: Date, day: Date) -> i32 {
    let before_birthday = (u8::from(day.month()), day.day()) < (u8::from(birth.month()), birth.day());
    day.year() - birth.year() - i32::from(before_birthday)
}

/// How many terms in a row somebody has held a role once term `current` begins: that one and those right before it.
#[must_use]
pub fn consecutive(held: &BTreeSet<u32>, current: u32) -> u32 {
    let before = (1..current).rev().take_while(|term| held.contains(term)).count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// The last day on which an election that is late can still be approved (PEO-02), with the rule.
///
/// # Errors
/// The rule was not in force when the term ended.
pub fn late_until(book: &RuleBook, ends_on: Date) -> Result<(Date, Cited<'_>), NotInForce> {
    let cited = book.on("PEO-02", ends_on)?;
    Ok((years_later(ends_on, cited.value()), cited))
}

/// From which day on a post that ended counts against somebody who decides on that organisation (PROC-13a).
///
/// # Errors
/// The rule is not in force.
pub fn left_recently(book: &RuleBook, today: Date) -> Result<Date, NotInForce> {
    Ok(years_later(today, -book.on("PROC-13a", today)?.value()))
}
