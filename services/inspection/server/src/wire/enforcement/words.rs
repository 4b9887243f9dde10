//! Values of the contract and the words in which they are stored.

use inspection_domain::enforcement::{Body, Consequence, IllegalCase, SanctionKind};
use onecode_proto::inspection::v1 as pb;

pub(super) const STATES: [(pb::PenaltyState, &str); 16] = [
    (pb::PenaltyState::Filing, "filing"),
    (pb::PenaltyState::Investigating, "investigating"),
    (pb::PenaltyState::Suspended, "suspended"),
    (pb::PenaltyState::Concluded, "concluded"),
    (pb::PenaltyState::Notified, "notified"),
    (pb::PenaltyState::HearingRequested, "hearing-requested"),
    (pb::PenaltyState::Heard, "heard"),
    (pb::PenaltyState::Decided, "decided"),
    (pb::PenaltyState::Delivered, "delivered"),
    (pb::PenaltyState::Transferring, "transferring"),
    (pb::PenaltyState::NotFiled, "not-filed"),
    (pb::PenaltyState::NoPenalty, "no-penalty"),
    (pb::PenaltyState::Dropped, "dropped"),
    (pb::PenaltyState::Transferred, "transferred"),
    (pb::PenaltyState::Executed, "executed"),
    (pb::PenaltyState::Annulled, "annulled"),
];

pub(super) const BAN_STATES: [(pb::BanState, &str); 8] = [
    (pb::BanState::Filing, "filing"),
    (pb::BanState::Investigating, "investigating"),
    (pb::BanState::Concluded, "concluded"),
    (pb::BanState::Reviewed, "reviewed"),
    (pb::BanState::Banned, "banned"),
    (pb::BanState::Dissolved, "dissolved"),
    (pb::BanState::NotFiled, "not-filed"),
    (pb::BanState::Dropped, "dropped"),
];

pub(super) const CAUSES: [(pb::PenaltyCause, &str); 7] = [
    (pb::PenaltyCause::Unspecified, ""),
    (pb::PenaltyCause::Check, "check"),
    (pb::PenaltyCause::Complaint, "complaint"),
    (pb::PenaltyCause::Report, "report"),
    (pb::PenaltyCause::Transfer, "transfer"),
    (pb::PenaltyCause::Superior, "superior"),
    (pb::PenaltyCause::Other, "other"),
];

pub(super) const SANCTIONS: [(pb::SanctionKind, SanctionKind); 7] = [
    (pb::SanctionKind::Warning, SanctionKind::Warning),
    (pb::SanctionKind::Criticism, SanctionKind::Criticism),
    (pb::SanctionKind::Fine, SanctionKind::Fine),
    (pb::SanctionKind::Confiscation, SanctionKind::Confiscation),
    (pb::SanctionKind::Suspension, SanctionKind::Suspension),
    (pb::SanctionKind::Revocation, SanctionKind::Revocation),
    (pb::SanctionKind::Other, SanctionKind::Other),
];

/// How a case is closed, and the action of the procedure that does it.
pub(super) const OUTCOMES: [(pb::PenaltyOutcome, &str, &str); 5] = [
    (pb::PenaltyOutcome::FirstMinor, "first_minor", "spare"),
    (pb::PenaltyOutcome::Minor, "minor", "spare"),
    (pb::PenaltyOutcome::NoFault, "no_fault", "spare"),
    (pb::PenaltyOutcome::NotEstablished, "not_established", "drop"),
    (pb::PenaltyOutcome::OtherAuthority, "other_authority", "hand-over"),
];

pub(super) const ANNULMENTS: [(pb::AnnulmentGround, &str); 4] = [
    (pb::AnnulmentGround::Review, "review"),
    (pb::AnnulmentGround::Court, "court"),
    (pb::AnnulmentGround::Correction, "correction"),
    (pb::AnnulmentGround::Supervision, "supervision"),
];

pub(super) const EVIDENCE: [(pb::EvidenceKind, &str); 8] = [
    (pb::EvidenceKind::Documentary, "documentary"),
    (pb::EvidenceKind::Physical, "physical"),
    (pb::EvidenceKind::Audiovisual, "audiovisual"),
    (pb::EvidenceKind::Electronic, "electronic"),
    (pb::EvidenceKind::Testimony, "testimony"),
    (pb::EvidenceKind::PartyStatement, "party_statement"),
    (pb::EvidenceKind::Appraisal, "appraisal"),
    (pb::EvidenceKind::Record, "record"),
];

pub(super) const ILLEGAL: [(pb::IllegalCase, IllegalCase); 3] = [
    (pb::IllegalCase::Unregistered, IllegalCase::Unregistered),
    (pb::IllegalCase::BeyondPreparation, IllegalCase::BeyondPreparation),
    (pb::IllegalCase::AfterRevocation, IllegalCase::AfterRevocation),
];

pub(super) const BODIES: [(pb::BodyKind, Body); 4] = [
    (pb::BodyKind::Ordinary, Body::Ordinary),
    (pb::BodyKind::Community, Body::Community),
    (pb::BodyKind::Exempt, Body::Exempt),
    (pb::BodyKind::Licensed, Body::Licensed),
];

/// The value of a word; the first of the contract, UNSPECIFIED, for none that is known.
pub(super) fn value<V: Copy + Default, W: PartialEq>(table: &[(V, W)], word: &W) -> V {
    table.iter().find(|(_, known)| known == word).map(|(value, _)| *value).unwrap_or_default()
}

/// The word of a value that a request states; none for UNSPECIFIED or what the contract does not have.
pub(super) fn word<V: Copy + TryFrom<i32> + PartialEq, W: Copy>(table: &[(V, W)], stated: i32) -> Option<W> {
    let stated = V::try_from(stated).ok()?;
    table.iter().find(|(value, _)| *value == stated).map(|(_, word)| *word)
}

pub(super) fn consequence(consequence: Consequence) -> pb::CreditConsequence {
    match consequence {
        Consequence::None => pb::CreditConsequence::None,
        Consequence::Abnormal => pb::CreditConsequence::Abnormal,
        Consequence::Serious => pb::CreditConsequence::Serious,
    }
}
