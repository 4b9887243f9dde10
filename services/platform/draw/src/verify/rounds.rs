//! The rounds of a proof, entered again into a plan, which says of every entry whether it could be made.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use time::OffsetDateTime;

use super::Findings;
use super::difference::Difference;
use super::fields::{field, moment, number};
use super::lines::Lines;
use crate::Refusal;
use crate::frozen::Frozen;
use crate::hash::Hash;
use crate::line::Field;
use crate::plan::{End, Failure, Plan, Revealed, Round, Terms};
use crate::share::Share;

/// A line of a round.
struct Entry {
    at: OffsetDateTime,
    what: What,
}

enum What {
    Round { terms: Terms, why: Option<Field> },
    Commitment { department: Field, hash: Hash },
    Reveal { department: Field, share: Share },
    Value(Field),
    Failed { cause: String, who: Field },
    Seed(Hash),
}

/// The rounds entered so far.
struct Replay<'f> {
    plan: Plan,
    last_at: OffsetDateTime,
    /// A share that did not match, and where; the next line says that the round failed by it.
    mismatch: Option<(u64, Field)>,
    /// Failures that are still to be named.
    owed: VecDeque<Failure>,
    findings: &'f mut Findings,
}

/// Reads the rounds up to the seed, which goes into the findings.
pub(super) fn read<R: BufRead>(lines: &mut Lines<R>, frozen: &Frozen, findings: &mut Findings) -> io::Result<()> {
    let mut plan = Plan::default();
    let entered = plan.freeze(frozen);
    debug_assert!(entered.is_ok(), "an empty plan can be frozen");
    let mut replay = Replay { plan, last_at: frozen.draft.frozen_at, mismatch: None, owed: VecDeque::new(), findings };
    while replay.findings.seed.is_none() {
        let Some(line) = lines.next()? else { break };
        if line.starts_with("drawn\t") || line.starts_with("short\t") {
            lines.keep();
            break;
        }
        match parse(line, &replay.plan) {
            Ok(Some(entry)) => replay.enter(lines.number(), entry),
            Ok(None) => {
                let line = line.to_owned();
                replay.findings.note(lines.number(), Difference::Misplaced { line });
            }
            Err(problem) => {
                let line = line.to_owned();
                replay.findings.note(lines.number(), Difference::Unreadable { line, problem });
            }
        }
    }
    replay.settle(lines.number());
    replay.findings.rounds = replay.plan.rounds.last().map_or(0, |round| round.number);
    Ok(())
}

/// An entry; `None` where it is no entry of the round under way.
fn parse(line: &str, plan: &Plan) -> Result<Option<Entry>, &'static str> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [kind, of_round, rest @ ..] = fields.as_slice() else { return Ok(None) };
    let of_round: u32 = number(of_round)?;
    let under_way = plan.rounds.last().map_or(0, |round| round.number);
    let (what, at) = match (*kind, rest) {
        ("round", [at, commit_by, reveal_by, beacon_at, why]) => (round(commit_by, reveal_by, beacon_at, why)?, at),
        ("commitment", [department, hash, at]) => {
            (What::Commitment { department: field(department)?, hash: hex(hash)? }, at)
        }
        ("reveal", [department, share, at]) => {
            (What::Reveal { department: field(department)?, share: Share(hex(share)?.0) }, at)
        }
        ("value", [value, at]) => (What::Value(field(value)?), at),
        ("failed", [who, cause, at]) => (What::Failed { cause: (*cause).to_owned(), who: field(who)? }, at),
        ("seed", [seed, at]) => (What::Seed(hex(seed)?), at),
        ("round" | "commitment" | "reveal" | "value" | "failed" | "seed", _) => return Err("another number of fields"),
        _ => return Ok(None),
    };
    let opens = matches!(what, What::Round { .. });
    if matches!(what, What::Round { why: Some(_), .. }) && of_round == 1 {
        return Err("the first round has no reason");
    }
    let at = moment(at)?;
    Ok((of_round == under_way + u32::from(opens)).then_some(Entry { at, what }))
}

fn round(commit_by: &str, reveal_by: &str, beacon_at: &str, why: &str) -> Result<What, &'static str> {
    let beacon_at = unless_nothing(beacon_at, moment)?;
    let terms = Terms { commit_by: moment(commit_by)?, reveal_by: moment(reveal_by)?, beacon_at };
    Ok(What::Round { terms, why: unless_nothing(why, field)? })
}

