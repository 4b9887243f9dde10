//! What would change if numbers of the rules were others (规则推演): each organisation is checked by the rules as they are and by the
//! draft, one after the other; nothing of them is kept but counts.

use statute::{Draft, NotDrafted, RuleBook};
use thiserror::Error;
use time::Date;

use super::answer::{Answer, Decision, Finding, Outcome};
use super::{Known, Purpose, evaluate};

/// Why a draft cannot be tried.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotTried {
    /// The number cannot be.
    #[error(transparent)]
    NotDrafted(#[from] NotDrafted),
    /// Whatever the number is, it changes nothing.
    #[error("no condition of the purpose is judged by the number of rule {rule}")]
    NotOfPurpose {
        /// The rule's id.
        rule: String,
    },
}

/// A draft of rules under trial.
#[derive(Debug)]
pub struct Trial<'b> {
    purpose: Purpose,
    on: Date,
    book: &'b RuleBook,
    drafted: RuleBook,
    before: Decisions,
    after: Decisions,
    changed: u64,
    tallies: Vec<Tally>,
}

/// How many organisations each decision is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decisions {
    /// 符合.
    pub allowed: u64,
    /// 待核实.
    pub restricted: u64,
    /// 不符合.
    pub refused: u64,
}

impl Decisions {
    /// Every one.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.allowed + self.restricted + self.refused
    }

    fn count(&mut self, decision: Decision) {
        match decision {
            Decision::Allowed => self.allowed += 1,
            Decision::Restricted => self.restricted += 1,
            Decision::Refused => self.refused += 1,
        }
    }
}

/// What a condition comes to over all organisations: by the rules as they are, and by the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which one.
    pub key: &'static str,
    /// The rule that asks for it.
    pub rule: String,
    /// Who does not meet it.
    pub not_met: (u64, u64),
    /// Of whom it is not known.
    pub not_known: (u64, u64),
}

/// A decision that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// By the rules as they are.
    pub before: Decision,
    /// By the draft.
    pub after: Decision,
    /// The conditions whose outcomes differ.
    pub conditions: Vec<Differing>,
}

/// A condition whose outcome differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// Which one.
    pub key: &'static str,
    /// The rule that asks for it.
    pub rule: String,
    /// By the rules as they are.
    pub before: Outcome,
    /// By the draft.
    pub after: Outcome,
    /// What was found, under the draft.
    pub value: String,
}

impl<'b> Trial<'b> {
    /// Of a draft, for a purpose, on a day.
    ///
    /// # Errors
    /// Every number that cannot be tried, with its place in the draft.
    pub fn new(
        purpose: Purpose,
        on: Date,
        drafts: &[Draft],
        book: &'b RuleBook,
    ) -> Result<Self, Vec<(usize, NotTried)>> {
        let drafted = book.with(on, drafts);
        let mut wrong: Vec<(usize, NotTried)> =
            drafted.as_ref().err().into_iter().flatten().map(|(at, why)| (*at, why.clone().into())).collect();
        for (at, draft) in drafts.iter().enumerate() {
            if wrong.iter().all(|(known, _)| *known != at) && !purpose.numbers().any(|rule| rule == draft.rule) {
                wrong.push((at, NotTried::NotOfPurpose { rule: draft.rule.clone() }));
            }
        }
        wrong.sort_by_key(|(at, _)| *at);
        let (Ok(drafted), true) = (drafted, wrong.is_empty()) else { return Err(wrong) };
        let asked = purpose.conditions().iter().filter(|condition| book.on(condition.rule, on).is_ok());
        let tallies = asked.map(|condition| Tally::new(condition.key, condition.rule)).collect();
        let (before, after) = (Decisions::default(), Decisions::default());
        Ok(Self { purpose, on, book, drafted, before, after, changed: 0, tallies })
    }

    /// The purpose.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The day.
    #[must_use]
    pub fn on(&self) -> Date {
        self.on
    }

    /// Checks one organisation twice; what would change of its decision.
    pub fn examine(&mut self, known: &Known) -> Option<Change> {
        let before = evaluate(self.purpose, known, self.on, &[], self.book);
        let after = evaluate(self.purpose, known, self.on, &[], &self.drafted);
        self.before.count(before.decision);
        self.after.count(after.decision);
        for (which, answer) in [(Which::Before, &before), (Which::After, &after)] {
            for finding in &answer.findings {
                tally(&mut self.tallies, which, finding);
            }
        }
        (before.decision != after.decision).then(|| {
            self.changed += 1;
            Change { before: before.decision, after: after.decision, conditions: differing(&before, &after) }
        })
    }

    /// What the decisions are, by the rules as they are and by the draft.
    #[must_use]
    pub fn decisions(&self) -> (Decisions, Decisions) {
        (self.before, self.after)
    }

    /// How many decisions would change.
    #[must_use]
    pub fn changed(&self) -> u64 {
        self.changed
    }

    /// Every condition that is asked, in the order of the purpose.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Before,
    After,
}

impl Tally {
    fn new(key: &'static str, rule: &str) -> Self {
        Self { key, rule: rule.to_owned(), not_met: (0, 0), not_known: (0, 0) }
    }
}

fn tally(tallies: &mut Vec<Tally>, which: Which, finding: &Finding<'_>) {
    let at = tallies.iter().position(|tally| tally.key == finding.key).unwrap_or_else(|| {
        tallies.push(Tally::new(finding.key, finding.rule.id()));
        tallies.len() - 1
    });
    let tally = &mut tallies[at];
    let counts = match finding.outcome {
        Outcome::Met => return,
        Outcome::NotMet => &mut tally.not_met,
        Outcome::NotKnown => &mut tally.not_known,
    };
    *(if which == Which::Before { &mut counts.0 } else { &mut counts.1 }) += 1;
}

/// A condition that one of the answers lacks, because what is known is fresh enough there, is met in it.
fn differing(before: &Answer<'_>, after: &Answer<'_>) -> Vec<Differing> {
    let outcome = |answer: &Answer<'_>, key| answer.finding(key).map_or(Outcome::Met, |found| found.outcome);
    let beside = before.findings.iter().filter(|found| after.finding(found.key).is_none());
    let all = after.findings.iter().chain(beside);
    let differing = all.map(|found| Differing {
        key: found.key,
        rule: found.rule.id().to_owned(),
        before: outcome(before, found.key),
        after: outcome(after, found.key),
        value: found.value.clone(),
    });
    differing.filter(|one| one.before != one.after).collect()
}
