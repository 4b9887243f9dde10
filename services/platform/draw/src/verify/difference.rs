//! What can be wrong with a proof.

use std::fmt;

use thiserror::Error;

use super::super::hash::Hash;
use crate::Refusal;

/// A difference and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The line, from 1; the last one for what is missing at the end.
    pub line: u64,
    /// What is wrong.
    pub difference: Difference,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.difference)
    }
}

/// Something that does not follow from what was frozen and the shares.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Difference {
    /// Bytes that are no UTF-8.
    #[error("this is no text in UTF-8; nothing after it was read")]
    NotText,
    /// A line that no proof has.
    #[error("the line is too long; nothing after it was read")]
    LineTooLong,
    /// The end is cut off.
    #[error("the last line does not end with a line break")]
    NoLineBreak,
    /// A record that cannot be read.
    #[error("{line:?} is not as the specification has it: {problem}")]
    Unreadable {
        /// The line.
        line: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A record where none of its kind can be.
    #[error("{line:?} cannot stand here")]
    Misplaced {
        /// The line.
        line: String,
    },
    /// Records of a kind ascend.
    #[error("{line:?} does not ascend from the record before it")]
    NotAscending {
        /// The line.
        line: String,
    },
    /// A record that every draw has.
    #[error("there is no record `{kind}`")]
    RecordMissing {
        /// Its first field.
        kind: &'static str,
    },
    /// What is frozen could not have been; there is nothing to draw from.
    #[error("this could not have been frozen: {0}; nothing after it was checked")]
    NotFreezable(Refusal),
    /// The records are not those under the root.
    #[error("the root is said to be {stated}; the records before it give {reckoned}")]
    Root {
        /// What the line says.
        stated: Hash,
        /// What the records give.
        reckoned: Hash,
    },
    /// The records are not those that were published.
    #[error("the root published at the freeze is {published}; the records before it give {reckoned}")]
    NotAsPublished {
        /// What was published.
        published: Hash,
        /// What the records give.
        reckoned: Hash,
    },
    /// A stratum of another size.
    #[error("stratum {stratum} is said to have {stated} organisations; {counted} are listed")]
    Size {
        /// Its name.
        stratum: &'static str,
        /// What the line says.
        stated: u64,
        /// How many are listed.
        counted: u64,
    },
    /// A wrong quota.
    #[error("stratum {stratum} is said to have quota {stated}; it is {reckoned}")]
    Quota {
        /// Its name.
        stratum: &'static str,
        /// What the line says.
        stated: u64,
        /// What follows from the sizes, the proportion and the multipliers.
        reckoned: u64,
    },
    /// An entry that could not have been made.
    #[error("this could not have been entered: {0}")]
    Entry(Refusal),
    /// An entry earlier than the one before it.
    #[error("this was entered earlier than what stands before it")]
    OutOfTime,
    /// A share that does not match, in a round that did not fail by it.
    #[error("the share of {department} is not the one committed to")]
    Share {
        /// Key of the department.
        department: String,
    },
    /// A round said to have failed otherwise than it did.
    #[error("the round failed otherwise: {expected} was due here")]
    Failure {
        /// What was due: a cause and a name, or nothing.
        expected: String,
    },
    /// Another seed.
    #[error("the seed is said to be {stated}; the shares give {reckoned}")]
    Seed {
        /// What the line says.
        stated: Hash,
        /// What the shares give.
        reckoned: Hash,
    },
    /// No round has given a seed.
    #[error("no round of this plan has drawn")]
    NotDrawn,
    /// A result that is another.
    #[error("{found:?} was found; {expected:?} is drawn")]
    Result {
        /// What is drawn.
        expected: String,
        /// What the line says.
        found: String,
    },
    /// A result that is missing.
    #[error("missing here: {expected:?} is drawn")]
    ResultMissing {
        /// What is drawn.
        expected: String,
    },
    /// A line that nothing gives.
    #[error("{found:?} is not drawn")]
    ResultUnfounded {
        /// What the line says.
        found: String,
    },
    /// An inspector that no record names.
    #[error("{inspector} is no inspector of the plan")]
    InspectorUnknown {
        /// The id.
        inspector: String,
    },
    /// An inspector who may not inspect this organisation.
    #[error("inspector {inspector} is recused from {code}")]
    InspectorRecused {
        /// The id.
        inspector: String,
        /// The organisation.
        code: String,
    },
    /// An inspector without a certificate for all of the visits.
    #[error("the certificate of inspector {inspector} does not hold on every day of the visits")]
    InspectorExpired {
        /// The id.
        inspector: String,
    },
}
