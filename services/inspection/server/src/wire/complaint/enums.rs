//! The enumerations of the contract and the words that are stored.

use inspection_domain::complaint::{Channel, Outcome};
use onecode_proto::inspection::v1 as pb;

const STATES: [(pb::ComplaintState, &str); 10] = [
    (pb::ComplaintState::Received, "received"),
    (pb::ComplaintState::Routed, "routed"),
    (pb::ComplaintState::Transferred, "transferred"),
    (pb::ComplaintState::Accepted, "accepted"),
    (pb::ComplaintState::Declined, "declined"),
    (pb::ComplaintState::Verified, "verified"),
    (pb::ComplaintState::Merged, "merged"),
    (pb::ComplaintState::Concluded, "concluded"),
    (pb::ComplaintState::Informed, "informed"),
    (pb::ComplaintState::Withdrawn, "withdrawn"),
];

const COMPETENCES: [(pb::Competence, &str); 3] = [
    (pb::Competence::RegisteringAuthority, "registering"),
    (pb::Competence::PlaceOfAct, "place_of_act"),
    (pb::Competence::CommonSuperior, "common_superior"),
];

/// The state of a word.
pub(super) fn state(word: &str) -> pb::ComplaintState {
    STATES.iter().find(|(_, known)| *known == word).map_or_else(Default::default, |(state, _)| *state)
}

/// The word of a state; empty for UNSPECIFIED, `None` for what no contract has.
pub(super) fn state_word(number: i32) -> Option<&'static str> {
    let state = pb::ComplaintState::try_from(number).ok()?;
    Some(STATES.iter().find(|(known, _)| *known == state).map_or("", |(_, word)| *word))
}

/// Why an authority is competent.
pub(super) fn competence(word: &str) -> pb::Competence {
    COMPETENCES.iter().find(|(_, known)| *known == word).map_or_else(Default::default, |(found, _)| *found)
}

/// The channel of the contract.
pub(super) fn channel(word: &str) -> pb::ComplaintChannel {
    match Channel::parse(word) {
        None => pb::ComplaintChannel::Unspecified,
        Some(Channel::Web) => pb::ComplaintChannel::Web,
        Some(Channel::Phone) => pb::ComplaintChannel::Phone,
        Some(Channel::Letter) => pb::ComplaintChannel::Letter,
        Some(Channel::Visit) => pb::ComplaintChannel::Visit,
        Some(Channel::Department) => pb::ComplaintChannel::Department,
    }
}

/// The channel that a request states; `None` for UNSPECIFIED and for what no contract has.
pub(super) fn read_channel(number: i32) -> Option<Channel> {
    match pb::ComplaintChannel::try_from(number).ok()? {
        pb::ComplaintChannel::Unspecified => None,
        pb::ComplaintChannel::Web => Some(Channel::Web),
        pb::ComplaintChannel::Phone => Some(Channel::Phone),
        pb::ComplaintChannel::Letter => Some(Channel::Letter),
        pb::ComplaintChannel::Visit => Some(Channel::Visit),
        pb::ComplaintChannel::Department => Some(Channel::Department),
    }
}

/// The outcome of the contract.
pub(super) fn outcome(word: &str) -> pb::ComplaintOutcome {
    match Outcome::parse(word) {
        None => pb::ComplaintOutcome::Unspecified,
        Some(Outcome::Upheld) => pb::ComplaintOutcome::Upheld,
        Some(Outcome::PartlyUpheld) => pb::ComplaintOutcome::PartlyUpheld,
        Some(Outcome::NotUpheld) => pb::ComplaintOutcome::NotUpheld,
        Some(Outcome::Unverifiable) => pb::ComplaintOutcome::Unverifiable,
    }
}

/// The outcome that a request states.
pub(super) fn read_outcome(number: i32) -> Option<Outcome> {
    match pb::ComplaintOutcome::try_from(number).ok()? {
        pb::ComplaintOutcome::Unspecified => None,
        pb::ComplaintOutcome::Upheld => Some(Outcome::Upheld),
        pb::ComplaintOutcome::PartlyUpheld => Some(Outcome::PartlyUpheld),
        pb::ComplaintOutcome::NotUpheld => Some(Outcome::NotUpheld),
        pb::ComplaintOutcome::Unverifiable => Some(Outcome::Unverifiable),
    }
}
