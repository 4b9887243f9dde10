//! Experts are drawn (评审专家随机抽取, GP-09q) by specification `onecode-draw/1`: the one organisation that is drawn is the buyer, its inspectors
//! are the experts of the bank, all of them in an order. The first ones judge, the others follow when one withdraws.

use draw::{Certificate, Demands, Draft, Field, Grade, Inspector, Object, Outcome, Proportion, Recusal};
use statute::Cited;
use time::Date;
use vocab::UnifiedCode;

use super::head::{Head, MULTIPLIERS, NoRule};
use crate::rules;

const DRAW: &str = "GP-09q";

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

/// Who judges, drawn out of the bank that the other department keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// For which tender, and by whom.
    pub head: Head,
    /// Code of the buyer.
    pub buyer: UnifiedCode,
    /// How many judge; the bank must have as many.
    pub seats: u32,
}

impl Panel {
    /// What is to be frozen. Everybody who can be drawn is wanted, so that the draw gives an order of all.
    ///
    /// # Errors
    /// No rule was in force on the day of the freeze.
    pub fn draft(self, candidates: &[Candidate]) -> Result<Draft, NoRule> {
        let Self { head, buyer, seats } = self;
        let rule = rule(vocab::day_of(head.frozen_at)).ok_or(NoRule)?.reference();
        let whole = Proportion::new(1, 1).ok_or(NoRule)?;
        let inspector = |one: &Candidate| {
            Some(Inspector {
                id: one.id.clone(),
                department: head.departments[1].clone(),
                capacity: 1,
                certificate: Certificate { valid_from: one.valid_from, valid_to: one.valid_to.next_day()? },
            })
        };
        let inspectors = candidates.iter().map(inspector).collect::<Option<Vec<_>>>().ok_or(NoRule)?;
        let able = candidates.iter().filter(|one| one.can_be_drawn(head.on)).count();
        let recused = candidates.iter().filter(|one| one.is_recused);
        let demands = Demands { proportion: whole, rule, multipliers: MULTIPLIERS, least: seats };
        Ok(Draft {
            objects: vec![Object { grade: Grade::D, code: buyer }],
            inspectors,
            recusals: recused.map(|one| Recusal { inspector: one.id.clone(), code: buyer }).collect(),
            ..head.draft(whole, demands, u32::try_from(able).unwrap_or(u32::MAX))
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
