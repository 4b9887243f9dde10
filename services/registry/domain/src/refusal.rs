//! What the register refuses, each with the reason that its contract declares.

use fault::{Kind, Reason};
use thiserror::Error;
use time::Date;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::{CertificateNumber, CertificateStatus, Status};

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No record holds, or the caller may not see it.
    #[error("no organisation with code {code} is on record for that day and moment")]
    NotFound {
        /// The code asked for.
        code: UnifiedCode,
    },
    /// A code is never used twice (USCC-09).
    #[error("code {code} was issued before and is never used again")]
    CodeTaken {
        /// The code.
        code: UnifiedCode,
    },
    /// Somebody was faster.
    #[error("the organisation has changed since it was read")]
    EtagMismatch {
        /// The etag of the present state.
        etag: String,
    },
    /// The status may not follow the one before it.
    #[error("{} may not be followed by {}; allowed: {}", from.as_str(), to.as_str(), allowed(*from))]
    StatusTransition {
        /// The status before.
        from: Status,
        /// The status after.
        to: Status,
    },
    /// Deregistered on that day.
    #[error("the organisation is deregistered on that day; its particulars no longer change")]
    Ended,
    /// Before the first record.
    #[error("the organisation's first record holds from {first}; an earlier day cannot be stated")]
    BeforeRegistration {
        /// The first day.
        first: Date,
    },
    /// Rows in between would be lost.
    #[error("the import goes on at row {next_row}")]
    ImportGap {
        /// The row to go on at.
        next_row: i64,
    },
    /// No such department then.
    #[error("no department {department} exists on that day")]
    DepartmentNotFound {
        /// The key asked for.
        department: String,
    },
    /// Two blocks would give the same code.
    #[error("the block of codes {prefix}… shares codes with one that was allotted before")]
    CodeBlockOverlap {
        /// How the block's codes begin.
        prefix: String,
    },
    /// No code is left to give (USCC-09).
    #[error("no block of codes of division {division}, or of one above it, has a code left")]
    CodeBlockExhausted {
        /// The division that needs a code.
        division: DivisionCode,
    },
    /// No such rule, or not on that day.
    #[error("no rule {rule} is in force on that day")]
    RuleNotFound {
        /// The id asked for.
        rule: String,
    },
    /// No such certificate, or the caller may not see its organisation.
    #[error("no certificate has the number {number}")]
    CertificateNotFound {
        /// The number asked for.
        number: CertificateNumber,
    },
    /// A certificate says that the organisation is active.
    #[error("only an active organisation gets a certificate; this one is {}", status.as_str())]
    CertificateNeedsActive {
        /// The status today.
        status: Status,
    },
    /// A certificate states more than is recorded.
    #[error("particulars that stand on every certificate are not recorded: {}", missing.join(", "))]
    CertificateIncomplete {
        /// Their paths.
        missing: Vec<&'static str>,
    },
    /// No rule prescribes one (REG-24).
    #[error("no certificate is prescribed for organisations of kind {} on that day", kind.as_str())]
    CertificateNotForKind {
        /// The kind.
        kind: OrganizationClass,
    },
    /// Conditions on the name do not hold.
    #[error("the name may not be used, by {}", rules.join(", "))]
    NameRefused {
        /// Ids of the rules that refuse it.
        rules: Vec<String>,
    },
    /// Somebody else holds it.
    #[error("the name is reserved for somebody else until {until}")]
    NameReserved {
        /// The last day.
        until: Date,
    },
    /// None exists, or the caller may not see it.
    #[error("no reservation {reservation} exists")]
    NameReservationNotFound {
        /// The id asked for.
        reservation: String,
    },
    /// Given up, used or expired.
    #[error("the reservation has ended: {state}")]
    NameReservationEnded {
        /// How.
        state: &'static str,
    },
    /// It says nothing true any more.
    #[error("the certificate is {}; only a valid one is printed", status.as_str())]
    CertificateNotValid {
        /// The status today.
        status: CertificateStatus,
    },
    /// No font has the character. Which one is not said: it may be one of a person's name.
    #[error("character {position} of {field} is in none of the fonts that certificates are printed with")]
    CertificateUnprintable {
        /// The particular.
        field: &'static str,
        /// Where the character stands, from 1.
        position: usize,
    },
    /// The caller may see it, and has not said why; the reason is that of `onecode.document.v1`.
    #[error("this shows personal data: say why in metadata `onecode-purpose`")]
    PurposeRequired,
    /// The caller may not write there.
    #[error("the caller may not write in division {division}")]
    OutsideDivision {
        /// The division.
        division: DivisionCode,
    },
}

