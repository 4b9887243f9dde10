//! What is refused of complaints, and why.

use fault::{Kind, Reason};
use thiserror::Error;
use time::Date;

/// A refusal, declared in `onecode.inspection.v1.ErrorReason`. None repeats what a reporter said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No such complaint, or not for this caller.
    #[error("no such complaint is on record")]
    NotFound {
        /// Its name.
        complaint: String,
    },
    /// Receipt or secret is wrong.
    #[error("receipt and secret are not those of a complaint")]
    ReceiptUnknown,
    /// Grounds that nobody can state on that day.
    #[error("grounds that cannot be stated: {}", grounds.join(", "))]
    GroundsUnknown {
        /// Their keys.
        grounds: Vec<String>,
    },
    /// The caller does not handle the complaint.
    #[error("only the official who handles the complaint may see its reporter (TS-05)")]
    NotHandler,
    /// Another authority is competent.
    #[error("the authority of {division} is competent; reasons are wanted to depart from it")]
    CompetenceOther {
        /// The division of the competent one.
        division: String,
    },
    /// A complaint does not follow itself.
    #[error("a complaint does not follow itself")]
    Itself,
    /// The two are of different authorities.
    #[error("the complaint is of {division} and the lead of {lead_division}")]
    AuthorityOther {
        /// The division of the one.
        division: String,
        /// The division of the other.
        lead_division: String,
    },
    /// Others follow it.
    #[error("{followers} complaint(s) follow this one")]
    Leads {
        /// How many.
        followers: usize,
    },
    /// No more can follow.
    #[error("at most {most} complaints follow one")]
    FollowersFull {
        /// How many may.
        most: usize,
    },
    /// No more can be linked.
    #[error("a complaint links to at most {most} resources")]
    LinksFull {
        /// How many may be.
        most: usize,
    },
    /// No such review, or not for this caller.
    #[error("no such review is on record")]
    ReviewNotFound {
        /// Its name.
        review: String,
    },
    /// There is no outcome that could be reviewed.
    #[error("the complaint is {state}; its reporter was not informed of an outcome")]
    Unanswered {
        /// Its state.
        state: String,
    },
    /// The term is over.
    #[error("a review could be asked for until {until} (TS-08)")]
    ReviewTooLate {
        /// Its last day.
        until: Date,
    },
    /// One review a complaint.
    #[error("a review of the complaint was asked for before")]
    ReviewExists,
    /// Nobody merges it any more.
    #[error("the complaint is {state}; duplicates are looked for before it is concluded")]
    Settled {
        /// Its state.
        state: String,
    },
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. }
            | Self::ReceiptUnknown
            | Self::GroundsUnknown { .. }
            | Self::ReviewNotFound { .. } => Kind::NotFound,
            Self::ReviewExists => Kind::AlreadyExists,
            Self::NotHandler => Kind::PermissionDenied,
            Self::Itself => Kind::InvalidArgument,
            Self::CompetenceOther { .. }
            | Self::AuthorityOther { .. }
            | Self::Leads { .. }
            | Self::FollowersFull { .. }
            | Self::LinksFull { .. }
            | Self::Unanswered { .. }
            | Self::ReviewTooLate { .. }
            | Self::Settled { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "COMPLAINT_NOT_FOUND",
            Self::ReceiptUnknown => "COMPLAINT_RECEIPT_UNKNOWN",
            Self::GroundsUnknown { .. } => "COMPLAINT_GROUND_NOT_FOUND",
            Self::NotHandler => "NOT_COMPLAINT_HANDLER",
            Self::CompetenceOther { .. } => "COMPETENCE_OTHER",
            Self::Itself => "COMPLAINT_SELF",
            Self::AuthorityOther { .. } => "COMPLAINT_AUTHORITY_OTHER",
            Self::Leads { .. } => "COMPLAINT_LEADS",
            Self::FollowersFull { .. } => "COMPLAINT_FOLLOWERS_FULL",
            Self::LinksFull { .. } => "COMPLAINT_LINKS_FULL",
            Self::ReviewNotFound { .. } => "COMPLAINT_REVIEW_NOT_FOUND",
            Self::Unanswered { .. } => "COMPLAINT_UNANSWERED",
            Self::ReviewTooLate { .. } => "COMPLAINT_REVIEW_TOO_LATE",
            Self::ReviewExists => "COMPLAINT_REVIEW_EXISTS",
            Self::Settled { .. } => "COMPLAINT_SETTLED",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound { complaint } => vec![("complaint", complaint.clone())],
            Self::GroundsUnknown { grounds } => vec![("grounds", grounds.join(","))],
            Self::CompetenceOther { division } => vec![("division", division.clone())],
            Self::AuthorityOther { division, lead_division } => {
                vec![("division", division.clone()), ("lead_division", lead_division.clone())]
            }
            Self::Leads { followers } => vec![("followers", followers.to_string())],
            Self::FollowersFull { most } | Self::LinksFull { most } => vec![("most", most.to_string())],
            Self::ReviewNotFound { review } => vec![("review", review.clone())],
            Self::ReviewTooLate { until } => vec![("until", until.to_string())],
            Self::Settled { state } | Self::Unanswered { state } => vec![("state", state.clone())],
            Self::ReceiptUnknown | Self::NotHandler | Self::Itself | Self::ReviewExists => Vec::new(),
        }
    }
}
