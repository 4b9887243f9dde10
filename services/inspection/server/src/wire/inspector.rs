//! Requests about inspectors, and their replies. Name and certificate number are never in the answer to a write, which is kept.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use seal::Ring;
use uow::Call;
use uuid::Uuid;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{etag, name, text, time};
use crate::ops::inspector::{Create, GetInspector, Identity, ListInspectors, Listed, Particulars, Seen, Update};
use crate::store::inspector::InspectorRow;

const MOST_SKILLS: usize = 20;
const MOST_CAPACITY: i32 = 1_000;

pub(crate) fn create(request: &pb::CreateInspectorRequest, ring: &Ring) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let stated = particulars(&mut violations, request.inspector.as_ref());
    violations.finish(stated.map(|(particulars, identity)| Create { ring: ring.clone(), particulars, identity }))
}

pub(crate) fn create_reply(row: InspectorRow) -> pb::CreateInspectorResponse {
    pb::CreateInspectorResponse { inspector: Some(inspector(&row)) }
}

pub(crate) fn update(request: &pb::UpdateInspectorRequest, ring: &Ring) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let source = request.inspector.as_ref();
    let id = source.map(|source| source.name.as_str()).unwrap_or_default();
    let id = name::parse_inspector(&mut violations, "inspector.name", id);
    let etag = source.map(|source| source.etag.clone()).unwrap_or_default();
    if etag.is_empty() {
        violations.note("inspector.etag", "is required");
    }
    let stated = particulars(&mut violations, source);
    violations.finish(id.zip(stated).map(|(id, (particulars, identity))| Update {
        ring: ring.clone(),
        id,
        etag,
        particulars,
        identity,
    }))
}

pub(crate) fn update_reply(row: InspectorRow) -> pb::UpdateInspectorResponse {
    pb::UpdateInspectorResponse { inspector: Some(inspector(&row)) }
}

pub(crate) fn get(request: &pb::GetInspectorRequest, call: &Call, ring: &Ring) -> Result<GetInspector, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_inspector(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetInspector {
        department: call.department.clone(),
        division: call.division.clone(),
        id,
        ring: ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn get_reply(seen: Seen) -> pb::GetInspectorResponse {
    pb::GetInspectorResponse { inspector: Some(shown(seen)) }
}

pub(crate) fn list(request: &pb::ListInspectorsRequest, call: &Call, ring: &Ring) -> Result<ListInspectors, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListInspectorsRequest { page_size: 0, page_token: String::new(), ..*request };
    let binding = Binding::new(call, &bare);
    let certified_on = time::parse_date(&mut violations, "certified_on", request.certified_on.as_ref());
    let size = page::size(&mut violations, request.page_size, 100, 200);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(Some(ListInspectors {
        department: call.department.clone(),
        division: call.division.clone(),
        certified_on,
        after: after.and_then(|id| Uuid::try_parse(&id).ok()).unwrap_or_default(),
        size,
        binding,
        ring: ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListInspectorsResponse {
    pb::ListInspectorsResponse {
        inspectors: listed.inspectors.into_iter().map(shown).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn particulars(violations: &mut Violations, source: Option<&pb::Inspector>) -> Option<(Particulars, Identity)> {
    let empty = pb::Inspector::default();
    let source = source.unwrap_or(&empty);
    let full_name = text::text(violations, "inspector.full_name", &source.full_name, 50);
    let number = certificate_number(violations, &source.certificate_number);
    let from = require_date(violations, "inspector.certificate_valid_from", source.certificate_valid_from.as_ref());
    let to = require_date(violations, "inspector.certificate_valid_to", source.certificate_valid_to.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        violations.note("inspector.certificate_valid_to", "must be later than certificate_valid_from");
    }
    if source.skills.len() > MOST_SKILLS {
        violations.note("inspector.skills", format_args!("must be at most {MOST_SKILLS}"));
    }
    let skill = |(at, skill): (usize, &String)| text::text(violations, &format!("inspector.skills[{at}]"), skill, 40);
    let skills = source.skills.iter().take(MOST_SKILLS).enumerate().filter_map(skill).collect();
    if !(1..=MOST_CAPACITY).contains(&source.capacity) {
        violations.note("inspector.capacity", format_args!("must be 1 to {MOST_CAPACITY}"));
    }
    let particulars = Particulars {
        certificate_from: from?,
        certificate_to: to?,
        skills,
        assistant: source.assistant,
        suspended: source.suspended,
        capacity: source.capacity,
    };
    Some((particulars, Identity { full_name: full_name?, certificate_number: number? }))
}

fn certificate_number(violations: &mut Violations, raw: &str) -> Option<String> {
    let number = raw.trim();
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !(1..=40).contains(&number.len()) || !plain {
        violations.note("inspector.certificate_number", "must be 1 to 40 letters, digits and hyphens");
        return None;
    }
    Some(number.to_owned())
}

pub(super) fn require_date(
    violations: &mut Violations,
    field: &str,
    date: Option<&onecode_proto::google::r#type::Date>,
) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    time::parse_date(violations, field, date)
}

/// What an inspector's name becomes for those who may not see it.
pub(crate) fn masked(full_name: &str) -> String {
    full_name.chars().next().map(|first| format!("{first}*")).unwrap_or_default()
}

fn shown(seen: Seen) -> pb::Inspector {
    let shown = inspector(&seen.row);
    let Identity { full_name, certificate_number } = seen.identity;
    if seen.personal {
        return pb::Inspector { full_name, certificate_number, ..shown };
    }
    pb::Inspector { full_name: masked(&full_name), ..shown }
}

fn inspector(row: &InspectorRow) -> pb::Inspector {
    pb::Inspector {
        name: name::inspector(row.id),
        department: name::department(&row.department),
        division: row.division.clone(),
        full_name: String::new(),
        certificate_number: String::new(),
        certificate_valid_from: Some(time::date(row.certificate_from)),
        certificate_valid_to: Some(time::date(row.certificate_to)),
        skills: row.skills.clone(),
        assistant: row.assistant,
        suspended: row.suspended,
        capacity: row.capacity,
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: inspector_etag(row),
    }
}

/// That an inspector, or what recuses it, is another than it was.
pub(crate) fn changed(id: Uuid, department: &str) -> pb::InspectorChanged {
    pb::InspectorChanged { inspector: name::inspector(id), department: name::department(department) }
}

/// The etag of an inspector as it stands.
pub(crate) fn inspector_etag(row: &InspectorRow) -> String {
    etag(&name::inspector(row.id), row.revision)
}
