//! What a draw refuses, each with the reason that the contract of inspection declares.

mod told;

use thiserror::Error;
use time::OffsetDateTime;
use vocab::UnifiedCode;

use crate::{Hash, instant};

/// A refusal. Reasons and metadata keys are those of `error_reason.proto`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nobody can be drawn.
    #[error("the population has no organisation")]
    PopulationEmpty,
    /// An organisation is in the population, or in it and left out, more than once.
    #[error("organisation {code} is there twice")]
    OrganizationTwice {
        /// Its code.
        code: UnifiedCode,
    },
    /// What is there is no longer what was frozen.
    #[error("what was frozen under {frozen} has become {found}")]
    PopulationChanged {
        /// The root at the freeze.
        frozen: Hash,
        /// The root of what is there now.
        found: Hash,
    },
    /// The visits end before they begin.
    #[error("the last day of visits lies before the first")]
    WindowBackwards,
    /// Fewer than the rule asks (SP-02).
    #[error("fewer would be drawn than {rule} asks")]
    ProportionBelowRule {
        /// The version of the rule.
        rule: String,
    },
    /// Nobody takes part.
    #[error("at least one department takes part")]
    DepartmentsMissing,
    /// A department takes part more than once.
    #[error("department {department} is there twice")]
    DepartmentTwice {
        /// Its key.
        department: String,
    },
    /// Fewer inspectors an object than the rule asks (SP-05).
    #[error("the departments send {wanted} inspector(s) to an object, at least {least} are required")]
    TooFewInspectors {
        /// How many the plan wants.
        wanted: u64,
        /// How many the rule asks.
        least: u32,
    },
    /// An inspector is there more than once.
    #[error("inspector {inspector} is there twice")]
    InspectorTwice {
        /// The inspector's id.
        inspector: String,
    },
    /// An inspector of a department that takes no part.
    #[error("inspector {inspector} is of {department}, which takes no part")]
    InspectorOfStranger {
        /// The inspector's id.
        inspector: String,
        /// Key of the department.
        department: String,
    },
    /// A recusal of somebody who is no inspector of the plan.
    #[error("{inspector} is recused and is no inspector of the plan")]
    RecusalOfStranger {
        /// The id stated.
        inspector: String,
    },
    /// A beacon that may be known already.
    #[error("the beacon must be known after the freeze only")]
    BeaconBeforeFreeze,
    /// What is frozen stays as it is.
    #[error("the plan is frozen and no longer changes")]
    PlanFrozen,
    /// Nothing is frozen yet.
    #[error("the plan is not frozen")]
    PlanNotFrozen,
    /// A plan is drawn once.
    #[error("the plan is drawn, once and for all")]
    PlanDrawn,
    /// It was given up.
    #[error("the plan is cancelled")]
    PlanCancelled,
    /// Every share is known, so that the outcome can only be drawn, not avoided.
    #[error("every share is revealed: the plan can be drawn and no longer cancelled")]
    OutcomeFixed,
    /// One round at a time.
    #[error("round {round} is open")]
    RoundOpen {
        /// Its number.
        round: u32,
    },
    /// No round was opened.
    #[error("no round is open")]
    RoundNotOpen,
    /// The last round failed.
    #[error("round {round} failed ({cause}: {}); a new one is needed", who.join(", "))]
    RoundFailed {
        /// Its number.
        round: u32,
        /// Word of the cause.
        cause: &'static str,
        /// Because of whom.
        who: Vec<String>,
    },
    /// A further round says why.
    #[error("a round after one that failed says why")]
    RoundReasonMissing,
    /// Nothing is owed, so it cannot fail.
    #[error("nothing is missing in the round")]
    RoundComplete,
    /// Terms that do not follow one another.
    #[error("now, commitments, reveals and the beacon must follow one another in time")]
    TermsOutOfOrder,
    /// It may still come.
    #[error("the term runs until {}", instant(*until))]
    TermNotOver {
        /// When the term is over.
        until: OffsetDateTime,
    },
    /// A department that takes no part.
    #[error("department {department} takes no part in the plan")]
    NotParticipating {
        /// Its key.
        department: String,
    },
    /// One commitment a round.
    #[error("department {department} has committed in this round")]
    CommitmentMade {
        /// Its key.
        department: String,
    },
    /// After its term.
    #[error("commitments were due until {}", instant(*until))]
    CommitmentTooLate {
        /// The last instant.
        until: OffsetDateTime,
    },
    /// Not everybody has committed.
    #[error("commitments are missing: {}", departments.join(", "))]
    CommitmentMissing {
        /// Whose.
        departments: Vec<String>,
    },
    /// One share a round.
    #[error("department {department} has revealed its share")]
    ShareRevealed {
        /// Its key.
        department: String,
    },
    /// After its term.
    #[error("shares were due until {}", instant(*until))]
    ShareTooLate {
        /// The last instant.
        until: OffsetDateTime,
    },
    /// Not everybody has revealed.
    #[error("shares are missing: {}", departments.join(", "))]
    ShareMissing {
        /// Whose.
        departments: Vec<String>,
    },
    /// The plan was frozen without one.
    #[error("the plan has no beacon")]
    BeaconNotPlanned,
    /// The first round waits for the beacon as it was frozen, a further one for a later value of it.
    #[error("the beacon was frozen to be known at {}; every round states its instant", instant(*known_at))]
    BeaconNotAsFrozen {
        /// When it was frozen to be known.
        known_at: OffsetDateTime,
    },
    /// It cannot be known yet.
    #[error("the beacon is known from {}", instant(*known_at))]
    BeaconNotDue {
        /// When it will be known.
        known_at: OffsetDateTime,
    },
    /// It is awaited.
    #[error("the beacon, known from {}, is not recorded", instant(*known_at))]
    BeaconMissing {
        /// When it is known.
        known_at: OffsetDateTime,
    },
    /// One value a round.
    #[error("what the beacon said is recorded")]
    BeaconRecorded,
}
