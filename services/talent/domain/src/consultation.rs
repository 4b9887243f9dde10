//! Consultations (征求意见): how long organisations have, how many are asked, and which are of a field.

use statute::Cited;
use time::{Date, Duration};

use crate::rules;

/// How many organisations one consultation can ask.
pub const MOST_ASKED: usize = 20_000;

const TERM: &str = "TA-10a";

/// The first day that may be the last one for opinions on what is opened on a day (TA-10a), and the rule that says so. `None`: no rule
/// held then.
#[must_use]
pub fn first_last_day(opened: Date) -> Option<(Date, Cited<'static>)> {
    let rule = rules().on(TERM, opened).ok()?;
    Some((opened.checked_add(Duration::days(rule.value()))?, rule))
}

/// Whether opinions are taken: until the last day is over.
#[must_use]
pub fn is_taking(last: Date, today: Date) -> bool {
    today <= last
}

/// Whether an organisation is of a field: its title or its business scope has one of the words. Without words every one is.
#[must_use]
pub fn is_of_field(title: &str, scope: &str, words: &[String]) -> bool {
    words.is_empty() || words.iter().any(|word| title.contains(word.as_str()) || scope.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{first_last_day, is_of_field, is_taking};

    #[test]
    fn organisations_have_seven_days() {
        let (first, rule) = first_last_day(date!(2026 - 11 - 24)).unwrap();
        assert_eq!((first, rule.reference().to_string().as_str()), (date!(2026 - 12 - 01), "TA-10a@1"));
        assert!(first_last_day(date!(2019 - 12 - 31)).is_none());
    }

    #[test]
    fn opinions_are_taken_on_the_last_day_still() {
        let last = date!(2026 - 12 - 01);
        assert!(is_taking(last, last) && !is_taking(last, date!(2026 - 12 - 02)));
    }

    #[test]
    fn a_field_is_found_in_the_title_and_in_the_scope() {
        let words = ["养老".to_owned(), "纺织".to_owned()];
        assert!(is_of_field("湖州市养老服务协会", "", &words));
        assert!(is_of_field("湖州市行业协会", "丝绸、纺织行业自律", &words));
        assert!(!is_of_field("湖州市足球协会", "足球", &words));
        assert!(is_of_field("湖州市足球协会", "足球", &[]));
    }
}
