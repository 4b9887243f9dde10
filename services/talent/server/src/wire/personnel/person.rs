//! People in requests and answers. No violation repeats what was stated of a person.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use fault::Fault;
use onecode_proto::talent::v1 as pb;
use talent_domain::PersonName;
use uow::Call;
use uuid::Uuid;
use vocab::identity::{Identity, masked};

use super::{NOT_STATED, engagement, enums, name};
use crate::desk::Desk;
use crate::ops::personnel::people::{Opened, Stated};
use crate::ops::personnel::person::{Correct, Find, Get, Seen};
use crate::wire::violations::Violations;

/// Another one with every correction.
pub(crate) fn etag(id: Uuid, revision: i64) -> String {
    intake::etag::etag(&id.to_string(), revision)
}

/// Reads what is stated of a person in `field` of the request.
pub(super) fn stated(
    violations: &mut Violations,
    field: &str,
    source: Option<&pb::StaffParticulars>,
) -> Option<Stated> {
    let Some(source) = source else {
        violations.note(field, "is required");
        return None;
    };
    let name = violations.take(&format!("{field}.name"), PersonName::parse(&source.name));
    let identity = identity(violations, &format!("{field}."), source.id_kind, &source.id_number);
    Some(Stated { name: name?, identity: identity? })
}

/// Reads `id_kind` and `id_number` of a message, whose path in the request is `before`.
fn identity(violations: &mut Violations, before: &str, kind: i32, number: &str) -> Option<Identity> {
    let kind = enums::read_identity_kind(kind);
    if kind.is_none() {
        violations.note(format!("{before}id_kind"), NOT_STATED);
    }
    let field = format!("{before}id_number");
    if number.contains(['*', '＊']) {
        violations.note(field, "is masked (`*`); state the real value");
        return None;
    }
    if number.trim().is_empty() {
        violations.note(field, "is required");
        return None;
    }
    violations.take(&field, Identity::parse(kind?, number))
}

/// A person, with as much as may be shown.
pub(super) fn person(opened: &Opened, personal: bool) -> pb::Person {
    let number = opened.identity.reveal();
    pb::Person {
        name: name::person(opened.id),
        display_name: if personal { opened.name.reveal().to_owned() } else { opened.name.masked() },
        id_kind: enums::identity_kind(opened.identity.kind()).into(),
        id_number: if personal { number.to_owned() } else { String::new() },
        masked_id_number: masked(number, 4, 2),
        etag: etag(opened.id, opened.revision),
    }
}

pub(crate) fn get(request: &pb::GetPersonRequest, call: &Call, desk: &Desk) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_person(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { scope: call.scope.clone(), desk: desk.clone(), id, personal: call.reveals }))
}

pub(crate) fn get_reply(seen: Seen) -> pb::GetPersonResponse {
    let engagements = seen.engagements.iter().map(engagement::bare).collect();
    pb::GetPersonResponse { person: Some(person(&seen.person, seen.personal)), engagements }
}

pub(crate) fn find(request: &pb::FindPersonRequest, call: &Call, desk: &Desk) -> Result<Find, Fault> {
    let mut violations = Violations::default();
    if call.purpose.is_none() {
        violations.note(format!("metadata[{}]", rpc::PURPOSE), "is required: a search for a person says why");
    }
    let identity = identity(&mut violations, "", request.id_kind, &request.id_number);
    violations.finish(identity.map(|identity| Find {
        scope: call.scope.clone(),
        desk: desk.clone(),
        identity,
        personal: call.reveals,
    }))
}

pub(crate) fn find_reply(seen: Option<Seen>) -> pb::FindPersonResponse {
    let Some(seen) = seen else { return pb::FindPersonResponse::default() };
    let engagements = seen.engagements.iter().map(engagement::bare).collect();
    pb::FindPersonResponse { person: Some(person(&seen.person, seen.personal)), engagements }
}

pub(crate) fn correct(request: &pb::CorrectPersonRequest, desk: &Desk) -> Result<Correct, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_person(&mut violations, "name", &request.name);
    let etag = intake::etag::stated_etag(&mut violations, &request.etag);
    let name = violations.take("display_name", PersonName::parse(&request.display_name));
    let read = || Some(Correct { desk: desk.clone(), id: id?, etag: etag?, name: name? });
    violations.finish(read())
}

pub(crate) fn correct_reply((id, revision): (Uuid, i64)) -> pb::CorrectPersonResponse {
    pb::CorrectPersonResponse { name: name::person(id), etag: etag(id, revision) }
}
