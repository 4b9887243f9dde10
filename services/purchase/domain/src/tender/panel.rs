//! Experts are drawn (评审专家随机抽取, GP-09q) by specification `onecode-draw/1`: the one organisation that is drawn is the buyer, its inspectors
//! are the experts of the bank, all of them in an order. The first ones judge, the others follow when one withdraws.

use draw::{
    Certificate, Demands, Department, Draft, Field, Grade, Inspector, Multiplier, Object, Outcome, Proportion, Recusal,
    Window,
};
use statute::Cited;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use crate::rules;

const DRAW: &str = "GP-09q";
/// The multipliers of the strata, as every draw has them; D is drawn whole.
pub(super) const MULTIPLIERS: [Multiplier; 4] = [
    Multiplier::Times { numerator: 1, denominator: 2 },
    Multiplier::Times { numerator: 1, denominator: 1 },
    Multiplier::Times { numerator: 2, denominator: 1 },
    Multiplier::All,
];

/// The rule that experts are drawn, on a day.
#[must_use]
pub fn rule(day: Date) -> Option<Cited<'static>> {
    rules().on(DRAW, day).ok()
}

/// An expert as a draw sees one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who; an id, never a name, since proofs are public.
    pub id: Field,
    /// The first day of the appointment.
    pub valid_from: Date,
    /// The last day of the appointment.
    pub valid_to: Date,
    /// Whether the expert may not judge for the buyer; never drawn then.
    pub is_recused: bool,
}

/// What is drawn, by whom and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The program that draws, with its version.
    pub program: Field,
    /// The tender's name.
    pub tender: Field,
    /// The year of its project.
    pub year: u16,
    /// When the experts are frozen.
    pub frozen_at: OffsetDateTime,
    /// Which experts these are, in words.
    pub population: Field,
    /// Code of the buyer.
    pub buyer: UnifiedCode,
    /// Key of the buyer's department.
    pub buyer_department: Field,
    /// Key of the department that keeps the bank.
    pub bank_department: Field,
    /// The day on which the experts must be appointed.
    pub on: Date,
    /// How many judge; the bank must have as many.
    pub seats: u32,
}

/// Nothing can be drawn: no rule was in force, or a day has no successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRule;

impl Panel {
    /// What is to be frozen. Everybody who can be drawn is wanted, so that the draw gives an order of all.
    ///
    /// # Errors
    /// No rule was in force on the day of the freeze.
    pub fn draft(self, candidates: &[Candidate]) -> Result<Draft, NoRule> {
        let rule = rule(vocab::day_of(self.frozen_at)).ok_or(NoRule)?.reference();
        let whole = Proportion::new(1, 1).ok_or(NoRule)?;
        let inspector = |one: &Candidate| {
            Some(Inspector {
                id: one.id.clone(),
                department: self.bank_department.clone(),
                capacity: 1,
                certificate: Certificate { valid_from: one.valid_from, valid_to: one.valid_to.next_day()? },
            })
        };
        let inspectors = candidates.iter().map(inspector).collect::<Option<Vec<_>>>().ok_or(NoRule)?;
        let able = candidates.iter().filter(|one| one.can_be_drawn(self.on)).count();
        let recused = candidates.iter().filter(|one| one.is_recused);
        Ok(Draft {
            recusals: recused.map(|one| Recusal { inspector: one.id.clone(), code: self.buyer }).collect(),
            departments: vec![
                Department { key: self.buyer_department, inspectors: 0 },
                Department { key: self.bank_department, inspectors: u32::try_from(able).unwrap_or(u32::MAX) },
            ],
            objects: vec![Object { grade: Grade::D, code: self.buyer }],
            demands: Demands { proportion: whole, rule, multipliers: MULTIPLIERS, least: self.seats },
            program: self.program,
            plan: self.tender,
            year: self.year,
            frozen_at: self.frozen_at,
            population: self.population,
            window: Window { first: self.on, last: self.on },
            proportion: whole,
            beacon: None,
            merged: Vec::new(),
            inspectors,
        })
    }
}

impl Candidate {
    /// Whether the expert is appointed on a day and not recused.
    #[must_use]
    pub fn can_be_drawn(&self, on: Date) -> bool {
        !self.is_recused && self.valid_from <= on && on <= self.valid_to
    }
}

/// The order that was drawn.
#[must_use]
pub fn order(outcome: &Outcome) -> Vec<Field> {
    outcome.drawn.iter().flat_map(|drawn| drawn.inspectors.iter().cloned()).collect()
}
