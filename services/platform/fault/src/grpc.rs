//! The gRPC edge: AIP-193 statuses with their details.

use std::collections::HashMap;
use std::error::Error as StdError;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::{Fault, Kind};

/// `ErrorInfo.domain` of every fault; the reasons are listed in each contract's `error_reason.proto`.
pub const DOMAIN: &str = "onecode";

impl From<Kind> for Code {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::InvalidArgument => Self::InvalidArgument,
            Kind::Unauthenticated => Self::Unauthenticated,
            Kind::PermissionDenied => Self::PermissionDenied,
            Kind::NotFound => Self::NotFound,
            Kind::AlreadyExists => Self::AlreadyExists,
            Kind::FailedPrecondition => Self::FailedPrecondition,
            Kind::Aborted => Self::Aborted,
            Kind::OutOfRange => Self::OutOfRange,
            Kind::ResourceExhausted => Self::ResourceExhausted,
            Kind::DeadlineExceeded => Self::DeadlineExceeded,
            Kind::Cancelled => Self::Cancelled,
            Kind::Unavailable => Self::Unavailable,
            Kind::Unimplemented => Self::Unimplemented,
            Kind::Internal => Self::Internal,
        }
    }
}

impl From<Fault> for Status {
    fn from(fault: Fault) -> Self {
        if matches!(fault.kind(), Kind::Internal | Kind::Unavailable) {
            let cause = fault.source().map(ToString::to_string).unwrap_or_default();
            tracing::error!(fault.reason = fault.reason(), fault.cause = cause, "call failed");
        }
        let metadata: HashMap<String, String> =
            fault.metadata().iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let mut details = ErrorDetails::new();
        details.set_error_info(fault.reason(), DOMAIN, metadata);
        for violation in fault.violations() {
            details.add_bad_request_violation(&violation.field, &violation.description);
        }
        for unmet in fault.unmet_rules() {
            details.add_precondition_failure_violation(&unmet.rule, &unmet.subject, &unmet.description);
        }
        if let Some(delay) = fault.retry_delay() {
            details.set_retry_info(Some(delay));
        }
        Self::with_error_details(fault.kind().into(), fault.message(), details)
    }
}
