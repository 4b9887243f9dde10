//! Words of what is stored and values of the contract, both ways.

use inspection_domain::rating::{Body, CheckKind, Choice, Combine, Grade, Ground, Result as ConditionResult};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::OrganizationKind;
use vocab::OrganizationClass;

use crate::wire::violations::Violations;

pub(crate) const STATES: [(pb::RatingApplicationState, &str); 11] = [
    (pb::RatingApplicationState::Applied, "applied"),
    (pb::RatingApplicationState::Scoring, "scoring"),
    (pb::RatingApplicationState::Voting, "voting"),
    (pb::RatingApplicationState::Publicity, "publicity"),
    (pb::RatingApplicationState::Reviewing, "reviewing"),
    (pb::RatingApplicationState::ReviewVoting, "review-voting"),
    (pb::RatingApplicationState::Reviewed, "reviewed"),
    (pb::RatingApplicationState::Announced, "announced"),
    (pb::RatingApplicationState::Ungraded, "ungraded"),
    (pb::RatingApplicationState::Refused, "refused"),
    (pb::RatingApplicationState::Withdrawn, "withdrawn"),
];

pub(crate) const CHECK_STATES: [(pb::RatingCheckState, &str); 5] = [
    (pb::RatingCheckState::Checking, "checking"),
    (pb::RatingCheckState::Kept, "kept"),
    (pb::RatingCheckState::Downgraded, "downgraded"),
    (pb::RatingCheckState::Cancelled, "cancelled"),
    (pb::RatingCheckState::Lapsed, "lapsed"),
];

const KINDS: [(OrganizationKind, OrganizationClass); 3] = [
    (OrganizationKind::SocialGroup, OrganizationClass::SocialGroup),
    (OrganizationKind::PrivateNonEnterprise, OrganizationClass::PrivateNonEnterprise),
    (OrganizationKind::Foundation, OrganizationClass::Foundation),
];

/// The word of a value that a filter states; empty for any.
pub(crate) fn filter<T: TryFrom<i32> + PartialEq>(
    violations: &mut Violations,
    field: &str,
    number: i32,
    words: &[(T, &'static str)],
) -> &'static str {
    if number == 0 {
        return "";
    }
    let stated = T::try_from(number).ok();
    let found = words.iter().find(|(value, _)| stated.as_ref() == Some(value));
    found.map_or_else(
        || {
            violations.note(field, "must be a value of the contract");
            ""
        },
        |(_, word)| word,
    )
}

/// The value of a stored word.
pub(crate) fn value<T: Copy + Default>(words: &[(T, &str)], word: &str) -> T {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value).unwrap_or_default()
}

/// A class of organisations as the contract has it.
pub(crate) fn kind(class: OrganizationClass) -> OrganizationKind {
    KINDS.iter().find(|(_, known)| *known == class).map_or(OrganizationKind::Unspecified, |(kind, _)| *kind)
}

/// The kind of a stored class.
pub(crate) fn stored_kind(word: &str) -> OrganizationKind {
    let class = OrganizationClass::ALL.into_iter().find(|class| class.as_str() == word);
    class.map(kind).unwrap_or_default()
}

/// A class that a request states.
pub(crate) fn read_kind(number: i32) -> Option<OrganizationClass> {
    let stated = OrganizationKind::try_from(number).ok()?;
    KINDS.iter().find(|(kind, _)| *kind == stated).map(|(_, class)| *class)
}

/// A grade as the contract has it.
pub(crate) fn grade(grade: Grade) -> pb::RatingGrade {
    match grade {
        Grade::One => pb::RatingGrade::OneA,
        Grade::Two => pb::RatingGrade::TwoA,
        Grade::Three => pb::RatingGrade::ThreeA,
        Grade::Four => pb::RatingGrade::FourA,
        Grade::Five => pb::RatingGrade::FiveA,
    }
}

/// The grade of a stored word, unset for none.
pub(crate) fn stored_grade(word: Option<&str>) -> pb::RatingGrade {
    word.and_then(Grade::parse).map(grade).unwrap_or_default()
}

/// A grade that a request states; `None` and a note for what is none, `None` alone if it is not stated.
pub(crate) fn read_grade(violations: &mut Violations, field: &str, number: i32) -> Option<Grade> {
    if number == 0 {
        return None;
    }
    let stated = pb::RatingGrade::try_from(number).ok();
    let found = Grade::ALL.into_iter().find(|known| stated == Some(grade(*known)));
    if found.is_none() {
        violations.note(field, "must be a value of the contract");
    }
    found
}

