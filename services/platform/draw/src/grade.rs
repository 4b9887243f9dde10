//! Grades (等级), A to D: the strata (层) of a draw.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

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
