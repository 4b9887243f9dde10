//! Words of the database ⇄ values of the contract.

use credit_domain::listing::List;
use onecode_proto::credit::v1 as pb;

use crate::wire::violations::Violations;

const STATES: [(pb::ListingDraftState, &str); 9] = [
    (pb::ListingDraftState::Drafted, "drafted"),
    (pb::ListingDraftState::Noticed, "noticed"),
    (pb::ListingDraftState::Served, "served"),
    (pb::ListingDraftState::Defended, "defended"),
    (pb::ListingDraftState::Unopposed, "unopposed"),
    (pb::ListingDraftState::Listed, "listed"),
    (pb::ListingDraftState::Exempted, "exempted"),
    (pb::ListingDraftState::Dismissed, "dismissed"),
    (pb::ListingDraftState::Lapsed, "lapsed"),
];

/// How many of the states are before a decision.
const UNDECIDED: usize = 5;

pub(super) fn list(list: List) -> pb::CreditList {
    match list {
        List::Abnormal => pb::CreditList::Abnormal,
        List::Serious => pb::CreditList::Serious,
    }
}

pub(super) fn list_word(word: &str) -> pb::CreditList {
    List::parse(word).map_or(pb::CreditList::Unspecified, list)
}

/// A list, or none where none is stated.
pub(super) fn read_list(violations: &mut Violations, raw: i32) -> Option<List> {
    match pb::CreditList::try_from(raw) {
        Ok(pb::CreditList::Abnormal) => Some(List::Abnormal),
        Ok(pb::CreditList::Serious) => Some(List::Serious),
        Ok(pb::CreditList::Unspecified) => None,
        Err(_) => {
            violations.note("list", "must be a value of the contract");
            None
        }
    }
}

pub(super) fn draft_state(word: &str) -> pb::ListingDraftState {
    STATES.iter().find(|(_, known)| *known == word).map_or(pb::ListingDraftState::Unspecified, |(state, _)| *state)
}

/// The words of states; of those before a decision, if none is stated.
pub(super) fn read_states(violations: &mut Violations, raw: &[i32]) -> Vec<String> {
    if raw.is_empty() {
        return STATES[..UNDECIDED].iter().map(|(_, word)| (*word).to_owned()).collect();
    }
    let mut words = Vec::new();
    for (place, raw) in raw.iter().enumerate() {
        match STATES.iter().find(|(state, _)| i32::from(*state) == *raw) {
            Some((_, word)) => words.push((*word).to_owned()),
            None => violations.note(format!("states[{place}]"), "must be a value of the contract, not UNSPECIFIED"),
        }
    }
    words
}

pub(super) fn method(word: &str) -> pb::ListingNoticeMethod {
    match word {
        "delivered" => pb::ListingNoticeMethod::Delivered,
        "announced" => pb::ListingNoticeMethod::Announced,
        _ => pb::ListingNoticeMethod::Unspecified,
    }
}

pub(super) fn removal_cause(word: &str) -> pb::ListingRemovalCause {
    match word {
        "application" => pb::ListingRemovalCause::Application,
        "period" => pb::ListingRemovalCause::Period,
        "moved" => pb::ListingRemovalCause::Moved,
        _ => pb::ListingRemovalCause::Unspecified,
    }
}

pub(super) fn removal_state(word: &str) -> pb::ListingRemovalState {
    match word {
        "verifying" => pb::ListingRemovalState::Verifying,
        "removed" => pb::ListingRemovalState::Removed,
        "refused" => pb::ListingRemovalState::Refused,
        "moot" => pb::ListingRemovalState::Moot,
        _ => pb::ListingRemovalState::Unspecified,
    }
}
