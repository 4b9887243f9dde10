//! The proof (抽取证明): everything that was frozen, entered and drawn, as lines that anybody can check.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::frozen::Frozen;
use super::hash::Hash;
use super::instant::instant;
use super::order::{Drawn, Outcome};
use crate::plan::{End, Round};

/// A proof, to be written.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// What was frozen.
    pub frozen: &'a Frozen,
    /// Every round, the failed ones too.
    pub rounds: &'a [Round],
    /// Whom the last round drew.
    pub outcome: &'a Outcome,
}

impl Proof<'_> {
    /// Writes the proof. A caller that has no buffer of its own wraps the writer in one.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        write_frozen(self.frozen, to)?;
        self.rounds.iter().try_for_each(|round| write_round(round, to))?;
        let mut line = String::new();
        for drawn in &self.outcome.drawn {
            line.clear();
            push_result(drawn, &mut line);
            to.write_all(line.as_bytes())?;
        }
        Ok(())
    }
}

/// Writes what everybody may know at the freeze: the records and their root.
///
/// # Errors
/// Those of the writer.
pub fn write_frozen(frozen: &Frozen, to: &mut impl Write) -> io::Result<()> {
    frozen.records(|record| {
        to.write_all(record)?;
        to.write_all(b"\n")
    })?;
    write_root(&frozen.root(), to)
}

fn write_root(root: &Hash, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, "root\t{root}")
}

fn write_round(round: &Round, to: &mut impl Write) -> io::Result<()> {
    let (number, terms) = (round.number, &round.terms);
    let beacon_at = terms.beacon_at.map_or_else(|| "-".to_owned(), instant);
    let why = round.why.as_ref().map_or("-", |why| why.as_str());
    let (opened, commit_by, reveal_by) = (instant(round.opened_at), instant(terms.commit_by), instant(terms.reveal_by));
    writeln!(to, "round\t{number}\t{opened}\t{commit_by}\t{reveal_by}\t{beacon_at}\t{why}")?;
    for made in &round.commitments {
        writeln!(to, "commitment\t{number}\t{}\t{}\t{}", made.department, made.hash, instant(made.at))?;
    }
    for made in &round.reveals {
        writeln!(to, "reveal\t{number}\t{}\t{}\t{}", made.department, made.share, instant(made.at))?;
    }
    if let Some(said) = &round.beacon {
        writeln!(to, "value\t{number}\t{}\t{}", said.value, instant(said.at))?;
    }
    match &round.end {
        None => Ok(()),
        Some(End::Failed { failures, at }) => failures.iter().try_for_each(|failure| {
            writeln!(to, "failed\t{number}\t{}\t{}\t{}", failure.who, failure.cause.as_str(), instant(*at))
        }),
        Some(End::Drawn { seed, at }) => writeln!(to, "seed\t{number}\t{seed}\t{}", instant(*at)),
    }
}

/// The lines of a drawn object: itself with its inspectors, then what is missing.
pub(super) fn push_result(drawn: &Drawn, to: &mut String) {
    let Drawn { grade, rank, code, inspectors, short } = drawn;
    let _ = write!(to, "drawn\t{grade}\t{rank}\t{code}");
    for inspector in inspectors {
        to.push('\t');
        to.push_str(inspector.as_str());
    }
    to.push('\n');
    for short in short {
        let _ = writeln!(to, "short\t{grade}\t{rank}\t{code}\t{}\t{}", short.department, short.missing);
    }
}
