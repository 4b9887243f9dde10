//! What the rules of annual reports refuse, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use thiserror::Error;
use time::Date;

use super::conclude::Value;

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No such rule, or not on that day.
    #[error("no rule {rule} is in force on that day")]
    RuleNotFound {
        /// The id.
        rule: &'static str,
    },
    /// No edition of the form is for that year.
    #[error("no edition of the form is for the year {year}")]
    FormNotFound {
        /// The year.
        year: i32,
    },
    /// The year is not over.
    #[error("the year {year} is not over; a report of it is submitted from {from} on")]
    YearNotOver {
        /// The reported year.
        year: i32,
        /// First day on which it can be submitted.
        from: Date,
    },
    /// The pre-check found errors.
    #[error("the pre-check found {errors} error(s); correct them and submit again")]
    HasErrors {
        /// How many.
        errors: usize,
        /// Each with its rule, the fields and what is wrong.
        unmet: Vec<Unmet>,
    },
    /// The conclusion is another than the grounds lead to (AI-03).
    #[error("the grounds lead to {value}")]
    ConclusionNotOfGrounds {
        /// What they lead to.
        value: Value,
    },
    /// A ground is none of AI-03.
    #[error("{ground} is no ground of AI-03 in force")]
    GroundNotFound {
        /// What was stated.
        ground: String,
    },
    /// A ground is stated more than once.
    #[error("ground {ground} is there twice")]
    GroundTwice {
        /// The ground.
        ground: String,
    },
    /// A correction changes nothing (AI-06).
    #[error("the conclusion is {value} already")]
    ConclusionUnchanged {
        /// What it is.
        value: Value,
    },
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::RuleNotFound { .. } | Self::FormNotFound { .. } => Kind::NotFound,
            Self::GroundNotFound { .. } | Self::GroundTwice { .. } | Self::ConclusionNotOfGrounds { .. } => {
                Kind::InvalidArgument
            }
            Self::YearNotOver { .. } | Self::HasErrors { .. } | Self::ConclusionUnchanged { .. } => {
                Kind::FailedPrecondition
            }
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::RuleNotFound { .. } => "RULE_NOT_FOUND",
            Self::FormNotFound { .. } => "REPORT_FORM_NOT_FOUND",
            Self::YearNotOver { .. } => "REPORT_YEAR_NOT_OVER",
            Self::HasErrors { .. } => "REPORT_HAS_ERRORS",
            Self::ConclusionNotOfGrounds { .. } => "REPORT_CONCLUSION_NOT_OF_GROUNDS",
            Self::GroundNotFound { .. } => "REPORT_GROUND_NOT_FOUND",
            Self::GroundTwice { .. } => "REPORT_GROUND_TWICE",
            Self::ConclusionUnchanged { .. } => "REPORT_CONCLUSION_UNCHANGED",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::RuleNotFound { rule } => vec![("rule", (*rule).to_owned())],
            Self::FormNotFound { year } => vec![("year", year.to_string())],
            Self::YearNotOver { year, from } => vec![("year", year.to_string()), ("from", from.to_string())],
            Self::HasErrors { errors, .. } => vec![("errors", errors.to_string())],
            Self::ConclusionNotOfGrounds { value } | Self::ConclusionUnchanged { value } => {
                vec![("value", value.as_str().to_owned())]
            }
            Self::GroundNotFound { ground } | Self::GroundTwice { ground } => vec![("ground", ground.clone())],
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        match self {
            Self::HasErrors { unmet, .. } => unmet.clone(),
            Self::RuleNotFound { .. }
            | Self::FormNotFound { .. }
            | Self::YearNotOver { .. }
            | Self::ConclusionNotOfGrounds { .. }
            | Self::GroundNotFound { .. }
            | Self::GroundTwice { .. }
            | Self::ConclusionUnchanged { .. } => Vec::new(),
        }
    }
}