fn unless_nothing<T>(text: &str, read: impl Fn(&str) -> Result<T, &'static str>) -> Result<Option<T>, &'static str> {
    if text == "-" { Ok(None) } else { read(text).map(Some) }
}

fn hex(text: &str) -> Result<Hash, &'static str> {
    text.parse().map_err(|_| "a hash or share has 64 lower-case hexadecimal digits")
}

impl Replay<'_> {
    fn enter(&mut self, line: u64, Entry { at, what }: Entry) {
        if at < self.last_at {
            self.findings.note(line, Difference::OutOfTime);
        }
        self.last_at = self.last_at.max(at);
        if !matches!(what, What::Failed { .. }) {
            self.settle(line);
        }
        let refusal = match what {
            What::Round { terms, why } => self.open(terms, why, at).err(),
            What::Commitment { department, hash } => self.plan.commit(&department, hash, at).err(),
            What::Reveal { department, share } => match self.plan.reveal(&department, share, at) {
                Ok(Revealed::Matches) => None,
                Ok(Revealed::Mismatch) => {
                    self.mismatch = Some((line, department));
                    None
                }
                Err(refusal) => Some(refusal),
            },
            What::Value(value) => self.plan.record_beacon(value, at).err(),
            What::Failed { cause, who } => self.fail(line, &cause, &who, at).err(),
            What::Seed(stated) => {
                self.findings.seed = Some(stated);
                let reckoned = self.plan.draw(at);
                if let Some(reckoned) = reckoned.as_ref().ok().filter(|reckoned| **reckoned != stated) {
                    self.findings.note(line, Difference::Seed { stated, reckoned: *reckoned });
                }
                reckoned.err()
            }
        };
        if let Some(refusal) = refusal {
            self.findings.note(line, Difference::Entry(refusal));
        }
    }

    /// A round that could not have been opened is open all the same for what stands in it.
    fn open(&mut self, terms: Terms, why: Option<Field>, at: OffsetDateTime) -> Result<(), Refusal> {
        let Err(refusal) = self.plan.open_round(terms, why.clone(), at) else { return Ok(()) };
        let number = self.plan.rounds.last().map_or(1, |round| round.number + 1);
        let (commitments, reveals) = (Vec::new(), Vec::new());
        self.plan.rounds.push(Round {
            number,
            opened_at: at,
            terms,
            why,
            commitments,
            reveals,
            beacon: None,
            end: None,
        });
        Err(refusal)
    }

    /// A line that says why and because of whom the round failed. One that did not is over all the same.
    fn fail(&mut self, line: u64, cause: &str, who: &Field, at: OffsetDateTime) -> Result<(), Refusal> {
        if self.mismatch.take().is_some() {
            self.owed = self.failures().iter().cloned().collect();
        } else if self.owed.is_empty() {
            match self.plan.fail_overdue(at) {
                Ok(failures) => self.owed = failures.iter().cloned().collect(),
                Err(refusal) => {
                    if let Some(round) = self.plan.rounds.last_mut().filter(|round| round.is_open()) {
                        round.end = Some(End::Failed { failures: Vec::new(), at });
                    }
                    return Err(refusal);
                }
            }
        }
        let ended = self.plan.rounds.last().and_then(|round| round.end.as_ref());
        let same_time = matches!(ended, Some(End::Failed { at: ended, .. }) if *ended == at);
        let expected = self.owed.pop_front();
        let as_said = |expected: &Failure| expected.cause.as_str() == cause && expected.who == *who && same_time;
        if let Some(expected) = expected.filter(|expected| !as_said(expected)) {
            self.findings.note(line, Difference::Failure { expected: told(&expected) });
        }
        Ok(())
    }

    /// Before anything but a failure: a share that did not match is a difference, and so is a failure not named.
    fn settle(&mut self, line: u64) {
        if let Some((at, department)) = self.mismatch.take() {
            self.findings.note(at, Difference::Share { department: department.to_string() });
            if let Some(round) = self.plan.rounds.last_mut() {
                round.end = None;
            }
        }
        for failure in std::mem::take(&mut self.owed) {
            self.findings.note(line, Difference::Failure { expected: told(&failure) });
        }
    }

    fn failures(&self) -> &[Failure] {
        match self.plan.rounds.last().and_then(|round| round.end.as_ref()) {
            Some(End::Failed { failures, .. }) => failures,
            Some(End::Drawn { .. }) | None => &[],
        }
    }
}

fn told(failure: &Failure) -> String {
    format!("{} of {}", failure.cause.as_str(), failure.who)
}
