//! Verifying a proof (核验): everything is reckoned again from the frozen records and the shares, and compared.
//!
//! What a line says is taken as said once its difference is told, so that one change is told once and not a thousand times.

mod difference;
mod fields;
mod frozen;
mod lines;
mod results;
mod rounds;

use std::io::{self, BufRead};

pub use difference::{Difference, Found};
use lines::Lines;

use super::hash::Hash;
use super::line::Field;

/// What a proof was found to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The plan that it says it is of.
    pub plan: Option<Field>,
    /// The root of its frozen records, reckoned; to be compared with the one that was published at the freeze.
    pub root: Option<Hash>,
    /// How many organisations could be drawn.
    pub objects: u64,
    /// How many rounds there were.
    pub rounds: u32,
    /// The seed that it states.
    pub seed: Option<Hash>,
    /// How many organisations the seed draws.
    pub drawn: u64,
    /// How many of them have too few inspectors.
    pub short: u64,
    /// What is wrong, in the order of the file; at most [`Findings::MOST`].
    pub differences: Vec<Found>,
    /// How many more differences there are.
    pub untold: u64,
}

/// Whether a proof holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything follows from what was frozen and the shares.
    Holds,
    /// Something does not.
    Differs,
}

impl Findings {
    /// The most differences that are told one by one.
    pub const MOST: usize = 100;

    /// Whether the proof holds.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.differences.is_empty() { Verdict::Holds } else { Verdict::Differs }
    }

    fn note(&mut self, line: u64, difference: Difference) {
        if self.differences.len() < Self::MOST {
            self.differences.push(Found { line, difference });
        } else {
            self.untold += 1;
        }
    }
}

/// Verifies a proof. `published` is the root that was published at the freeze, if it is at hand.
///
/// # Errors
/// Those of the reader; whatever the proof says is a finding.
pub fn verify(proof: impl BufRead, published: Option<&Hash>) -> io::Result<Findings> {
    let mut findings = Findings::default();
    let mut lines = Lines::new(proof);
    if let Some(frozen) = frozen::read(&mut lines, published, &mut findings)? {
        rounds::read(&mut lines, &frozen, &mut findings)?;
        match findings.seed {
            Some(seed) => results::compare(&mut lines, &frozen, &seed, &mut findings)?,
            None => findings.note(lines.number(), Difference::NotDrawn),
        }
    }
    lines.finish(&mut findings);
    Ok(findings)
}
