//! What is refused of checks, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use statute::RuleRef;
use thiserror::Error;
use time::Date;
use uuid::Uuid;

use super::Outcome;
use crate::draw::{Hash, Window};

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A rule is missing.
    #[error(transparent)]
    Rule(#[from] crate::Refusal),
    /// Certificates do not hold on the days of the visit (TA-04).
    #[error("the certificate does not hold on the days of the visit: {}", list(inspectors))]
    NotCertified {
        /// Whose.
        inspectors: Vec<Uuid>,
    },
    /// Somebody must stay away (SP-05).
    #[error("recused from the organisation: {}", list(inspectors))]
    Recused {
        /// Who.
        inspectors: Vec<Uuid>,
    },
    /// Fewer inspectors than the rule asks, assistants not counted (SP-05).
    #[error("{found} inspector(s) who are no assistants, at least {least} are required")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many the rule asks.
        least: u32,
    },
    /// The visit does not lie within the days planned.
    #[error("the visit must lie within {} and {}", planned.first, planned.last)]
    OutsideWindow {
        /// The days planned.
        planned: Window,
    },
    /// Answers contradict one another.
    #[error("answers contradict one another: {}", items.join(", "))]
    Conflicts {
        /// Keys of the items.
        items: Vec<String>,
    },
    /// Items without an answer.
    #[error("items are not answered: {}", items.join(", "))]
    Unanswered {
        /// Their keys.
        items: Vec<String>,
    },
    /// The outcome does not fit what was found.
    #[error("`{}` does not fit what was found", outcome.as_str())]
    Contradicted {
        /// The outcome.
        outcome: Outcome,
    },
    /// Too few have confirmed this record (SP-05).
    #[error("{confirmed} certified inspector(s) confirmed this very record, at least {least} are required")]
    NotConfirmed {
        /// How many have.
        confirmed: usize,
        /// How many the rule asks.
        least: u32,
        /// What is to be confirmed.
        digest: Hash,
    },
    /// A term to rectify that the rule does not let be set.
    #[error("the last day to rectify must lie within {earliest} and {latest}")]
    Term {
        /// The first day that may be the last.
        earliest: Date,
        /// The latest one.
        latest: Date,
        /// The rule.
        rule: RuleRef,
    },
}

/// Why one entry of an upload is not taken, while the others are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryRefusal {
    /// Another content has its id.
    OtherContent,
    /// The author is no inspector of the check.
    AuthorNotAssigned,
    /// The author is another department's inspector.
    AuthorOfOtherDepartment,
    /// The author's certificate does not hold on the days of the visit (TA-04).
    AuthorNotCertified,
    /// The author must stay away from the organisation (SP-05).
    AuthorRecused,
    /// The checklist of the check has no such item.
    ItemNotOfCheck,
    /// The check has as many entries as one can have.
    CheckFull,
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::Rule(refusal) => refusal.kind(),
            Self::Term { .. }
            | Self::NotCertified { .. }
            | Self::Recused { .. }
            | Self::TooFew { .. }
            | Self::OutsideWindow { .. }
            | Self::Conflicts { .. }
            | Self::Unanswered { .. }
            | Self::Contradicted { .. }
            | Self::NotConfirmed { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Rule(refusal) => refusal.reason(),
            Self::NotCertified { .. } => "INSPECTOR_NOT_CERTIFIED",
            Self::Recused { .. } => "INSPECTOR_RECUSED",
            Self::TooFew { .. } => "CHECK_INSPECTORS_TOO_FEW",
            Self::OutsideWindow { .. } => "VISIT_OUTSIDE_WINDOW",
            Self::Conflicts { .. } => "CHECK_CONFLICTS_OPEN",
            Self::Unanswered { .. } => "CHECK_ITEMS_UNANSWERED",
            Self::Contradicted { .. } => "CHECK_OUTCOME_CONTRADICTED",
            Self::NotConfirmed { .. } => "CHECK_NOT_CONFIRMED",
            Self::Term { .. } => "RECTIFICATION_TERM",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Rule(refusal) => refusal.metadata(),
            Self::NotCertified { inspectors } | Self::Recused { inspectors } => {
                vec![("inspectors", list(inspectors))]
            }
            Self::TooFew { found, least } => vec![("found", found.to_string()), ("least", least.to_string())],
            Self::OutsideWindow { planned } => {
                vec![("first", planned.first.to_string()), ("last", planned.last.to_string())]
            }
            Self::Conflicts { items } | Self::Unanswered { items } => vec![("items", items.join(","))],
            Self::Contradicted { outcome } => vec![("outcome", outcome.as_str().to_owned())],
            Self::NotConfirmed { confirmed, least, digest } => {
                vec![("confirmed", confirmed.to_string()), ("least", least.to_string()), ("digest", digest.to_string())]
            }
            Self::Term { earliest, latest, rule } => {
                vec![("earliest", earliest.to_string()), ("latest", latest.to_string()), ("rule", rule.to_string())]
            }
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let rule = match self {
            Self::Rule(refusal) => return refusal.unmet(),
            Self::NotCertified { .. } => "TA-04",
            Self::Recused { .. } | Self::TooFew { .. } | Self::NotConfirmed { .. } => "SP-05",
            Self::Term { .. } => "CK-03",
            Self::OutsideWindow { .. }
            | Self::Conflicts { .. }
            | Self::Unanswered { .. }
            | Self::Contradicted { .. } => {
                return Vec::new();
            }
        };
        vec![Unmet { rule: rule.to_owned(), subject: "check".to_owned(), description: self.to_string() }]
    }
}

fn list(inspectors: &[Uuid]) -> String {
    let ids: Vec<String> = inspectors.iter().map(ToString::to_string).collect();
    ids.join(",")
}
