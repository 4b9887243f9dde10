//! What applications (登记申请) refuse, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use thiserror::Error;
use uuid::Uuid;

use crate::{Finding, Outcome};

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ApplicationRefusal {
    /// None exists, or the caller may not see it.
    #[error("no such application")]
    NotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// Conditions do not hold.
    #[error("conditions are not met: {}", rules(.0))]
    Unmet(Vec<Finding>),
    /// Questions are open.
    #[error("conditions that a person must look into are not answered: {}", rules(.0))]
    Open(Vec<Finding>),
    /// Another type than before.
    #[error("an application keeps its type")]
    TypeFixed,
    /// No such branch.
    #[error("the organisation has no such branch")]
    BranchNotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// Another one is under way.
    #[error("another application about the end of the organisation is under way")]
    Pending,
}

/// Refuses unless every condition holds.
///
/// # Errors
/// [`ApplicationRefusal::Unmet`] with every condition that does not hold, else [`ApplicationRefusal::Open`].
pub fn require_met(findings: &[Finding]) -> Result<(), ApplicationRefusal> {
    let with = |outcome| findings.iter().filter(|it| it.outcome == outcome).cloned().collect::<Vec<_>>();
    let (unmet, open) = (with(Outcome::NotMet), with(Outcome::Ask));
    match (unmet.is_empty(), open.is_empty()) {
        (false, _) => Err(ApplicationRefusal::Unmet(unmet)),
        (true, false) => Err(ApplicationRefusal::Open(open)),
        (true, true) => Ok(()),
    }
}

/// The key under which a person answers an open question.
#[must_use]
pub fn answer_key(finding: &Finding) -> &str {
    finding.field.strip_prefix("answers.").unwrap_or(&finding.rule.id)
}

fn rules(findings: &[Finding]) -> String {
    findings.iter().map(|it| it.rule.id.as_str()).collect::<Vec<_>>().join(",")
}

impl Reason for ApplicationRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. } | Self::BranchNotFound { .. } => Kind::NotFound,
            Self::Unmet(_) | Self::Open(_) | Self::TypeFixed | Self::Pending => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "APPLICATION_NOT_FOUND",
            Self::Unmet(_) => "CONDITIONS_UNMET",
            Self::Open(_) => "CONDITIONS_OPEN",
            Self::TypeFixed => "CONTENT_TYPE_FIXED",
            Self::BranchNotFound { .. } => "BRANCH_NOT_FOUND",
            Self::Pending => "APPLICATION_PENDING",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound { id } => vec![("application", format!("applications/{id}"))],
            Self::Unmet(findings) | Self::Open(findings) => vec![("rules", rules(findings))],
            Self::TypeFixed | Self::Pending => Vec::new(),
            Self::BranchNotFound { id } => vec![("branch", id.to_string())],
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let (Self::Unmet(findings) | Self::Open(findings)) = self else { return Vec::new() };
        let unmet = |it: &Finding| Unmet {
            rule: it.rule.id.clone(),
            subject: if it.outcome == Outcome::Ask { format!("answers.{}", answer_key(it)) } else { it.field.clone() },
            description: format!("{}：{}；{}", it.title, it.value, it.threshold),
        };
        findings.iter().map(unmet).collect()
    }
}
