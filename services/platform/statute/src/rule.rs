//! A rule, its versions, and how one of them is cited.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::Date;

/// A rule (规则) with every version it has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id in the catalogue, such as `REG-05`; never reused for another rule.
    pub id: String,
    /// What it is about, in Chinese.
    pub title: String,
    /// Its versions in order of `valid_from`; at least one.
    pub versions: Vec<Version>,
}

/// What a rule said from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1 in order of `valid_from`; later versions are added at the end, so a number once cited stays.
    pub number: u32,
    /// The rule restated in Chinese.
    pub text: String,
    /// The number in it that a program compares or counts with, if there is one.
    pub threshold: Option<Threshold>,
    /// First day it holds.
    pub valid_from: Date,
    /// First day it no longer holds; `None` while it does.
    pub valid_to: Option<Date>,
    /// Where it is written: regulation and article, or that it is a choice of this design.
    pub source: String,
    /// How well its wording is known.
    pub mark: Mark,
}

impl Version {
    /// Whether it held on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Threshold {
    /// How many.
    pub value: i64,
    /// Of what.
    pub unit: Unit,
}

/// The longest term a rule may set; what is longer is a slip of the keyboard.
const LONGEST_TERM_YEARS: i64 = 100;

impl Threshold {
    /// Whether a rule may have it: none is below 0, and a time is from 1 to a hundred years.
    #[must_use]
    pub fn is_possible(self) -> bool {
        if !self.unit.is_time() {
            return self.value >= 0;
        }
        let a_year = if self.unit == Unit::Years {
            1
        } else if self.unit == Unit::Months {
            12
        } else {
            366
        };
        (1..=a_year * LONGEST_TERM_YEARS).contains(&self.value)
    }
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in rule files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word for it in rule files.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// What a threshold counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Working days (工作日), by the State Council's calendar.
    WorkingDays,
    /// Calendar days (日).
    CalendarDays,
    /// Calendar months (月).
    Months,
    /// Calendar years (年), or years of age.
    Years,
    /// Natural persons (人).
    Persons,
    /// Organisations as members (单位).
    Units,
    /// Members of either kind (会员).
    Members,
    /// Posts held (职务).
    Posts,
    /// Terms of office (届).
    Terms,
    /// Money in fen (分).
    Fen,
    /// Thirds (三分之几), which no decimal expresses exactly.
    Thirds,
    /// Hundredths (%).
    Percent,
    /// Thousandths (‰).
    PerMille,
    /// Times, meetings and whatever else is only counted (次).
    Count,
}

words!(Unit {
    WorkingDays = "working_days",
    CalendarDays = "calendar_days",
    Months = "months",
    Years = "years",
    Persons = "persons",
    Units = "units",
    Members = "members",
    Posts = "posts",
    Terms = "terms",
    Fen = "fen",
    Thirds = "thirds",
    Percent = "percent",
    PerMille = "per_mille",
    Count = "count",
});

impl Unit {
    /// Whether it measures time, so that a clock can run under it.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::WorkingDays | Self::CalendarDays | Self::Months | Self::Years)
    }
}

/// How well the wording of a rule is known; nothing below `V` may be shown as the law's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The full text, or the article itself, was read.
    Verified,
    /// An official notice or report states it; the article was not seen.
    SecondHand,
    /// From memory, high confidence.
    MemoryHigh,
    /// From memory, medium confidence.
    MemoryMedium,
    /// From memory, low confidence.
    MemoryLow,
    /// A choice of this design (设计选择), not a rule of law.
    Design,
}

words!(Mark {
    Verified = "V",
    SecondHand = "v",
    MemoryHigh = "MH",
    MemoryMedium = "MM",
    MemoryLow = "ML",
    Design = "D",
});

/// The version of a rule that something was decided under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleRef {
    /// The rule's id.
    pub id: String,
    /// The version's number.
    pub version: u32,
}

impl fmt::Display for RuleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}

/// A rule and the one version of it that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The version.
    pub version: &'a Version,
}

impl<'a> Cited<'a> {
    /// What a decision records.
    #[must_use]
    pub fn reference(&self) -> RuleRef {
        RuleRef { id: self.rule.id.clone(), version: self.version.number }
    }

    /// The threshold's value; 0 if it has none.
    #[must_use]
    pub fn value(&self) -> i64 {
        self.version.threshold.map_or(0, |threshold| threshold.value)
    }

    /// The rule's id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        &self.rule.id
    }
}
