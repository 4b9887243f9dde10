//! Brand organisations, brand projects and leading figures (品牌社会组织、品牌项目、领军人物): how long they are before the public, and how long
//! an honour holds.

use statute::{Cited, years_over};
use time::{Date, Duration};

use crate::rules;

/// The most places of a round.
pub const MOST_PLACES: i32 = 500;
/// For how many years an honour may hold.
pub const VALIDITY: std::ops::RangeInclusive<i32> = 1..=5;

/// How many days ahead the deadline for nominations may lie.
const LONGEST_CALL: i64 = 400;
const NOTICE: &str = "TA-08a";

/// The last day on which a round that is drafted on a day may take nominations.
#[must_use]
pub fn last_deadline(drafted: Date) -> Date {
    drafted.saturating_add(Duration::days(LONGEST_CALL))
}

/// The last day of the publicity that begins on a day (TA-08a), and the rule that says so. `None`: no rule held then.
#[must_use]
pub fn notice_last_day(begun: Date) -> Option<(Date, Cited<'static>)> {
    let rule = rules().on(NOTICE, begun).ok()?;
    Some((begun.checked_add(Duration::days(rule.value()))?, rule))
}

/// The last day of an honour that holds for so many years from the day on which it is conferred, that day included.
#[must_use]
pub fn valid_until(conferred: Date, years: i32) -> Date {
    let over = years_over(conferred, i64::from(years));
    over.previous_day().unwrap_or(over)
}

/// Whether a text, which is neither sealed nor masked, names a person. A name of one character may stand in any text.
#[must_use]
pub fn is_named(person_name: &str, text: &str) -> bool {
    person_name.chars().nth(1).is_some() && text.contains(person_name)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{is_named, last_deadline, notice_last_day, valid_until};

    #[test]
    fn the_publicity_ends_seven_days_after_its_first() {
        let (last, rule) = notice_last_day(date!(2026 - 12 - 28)).unwrap();
        assert_eq!((last, rule.reference().to_string().as_str()), (date!(2027 - 01 - 04), "TA-08a@1"));
        assert!(notice_last_day(date!(2019 - 12 - 31)).is_none());
    }

    #[test]
    fn an_honour_holds_until_the_day_before_its_anniversary() {
        assert_eq!(valid_until(date!(2026 - 12 - 28), 3), date!(2029 - 12 - 27));
        assert_eq!(valid_until(date!(2028 - 02 - 29), 1), date!(2029 - 02 - 28));
    }

    #[test]
    fn a_text_names_whom_it_names_in_full() {
        assert!(is_named("李小明", "推荐李小明同志"));
        assert!(!is_named("李小明", "推荐李明同志") && !is_named("李", "桃李满天下") && !is_named("", "推荐"));
    }

    #[test]
    fn a_deadline_lies_within_four_hundred_days() {
        assert_eq!(last_deadline(date!(2026 - 01 - 01)), date!(2027 - 02 - 05));
    }
}
