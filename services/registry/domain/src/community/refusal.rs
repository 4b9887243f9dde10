//! What the file of community organisations refuses, each with the reason that the contract declares.

use fault::{Kind, Reason};
use thiserror::Error;
use time::Date;
use uuid::Uuid;

use super::kinds::FilingStatus;

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilingRefusal {
    /// No such filing on that day, or the caller may not see it.
    #[error("no community filing {id} is on record for that day")]
    NotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// One of that name is on file in the same community.
    #[error("a community organisation of that name is on file in the same community of township {township_code}")]
    Exists {
        /// The township.
        township_code: String,
    },
    /// Somebody was faster.
    #[error("the filing has changed since it was read")]
    EtagMismatch {
        /// The etag of the present state.
        etag: String,
    },
    /// It no longer changes.
    #[error("the filing is {} and no longer changes", status.as_str())]
    Closed {
        /// Where it stands.
        status: FilingStatus,
    },
    /// An application for its registration is under way.
    #[error("an application for the registration of the community organisation is under way")]
    PromotionUnderWay {
        /// Its id.
        application: Uuid,
    },
    /// Before the change recorded last.
    #[error("the change recorded last holds from {first}; an earlier day cannot be stated")]
    TooEarly {
        /// The first day allowed.
        first: Date,
    },
}

impl Reason for FilingRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. } => Kind::NotFound,
            Self::Exists { .. } => Kind::AlreadyExists,
            Self::EtagMismatch { .. } => Kind::Aborted,
            Self::Closed { .. } | Self::PromotionUnderWay { .. } | Self::TooEarly { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "COMMUNITY_FILING_NOT_FOUND",
            Self::Exists { .. } => "COMMUNITY_FILING_EXISTS",
            Self::EtagMismatch { .. } => "ETAG_MISMATCH",
            Self::Closed { .. } => "COMMUNITY_FILING_CLOSED",
            Self::PromotionUnderWay { .. } => "COMMUNITY_FILING_PROMOTION_OPEN",
            Self::TooEarly { .. } => "BEFORE_COMMUNITY_FILING_CHANGE",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound { id } => vec![("community_filing", id.to_string())],
            Self::Exists { township_code } => vec![("township_code", township_code.clone())],
            Self::EtagMismatch { etag } => vec![("etag", etag.clone())],
            Self::Closed { status } => vec![("status", status.as_str().to_owned())],
            Self::PromotionUnderWay { application } => vec![("application", format!("applications/{application}"))],
            Self::TooEarly { first } => vec![("first", first.to_string())],
        }
    }
}
