//! What is refused of leaders and posts, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use thiserror::Error;

use crate::{Finding, Outcome};

/// A refusal. Never names a person.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OfficerRefusal {
    /// Rules forbid the appointment.
    #[error("the appointment is barred by {}", rules(.unmet))]
    Barred {
        /// What is not met.
        unmet: Vec<Finding>,
        /// The organisation's resource name.
        subject: String,
    },
    /// The data cannot prove some rules, and nobody confirmed them.
    #[error("somebody must confirm {}: the data cannot prove it", rules(.asked))]
    Unconfirmed {
        /// What is asked.
        asked: Vec<Finding>,
        /// The organisation's resource name.
        subject: String,
    },
    /// No such post, or the caller may not see it.
    #[error("there is no such post")]
    PostNotFound,
    /// The post ended before.
    #[error("the post has ended")]
    PostEnded,
    /// The person holds this role there for this term.
    #[error("the person holds this role in the organisation for this or a later term")]
    PostTaken,
    /// The organisation, or the person in another association, has that mark already.
    #[error("the organisation has a legal representative, or the person is that of another association")]
    LegalRepresentativeTaken,
    /// Somebody changed the post since the caller read it.
    #[error("the post has changed since it was read")]
    PostChanged {
        /// The etag of the present state.
        etag: String,
    },
    /// The report of the year is on file.
    #[error("the duty report of {year} is on file")]
    DutyReportFiled {
        /// The year.
        year: i32,
    },
    /// Who acts holds or recently held a post in the organisation (PROC-13a).
    #[error("who acts holds or recently held a post in the organisation, and must not decide on it")]
    Interested,
    /// Nobody is on record as legal representative in that year.
    #[error("the organisation had no legal representative on record in {year}")]
    NoLegalRepresentative {
        /// The year.
        year: i32,
    },
}

impl OfficerRefusal {
    /// The refusal of an appointment with these findings, if there is one: what is not met before what is to be asked.
    #[must_use]
    pub fn of(findings: &[Finding], confirmed: impl Fn(&str) -> bool, subject: &str) -> Option<Self> {
        let with = |outcome: Outcome| -> Vec<Finding> {
            findings.iter().filter(|finding| finding.outcome == outcome).cloned().collect()
        };
        let (unmet, mut asked) = (with(Outcome::NotMet), with(Outcome::Ask));
        asked.retain(|finding| !confirmed(&finding.rule.id));
        let subject = subject.to_owned();
        if !unmet.is_empty() {
            Some(Self::Barred { unmet, subject })
        } else if !asked.is_empty() {
            Some(Self::Unconfirmed { asked, subject })
        } else {
            None
        }
    }
}

fn rules(findings: &[Finding]) -> String {
    findings.iter().map(|finding| finding.rule.id.as_str()).collect::<Vec<_>>().join(",")
}

impl Reason for OfficerRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::Barred { .. } | Self::Unconfirmed { .. } | Self::PostEnded | Self::NoLegalRepresentative { .. } => {
                Kind::FailedPrecondition
            }
            Self::PostNotFound => Kind::NotFound,
            Self::PostTaken | Self::LegalRepresentativeTaken | Self::DutyReportFiled { .. } => Kind::AlreadyExists,
            Self::PostChanged { .. } => Kind::Aborted,
            Self::Interested => Kind::PermissionDenied,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Barred { .. } => "APPOINTMENT_BARRED",
            Self::Unconfirmed { .. } => "APPOINTMENT_UNCONFIRMED",
            Self::PostNotFound => "POST_NOT_FOUND",
            Self::PostEnded => "POST_ENDED",
            Self::PostTaken => "POST_TAKEN",
            Self::LegalRepresentativeTaken => "LEGAL_REPRESENTATIVE_TAKEN",
            Self::PostChanged { .. } => "POST_CHANGED",
            Self::DutyReportFiled { .. } => "DUTY_REPORT_FILED",
            Self::Interested => "RECUSED",
            Self::NoLegalRepresentative { .. } => "NO_LEGAL_REPRESENTATIVE",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Barred { unmet, .. } => vec![("rules", rules(unmet))],
            Self::Unconfirmed { asked, .. } => vec![("rules", rules(asked))],
            Self::PostChanged { etag } => vec![("etag", etag.clone())],
            Self::DutyReportFiled { year } | Self::NoLegalRepresentative { year } => vec![("year", year.to_string())],
            Self::PostNotFound
            | Self::PostEnded
            | Self::PostTaken
            | Self::LegalRepresentativeTaken
            | Self::Interested => Vec::new(),
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let (Self::Barred { unmet: findings, subject } | Self::Unconfirmed { asked: findings, subject }) = self else {
            return Vec::new();
        };
        let described = |finding: &Finding| Unmet {
            rule: finding.rule.id.clone(),
            subject: subject.clone(),
            description: format!("{}：{}；{}", finding.title, finding.value, finding.threshold),
        };
        findings.iter().map(described).collect()
    }
}
