//! Functions that departments give away (政府职能转移): the least grade of whoever takes one on.

use statute::Cited;
use time::Date;

use crate::rules;

/// A grade of the rating (评估等级), from 1A to 5A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// 1A.
    A1,
    /// 2A.
    A2,
    /// 3A.
    A3,
    /// 4A.
    A4,
    /// 5A.
    A5,
}

impl Grade {
    /// Every one, the lowest first.
    pub const ALL: [Self; 5] = [Self::A1, Self::A2, Self::A3, Self::A4, Self::A5];

    /// Its name in the database, `3A`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A1 => "1A",
            Self::A2 => "2A",
            Self::A3 => "3A",
            Self::A4 => "4A",
            Self::A5 => "5A",
        }
    }

    /// The grade of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == word)
    }

    /// The grade of so many As.
    #[must_use]
    pub fn of_number(number: i64) -> Option<Self> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}

/// The least grade that is allowed on a day (RT-04b), and the version of the rule; `None` before there was one.
#[must_use]
pub fn least_grade(day: Date) -> Option<(Grade, Cited<'static>)> {
    let rule = rules().on("RT-04b", day).ok()?;
    Some((Grade::of_number(rule.value())?, rule))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{Grade, least_grade};

    #[test]
    fn whoever_takes_a_function_on_has_3a() {
        let (grade, rule) = least_grade(date!(2026 - 11 - 27)).unwrap();
        assert_eq!((grade, rule.reference().to_string().as_str()), (Grade::A3, "RT-04b@1"));
        assert!(least_grade(date!(2010 - 01 - 01)).is_none());
    }

    #[test]
    fn grades_are_ordered_and_named() {
        assert!(Grade::A2 < Grade::A3 && Grade::A5 > Grade::A4);
        for grade in Grade::ALL {
            assert_eq!(Grade::parse(grade.as_str()), Some(grade));
        }
        assert_eq!((Grade::of_number(5), Grade::of_number(0), Grade::of_number(6)), (Some(Grade::A5), None, None));
        assert_eq!(Grade::of_number(i64::MIN), None);
    }
}