fn allowed(from: Status) -> String {
    match from.allowed() {
        [] => "nothing".to_owned(),
        allowed => allowed.iter().map(|status| status.as_str()).collect::<Vec<_>>().join(", "),
    }
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. }
            | Self::DepartmentNotFound { .. }
            | Self::RuleNotFound { .. }
            | Self::CertificateNotFound { .. }
            | Self::NameReservationNotFound { .. } => Kind::NotFound,
            Self::CodeTaken { .. } | Self::CodeBlockOverlap { .. } | Self::NameReserved { .. } => Kind::AlreadyExists,
            Self::EtagMismatch { .. } => Kind::Aborted,
            Self::StatusTransition { .. }
            | Self::Ended
            | Self::BeforeRegistration { .. }
            | Self::CodeBlockExhausted { .. }
            | Self::CertificateNeedsActive { .. }
            | Self::CertificateIncomplete { .. }
            | Self::CertificateNotForKind { .. }
            | Self::NameRefused { .. }
            | Self::NameReservationEnded { .. }
            | Self::CertificateNotValid { .. }
            | Self::CertificateUnprintable { .. } => Kind::FailedPrecondition,
            Self::PurposeRequired => Kind::InvalidArgument,
            Self::ImportGap { .. } => Kind::OutOfRange,
            Self::OutsideDivision { .. } => Kind::PermissionDenied,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "ORGANIZATION_NOT_FOUND",
            Self::CodeTaken { .. } => "CODE_TAKEN",
            Self::EtagMismatch { .. } => "ETAG_MISMATCH",
            Self::StatusTransition { .. } => "STATUS_TRANSITION",
            Self::Ended => "ORGANIZATION_ENDED",
            Self::BeforeRegistration { .. } => "BEFORE_REGISTRATION",
            Self::ImportGap { .. } => "IMPORT_GAP",
            Self::DepartmentNotFound { .. } => "DEPARTMENT_NOT_FOUND",
            Self::CodeBlockOverlap { .. } => "CODE_BLOCK_OVERLAP",
            Self::CodeBlockExhausted { .. } => "CODE_BLOCK_EXHAUSTED",
            Self::RuleNotFound { .. } => "RULE_NOT_FOUND",
            Self::CertificateNotFound { .. } => "CERTIFICATE_NOT_FOUND",
            Self::CertificateNeedsActive { .. } => "CERTIFICATE_NEEDS_ACTIVE",
            Self::CertificateIncomplete { .. } => "CERTIFICATE_INCOMPLETE",
            Self::CertificateNotForKind { .. } => "CERTIFICATE_NOT_FOR_KIND",
            Self::NameRefused { .. } => "NAME_REFUSED",
            Self::NameReserved { .. } => "NAME_RESERVED",
            Self::NameReservationNotFound { .. } => "NAME_RESERVATION_NOT_FOUND",
            Self::NameReservationEnded { .. } => "NAME_RESERVATION_ENDED",
            Self::CertificateNotValid { .. } => "CERTIFICATE_NOT_VALID",
            Self::CertificateUnprintable { .. } => "CERTIFICATE_UNPRINTABLE",
            Self::PurposeRequired => "PURPOSE_REQUIRED",
            Self::OutsideDivision { .. } => "OUTSIDE_DIVISION",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound { code } | Self::CodeTaken { code } => vec![("code", code.to_string())],
            Self::EtagMismatch { etag } => vec![("etag", etag.clone())],
            Self::StatusTransition { from, to } => {
                let allowed: Vec<&str> = from.allowed().iter().map(|status| status.as_str()).collect();
                vec![("from", from.as_str().to_owned()), ("to", to.as_str().to_owned()), ("allowed", allowed.join(","))]
            }
            Self::Ended | Self::PurposeRequired => Vec::new(),
            Self::BeforeRegistration { first } => vec![("valid_from", first.to_string())],
            Self::ImportGap { next_row } => vec![("next_row", next_row.to_string())],
            Self::NameRefused { rules } => vec![("rules", rules.join(","))],
            Self::NameReserved { until } => vec![("until", until.to_string())],
            Self::NameReservationNotFound { reservation } => vec![("reservation", reservation.clone())],
            Self::NameReservationEnded { state } => vec![("state", (*state).to_owned())],
            Self::DepartmentNotFound { department } => vec![("department", department.clone())],
            Self::RuleNotFound { rule } => vec![("rule", rule.clone())],
            Self::CodeBlockOverlap { prefix } => vec![("prefix", prefix.clone())],
            Self::CodeBlockExhausted { division } | Self::OutsideDivision { division } => {
                vec![("division", division.to_string())]
            }
            Self::CertificateNotFound { number } => vec![("number", number.to_string())],
            Self::CertificateNeedsActive { status } => vec![("status", status.as_str().to_owned())],
            Self::CertificateIncomplete { missing } => vec![("missing", missing.join(","))],
            Self::CertificateNotForKind { kind } => vec![("kind", kind.as_str().to_owned())],
            Self::CertificateNotValid { status } => vec![("status", status.as_str().to_owned())],
            Self::CertificateUnprintable { field, position } => {
                vec![("field", (*field).to_owned()), ("position", position.to_string())]
            }
        }
    }
}
