//! Types and states of applications, as procedures name them.

use crate::wire::violations::Violations;
use onecode_proto::registry::v1 as pb;

const TYPES: [(pb::ApplicationType, &str); 7] = [
    (pb::ApplicationType::Establishment, "establishment"),
    (pb::ApplicationType::Change, "change"),
    (pb::ApplicationType::Deregistration, "deregistration"),
    (pb::ApplicationType::SimplifiedDeregistration, "simplified-deregistration"),
    (pb::ApplicationType::Branch, "branch"),
    (pb::ApplicationType::Charter, "charter"),
    (pb::ApplicationType::Conversion, "conversion"),
];

const STATES: [(pb::ApplicationState, &str); 10] = [
    (pb::ApplicationState::Draft, "draft"),
    (pb::ApplicationState::Submitted, "submitted"),
    (pb::ApplicationState::Returned, "returned"),
    (pb::ApplicationState::Reviewing, "reviewing"),
    (pb::ApplicationState::PublicNotice, "public-notice"),
    (pb::ApplicationState::Approved, "approved"),
    (pb::ApplicationState::Refused, "refused"),
    (pb::ApplicationState::Withdrawn, "withdrawn"),
    (pb::ApplicationState::Lapsed, "lapsed"),
    (pb::ApplicationState::Diverted, "diverted"),
];

/// The key of the procedure that a content goes through.
pub(crate) fn procedure_of(content: &pb::application::Content) -> &'static str {
    use pb::application::Content;
    match content {
        Content::Establishment(_) => "establishment",
        Content::Change(_) => "change",
        Content::Deregistration(_) => "deregistration",
        Content::SimplifiedDeregistration(_) => "simplified-deregistration",
        Content::Branch(_) => "branch",
        Content::Charter(_) => "charter",
        Content::Conversion(_) => "conversion",
    }
}

pub(crate) fn kind(key: &str) -> pb::ApplicationType {
    TYPES.iter().find(|(_, name)| *name == key).map_or(pb::ApplicationType::Unspecified, |(kind, _)| *kind)
}

pub(super) fn state(key: &str) -> pb::ApplicationState {
    STATES.iter().find(|(_, name)| *name == key).map_or(pb::ApplicationState::Unspecified, |(state, _)| *state)
}

/// The key of a type in a filter; empty for any.
pub(super) fn read_kind(violations: &mut Violations, number: i32) -> &'static str {
    let Ok(wanted) = pb::ApplicationType::try_from(number) else {
        violations.note("type", "must be a value of the contract");
        return "";
    };
    TYPES.iter().find(|(kind, _)| *kind == wanted).map_or("", |(_, name)| *name)
}

/// The key of a state in a filter; empty for any.
pub(super) fn read_state(violations: &mut Violations, number: i32) -> &'static str {
    let Ok(wanted) = pb::ApplicationState::try_from(number) else {
        violations.note("state", "must be a value of the contract");
        return "";
    };
    STATES.iter().find(|(state, _)| *state == wanted).map_or("", |(_, name)| *name)
}
