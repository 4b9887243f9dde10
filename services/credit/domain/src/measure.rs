//! Restraints and incentives (约束措施、激励措施, CR-11, CR-12): what is declared for whom, and what becomes of a department's task.

mod read;

use std::sync::LazyLock;

use statute::Mark;
use time::{Date, Weekday};
use vocab::workdays::Calendar;

use crate::listing::List;

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    read::measures(include_str!("../data/measures.toml"))
        .unwrap_or_else(|problems| unreachable!("a test reads this file: {}", problems.join("; ")))
});

/// Whom a measure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Those on 活动异常名录.
    Abnormal,
    /// Those on 严重违法失信名单.
    Serious,
    /// Those with a valid grade 4A and on no list.
    Grade4A,
    /// Those with a valid grade 5A and on no list.
    Grade5A,
}

impl Target {
    /// Every one, in the order of the contract.
    pub const ALL: [Self; 4] = [Self::Abnormal, Self::Serious, Self::Grade4A, Self::Grade5A];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Abnormal => "abnormal",
            Self::Serious => "serious",
            Self::Grade4A => "grade_4a",
            Self::Grade5A => "grade_5a",
        }
    }

    /// The target of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.as_str() == word)
    }

    /// Those on a list.
    #[must_use]
    pub fn of_list(list: List) -> Self {
        match list {
            List::Abnormal => Self::Abnormal,
            List::Serious => Self::Serious,
        }
    }

    /// Those with a grade, if it brings incentives (CR-11g).
    #[must_use]
    pub fn of_grade(grade: &str) -> Option<Self> {
        match grade {
            "4A" => Some(Self::Grade4A),
            "5A" => Some(Self::Grade5A),
            _ => None,
        }
    }

    /// Whether what is declared for `self` is for those of `other` too: what is for 4A is for 5A.
    #[must_use]
    pub fn reaches(self, other: Self) -> bool {
        self == other || (self, other) == (Self::Grade4A, Self::Grade5A)
    }

    /// Whether its measures restrain; the others encourage.
    #[must_use]
    pub fn restrains(self) -> bool {
        matches!(self, Self::Abnormal | Self::Serious)
    }
}

/// A measure, as it is declared from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its key: lower case and hyphens.
    pub key: String,
    /// Its name in Chinese.
    pub title: String,
    /// For whom.
    pub target: Target,
    /// What is to be done, in Chinese.
    pub action: String,
    /// Id of the rule that it rests on.
    pub rule: String,
    /// Keys of the departments that do it, each on its own.
    pub departments: Vec<String>,
    /// Working days for doing it, and for lifting it.
    pub term_working_days: u32,
    /// The first day on which it is declared.
    pub valid_from: Date,
    /// The first day on which it is not declared any more.
    pub valid_to: Option<Date>,
    /// Where it is written.
    pub source: String,
    /// How sure that is.
    pub mark: Mark,
}

impl Measure {
    /// Whether it is declared on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

/// Everything that was ever declared, in the order of the file.
#[must_use]
pub fn measures() -> &'static [Measure] {
    &MEASURES
}

/// What is declared on a day and reaches a target.
pub fn declared(target: Target, day: Date) -> impl Iterator<Item = &'static Measure> {
    measures().iter().filter(move |measure| measure.holds_on(day) && measure.target.reaches(target))
}

/// A last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay {
    /// The day.
    pub on: Date,
    /// The working days of a year that it runs in are not announced: Monday to Friday were counted there.
    pub provisional: bool,
}

/// The last day of a term of working days; the day it is counted from does not count.
#[must_use]
pub fn last_day(calendar: &Calendar, from: Date, working_days: u32) -> LastDay {
    let mut last = LastDay { on: from, provisional: false };
    let mut left = working_days;
    while left > 0 {
        let Some(next) = last.on.next_day() else { return last };
        last.on = next;
        let works = calendar.is_workday(next).unwrap_or_else(|_| {
            last.provisional = true;
            !matches!(next.weekday(), Weekday::Saturday | Weekday::Sunday)
        });
        left -= u32::from(works);
    }
    last
}

/// How far a department's task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// 待采取.
    Open,
    /// 已采取, and in force.
    Acted,
    /// 不适用.
    NotApplicable,
    /// 待解除: done before, and now to be lifted.
    Lifting,
    /// 已解除.
    Lifted,
    /// 已撤销: its cause ended before anybody acted.
    Cancelled,
}

/// What a department answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It acted.
    Acted,
    /// It does not apply to this organisation.
    NotApplicable,
}

impl State {
    /// Every one, in the order of the contract.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Acted, Self::NotApplicable, Self::Lifting, Self::Lifted, Self::Cancelled];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acted => "acted",
            Self::NotApplicable => "not_applicable",
            Self::Lifting => "lifting",
            Self::Lifted => "lifted",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the department has something to do.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Lifting)
    }

    /// The state after an answer; `None` where nothing is to be done.
    #[must_use]
    pub fn answered(self, outcome: Outcome) -> Option<Self> {
        match (self, outcome) {
            (Self::Open, Outcome::Acted) => Some(Self::Acted),
            (Self::Open, Outcome::NotApplicable) => Some(Self::NotApplicable),
            (Self::Lifting, Outcome::Acted | Outcome::NotApplicable) => Some(Self::Lifted),
            (Self::Acted | Self::NotApplicable | Self::Lifted | Self::Cancelled, _) => None,
        }
    }

    /// The state after its cause has ended. If the cause was withdrawn, what was lifted from then on only is to be undone from
    /// its beginning too.
    #[must_use]
    pub fn ended(self, withdrawn: bool) -> Self {
        match self {
            Self::Open => Self::Cancelled,
            Self::Acted => Self::Lifting,
            Self::Lifted if withdrawn => Self::Lifting,
            Self::NotApplicable | Self::Lifting | Self::Lifted | Self::Cancelled => self,
        }
    }
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Acted, Self::NotApplicable];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Acted => "acted",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The outcome of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}
