//! What a procedure refuses, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use statute::{ClockError, NotInForce, ReckoningError, RuleRef};
use thiserror::Error;
use time::Date;

/// A refusal. Reasons and metadata keys are those of `onecode.procedure.v1.ErrorReason`.
#[derive(Debug, Error)]
pub enum Refusal {
    /// The state does not allow it.
    #[error("`{action}` is not possible in state `{state}`; possible: {}", list(allowed))]
    State {
        /// What was tried.
        action: String,
        /// The state.
        state: String,
        /// What the state allows.
        allowed: Vec<&'static str>,
    },
    /// The caller's department does not play the role.
    #[error("`{action}` is for {}; the calling department is not it in this case", list(roles))]
    Role {
        /// What was tried.
        action: &'static str,
        /// Roles that may.
        roles: &'static [&'static str],
    },
    /// Documents are missing.
    #[error("documents are missing: {}", kinds.join(", "))]
    Documents {
        /// Their kinds.
        kinds: Vec<&'static str>,
        /// Rules that want them.
        basis: &'static [&'static str],
    },
    /// No reasons were stated.
    #[error("reasons must be stated")]
    Reasons,
    /// No statutory ground was named.
    #[error("a statutory ground must be named")]
    Ground,
    /// Opinions are outstanding.
    #[error("opinions are outstanding: {}", departments.join(", "))]
    Outstanding {
        /// Departments asked.
        departments: Vec<String>,
    },
    /// A binding opinion is unfavourable.
    #[error("a binding opinion is unfavourable: {}", departments.join(", "))]
    Objected {
        /// Departments that objected.
        departments: Vec<String>,
    },
    /// A term is not over.
    #[error("the term `{clock}` is not over{}", until.map(|day| format!(" before {day} has passed")).unwrap_or_default())]
    ClockRunning {
        /// Key of the clock.
        clock: &'static str,
        /// Its last day, where known.
        until: Option<Date>,
    },
    /// Objections of the public wait for an answer.
    #[error("{open} objections of the public are not answered")]
    PublicWaiting {
        /// How many.
        open: u32,
    },
    /// An objection was upheld.
    #[error("an objection of the public was upheld")]
    PublicUpheld,
    /// No objection was upheld.
    #[error("no objection of the public was upheld")]
    NoneUpheld,
    /// That department was not asked, or has answered.
    #[error("no opinion of this department is awaited")]
    NotAwaited,
    /// The department is not of a kind that may play the role.
    #[error("{department} cannot be `{role}`")]
    Miscast {
        /// The department.
        department: String,
        /// The role.
        role: &'static str,
    },
    /// The term does not run any more, or its last day has passed.
    #[error("the term is over")]
    Over,
    /// The term was prolonged before, or by more days than a rule allows.
    #[error("a term is prolonged once, by at most {most} days ({rule})")]
    TooLong {
        /// How many days the rule allows.
        most: u32,
        /// The version of the rule.
        rule: RuleRef,
    },
    /// The clock cannot do that.
    #[error("the clock cannot: {0}")]
    Clock(#[from] ClockError),
    /// No version of the rule is in force.
    #[error("{0}")]
    Rule(#[from] NotInForce),
    /// The date cannot be told.
    #[error("{0}")]
    Calendar(#[from] ReckoningError),
}

fn list(words: &[&'static str]) -> String {
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::Role { .. } => Kind::PermissionDenied,
            Self::Reasons | Self::Ground | Self::Miscast { .. } => Kind::InvalidArgument,
            Self::State { .. }
            | Self::Documents { .. }
            | Self::Outstanding { .. }
            | Self::Objected { .. }
            | Self::ClockRunning { .. }
            | Self::PublicWaiting { .. }
            | Self::PublicUpheld
            | Self::NoneUpheld
            | Self::NotAwaited
            | Self::Over
            | Self::TooLong { .. }
            | Self::Clock(_)
            | Self::Rule(_)
            | Self::Calendar(_) => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::State { .. } => "CASE_STATE",
            Self::Role { .. } => "CASE_ROLE",
            Self::Documents { .. } => "DOCUMENTS_MISSING",
            Self::Reasons => "REASONS_REQUIRED",
            Self::Ground => "GROUND_REQUIRED",
            Self::Outstanding { .. } => "OPINIONS_OUTSTANDING",
            Self::Objected { .. } => "BINDING_OBJECTION",
            Self::ClockRunning { .. } => "TERM_RUNNING",
            Self::PublicWaiting { .. } => "OBJECTIONS_OPEN",
            Self::PublicUpheld => "OBJECTION_UPHELD",
            Self::NoneUpheld => "NO_OBJECTION_UPHELD",
            Self::NotAwaited => "OPINION_NOT_AWAITED",
            Self::Miscast { .. } => "ROLE_UNFIT",
            Self::Over | Self::Clock(_) => "CLOCK_STANDING",
            Self::TooLong { .. } => "EXTENSION_TOO_LONG",
            Self::Rule(_) => "RULE_NOT_IN_FORCE",
            Self::Calendar(_) => "CALENDAR_MISSING",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::State { action, state, allowed } => {
                vec![("action", action.clone()), ("state", state.clone()), ("allowed", allowed.join(","))]
            }
            Self::Role { action, roles } => vec![("action", (*action).to_owned()), ("roles", roles.join(","))],
            Self::Documents { kinds, .. } => vec![("kinds", kinds.join(","))],
            Self::Outstanding { departments } | Self::Objected { departments } => {
                vec![("departments", departments.join(","))]
            }
            Self::ClockRunning { clock, until } => {
                let mut all = vec![("clock", (*clock).to_owned())];
                all.extend(until.map(|day| ("until", day.to_string())));
                all
            }
            Self::PublicWaiting { open } => vec![("open", open.to_string())],
            Self::Miscast { department, role } => {
                vec![("department", department.clone()), ("role", (*role).to_owned())]
            }
            Self::TooLong { most, .. } => vec![("most", most.to_string())],
            Self::Calendar(ReckoningError::CalendarMissing { year }) => {
                vec![("file", format!("workdays/{year}.csv"))]
            }
            Self::Reasons
            | Self::Ground
            | Self::PublicUpheld
            | Self::NoneUpheld
            | Self::NotAwaited
            | Self::Over
            | Self::Clock(_)
            | Self::Rule(_)
            | Self::Calendar(_) => Vec::new(),
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let Self::Documents { kinds, basis } = self else { return Vec::new() };
        let missing = |kind: &&str| Unmet {
            rule: basis.join(" "),
            subject: (*kind).to_owned(),
            description: format!("a document of kind `{kind}` must be on file"),
        };
        kinds.iter().map(missing).collect()
    }
}
