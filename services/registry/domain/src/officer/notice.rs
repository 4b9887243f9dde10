//! What is refused of notices and late elections, each with the reason that the contract declares.

use fault::{Kind, Reason};
use thiserror::Error;
use time::Date;
use uuid::Uuid;

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`. Never names a person.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppointmentRefusal {
    /// None exists, or the caller may not see it.
    #[error("no such notice of an appointment")]
    NoticeNotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// It is to begin later.
    #[error("the appointment is to begin on {first}")]
    BeforeFirstDay {
        /// The first day.
        first: Date,
    },
    /// None exists, or the caller may not see it.
    #[error("no such late election")]
    LateElectionNotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// Later than it may be.
    #[error("the election may be as late as {until}")]
    TooLong {
        /// The last day possible.
        until: Date,
    },
    /// One for the same term is under way or approved.
    #[error("a late election for this term is under way or approved")]
    Exists,
    /// No leader's term is on record.
    #[error("no term of the organisation's leaders is on record")]
    NoTerm,
}

impl Reason for AppointmentRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NoticeNotFound { .. } | Self::LateElectionNotFound { .. } => Kind::NotFound,
            Self::Exists => Kind::AlreadyExists,
            Self::BeforeFirstDay { .. } | Self::TooLong { .. } | Self::NoTerm => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NoticeNotFound { .. } => "APPOINTMENT_NOTICE_NOT_FOUND",
            Self::BeforeFirstDay { .. } => "APPOINTMENT_BEFORE_FIRST_DAY",
            Self::LateElectionNotFound { .. } => "LATE_ELECTION_NOT_FOUND",
            Self::TooLong { .. } => "LATE_ELECTION_TOO_LONG",
            Self::Exists => "LATE_ELECTION_EXISTS",
            Self::NoTerm => "NO_TERM_ON_RECORD",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoticeNotFound { id } => vec![("appointment_notice", format!("appointmentNotices/{id}"))],
            Self::BeforeFirstDay { first } => vec![("first", first.to_string())],
            Self::LateElectionNotFound { id } => vec![("late_election", format!("lateElections/{id}"))],
            Self::TooLong { until } => vec![("until", until.to_string())],
            Self::Exists | Self::NoTerm => Vec::new(),
        }
    }
}
