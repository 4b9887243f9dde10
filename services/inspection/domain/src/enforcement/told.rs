//! How refusals are told: kind, reason, metadata.

use fault::{Kind, Reason, Unmet};

use super::Refusal;

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::Procedure(refusal) => refusal.kind(),
            Self::PenaltyNotFound { .. } | Self::EvidenceNotFound { .. } | Self::BanNotFound { .. } => Kind::NotFound,
            Self::OtherAuthority => Kind::PermissionDenied,
            Self::Decided | Self::Published | Self::Annulled => Kind::AlreadyExists,
            Self::EvidenceDiffers { .. } | Self::InstalmentsDiffer { .. } => Kind::InvalidArgument,
            Self::LimitationExpired { .. }
            | Self::TooFewOfficers { .. }
            | Self::Uncertified { .. }
            | Self::Recused { .. }
            | Self::Unassigned { .. }
            | Self::EvidenceMissing
            | Self::ReviewMissing { .. }
            | Self::Heavier { .. }
            | Self::NoHearing
            | Self::HearingLate { .. }
            | Self::HearingSoon { .. }
            | Self::HearingNotDue
            | Self::NotFirst
            | Self::Overpaid { .. }
            | Self::Unpaid { .. }
            | Self::Unpublished
            | Self::Withheld
            | Self::NotDecided
            | Self::NotAnnulled
            | Self::Excluded { .. }
            | Self::Incompetent { .. } => Kind::FailedPrecondition,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Procedure(refusal) => refusal.reason(),
            Self::PenaltyNotFound { .. } => "PENALTY_NOT_FOUND",
            Self::LimitationExpired { .. } => "LIMITATION_EXPIRED",
            Self::TooFewOfficers { .. } => "TOO_FEW_OFFICERS",
            Self::Uncertified { .. } => "OFFICER_UNCERTIFIED",
            Self::Recused { .. } => "OFFICER_RECUSED",
            Self::Unassigned { .. } => "OFFICER_UNASSIGNED",
            Self::EvidenceMissing => "EVIDENCE_MISSING",
            Self::EvidenceNotFound { .. } => "EVIDENCE_NOT_FOUND",
            Self::EvidenceDiffers { .. } => "EVIDENCE_DIFFERS",
            Self::ReviewMissing { .. } => "LEGAL_REVIEW_MISSING",
            Self::Heavier { .. } => "DECISION_HEAVIER",
            Self::NoHearing => "NO_HEARING_RIGHT",
            Self::HearingLate { .. } => "HEARING_REQUEST_LATE",
            Self::HearingSoon { .. } => "HEARING_TOO_SOON",
            Self::HearingNotDue => "HEARING_NOT_DUE",
            Self::Decided => "PENALTY_DECIDED",
            Self::NotFirst => "NOT_FIRST_OFFENCE",
            Self::Overpaid { .. } => "PAYMENT_EXCEEDS_DEBT",
            Self::Unpaid { .. } => "PENALTY_UNPAID",
            Self::InstalmentsDiffer { .. } => "INSTALMENTS_DIFFER",
            Self::Unpublished => "PENALTY_UNPUBLISHED",
            Self::Withheld => "PENALTY_WITHHELD",
            Self::Published => "PENALTY_PUBLISHED",
            Self::OtherAuthority => "OTHER_AUTHORITY",
            Self::NotDecided => "PENALTY_NOT_DECIDED",
            Self::NotAnnulled => "PENALTY_NOT_ANNULLED",
            Self::Annulled => "PENALTY_ANNULLED",
            Self::BanNotFound { .. } => "BAN_NOT_FOUND",
            Self::Excluded { .. } => "BODY_EXCLUDED",
            Self::Incompetent { .. } => "AUTHORITY_INCOMPETENT",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Procedure(refusal) => refusal.metadata(),
            Self::PenaltyNotFound { penalty } => vec![("penalty", penalty.clone())],
            Self::LimitationExpired { rule, last } | Self::HearingLate { last, rule } => {
                vec![("rule", rule.to_string()), ("last", last.to_string())]
            }
            Self::TooFewOfficers { found, least } => {
                vec![("found", found.to_string()), ("least", least.to_string())]
            }
            Self::Uncertified { inspectors } | Self::Recused { inspectors } | Self::Unassigned { inspectors } => {
                vec![("inspectors", inspectors.join(","))]
            }
            Self::EvidenceNotFound { evidence } => vec![("evidence", evidence.clone())],
            Self::EvidenceDiffers { document } => vec![("document", document.clone())],
            Self::ReviewMissing { rule } | Self::Incompetent { rule } => vec![("rule", rule.to_string())],
            Self::Heavier { kinds } => vec![("kinds", kinds.join(","))],
            Self::HearingSoon { earliest, rule } => {
                vec![("rule", rule.to_string()), ("earliest", earliest.to_string())]
            }
            Self::Overpaid { fine_fen, surcharge_fen, confiscation_fen } => vec![
                ("fine_fen", fine_fen.to_string()),
                ("surcharge_fen", surcharge_fen.to_string()),
                ("confiscation_fen", confiscation_fen.to_string()),
            ],
            Self::Unpaid { owed_fen } => vec![("owed_fen", owed_fen.to_string())],
            Self::InstalmentsDiffer { unpaid_fen } => vec![("unpaid_fen", unpaid_fen.to_string())],
            Self::BanNotFound { ban } => vec![("ban", ban.clone())],
            Self::Excluded { kind, rule } => vec![("kind", (*kind).to_owned()), ("rule", rule.to_string())],
            Self::EvidenceMissing
            | Self::NoHearing
            | Self::HearingNotDue
            | Self::Decided
            | Self::NotFirst
            | Self::Unpublished
            | Self::Withheld
            | Self::Published
            | Self::OtherAuthority
            | Self::NotDecided
            | Self::NotAnnulled
            | Self::Annulled => Vec::new(),
        }
    }

    fn unmet(&self) -> Vec<Unmet> {
        let rule = match self {
            Self::Procedure(refusal) => return refusal.unmet(),
            Self::LimitationExpired { rule, .. }
            | Self::ReviewMissing { rule }
            | Self::HearingLate { rule, .. }
            | Self::HearingSoon { rule, .. }
            | Self::Excluded { rule, .. }
            | Self::Incompetent { rule } => rule.id.clone(),
            Self::TooFewOfficers { .. } | Self::Uncertified { .. } => "PN-01".to_owned(),
            Self::Recused { .. } => "PN-01g".to_owned(),
            Self::Heavier { .. } => "PN-03e".to_owned(),
            Self::NoHearing => "PN-02".to_owned(),
            Self::NotFirst => "PN-03c".to_owned(),
            Self::Unpublished | Self::Withheld => "PN-03d".to_owned(),
            Self::PenaltyNotFound { .. }
            | Self::Unassigned { .. }
            | Self::EvidenceMissing
            | Self::EvidenceNotFound { .. }
            | Self::EvidenceDiffers { .. }
            | Self::HearingNotDue
            | Self::Decided
            | Self::Overpaid { .. }
            | Self::Unpaid { .. }
            | Self::InstalmentsDiffer { .. }
            | Self::Published
            | Self::OtherAuthority
            | Self::NotDecided
            | Self::NotAnnulled
            | Self::Annulled
            | Self::BanNotFound { .. } => return Vec::new(),
        };
        vec![Unmet { rule, subject: "case".to_owned(), description: self.to_string() }]
    }
}
