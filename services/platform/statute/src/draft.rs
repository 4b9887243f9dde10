//! A book as it would be, were some of its numbers others: what a change of the law is tried with before it is made.

use sha2::{Digest, Sha256};
use thiserror::Error;
use time::Date;

use crate::book::{NotInForce, RuleBook, hexadecimal};
use crate::rule::{Threshold, Unit};

/// A number in place of the one that a rule has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Id of the rule.
    pub rule: String,
    /// The number, with the unit that the rule's own number has.
    pub threshold: Threshold,
}

/// Why a number cannot take the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotDrafted {
    /// There is no such rule, or it is not in force on the day.
    #[error(transparent)]
    NotInForce(#[from] NotInForce),
    /// The rule has no number.
    #[error("rule {rule} has no number")]
    NoNumber {
        /// The rule's id.
        rule: String,
    },
    /// The rule's number counts something else.
    #[error("the number of rule {rule} is in {unit}")]
    OtherUnit {
        /// The rule's id.
        rule: String,
        /// What its number counts.
        unit: Unit,
    },
    /// No rule may have this number.
    #[error("{} {} is no number of a rule", threshold.value, threshold.unit)]
    OutOfRange {
        /// The number.
        threshold: Threshold,
    },
    /// There is another number for the rule.
    #[error("rule {rule} is drafted twice")]
    Twice {
        /// The rule's id.
        rule: String,
    },
}

impl RuleBook {
    /// The same book, but for some numbers of the versions that are in force on a day. Its fingerprint is another one.
    ///
    /// # Errors
    /// Every draft that cannot be, with its place among them.
    pub fn with(&self, day: Date, drafts: &[Draft]) -> Result<Self, Vec<(usize, NotDrafted)>> {
        let mut wrong = Vec::new();
        let mut drafted = self.clone();
        for (at, draft) in drafts.iter().enumerate() {
            let twice = drafts[..at].iter().any(|before| before.rule == draft.rule);
            let fits = if twice { Err(NotDrafted::Twice { rule: draft.rule.clone() }) } else { self.fits(day, draft) };
            match fits {
                Ok(number) => drafted.set(&draft.rule, number, draft.threshold),
                Err(why) => wrong.push((at, why)),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut print = Sha256::new().chain_update(self.fingerprint()).chain_update(day.to_string());
        for Draft { rule, threshold } in drafts {
            print.update(format!("\n{rule} {} {}", threshold.value, threshold.unit));
        }
        Ok(drafted.fingerprinted(hexadecimal(print)))
    }

    /// The version whose number a draft takes the place of.
    fn fits(&self, day: Date, draft: &Draft) -> Result<u32, NotDrafted> {
        let cited = self.on(&draft.rule, day)?;
        let rule = || draft.rule.clone();
        let own = cited.version.threshold.ok_or_else(|| NotDrafted::NoNumber { rule: rule() })?;
        if own.unit != draft.threshold.unit {
            return Err(NotDrafted::OtherUnit { rule: rule(), unit: own.unit });
        }
        if !draft.threshold.is_possible() {
            return Err(NotDrafted::OutOfRange { threshold: draft.threshold });
        }
        Ok(cited.version.number)
    }
}
