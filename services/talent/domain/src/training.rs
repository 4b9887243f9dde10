//! Courses (培训): who earns the hours of one, and by when a leader is due (轮训).

use statute::{Cited, months_later, years_later};
use time::Date;

use crate::rules;

/// All of the sessions of a course, in basis points.
pub const WHOLE: i32 = 10_000;

const ROTATION: &str = "TA-07a";
const NEW_LEADER: &str = "TA-07b";

/// By when a leader must have taken part in a course for leaders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day on which the course may end.
    pub day: Date,
    /// The rule that says so.
    pub rule: Cited<'static>,
}

/// Whether whoever attended so many of the sessions of a course earns its hours, of which a share is asked for in basis points.
#[must_use]
pub fn earns(attended: i64, sessions: i64, share: i32) -> bool {
    attended > 0 && attended * i64::from(WHOLE) >= i64::from(share) * sessions
}

/// By when somebody is due who leads since a day, and whose last course for leaders ended on another, as the rules say on a third: so
/// many years after that course (TA-07a), or so many months after the first day where there is none since (TA-07b). `None`: no rule held then.
#[must_use]
pub fn due(since: Date, last: Option<Date>, on: Date) -> Option<Due> {
    if let Some(last) = last.filter(|last| *last >= since) {
        let rule = rules().on(ROTATION, on).ok()?;
        return Some(Due { day: years_later(last, rule.value()), rule });
    }
    let rule = rules().on(NEW_LEADER, on).ok()?;
    Some(Due { day: months_later(since, rule.value()), rule })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{due, earns};

    #[test]
    fn the_share_is_enough_and_one_session_less_is_not() {
        assert!(earns(8, 10, 8_000));
        assert!(!earns(7, 10, 8_000));
        assert!(earns(2, 3, 6_666), "two thirds are more than 66.66 percent");
        assert!(!earns(2, 3, 6_667), "and less than 66.67");
        assert!(earns(1, 1, 10_000));
        assert!(!earns(0, 30, 1), "nobody earns anything by staying away");
    }

    #[test]
    fn a_new_leader_has_twelve_months() {
        let on = date!(2026 - 11 - 24);
        let due = due(date!(2026 - 02 - 28), None, on).unwrap();
        assert_eq!((due.day, due.rule.id()), (date!(2027 - 02 - 28), "TA-07b"));
    }

    #[test]
    fn a_course_before_the_post_does_not_count() {
        let on = date!(2026 - 11 - 24);
        let due = due(date!(2026 - 03 - 01), Some(date!(2026 - 02 - 28)), on).unwrap();
        assert_eq!((due.day, due.rule.id()), (date!(2027 - 03 - 01), "TA-07b"));
    }

    #[test]
    fn a_leader_comes_again_within_five_years() {
        let on = date!(2026 - 11 - 24);
        let due = due(date!(2020 - 03 - 01), Some(date!(2024 - 02 - 29)), on).unwrap();
        assert_eq!((due.day, due.rule.id()), (date!(2029 - 02 - 28), "TA-07a"));
    }

    #[test]
    fn before_the_rules_nobody_is_due() {
        assert_eq!(due(date!(2018 - 03 - 01), None, date!(2019 - 12 - 31)), None);
    }
}
