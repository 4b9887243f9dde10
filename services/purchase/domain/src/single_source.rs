//! The publicity of purchases from a single source (单一来源公示, GP-14): for how long, by when objections are answered, how many opinions there
//! must be, and from which budget on there is no award without it.

use statute::Cited;
use time::Date;
use vocab::workdays::Calendar;

use crate::rules;
use crate::tender::working_days;

const PUBLICITY: &str = "GP-14a";
const ANSWER: &str = "GP-14b";
/// From which budget on an award rests on a cleared notice.
const THRESHOLD: &str = "GP-14c";
const OPINIONS: &str = "GP-14d";

/// The earliest last day of a notice that is published on a day (GP-14a). `None` while the calendar does not know the days.
#[must_use]
pub fn first_last_day(published: Date, calendar: &Calendar) -> Option<Date> {
    working_days(PUBLICITY, published, calendar)
}

/// The last day for answers to objections to a notice whose publicity ends on a day (GP-14b). `None` while the calendar does not know the days.
#[must_use]
pub fn answer_last_day(ended: Date, calendar: &Calendar) -> Option<Date> {
    working_days(ANSWER, ended, calendar)
}

/// How many opinions of specialists a notice must have at least, on a day (GP-14d). `None`: no rule held then.
#[must_use]
pub fn least_opinions(day: Date) -> Option<Cited<'static>> {
    rules().on(OPINIONS, day).ok()
}

/// Whether a project of a budget is awarded on a day by a cleared notice alone (GP-14c).
#[must_use]
pub fn is_required(budget_fen: i64, day: Date) -> bool {
    rules().on(THRESHOLD, day).is_ok_and(|rule| budget_fen >= rule.value())
}

/// The versions of the rules by which a notice is published on a day.
#[must_use]
pub fn references(day: Date) -> Vec<String> {
    let held = [PUBLICITY, ANSWER, OPINIONS].into_iter().filter_map(|id| rules().on(id, day).ok());
    held.map(|rule| rule.reference().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use vocab::workdays::Calendar;

    use super::{answer_last_day, first_last_day, is_required, least_opinions, references};

    #[test]
    fn a_notice_is_before_the_public_for_five_working_days_and_answered_within_five_more() {
        let calendar = Calendar::shipped();
        assert_eq!(first_last_day(date!(2026 - 11 - 24), calendar), Some(date!(2026 - 12 - 01)), "over a weekend");
        assert_eq!(answer_last_day(date!(2026 - 12 - 01), calendar), Some(date!(2026 - 12 - 08)));
        assert_eq!(first_last_day(date!(2026 - 12 - 30), calendar), None, "nobody has announced the next year");
    }

    #[test]
    fn an_award_rests_on_a_notice_from_four_million_yuan_on() {
        let day = date!(2026 - 11 - 24);
        assert!(is_required(400_000_000, day));
        assert!(!is_required(399_999_999, day));
        assert!(!is_required(400_000_000, date!(2019 - 12 - 31)), "no rule held");
    }

    #[test]
    fn a_notice_has_three_opinions_and_names_its_rules() {
        let day = date!(2026 - 11 - 24);
        assert_eq!(least_opinions(day).unwrap().value(), 3);
        assert_eq!(references(day), ["GP-14a@1", "GP-14b@1", "GP-14d@1"]);
    }
}
