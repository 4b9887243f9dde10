//! After-care (跟踪评估、核查评估): why a grade is looked at again, and on which grounds it is lowered or cancelled.

use statute::RuleRef;
use time::Date;

use super::law::{RuleSet, cited, number, threshold};
use super::{Grade, Refusal};
use crate::report::conclude::Value;

/// Why a grade is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// 跟踪评估: of a share of 4A and above (RT-22a), by the revised rules.
    FollowUp,
    /// 核查评估: something may affect the grade (RT-22b), by the revised rules.
    Verification,
    /// 事由处理: a ground of RT-21 is there, which by the rules of 2010 is enough.
    Ground,
}

impl CheckKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::FollowUp, Self::Verification, Self::Ground];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Verification => "verification",
            Self::Ground => "ground",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Refuses a kind that the rules of a day do not know, or not for a grade: a follow-up is of 4A and above (RT-22a).
    ///
    /// # Errors
    /// [`Refusal::CheckUnknown`], [`Refusal::NotFollowedUp`], [`Refusal::NoRule`].
    pub fn require_known(self, grade: Grade, day: Date) -> Result<(), Refusal> {
        let set = RuleSet::on(day)?;
        let known = match self {
            Self::FollowUp | Self::Verification => set == RuleSet::Of2026,
            Self::Ground => set == RuleSet::Of2010,
        };
        if !known {
            return Err(Refusal::CheckUnknown { kind: self, rule_set: set });
        }
        match self {
            Self::FollowUp if grade.level() < number("RT-22a", day)?.0 => Err(Refusal::NotFollowedUp { grade }),
            Self::FollowUp | Self::Verification | Self::Ground => Ok(()),
        }
    }
}

/// What a look at a grade came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conclusion {
    /// 维持.
    Kept,
    /// 降低.
    Downgraded,
    /// 取消.
    Cancelled,
    /// 终止: the grade ended before anything was concluded.
    Lapsed,
}

/// A ground to lower or cancel a grade (RT-21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// 弄虚作假 (RT-21a).
    Fraud,
    /// 伪造、出借牌匾证书 (RT-21b).
    Plaque,
    /// 连续基本合格 (RT-21c).
    TwiceBasicallyQualified,
    /// 不合格或者未参加年度检查 (RT-21d).
    Unqualified,
    /// 行政处罚 (RT-21e).
    Penalty,
}

/// What is on record that may prove a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A report was concluded.
    Report {
        /// The year.
        year: i32,
        /// The conclusion.
        value: Value,
    },
    /// A report was missed.
    Missed {
        /// The year.
        year: i32,
    },
    /// A penalty was decided.
    Penalty,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 5] =
        [Self::Fraud, Self::Plaque, Self::TwiceBasicallyQualified, Self::Unqualified, Self::Penalty];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fraud => "fraud",
            Self::Plaque => "plaque",
            Self::TwiceBasicallyQualified => "twice_basically_qualified",
            Self::Unqualified => "unqualified",
            Self::Penalty => "penalty",
        }
    }

    /// The ground of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == word)
    }

    /// The version of its rule on a day.
    ///
    /// # Errors
    /// [`Refusal::NoRule`].
    pub fn rule(self, day: Date) -> Result<RuleRef, Refusal> {
        Ok(cited(self.id(), day)?.reference())
    }

    /// The id of its rule.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Fraud => "RT-21a",
            Self::Plaque => "RT-21b",
            Self::TwiceBasicallyQualified => "RT-21c",
            Self::Unqualified => "RT-21d",
            Self::Penalty => "RT-21e",
        }
    }

    /// Whether it rests on something on record, which is then to be named.
    #[must_use]
    pub fn wants_proof(self) -> bool {
        matches!(self, Self::TwiceBasicallyQualified | Self::Unqualified | Self::Penalty)
    }

    /// Refuses a ground that what was named of the organisation's record does not prove, in a check that began on a day: the
    /// report that RT-21d is about is that of the year before (上年度).
    ///
    /// # Errors
    /// [`Refusal::GroundUnproven`], [`Refusal::NoRule`].
    pub fn require_proven(self, named: &[Proof], day: Date) -> Result<(), Refusal> {
        let proven = match self {
            Self::Fraud | Self::Plaque => true,
            Self::TwiceBasicallyQualified => {
                let running = threshold(&cited("RT-21c", day)?).unwrap_or(2);
                basically_qualified_running(named) >= running
            }
            Self::Unqualified => named.iter().any(|proof| match proof {
                Proof::Missed { year } | Proof::Report { year, value: Value::Unqualified } => *year == day.year() - 1,
                Proof::Report { .. } | Proof::Penalty => false,
            }),
            Self::Penalty => named.contains(&Proof::Penalty),
        };
        if proven { Ok(()) } else { Err(Refusal::GroundUnproven { ground: self }) }
    }
}

/// The longest run of years with 基本合格.
fn basically_qualified_running(named: &[Proof]) -> i64 {
    let mut years: Vec<i32> = named
        .iter()
        .filter_map(|proof| match proof {
            Proof::Report { year, value: Value::BasicallyQualified } => Some(*year),
            Proof::Report { .. } | Proof::Missed { .. } | Proof::Penalty => None,
        })
        .collect();
    years.sort_unstable();
    years.dedup();
    let (mut longest, mut run, mut before) = (0, 0, None);
    for year in years {
        run = if before == Some(year - 1) { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(year);
    }
    longest
}
