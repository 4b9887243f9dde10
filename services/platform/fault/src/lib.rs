//! The one error a caller sees, and the two edges where it is made: PostgreSQL and gRPC.
//!
//! A [`Fault`] says what kind of failure it is, a stable machine-readable reason, and a sentence for a
//! person. Rules make faults through [`Reason`]; `From<sqlx::Error>` (feature `postgres`) and
//! `From<Fault> for tonic::Status` (feature `grpc`) are the only other conversions, so `?` is the only
//! error handling a handler needs.

#[cfg(feature = "grpc")]
mod grpc;
mod kind;
#[cfg(feature = "postgres")]
mod postgres;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

#[cfg(feature = "grpc")]
pub use grpc::DOMAIN;
pub use kind::Kind;
#[cfg(feature = "postgres")]
pub use postgres::on_constraint;

/// One field of a request that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Path of the field, as the contract spells it: `organization.code`, `rows[3].title`.
    pub field: String,
    /// What is wrong and what would be right. Never repeats personal data.
    pub description: String,
}

/// One precondition that does not hold, with the rule that demands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// Rule id of the catalogue, e.g. `USCC-09`.
    pub rule: String,
    /// What the rule looks at, as a resource name.
    pub subject: String,
    /// What is missing, and what would be allowed.
    pub description: String,
}

/// A refusal that a domain can name.
///
/// Implemented by each domain's `Refusal` enum; `reason()` must be listed in that domain's
/// `error_reason.proto`.
pub trait Reason: fmt::Display {
    /// The kind, which fixes the gRPC code.
    fn kind(&self) -> Kind;
    /// `UPPER_SNAKE_CASE`, stable for ever.
    fn reason(&self) -> &'static str;
    /// Facts for machines; keys are declared beside the reason in the contract.
    fn metadata(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// The rules that are not met, for `FAILED_PRECONDITION`.
    fn unmet(&self) -> Vec<Unmet> {
        Vec::new()
    }
}

/// A failure on its way to the caller. One pointer wide.
#[derive(Debug)]
pub struct Fault(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    reason: &'static str,
    message: String,
    metadata: Vec<(&'static str, String)>,
    violations: Vec<Violation>,
    unmet: Vec<Unmet>,
    retry_after: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Fault {
    /// A fault of any kind, by reason and sentence.
    #[must_use]
    pub fn new(kind: Kind, reason: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            reason,
            message: message.into(),
            metadata: Vec::new(),
            violations: Vec::new(),
            unmet: Vec::new(),
            retry_after: None,
            source: None,
        }))
    }

    /// Bad input: every violated field at once.
    #[must_use]
    pub fn invalid(violations: Vec<Violation>) -> Self {
        let fields: Vec<&str> = violations.iter().map(|violation| violation.field.as_str()).collect();
        let message = format!("the request has {} invalid field(s): {}", fields.len(), fields.join(", "));
        let mut fault = Self::new(Kind::InvalidArgument, "INVALID_FIELDS", message);
        fault.0.violations = violations;
        fault
    }

    /// Bad input in one field.
    #[must_use]
    pub fn invalid_field(field: impl Into<String>, description: impl Into<String>) -> Self {
        Self::invalid(vec![Violation { field: field.into(), description: description.into() }])
    }

    /// Something broke on our side. The source is logged once, at the edge; the caller sees a fixed sentence.
    #[must_use]
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Internal, "INTERNAL", "internal error").caused_by(source)
    }

    /// A dependency does not answer; the caller may repeat the call after `retry_after`.
    #[must_use]
    pub fn unavailable(message: impl Into<String>, retry_after: Duration) -> Self {
        Self::new(Kind::Unavailable, "UNAVAILABLE", message).retry_after(retry_after)
    }

    /// Adds one fact for machines.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.0.metadata.push((key, value.into()));
        self
    }

    /// Adds a rule that is not met.
    #[must_use]
    pub fn unmet(mut self, unmet: Unmet) -> Self {
        self.0.unmet.push(unmet);
        self
    }

    /// Says when a repeat makes sense.
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.0.retry_after = Some(delay);
        self
    }

    /// Keeps the cause for the log; it never reaches the caller.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The stable reason.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.0.reason
    }

    /// The sentence for a person, in English.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Facts for machines.
    #[must_use]
    pub fn metadata(&self) -> &[(&'static str, String)] {
        &self.0.metadata
    }

    /// The violated fields.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The unmet rules.
    #[must_use]
    pub fn unmet_rules(&self) -> &[Unmet] {
        &self.0.unmet
    }

    /// When a repeat makes sense, if it does.
    #[must_use]
    pub fn retry_delay(&self) -> Option<Duration> {
        self.0.retry_after
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.reason, self.0.message)
    }
}

impl StdError for Fault {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl<R: Reason> From<R> for Fault {
    fn from(refusal: R) -> Self {
        let mut fault = Self::new(refusal.kind(), refusal.reason(), refusal.to_string());
        fault.0.metadata = refusal.metadata();
        fault.0.unmet = refusal.unmet();
        fault
    }
}
