//! How refusals are told: kind, reason, metadata.

use fault::{Kind, Reason, Unmet};

use super::Refusal;
use crate::instant;

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::WindowBackwards
            | Self::DepartmentsMissing
            | Self::DepartmentTwice { .. }
            | Self::InspectorTwice { .. }
            | Self::InspectorOfStranger { .. }
            | Self::RecusalOfStranger { .. }
            | Self::BeaconBeforeFreeze
            | Self::RoundReasonMissing
            | Self::TermsOutOfOrder
            | Self::BeaconNotAsFrozen { .. } => Kind::InvalidArgument,
            Self::NotParticipating { .. } => Kind::PermissionDenied,
            Self::CommitmentMade { .. } | Self::ShareRevealed { .. } | Self::BeaconRecorded => Kind::AlreadyExists,
            Self::PopulationEmpty
            | Self::OrganizationTwice { .. }
            | Self::PopulationChanged { .. }
            | Self::ProportionBelowRule { .. }
            | Self::TooFewInspectors { .. }
            | Self::PlanFrozen
            | Self::PlanNotFrozen
            | Self::PlanDrawn
            | Self::PlanCancelled
            | Self::OutcomeFixed
            | Self::RoundOpen { .. }
            | Self::RoundNotOpen
            | Self::RoundFailed { .. }
            | Self::RoundComplete
            | Self::TermNotOver { .. }
            | Self::CommitmentTooLate { .. }
            | Self::CommitmentMissing { .. }
            | Self::ShareTooLate { .. }
            | Self::ShareMissing { .. }
            | Self::BeaconNotPlanned
            | Self::BeaconNotDue { .. }
            | Self::BeaconMissing { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::PopulationEmpty => "POPULATION_EMPTY",
            Self::OrganizationTwice { .. } => "ORGANIZATION_TWICE",
            Self::PopulationChanged { .. } => "POPULATION_CHANGED",
            Self::WindowBackwards => "WINDOW_BACKWARDS",
            Self::ProportionBelowRule { .. } => "PROPORTION_BELOW_RULE",
            Self::DepartmentsMissing => "DEPARTMENTS_MISSING",
            Self::DepartmentTwice { .. } => "DEPARTMENT_TWICE",
            Self::TooFewInspectors { .. } => "TOO_FEW_INSPECTORS",
            Self::InspectorTwice { .. } => "INSPECTOR_TWICE",
            Self::InspectorOfStranger { .. } => "INSPECTOR_OF_STRANGER",
            Self::RecusalOfStranger { .. } => "RECUSAL_OF_STRANGER",
            Self::BeaconBeforeFreeze => "BEACON_BEFORE_FREEZE",
            Self::PlanFrozen => "PLAN_FROZEN",
            Self::PlanNotFrozen => "PLAN_NOT_FROZEN",
            Self::PlanDrawn => "PLAN_DRAWN",
            Self::PlanCancelled => "PLAN_CANCELLED",
            Self::OutcomeFixed => "OUTCOME_FIXED",
            Self::RoundOpen { .. } => "ROUND_OPEN",
            Self::RoundNotOpen => "ROUND_NOT_OPEN",
            Self::RoundFailed { .. } => "ROUND_FAILED",
            Self::RoundReasonMissing => "ROUND_REASON_MISSING",
            Self::RoundComplete => "ROUND_COMPLETE",
            Self::TermsOutOfOrder => "TERMS_OUT_OF_ORDER",
            Self::TermNotOver { .. } => "TERM_NOT_OVER",
            Self::NotParticipating { .. } => "NOT_PARTICIPATING",
            Self::CommitmentMade { .. } => "COMMITMENT_MADE",
            Self::CommitmentTooLate { .. } => "COMMITMENT_TOO_LATE",
            Self::CommitmentMissing { .. } => "COMMITMENT_MISSING",
            Self::ShareRevealed { .. } => "SHARE_ALREADY_REVEALED",
            Self::ShareTooLate { .. } => "SHARE_TOO_LATE",
            Self::ShareMissing { .. } => "SHARE_MISSING",
            Self::BeaconNotPlanned => "BEACON_NOT_PLANNED",
            Self::BeaconNotAsFrozen { .. } => "BEACON_NOT_AS_FROZEN",
            Self::BeaconNotDue { .. } => "BEACON_NOT_DUE",
            Self::BeaconMissing { .. } => "BEACON_MISSING",
            Self::BeaconRecorded => "BEACON_RECORDED",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ProportionBelowRule { rule } => vec![("rule", rule.clone())],
            Self::OrganizationTwice { code } => vec![("code", code.to_string())],
            Self::PopulationChanged { frozen, found } => {
                vec![("frozen", frozen.to_string()), ("found", found.to_string())]
            }
            Self::DepartmentTwice { department }
            | Self::NotParticipating { department }
            | Self::CommitmentMade { department }
            | Self::ShareRevealed { department } => vec![("department", department.clone())],
            Self::TooFewInspectors { wanted, least } => {
                vec![("wanted", wanted.to_string()), ("least", least.to_string())]
            }
            Self::InspectorTwice { inspector } | Self::RecusalOfStranger { inspector } => {
                vec![("inspector", inspector.clone())]
            }
            Self::InspectorOfStranger { inspector, department } => {
                vec![("inspector", inspector.clone()), ("department", department.clone())]
            }
            Self::RoundOpen { round } => vec![("round", round.to_string())],
            Self::RoundFailed { round, cause, who } => {
                vec![("round", round.to_string()), ("cause", (*cause).to_owned()), ("who", who.join(","))]
            }
            Self::TermNotOver { until } | Self::CommitmentTooLate { until } | Self::ShareTooLate { until } => {
                vec![("until", instant(*until))]
            }
            Self::CommitmentMissing { departments } | Self::ShareMissing { departments } => {
                vec![("departments", departments.join(","))]
            }
            Self::BeaconNotAsFrozen { known_at }
            | Self::BeaconNotDue { known_at }
            | Self::BeaconMissing { known_at } => vec![("known_at", instant(*known_at))],
            Self::PopulationEmpty
            | Self::WindowBackwards
            | Self::DepartmentsMissing
            | Self::BeaconBeforeFreeze
            | Self::PlanFrozen
            | Self::PlanNotFrozen
            | Self::PlanDrawn
            | Self::PlanCancelled
            | Self::OutcomeFixed
            | Self::RoundNotOpen
            | Self::RoundReasonMissing
            | Self::RoundComplete
            | Self::TermsOutOfOrder
            | Self::BeaconNotPlanned
            | Self::BeaconRecorded => Vec::new(),
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let rule = if matches!(self, Self::TooFewInspectors { .. }) {
            "SP-05"
        } else if matches!(self, Self::ProportionBelowRule { .. }) {
            "SP-02"
        } else {
            return Vec::new();
        };
        vec![Unmet { rule: rule.to_owned(), subject: "plan".to_owned(), description: self.to_string() }]
    }
}
