//! What a check comes to.

use statute::Cited;
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::Purpose;

/// Every condition of a purpose on a day, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// What it was asked for.
    pub purpose: Purpose,
    /// The day.
    pub on: Date,
    /// What they come to.
    pub decision: Decision,
    /// The conditions whose rules hold on the day, in the order of their declaration.
    pub findings: Vec<Finding<'a>>,
}

impl Answer<'_> {
    /// The condition of a key.
    #[must_use]
    pub fn finding(&self, key: &str) -> Option<&Finding<'_>> {
        self.findings.iter().find(|finding| finding.key == key)
    }
}

/// What the conditions come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decision {
    /// 符合.
    Allowed,
    /// 待核实: some are not known; a person must look.
    Restricted,
    /// 不符合.
    Refused,
}

impl Decision {
    /// What outcomes come to. Where no rule asks for anything, nothing is known of the law of that day: a person must look.
    #[must_use]
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let worst = outcomes.into_iter().max().unwrap_or(Outcome::NotKnown);
        match worst {
            Outcome::Met => Self::Allowed,
            Outcome::NotKnown => Self::Restricted,
            Outcome::NotMet => Self::Refused,
        }
    }
}

/// Whether a condition is met; the later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// 符合.
    Met,
    /// 无法核实.
    NotKnown,
    /// 不符合.
    NotMet,
}

/// A condition, and whether it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'a> {
    /// Which one.
    pub key: &'static str,
    /// The rule that asks for it, in the version of the day.
    pub rule: Cited<'a>,
    /// Whether it is met.
    pub outcome: Outcome,
    /// What was found; may be empty.
    pub value: String,
    /// What is asked; may be empty.
    pub required: String,
    /// What the outcome rests on.
    pub facts: Vec<Fact>,
    /// What would make it met.
    pub cure: Option<Cure>,
    /// The first day on which it is met by itself.
    pub cures_on: Option<Date>,
    /// The first day on which it is no longer met by itself.
    pub lapses_on: Option<Date>,
    /// Whether it is met only because the caller said that it saw the proof.
    pub proved: bool,
    /// What would prove it, in Chinese; empty where that is not asked.
    pub proof: &'static str,
}

impl<'a> Finding<'a> {
    /// One that is met, and rests on nothing in particular.
    pub(super) fn met(key: &'static str, rule: Cited<'a>) -> Self {
        Self {
            key,
            rule,
            outcome: Outcome::Met,
            value: String::new(),
            required: String::new(),
            facts: Vec::new(),
            cure: None,
            cures_on: None,
            lapses_on: None,
            proved: false,
            proof: "",
        }
    }

    /// The same, not met.
    pub(super) fn failed(self, cure: Cure, cures_on: Option<Date>) -> Self {
        Self { outcome: Outcome::NotMet, cure: Some(cure), cures_on, ..self }
    }

    /// The same, not known.
    pub(super) fn unknown(self, cure: Cure, proof: &'static str) -> Self {
        Self { outcome: Outcome::NotKnown, cure: Some(cure), proof, ..self }
    }
}

/// What would make a condition met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cure {
    /// Time alone.
    Time,
    /// Removal from the list (CR-06, CR-08).
    RemovalFromList,
    /// The registration being active again.
    ActiveRegistration,
    /// A grade, or a higher one.
    Rating,
    /// Handing in the report that is missing.
    Report,
    /// A better conclusion of the annual report.
    BetterConclusion,
    /// Performing the judgment.
    PerformJudgment,
    /// A better grade of tax credit.
    TaxCredit,
    /// Showing proof to whoever decides.
    Proof,
    /// Having the qualification, again or anew.
    Qualification,
    /// Asking again when what happened since is known.
    FreshFacts,
}

/// Something on record that an outcome rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub thing: Thing,
    /// The resource that a record is of; empty for others.
    pub source: String,
    /// What it says.
    pub value: String,
    /// Number of the document that says so (文号); may be empty.
    pub document_number: String,
    /// From when it counts.
    pub from: Date,
    /// The first day on which it does not count any more.
    pub until: Option<Date>,
}

/// Where a fact lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A record.
    Record(Uuid),
    /// A listing.
    Listing(Uuid),
    /// A qualification.
    Qualification(Uuid),
    /// The organisation as it is registered.
    Organization(UnifiedCode),
}
