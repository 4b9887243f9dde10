//! Types and states of applications, as procedures name them.

use onecode_proto::registry::v1 as pb;
use registry_domain::conditions::LegalForm;

use crate::wire::violations::Violations;

const TYPES: [(pb::ApplicationType, &str); 6] = [
    (pb::ApplicationType::Establishment, "establishment"),
    (pb::ApplicationType::Change, "change"),
    (pb::ApplicationType::Deregistration, "deregistration"),
    (pb::ApplicationType::SimplifiedDeregistration, "simplified-deregistration"),
    (pb::ApplicationType::Branch, "branch"),
    (pb::ApplicationType::Charter, "charter"),
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

pub(super) fn read_legal_form(violations: &mut Violations, field: &str, number: i32) -> Option<LegalForm> {
    match pb::LegalForm::try_from(number) {
        Ok(pb::LegalForm::Unspecified) => None,
        Ok(pb::LegalForm::Corporate) => Some(LegalForm::Corporate),
        Ok(pb::LegalForm::Partnership) => Some(LegalForm::Partnership),
        Ok(pb::LegalForm::Individual) => Some(LegalForm::Individual),
        Err(_) => {
            violations.note(field, "must be a value of the contract");
            None
        }
    }
}
