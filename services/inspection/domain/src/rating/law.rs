//! Which of the two rule sets holds on a day, and the thresholds of their rules.

use statute::{Cited, RuleRef};
use time::Date;

use super::Refusal;
use crate::rules::rules;

/// A measure of rating (评估办法). Versions of rule RT-11 tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleSet {
    /// That of 2010 (民政部令第39号).
    Of2010,
    /// The revision in force from 1 March 2026.
    Of2026,
}

impl RuleSet {
    /// The one in force on a day.
    ///
    /// # Errors
    /// [`Refusal::NoRule`]: before the first of them.
    pub fn on(day: Date) -> Result<Self, Refusal> {
        Ok(Self::of(cited("RT-11", day)?))
    }

    /// The one that a version of a rule belongs to which both have, the older as its first.
    pub(super) fn of(cited: Cited<'_>) -> Self {
        if cited.version.number == 1 { Self::Of2010 } else { Self::Of2026 }
    }

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Of2010 => "2010",
            Self::Of2026 => "2026",
        }
    }
}

/// A rule as it stands on a day.
pub(super) fn cited(rule: &str, day: Date) -> Result<Cited<'static>, Refusal> {
    rules().on(rule, day).map_err(|_| Refusal::NoRule { rule: rule.to_owned(), day })
}

/// The threshold of a rule, if its version has one: a text that was not seen has none.
pub(super) fn threshold(cited: &Cited<'_>) -> Option<i64> {
    cited.version.threshold.map(|threshold| threshold.value)
}

/// The threshold of a rule that has one in every version.
pub(super) fn number(rule: &str, day: Date) -> Result<(i64, RuleRef), Refusal> {
    let cited = cited(rule, day)?;
    let value = threshold(&cited).ok_or_else(|| Refusal::NoRule { rule: rule.to_owned(), day })?;
    Ok((value, cited.reference()))
}
