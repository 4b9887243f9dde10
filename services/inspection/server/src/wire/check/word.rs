//! Words of the domain and of the database, and the values of the contract.

use inspection_domain::check::{EntryRefusal, Kind, Media, Outcome, Severity, Verdict};
use onecode_proto::inspection::v1 as pb;

/// A kind as the contract has it.
pub(crate) fn kind(word: &str) -> pb::CheckKind {
    match Kind::ALL.into_iter().find(|kind| kind.as_str() == word) {
        Some(Kind::Routine) => pb::CheckKind::Routine,
        Some(Kind::Special) => pb::CheckKind::Special,
        Some(Kind::Complaint) => pb::CheckKind::Complaint,
        Some(Kind::FinancialAudit) => pb::CheckKind::FinancialAudit,
        Some(Kind::Supervisory) => pb::CheckKind::Supervisory,
        None => pb::CheckKind::Unspecified,
    }
}

/// A kind of a request.
pub(crate) fn read_kind(number: i32) -> Option<Kind> {
    match pb::CheckKind::try_from(number).ok()? {
        pb::CheckKind::Unspecified => None,
        pb::CheckKind::Routine => Some(Kind::Routine),
        pb::CheckKind::Special => Some(Kind::Special),
        pb::CheckKind::Complaint => Some(Kind::Complaint),
        pb::CheckKind::FinancialAudit => Some(Kind::FinancialAudit),
        pb::CheckKind::Supervisory => Some(Kind::Supervisory),
    }
}

/// A state of a check as the contract has it.
pub(crate) fn state(word: &str) -> pb::CheckState {
    match word {
        "planned" => pb::CheckState::Planned,
        "underway" => pb::CheckState::Underway,
        "concluded" => pb::CheckState::Concluded,
        "published" => pb::CheckState::Published,
        _ => pb::CheckState::Unspecified,
    }
}

/// The word of a state of a filter; empty for any.
pub(crate) fn read_state(number: i32) -> Option<&'static str> {
    Some(match pb::CheckState::try_from(number).ok()? {
        pb::CheckState::Unspecified => "",
        pb::CheckState::Planned => "planned",
        pb::CheckState::Underway => "underway",
        pb::CheckState::Concluded => "concluded",
        pb::CheckState::Published => "published",
    })
}

/// An outcome as the contract has it.
pub(crate) fn outcome(outcome: Outcome) -> pb::CheckOutcome {
    match outcome {
        Outcome::NoProblem => pb::CheckOutcome::NoProblem,
        Outcome::Corrected => pb::CheckOutcome::Corrected,
        Outcome::Ordered => pb::CheckOutcome::Ordered,
        Outcome::Transferred => pb::CheckOutcome::Transferred,
        Outcome::Unreachable => pb::CheckOutcome::Unreachable,
        Outcome::Refused => pb::CheckOutcome::Refused,
    }
}

/// The outcome of a stored word.
pub(crate) fn outcome_of(word: &str) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == word)
}

/// An outcome of a request.
pub(crate) fn read_outcome(number: i32) -> Option<Outcome> {
    let wanted = pb::CheckOutcome::try_from(number).ok()?;
    Outcome::ALL.into_iter().find(|one| outcome(*one) == wanted)
}

/// A verdict as the contract has it.
pub(crate) fn verdict(verdict: Verdict) -> pb::CheckVerdict {
    match verdict {
        Verdict::Conforms => pb::CheckVerdict::Conforms,
        Verdict::DoesNotConform => pb::CheckVerdict::DoesNotConform,
        Verdict::NotApplicable => pb::CheckVerdict::NotApplicable,
    }
}

/// The verdict of a stored word.
pub(crate) fn verdict_of(word: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == word)
}

/// A verdict of a request.
pub(crate) fn read_verdict(number: i32) -> Option<Verdict> {
    let wanted = pb::CheckVerdict::try_from(number).ok()?;
    Verdict::ALL.into_iter().find(|one| verdict(*one) == wanted)
}

/// A severity of a request.
pub(crate) fn read_severity(number: i32) -> Option<Severity> {
    match pb::FindingSeverity::try_from(number).ok()? {
        pb::FindingSeverity::Unspecified => None,
        pb::FindingSeverity::Minor => Some(Severity::Minor),
        pb::FindingSeverity::Serious => Some(Severity::Serious),
    }
}

/// What a piece of evidence of a request is.
pub(crate) fn read_media(number: i32) -> Option<Media> {
    match pb::EvidenceMedia::try_from(number).ok()? {
        pb::EvidenceMedia::Unspecified => None,
        pb::EvidenceMedia::Photograph => Some(Media::Photograph),
        pb::EvidenceMedia::Recording => Some(Media::Recording),
        pb::EvidenceMedia::Paper => Some(Media::Paper),
    }
}

/// Why an entry is refused, as the contract has it.
pub(crate) fn refusal(refusal: EntryRefusal) -> pb::EntryRefusal {
    match refusal {
        EntryRefusal::OtherContent => pb::EntryRefusal::OtherContent,
        EntryRefusal::AuthorNotAssigned => pb::EntryRefusal::AuthorNotAssigned,
        EntryRefusal::AuthorOfOtherDepartment => pb::EntryRefusal::AuthorOfOtherDepartment,
        EntryRefusal::AuthorNotCertified => pb::EntryRefusal::AuthorNotCertified,
        EntryRefusal::AuthorRecused => pb::EntryRefusal::AuthorRecused,
        EntryRefusal::ItemNotOfCheck => pb::EntryRefusal::ItemNotOfCheck,
        EntryRefusal::CheckFull => pb::EntryRefusal::CheckFull,
    }
}

/// A state of what is to be put right as the contract has it.
pub(crate) fn rectification_state(word: &str) -> pb::RectificationState {
    match word {
        "ordered" => pb::RectificationState::Ordered,
        "reported" => pb::RectificationState::Reported,
        "closed" => pb::RectificationState::Closed,
        "failed" => pb::RectificationState::Failed,
        _ => pb::RectificationState::Unspecified,
    }
}

/// The word of such a state of a filter; empty for any.
pub(crate) fn read_rectification_state(number: i32) -> Option<&'static str> {
    Some(match pb::RectificationState::try_from(number).ok()? {
        pb::RectificationState::Unspecified => "",
        pb::RectificationState::Ordered => "ordered",
        pb::RectificationState::Reported => "reported",
        pb::RectificationState::Closed => "closed",
        pb::RectificationState::Failed => "failed",
    })
}
