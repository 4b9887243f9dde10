//! Risk grades (风险等级): how much attention an organisation needs, A the least to D the most (SP-12).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use time::Date;

/// A grade; each is a stratum (层) of a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Low risk: half the proportion.
    A,
    /// Ordinary, and what an organisation without an assessment is in.
    B,
    /// Raised: twice the proportion.
    C,
    /// High: every one is inspected.
    D,
}

/// A text that is no grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a risk grade is A, B, C or D")]
pub struct NoGrade;

impl Grade {
    /// Every grade, in the order of the strata.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// Its place in [`Grade::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
            Self::C => 2,
            Self::D => 3,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Grade {
    type Err = NoGrade;

    fn from_str(text: &str) -> Result<Self, NoGrade> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == text).ok_or(NoGrade)
    }
}

/// A grade that an authority gave (评定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The grade.
    pub grade: Grade,
    /// First day on which it holds.
    pub valid_from: Date,
    /// First day on which it no longer holds; `None` until another follows.
    pub valid_to: Option<Date>,
    /// Why, as people are to read it.
    pub ground: String,
}

/// The grade of an organisation on a day: of the assessments that hold, the one that began last; B if there is none.
#[must_use]
pub fn grade_on(assessments: &[Assessment], day: Date) -> Grade {
    let holds = |held: &&Assessment| held.valid_from <= day && held.valid_to.is_none_or(|end| day < end);
    assessments.iter().filter(holds).max_by_key(|held| held.valid_from).map_or(Grade::B, |held| held.grade)
}
