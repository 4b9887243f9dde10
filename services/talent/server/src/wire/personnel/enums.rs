//! Enumerations of staff, both ways.

use onecode_proto::talent::v1 as pb;
use talent_domain::{EngagementKind, QualificationKind};
use vocab::identity::IdentityKind;

pub(super) fn identity_kind(kind: IdentityKind) -> pb::StaffIdentityKind {
    match kind {
        IdentityKind::ResidentId => pb::StaffIdentityKind::ResidentId,
        IdentityKind::Passport => pb::StaffIdentityKind::Passport,
        IdentityKind::HongKongMacaoPermit => pb::StaffIdentityKind::HongKongMacaoPermit,
        IdentityKind::TaiwanPermit => pb::StaffIdentityKind::TaiwanPermit,
    }
}

fn engagement_kind(kind: EngagementKind) -> pb::EngagementKind {
    match kind {
        EngagementKind::FullTime => pb::EngagementKind::FullTime,
        EngagementKind::PartTime => pb::EngagementKind::PartTime,
    }
}

pub(super) fn qualification_kind(kind: QualificationKind) -> pb::QualificationKind {
    match kind {
        QualificationKind::AssistantSocialWorker => pb::QualificationKind::AssistantSocialWorker,
        QualificationKind::SocialWorker => pb::QualificationKind::SocialWorker,
        QualificationKind::SeniorSocialWorker => pb::QualificationKind::SeniorSocialWorker,
        QualificationKind::OccupationalCertificate => pb::QualificationKind::OccupationalCertificate,
        QualificationKind::ProfessionalTitle => pb::QualificationKind::ProfessionalTitle,
    }
}

/// The kind with a word of the database.
pub(super) fn stored_engagement_kind(word: &str) -> pb::EngagementKind {
    EngagementKind::parse(word).map(engagement_kind).unwrap_or_default()
}

/// The kind with a word of the database.
pub(super) fn stored_qualification_kind(word: &str) -> pb::QualificationKind {
    QualificationKind::parse(word).map(qualification_kind).unwrap_or_default()
}

/// The kind with a number of the contract.
pub(super) fn read_identity_kind(number: i32) -> Option<IdentityKind> {
    IdentityKind::ALL.into_iter().find(|candidate| identity_kind(*candidate) as i32 == number)
}

/// The kind with a number of the contract.
pub(super) fn read_engagement_kind(number: i32) -> Option<EngagementKind> {
    EngagementKind::ALL.into_iter().find(|candidate| engagement_kind(*candidate) as i32 == number)
}

/// The kind with a number of the contract.
pub(super) fn read_qualification_kind(number: i32) -> Option<QualificationKind> {
    QualificationKind::ALL.into_iter().find(|candidate| qualification_kind(*candidate) as i32 == number)
}
