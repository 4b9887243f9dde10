//! Words of measures, as the contract and as the domain has them.

use credit_domain::measure::{Outcome, State, Target};
use onecode_proto::credit::v1 as pb;

use crate::wire::violations::Violations;

pub(super) fn kind(target: Target) -> pb::MeasureKind {
    if target.restrains() { pb::MeasureKind::Restraint } else { pb::MeasureKind::Incentive }
}

pub(super) fn target(target: Target) -> pb::MeasureTarget {
    match target {
        Target::Abnormal => pb::MeasureTarget::Abnormal,
        Target::Serious => pb::MeasureTarget::Serious,
        Target::Grade4A => pb::MeasureTarget::Grade4a,
        Target::Grade5A => pb::MeasureTarget::Grade5a,
    }
}

/// The target that a filter states, if it states one.
pub(super) fn read_target(violations: &mut Violations, field: &str, stated: i32) -> Option<Target> {
    if stated == 0 {
        return None;
    }
    let read = Target::ALL.into_iter().find(|known| i32::from(target(*known)) == stated);
    if read.is_none() {
        violations.note(field, "must be a value of the contract");
    }
    read
}

pub(super) fn state(state: State) -> pb::MeasureTaskState {
    match state {
        State::Open => pb::MeasureTaskState::Open,
        State::Acted => pb::MeasureTaskState::Acted,
        State::NotApplicable => pb::MeasureTaskState::NotApplicable,
        State::Lifting => pb::MeasureTaskState::Lifting,
        State::Lifted => pb::MeasureTaskState::Lifted,
        State::Cancelled => pb::MeasureTaskState::Cancelled,
    }
}

pub(super) fn outcome(outcome: Outcome) -> pb::MeasureOutcome {
    match outcome {
        Outcome::Acted => pb::MeasureOutcome::Acted,
        Outcome::NotApplicable => pb::MeasureOutcome::NotApplicable,
    }
}

/// The outcome that a request must state.
pub(super) fn read_outcome(violations: &mut Violations, field: &str, stated: i32) -> Option<Outcome> {
    let read = Outcome::ALL.into_iter().find(|known| i32::from(outcome(*known)) == stated);
    if read.is_none() {
        violations.note(field, "must be a value of the contract, not UNSPECIFIED");
    }
    read
}
