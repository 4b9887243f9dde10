//! Whom an invited tender invites (邀请招标) is drawn out of those who qualify (GP-09v), by specification `onecode-draw/1`: they are the
//! organisations of stratum B, of which as many are drawn as are invited; nobody is sent to them.

use draw::{Demands, Department, Draft, Field, Grade, Object, Outcome, Proportion, Window};
use statute::Cited;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use super::panel::{MULTIPLIERS, NoRule};
use crate::rules;

const LEAST: &str = "GP-09v";

/// How many suppliers must be invited at least, on a day.
#[must_use]
pub fn least(day: Date) -> Option<Cited<'static>> {
    rules().on(LEAST, day).ok()
}

/// What is drawn, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The program that draws, with its version.
    pub program: Field,
    /// The tender's name.
    pub tender: Field,
    /// The year of its project.
    pub year: u16,
    /// When the suppliers are frozen.
    pub frozen_at: OffsetDateTime,
    /// Which suppliers these are, in words.
    pub population: Field,
    /// Keys of the departments that draw.
    pub departments: [Field; 2],
    /// The day of the opening.
    pub on: Date,
    /// How many are invited; at least as many must qualify.
    pub invited: u32,
}

impl Invitation {
    /// What is to be frozen.
    ///
    /// # Errors
    /// No rule was in force on the day of the freeze, or fewer qualify than are to be invited.
    pub fn draft(self, suppliers: &[UnifiedCode]) -> Result<Draft, NoRule> {
        let rule = least(vocab::day_of(self.frozen_at)).ok_or(NoRule)?;
        let of = |part: u32| Proportion::new(part, u32::try_from(suppliers.len()).ok()?);
        let least = u32::try_from(rule.value()).ok().and_then(of).ok_or(NoRule)?;
        let proportion = of(self.invited).ok_or(NoRule)?;
        Ok(Draft {
            departments: self.departments.map(|key| Department { key, inspectors: 0 }).into(),
            objects: suppliers.iter().map(|code| Object { grade: Grade::B, code: *code }).collect(),
            demands: Demands { proportion: least, rule: rule.reference(), multipliers: MULTIPLIERS, least: 0 },
            program: self.program,
            plan: self.tender,
            year: self.year,
            frozen_at: self.frozen_at,
            population: self.population,
            window: Window { first: self.on, last: self.on },
            proportion,
            beacon: None,
            merged: Vec::new(),
            inspectors: Vec::new(),
            recusals: Vec::new(),
        })
    }
}

/// Who was drawn, in their order.
#[must_use]
pub fn order(outcome: &Outcome) -> Vec<UnifiedCode> {
    outcome.drawn.iter().map(|drawn| drawn.code).collect()
}
