//! Limitation (追责时效): an act that nobody discovered in time is not punished any more (PN-01).

use statute::{RuleRef, years_later};
use time::Date;

use super::{Refusal, cited};

/// The rule of two years.
const ORDINARY: &str = "PN-01d";
/// The rule of five years, for what endangers life, health or finance and did harm.
const GRAVE: &str = "PN-01e";

/// What was done, as far as time is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The day of the act; of one that continued (连续或者继续状态), the day on which it ended.
    pub ended_on: Date,
    /// Whether it endangered life, health or finance and did harm (涉及公民生命健康安全、金融安全且有危害后果).
    pub grave: bool,
}

/// Until when an act had to be discovered, and which version of the rule says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The last day.
    pub last: Date,
    /// The version that was in force on the day of the act.
    pub rule: RuleRef,
}

impl Act {
    /// Until when it had to be discovered, by the rules of its day: the law of the day of the act is the milder one, since
    /// the five years came later. The day of the act does not count; a 29 February ends on the month's last day.
    ///
    /// # Errors
    /// No rule was in force on that day.
    pub fn limit(self) -> Result<Limit, Refusal> {
        let grave = if self.grave { cited(GRAVE, self.ended_on).ok() } else { None };
        let rule = grave.map_or_else(|| cited(ORDINARY, self.ended_on), Ok)?;
        Ok(Limit { last: years_later(self.ended_on, rule.value()), rule: rule.reference() })
    }

    /// Refuses what was discovered too late.
    ///
    /// # Errors
    /// [`Refusal::LimitationExpired`], naming the version of the rule.
    pub fn require_discovered(self, discovered_on: Date) -> Result<Limit, Refusal> {
        let limit = self.limit()?;
        if discovered_on > limit.last {
            return Err(Refusal::LimitationExpired { rule: limit.rule, last: limit.last });
        }
        Ok(limit)
    }
}
