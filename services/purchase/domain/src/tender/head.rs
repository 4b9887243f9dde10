//! What the draws of a tender have in common: that of its experts, and that of those whom it invites.

use draw::{Demands, Department, Draft, Field, Multiplier, Proportion, Window};
use time::{Date, OffsetDateTime};

/// The multipliers of the strata, as every draw has them; D is drawn whole.
pub(super) const MULTIPLIERS: [Multiplier; 4] = [
    Multiplier::Times { numerator: 1, denominator: 2 },
    Multiplier::Times { numerator: 1, denominator: 1 },
    Multiplier::Times { numerator: 2, denominator: 1 },
    Multiplier::All,
];

/// For which tender is drawn, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The program that draws, with its version.
    pub program: Field,
    /// The tender's name.
    pub tender: Field,
    /// The year of its project.
    pub year: u16,
    /// When those who may be drawn are frozen.
    pub frozen_at: OffsetDateTime,
    /// Who they are, in words.
    pub population: Field,
    /// Keys of the departments that draw: the buyer's, and the other one.
    pub departments: [Field; 2],
    /// The day that stands in the draw; of experts that on which they must be appointed, of suppliers that of the opening.
    pub on: Date,
}

/// Nothing can be drawn: no rule was in force, fewer qualify than are wanted, or a day has no successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRule;

impl Head {
    /// A draft with nobody in it, of a draw to which the other department sends so many.
    pub(super) fn draft(self, proportion: Proportion, demands: Demands, sent: u32) -> Draft {
        let [buyers, other] = self.departments;
        Draft {
            program: self.program,
            plan: self.tender,
            year: self.year,
            frozen_at: self.frozen_at,
            population: self.population,
            window: Window { first: self.on, last: self.on },
            proportion,
            demands,
            beacon: None,
            departments: vec![Department { key: buyers, inspectors: 0 }, Department { key: other, inspectors: sent }],
            objects: Vec::new(),
            merged: Vec::new(),
            inspectors: Vec::new(),
            recusals: Vec::new(),
        }
    }
}
