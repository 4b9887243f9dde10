//! Grades (评估等级), the scores that they want, and how long they hold.

use statute::{RuleRef, years_over};
use time::{Date, Month};

use super::law::{cited, number, threshold};
use super::{Refusal, RuleSet};

/// A grade, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 1A.
    One,
    /// 2A.
    Two,
    /// 3A: priority in delegated functions, purchase and awards (RT-04).
    Three,
    /// 4A: simplified inspection (RT-04a).
    Four,
    /// 5A.
    Five,
}

impl Grade {
    /// Every grade, the lowest first.
    pub const ALL: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Four, Self::Five];

    /// As people write it, and as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "1A",
            Self::Two => "2A",
            Self::Three => "3A",
            Self::Four => "4A",
            Self::Five => "5A",
        }
    }

    /// The grade of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == word)
    }

    /// How many A.
    pub(super) fn level(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
        }
    }

    fn cut_off(self) -> &'static str {
        match self {
            Self::One => "RT-01e",
            Self::Two => "RT-01d",
            Self::Three => "RT-01c",
            Self::Four => "RT-01b",
            Self::Five => "RT-01a",
        }
    }
}

/// The grade that a score in tenths of a point gets by the cut-offs of a day, and the rule that was applied last; `None`
/// below every cut-off. A score equal to a cut-off is not above it.
///
/// # Errors
/// [`Refusal::NoRule`].
pub fn grade_of(tenths: i64, day: Date) -> Result<(Option<Grade>, RuleRef), Refusal> {
    let mut applied = cited("RT-01", day)?.reference();
    for grade in Grade::ALL.into_iter().rev() {
        let (points, rule) = number(grade.cut_off(), day)?;
        applied = rule;
        if tenths > points * 10 {
            return Ok((Some(grade), applied));
        }
    }
    Ok((None, applied))
}

/// How many organisations of 4A and above are wanted on a day (RT-08); 0 before there was a target.
#[must_use]
pub fn target(day: Date) -> i64 {
    number("RT-08", day).map_or(0, |(target, _)| target)
}

/// From when until when a grade holds (有效期), both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The version of the rule that says so (RT-15).
    pub rule: RuleRef,
}

/// The term of a grade that is announced on a day (RT-15): five years from that day by the rules of 2010; from the next
/// 1 January to the fifth 31 December by the revised ones.
///
/// # Errors
/// [`Refusal::NoRule`].
pub fn term(announced_on: Date) -> Result<Term, Refusal> {
    let cited = cited("RT-15", announced_on)?;
    let missing = || Refusal::NoRule { rule: "RT-15".to_owned(), day: announced_on };
    let years = threshold(&cited).ok_or_else(missing)?;
    let (from, until) = match RuleSet::of(cited) {
        RuleSet::Of2010 => {
            let end = years_over(announced_on, years);
            (announced_on, end.previous_day().unwrap_or(end))
        }
        RuleSet::Of2026 => {
            let first = Date::from_calendar_date(announced_on.year() + 1, Month::January, 1).map_err(|_| missing())?;
            let end = years_over(first, years);
            (first, end.previous_day().unwrap_or(end))
        }
    };
    Ok(Term { from, until, rule: cited.reference() })
}
