//! What party building refuses, each with the reason that the contract declares.

use fault::{Kind, Reason};
use thiserror::Error;
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::management::ManagingBody;
use crate::Status;

/// A refusal of party building. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PartyRefusal {
    /// The case of 意见(六) allows no such body.
    #[error("{article} allows no such managing body; allowed: {}", names(allowed))]
    BodyNotAllowed {
        /// The article.
        article: &'static str,
        /// What it allows.
        allowed: &'static [ManagingBody],
    },
    /// No such branch, or the caller may not see it.
    #[error("no joint branch {id} is on record")]
    NotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// Somebody was faster.
    #[error("the joint branch has changed since it was read")]
    EtagMismatch {
        /// The etag of the present state.
        etag: String,
    },
    /// It no longer exists.
    #[error("the joint branch is dissolved")]
    Dissolved,
    /// An organisation is in one branch at a time.
    #[error("organisation {code} is in a joint branch already")]
    InAnotherBranch {
        /// Which one.
        code: UnifiedCode,
    },
    /// It is not in that branch.
    #[error("organisation {code} is not in the joint branch")]
    NotInBranch {
        /// Which one.
        code: UnifiedCode,
    },
    /// Only active organisations join.
    #[error("organisation {code} is {}, only active ones join a branch", status.as_str())]
    NotActive {
        /// Which one.
        code: UnifiedCode,
        /// Where it stands.
        status: Status,
    },
    /// Before something that is on record.
    #[error("what is on record allows no day before {first}")]
    TooEarly {
        /// The first day allowed.
        first: Date,
    },
}

fn names(bodies: &[ManagingBody]) -> String {
    bodies.iter().map(|body| body.as_str()).collect::<Vec<_>>().join(", ")
}

impl Reason for PartyRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. } => Kind::NotFound,
            Self::EtagMismatch { .. } => Kind::Aborted,
            Self::BodyNotAllowed { .. }
            | Self::Dissolved
            | Self::InAnotherBranch { .. }
            | Self::NotInBranch { .. }
            | Self::NotActive { .. }
            | Self::TooEarly { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::BodyNotAllowed { .. } => "MANAGING_BODY_NOT_ALLOWED",
            Self::NotFound { .. } => "JOINT_BRANCH_NOT_FOUND",
            Self::EtagMismatch { .. } => "ETAG_MISMATCH",
            Self::Dissolved => "JOINT_BRANCH_DISSOLVED",
            Self::InAnotherBranch { .. } => "IN_ANOTHER_JOINT_BRANCH",
            Self::NotInBranch { .. } => "NOT_IN_JOINT_BRANCH",
            Self::NotActive { .. } => "JOINT_BRANCH_NEEDS_ACTIVE",
            Self::TooEarly { .. } => "BEFORE_JOINT_BRANCH_RECORD",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::BodyNotAllowed { article, allowed } => {
                vec![("article", (*article).to_owned()), ("allowed", names(allowed))]
            }
            Self::NotFound { id } => vec![("joint_branch", id.to_string())],
            Self::EtagMismatch { etag } => vec![("etag", etag.clone())],
            Self::Dissolved => Vec::new(),
            Self::InAnotherBranch { code } | Self::NotInBranch { code } => vec![("code", code.to_string())],
            Self::NotActive { code, status } => {
                vec![("code", code.to_string()), ("status", status.as_str().to_owned())]
            }
            Self::TooEarly { first } => vec![("first", first.to_string())],
        }
    }
}
