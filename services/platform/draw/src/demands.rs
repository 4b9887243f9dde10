//! What the rules ask of a draw (法定要求).

use statute::RuleRef;

use crate::{Multiplier, Proportion};

/// What the rules ask of a plan on the day of its freeze.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demands {
    /// The least part of the organisations to inspect (SP-02).
    pub proportion: Proportion,
    /// The version of the rule that says so.
    pub rule: RuleRef,
    /// How the proportion is multiplied for each grade, A to D (SP-12).
    pub multipliers: [Multiplier; 4],
    /// The least number of inspectors of one object (SP-05).
    pub least: u32,
}
