//! Words of the database ⇄ values of the contract.

use credit_domain::qualification::{Kind, State};
use onecode_proto::credit::v1 as pb;

use crate::wire::violations::Violations;

const STATES: [(pb::QualificationApplicationState, &str); 6] = [
    (pb::QualificationApplicationState::Examining, "examining"),
    (pb::QualificationApplicationState::Supplementing, "supplementing"),
    (pb::QualificationApplicationState::Proposed, "proposed"),
    (pb::QualificationApplicationState::Granted, "granted"),
    (pb::QualificationApplicationState::Refused, "refused"),
    (pb::QualificationApplicationState::Withdrawn, "withdrawn"),
];

pub(super) fn kind(kind: Kind) -> pb::QualificationKind {
    match kind {
        Kind::TaxExemption => pb::QualificationKind::TaxExemption,
        Kind::DonationDeduction => pb::QualificationKind::DonationDeduction,
        Kind::Charity => pb::QualificationKind::Charity,
        Kind::PublicFundraising => pb::QualificationKind::PublicFundraising,
    }
}

pub(super) fn kind_word(word: &str) -> pb::QualificationKind {
    Kind::parse(word).map_or(pb::QualificationKind::Unspecified, kind)
}

/// A kind, or none where none is stated.
pub(super) fn read_kind(violations: &mut Violations, raw: i32) -> Option<Kind> {
    if raw == 0 {
        return None;
    }
    let read = Kind::ALL.into_iter().find(|known| i32::from(kind(*known)) == raw);
    if read.is_none() {
        violations.note("kind", "must be a value of the contract");
    }
    read
}

/// A kind that must be stated.
pub(super) fn require_kind(violations: &mut Violations, raw: i32) -> Option<Kind> {
    if raw == 0 {
        violations.note("kind", "is required");
    }
    read_kind(violations, raw)
}

pub(super) fn state(state: State) -> pb::QualificationState {
    match state {
        State::ToCome => pb::QualificationState::ToCome,
        State::InForce => pb::QualificationState::InForce,
        State::Lapsed => pb::QualificationState::Lapsed,
        State::Cancelled => pb::QualificationState::Cancelled,
    }
}

pub(super) fn application_state(word: &str) -> pb::QualificationApplicationState {
    let found = STATES.iter().find(|(_, known)| *known == word);
    found.map_or(pb::QualificationApplicationState::Unspecified, |(state, _)| *state)
}

/// The word of a state, or none where none is stated.
pub(super) fn read_application_state(violations: &mut Violations, raw: i32) -> Option<&'static str> {
    if raw == 0 {
        return None;
    }
    let read = STATES.iter().find(|(state, _)| i32::from(*state) == raw);
    if read.is_none() {
        violations.note("state", "must be a value of the contract");
    }
    read.map(|(_, word)| *word)
}

pub(super) fn batch_act(word: &str) -> pb::QualificationBatchAct {
    match word {
        "proposal" => pb::QualificationBatchAct::Proposal,
        "grant" => pb::QualificationBatchAct::Grant,
        _ => pb::QualificationBatchAct::Unspecified,
    }
}

pub(super) fn draft_act(word: &str) -> pb::QualificationDraftAct {
    match word {
        "cancel" => pb::QualificationDraftAct::Cancel,
        "reinstate" => pb::QualificationDraftAct::Reinstate,
        _ => pb::QualificationDraftAct::Unspecified,
    }
}

pub(super) fn draft_state(word: &str) -> pb::QualificationDraftState {
    match word {
        "drafted" => pb::QualificationDraftState::Drafted,
        "approved" => pb::QualificationDraftState::Approved,
        "dismissed" => pb::QualificationDraftState::Dismissed,
        "lapsed" => pb::QualificationDraftState::Lapsed,
        _ => pb::QualificationDraftState::Unspecified,
    }
}