pub(crate) fn combination(combine: Combine) -> pb::RatingCombination {
    match combine {
        Combine::Median => pb::RatingCombination::Median,
        Combine::Mean => pb::RatingCombination::Mean,
    }
}

pub(crate) fn body(body: Body) -> pb::RatingBody {
    match body {
        Body::Committee => pb::RatingBody::Committee,
        Body::Review => pb::RatingBody::Review,
    }
}

pub(crate) fn read_body(number: i32) -> Option<Body> {
    match pb::RatingBody::try_from(number).ok()? {
        pb::RatingBody::Unspecified => None,
        pb::RatingBody::Committee => Some(Body::Committee),
        pb::RatingBody::Review => Some(Body::Review),
    }
}

pub(crate) fn choice(choice: Choice) -> pb::RatingVoteChoice {
    match choice {
        Choice::For => pb::RatingVoteChoice::For,
        Choice::Against => pb::RatingVoteChoice::Against,
        Choice::Abstain => pb::RatingVoteChoice::Abstain,
    }
}

pub(crate) fn read_choice(number: i32) -> Option<Choice> {
    match pb::RatingVoteChoice::try_from(number).ok()? {
        pb::RatingVoteChoice::Unspecified => None,
        pb::RatingVoteChoice::For => Some(Choice::For),
        pb::RatingVoteChoice::Against => Some(Choice::Against),
        pb::RatingVoteChoice::Abstain => Some(Choice::Abstain),
    }
}

pub(crate) fn stored_choice(word: &str) -> pb::RatingVoteChoice {
    let known = [Choice::For, Choice::Against, Choice::Abstain].into_iter().find(|known| known.as_str() == word);
    known.map(choice).unwrap_or_default()
}

/// A result of a condition as it is stored; unset for none.
pub(crate) fn result(word: Option<&str>) -> pb::RatingConditionResult {
    match word.and_then(ConditionResult::parse) {
        None => pb::RatingConditionResult::Unspecified,
        Some(ConditionResult::Met) => pb::RatingConditionResult::Met,
        Some(ConditionResult::NotMet) => pb::RatingConditionResult::NotMet,
        Some(ConditionResult::NotKnown) => pb::RatingConditionResult::NotKnown,
    }
}

pub(crate) fn outcome(word: &str) -> pb::RatingBallotOutcome {
    match word {
        "open" => pb::RatingBallotOutcome::Open,
        "carried" => pb::RatingBallotOutcome::Carried,
        "lost" => pb::RatingBallotOutcome::Lost,
        _ => pb::RatingBallotOutcome::Unspecified,
    }
}

pub(crate) fn status(word: &str) -> pb::RatingStatus {
    match word {
        "standing" => pb::RatingStatus::Standing,
        "superseded" => pb::RatingStatus::Superseded,
        "downgraded" => pb::RatingStatus::Downgraded,
        "cancelled" => pb::RatingStatus::Cancelled,
        _ => pb::RatingStatus::Unspecified,
    }
}

pub(crate) fn check_kind(kind: CheckKind) -> pb::RatingCheckKind {
    match kind {
        CheckKind::FollowUp => pb::RatingCheckKind::FollowUp,
        CheckKind::Verification => pb::RatingCheckKind::Verification,
        CheckKind::Ground => pb::RatingCheckKind::Ground,
    }
}

pub(crate) fn read_check_kind(number: i32) -> Option<CheckKind> {
    let stated = pb::RatingCheckKind::try_from(number).ok()?;
    CheckKind::ALL.into_iter().find(|known| check_kind(*known) == stated)
}

pub(crate) fn ground(ground: Ground) -> pb::RatingGround {
    match ground {
        Ground::Fraud => pb::RatingGround::Fraud,
        Ground::Plaque => pb::RatingGround::Plaque,
        Ground::TwiceBasicallyQualified => pb::RatingGround::TwiceBasicallyQualified,
        Ground::Unqualified => pb::RatingGround::Unqualified,
        Ground::Penalty => pb::RatingGround::Penalty,
    }
}

pub(crate) fn read_ground(number: i32) -> Option<Ground> {
    let stated = pb::RatingGround::try_from(number).ok()?;
    Ground::ALL.into_iter().find(|known| ground(*known) == stated)
}
