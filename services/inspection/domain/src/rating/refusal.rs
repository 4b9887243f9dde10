//! What rating refuses by its rules, each with the reason that the contract declares.

use fault::{Kind, Reason, Unmet};
use thiserror::Error;
use time::Date;

use super::{Body, CheckKind, Grade, Ground, RuleSet};

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No rule says so on that day.
    #[error("no rule {rule} is in force on {day}")]
    NoRule {
        /// The id.
        rule: String,
        /// The day.
        day: Date,
    },
    /// A body of another size (RT-14).
    #[error("the {} has {found} member(s), {fewest} to {most} are required", body.as_str())]
    Seats {
        /// Which body.
        body: Body,
        /// How many it has.
        found: i64,
        /// The fewest.
        fewest: i64,
        /// The most.
        most: i64,
    },
    /// Too few have voted (RT-14e).
    #[error("{present} of {members} members have voted, {needed} are needed")]
    NoQuorum {
        /// Members in all.
        members: i64,
        /// How many voted.
        present: i64,
        /// How many must.
        needed: i64,
    },
    /// Too few experts have scored (RT-19a).
    #[error("{found} expert(s) have scored, at least {least} are required")]
    TooFewExperts {
        /// How many.
        found: i64,
        /// How many must.
        least: i64,
    },
    /// A kind of check that the rules of the day do not know.
    #[error("the rules of {} know no check of the kind {}", rule_set.as_str(), kind.as_str())]
    CheckUnknown {
        /// The kind.
        kind: CheckKind,
        /// The rule set.
        rule_set: RuleSet,
    },
    /// A follow-up of a grade that is not followed up (RT-22a).
    #[error("a grade of {} is not followed up", grade.as_str())]
    NotFollowedUp {
        /// The grade.
        grade: Grade,
    },
    /// What was named does not prove the ground (RT-21a to RT-21e).
    #[error("what was named of the record does not prove the ground {}", ground.as_str())]
    GroundUnproven {
        /// The ground.
        ground: Ground,
    },
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NoRule { .. } => Kind::NotFound,
            Self::Seats { .. } => Kind::InvalidArgument,
            Self::NoQuorum { .. }
            | Self::TooFewExperts { .. }
            | Self::CheckUnknown { .. }
            | Self::NotFollowedUp { .. }
            | Self::GroundUnproven { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NoRule { .. } => "RULE_NOT_FOUND",
            Self::Seats { .. } => "RATING_SEATS",
            Self::NoQuorum { .. } => "RATING_NO_QUORUM",
            Self::TooFewExperts { .. } => "RATING_TOO_FEW_EXPERTS",
            Self::CheckUnknown { .. } => "RATING_CHECK_UNKNOWN",
            Self::NotFollowedUp { .. } => "RATING_NOT_FOLLOWED_UP",
            Self::GroundUnproven { .. } => "RATING_GROUND_UNPROVEN",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoRule { rule, .. } => vec![("rule", rule.clone())],
            Self::Seats { body, found, fewest, most } => vec![
                ("body", body.as_str().to_owned()),
                ("found", found.to_string()),
                ("fewest", fewest.to_string()),
                ("most", most.to_string()),
            ],
            Self::NoQuorum { members, present, needed } => {
                vec![("members", members.to_string()), ("present", present.to_string()), ("needed", needed.to_string())]
            }
            Self::TooFewExperts { found, least } => vec![("found", found.to_string()), ("least", least.to_string())],
            Self::CheckUnknown { kind, rule_set } => {
                vec![("kind", kind.as_str().to_owned()), ("rule_set", rule_set.as_str().to_owned())]
            }
            Self::NotFollowedUp { grade } => vec![("grade", grade.as_str().to_owned())],
            Self::GroundUnproven { ground } => vec![("ground", ground.as_str().to_owned())],
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let rule = match self {
            Self::NoQuorum { .. } => "RT-14e",
            Self::TooFewExperts { .. } => "RT-19a",
            Self::NotFollowedUp { .. } => "RT-22a",
            Self::GroundUnproven { ground } => ground.id(),
            Self::NoRule { .. } | Self::Seats { .. } | Self::CheckUnknown { .. } => return Vec::new(),
        };
        vec![Unmet { rule: rule.to_owned(), subject: "rating".to_owned(), description: self.to_string() }]
    }
}
