//! What a condition of applying came to.

use statute::RuleRef;

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Result {
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
    /// 待核实: what is on record does not say, and a person answers.
    NotKnown,
}

impl Result {
    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotKnown => "not_known",
        }
    }

    /// The result of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Met, Self::NotMet, Self::NotKnown].into_iter().find(|result| result.as_str() == word)
    }
}

/// A condition (申报条件), judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The version of the rule.
    pub rule: RuleRef,
    /// What it came to.
    pub result: Result,
    /// What that rests on: resource names, never personal data.
    pub facts: Vec<String>,
}
