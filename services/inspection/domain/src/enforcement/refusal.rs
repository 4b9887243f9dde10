//! What enforcement refuses; how it is told is beside.

use statute::RuleRef;
use thiserror::Error;
use time::Date;

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Error)]
pub enum Refusal {
    /// What the procedure, or the rule book, refuses.
    #[error(transparent)]
    Procedure(#[from] procedure::Refusal),
    /// No such penalty, or not for the caller.
    #[error("no such penalty is on record")]
    PenaltyNotFound {
        /// Resource name.
        penalty: String,
    },
    /// Nobody discovered the act in time (PN-01).
    #[error("the act had to be discovered until {last} ({rule})")]
    LimitationExpired {
        /// The version of the rule.
        rule: RuleRef,
        /// The last day.
        last: Date,
    },
    /// Fewer officers than the rule asks.
    #[error("{found} officer(s) with a certificate investigate, at least {least} are required")]
    TooFewOfficers {
        /// How many count.
        found: usize,
        /// How many must.
        least: usize,
    },
    /// Officers without a valid certificate on the day.
    #[error("without a valid certificate on that day: {}", inspectors.join(", "))]
    Uncertified {
        /// Resource names.
        inspectors: Vec<String>,
    },
    /// Officers with a tie to the party.
    #[error("recused from the party: {}", inspectors.join(", "))]
    Recused {
        /// Resource names.
        inspectors: Vec<String>,
    },
    /// Somebody acts who is not assigned to the case.
    #[error("not assigned to the case on that day: {}", inspectors.join(", "))]
    Unassigned {
        /// Resource names.
        inspectors: Vec<String>,
    },
    /// Nothing proves anything.
    #[error("no evidence is on file")]
    EvidenceMissing,
    /// No such item of evidence.
    #[error("no such evidence is on file")]
    EvidenceNotFound {
        /// Resource name.
        evidence: String,
    },
    /// A document is not what was seen.
    #[error("the content of {document} is not the one that was stated")]
    EvidenceDiffers {
        /// Resource name.
        document: String,
    },
    /// Legal review is missing.
    #[error("the decision must pass legal review first ({rule})")]
    ReviewMissing {
        /// The version of the rule.
        rule: RuleRef,
    },
    /// Heavier than the party was told.
    #[error("the decision is heavier than the party was told: {}", kinds.join(", "))]
    Heavier {
        /// Kinds of sanction.
        kinds: Vec<&'static str>,
    },
    /// Nothing opens the way to a hearing.
    #[error("what the party was told gives no right to a hearing")]
    NoHearing,
    /// The hearing was asked for too late.
    #[error("a hearing could be asked for until {last} ({rule})")]
    HearingLate {
        /// The last day.
        last: Date,
        /// The version of the rule.
        rule: RuleRef,
    },
    /// The hearing is too soon after its notice.
    #[error("the hearing may not be held before {earliest} ({rule})")]
    HearingSoon {
        /// The first day.
        earliest: Date,
        /// The version of the rule.
        rule: RuleRef,
    },
    /// No hearing was called, or it lies ahead.
    #[error("no hearing has been held that the party was called to")]
    HearingNotDue,
    /// It was decided before.
    #[error("the penalty is decided, once and for all")]
    Decided,
    /// Somebody was punished before.
    #[error("the organisation was punished before: it is not its first offence")]
    NotFirst,
    /// More is paid than owed.
    #[error("more is paid than is owed")]
    Overpaid {
        /// Of the fine.
        fine_fen: i64,
        /// Of the surcharge.
        surcharge_fen: i64,
        /// Of what was confiscated.
        confiscation_fen: i64,
    },
    /// Something is owed.
    #[error("{owed_fen} fen are owed")]
    Unpaid {
        /// How much.
        owed_fen: i64,
    },
    /// Instalments that are not what is owed.
    #[error("the instalments must be {unpaid_fen} fen in all, the unpaid part of the fine")]
    InstalmentsDiffer {
        /// What is owed of the fine.
        unpaid_fen: i64,
    },
    /// What is to be published was not.
    #[error("the decision is to be published first")]
    Unpublished,
    /// What may not be published.
    #[error("the decision says that it is not published")]
    Withheld,
    /// It was published before.
    #[error("the decision is published")]
    Published,
    /// Another authority's.
    #[error("another authority handles the case")]
    OtherAuthority,
    /// Nothing to annul.
    #[error("there is no decision that could be annulled")]
    NotDecided,
    /// Its publication is not withdrawn while it stands.
    #[error("the decision is not annulled: its publication stands")]
    NotAnnulled,
    /// It was annulled before.
    #[error("the decision is annulled")]
    Annulled,
    /// No such ban, or not for the caller.
    #[error("no such case of an illegal organisation is on record")]
    BanNotFound {
        /// Resource name.
        ban: String,
    },
    /// A body that is not illegal (IL-01).
    #[error("such a body ({kind}) is no illegal organisation ({rule})")]
    Excluded {
        /// What it is.
        kind: &'static str,
        /// The version of the rule.
        rule: RuleRef,
    },
    /// Another authority is competent (IL-02).
    #[error("the county of the place is competent, or who took the case up ({rule})")]
    Incompetent {
        /// The version of the rule.
        rule: RuleRef,
    },
}
