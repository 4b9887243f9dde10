//! Whom an invited tender invites (邀请招标) is drawn out of those who qualify (GP-09v), by specification `onecode-draw/1`: they are the
//! organisations of stratum B, of which as many are drawn as are invited; nobody is sent to them.

use draw::{Demands, Draft, Grade, Object, Outcome, Proportion};
use statute::Cited;
use time::Date;
use vocab::UnifiedCode;

use super::head::{Head, MULTIPLIERS, NoRule};
use crate::rules;

const LEAST: &str = "GP-09v";

/// How many suppliers must be invited at least, on a day.
#[must_use]
pub fn least(day: Date) -> Option<Cited<'static>> {
    rules().on(LEAST, day).ok()
}

/// Who is invited, drawn out of those who qualify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// For which tender, and by whom.
    pub head: Head,
    /// How many are invited; at least as many must qualify.
    pub invited: u32,
}

impl Invitation {
    /// What is to be frozen.
    ///
    /// # Errors
    /// No rule was in force on the day of the freeze, or fewer qualify than are to be invited.
    pub fn draft(self, suppliers: &[UnifiedCode]) -> Result<Draft, NoRule> {
        let rule = least(vocab::day_of(self.head.frozen_at)).ok_or(NoRule)?;
        let of = |part: u32| Proportion::new(part, u32::try_from(suppliers.len()).ok()?);
        let least = u32::try_from(rule.value()).ok().and_then(of).ok_or(NoRule)?;
        let proportion = of(self.invited).ok_or(NoRule)?;
        let demands = Demands { proportion: least, rule: rule.reference(), multipliers: MULTIPLIERS, least: 0 };
        Ok(Draft {
            objects: suppliers.iter().map(|code| Object { grade: Grade::B, code: *code }).collect(),
            ..self.head.draft(proportion, demands, 0)
        })
    }
}

/// Who was drawn, in their order.
#[must_use]
pub fn order(outcome: &Outcome) -> Vec<UnifiedCode> {
    outcome.drawn.iter().map(|drawn| drawn.code).collect()
}
