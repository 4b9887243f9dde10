//! What inspection refuses for want of a rule, with the reason that its contract declares; what a draw refuses is [`draw::Refusal`].

use fault::{Kind, Reason};
use thiserror::Error;

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No such rule, or not on that day.
    #[error("no rule {rule} is in force on that day")]
    RuleNotFound {
        /// The id.
        rule: String,
    },
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::RuleNotFound { .. } => Kind::NotFound,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::RuleNotFound { .. } => "RULE_NOT_FOUND",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::RuleNotFound { rule } => vec![("rule", rule.clone())],
        }
    }
}
