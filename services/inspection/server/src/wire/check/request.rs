//! Requests about a check that is there.

use std::collections::HashSet;

use ::intake::etag::stated_etag;
use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use prost::Message as _;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::DivisionCode;

use super::{entry, name, word};
use crate::ops::check::Desk;
use crate::ops::check::conclude::{Conclude, Publish};
use crate::ops::check::entries::{GetRecord, ListEntries};
use crate::ops::check::evidence::{Attach, ListShared, Share};
use crate::ops::check::read::{GetCheck, ListChecks};
use crate::ops::check::team::{Assign, Begin, Replace};
use crate::ops::check::upload::{Stated, Upload};
use crate::store::check::field_check::CheckFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name as names, text, time};

const MOST_ENTRIES: usize = 1_000;

pub(crate) fn get(request: &pb::GetCheckRequest, call: &Call) -> Result<GetCheck, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetCheck { scope: call.scope.clone(), id }))
}

pub(crate) fn list(request: &pb::ListChecksRequest, call: &Call) -> Result<ListChecks, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListChecksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let plan = stated(&request.plan).and_then(|raw| names::parse_plan(&mut violations, "plan", raw));
    let code = stated(&request.organization);
    let code = code.and_then(|raw| names::parse_organization(&mut violations, "organization", raw));
    let inspector = stated(&request.inspector);
    let inspector = inspector.and_then(|raw| names::parse_inspector(&mut violations, "inspector", raw));
    let state = word::read_state(request.state);
    if state.is_none() {
        violations.note("state", "must be a value of the contract");
    }
    let scope = division(&mut violations, &request.division, call);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(state.zip(scope).map(|(state, scope)| ListChecks {
        filter: CheckFilter { scope, plan, code, state: state.to_owned(), inspector },
        before,
        size,
        binding,
    }))
}

/// The caller's scope, or a division within it.
fn division(violations: &mut Violations, raw: &str, call: &Call) -> Option<Scope> {
    let Some(raw) = stated(raw) else { return Some(call.scope.clone()) };
    let division = violations.take("division", DivisionCode::parse(raw))?;
    let narrowed = call.scope.narrowed(&Scope::division(division.as_str()));
    if narrowed.is_none() {
        violations.note("division", "must be the caller's division or one below it");
    }
    narrowed
}

fn stated(raw: &str) -> Option<&str> {
    Some(raw).filter(|raw| !raw.is_empty())
}

pub(crate) fn assign(request: &pb::AssignInspectorsRequest, desk: &Desk) -> Result<Assign, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    if request.inspectors.is_empty() {
        violations.note("inspectors", "must be 1 to 20");
    }
    let inspectors = name::parse_inspectors(&mut violations, "inspectors", &request.inspectors, 20);
    violations.finish(id.zip(inspectors).map(|(id, inspectors)| Assign { desk: desk.clone(), id, inspectors }))
}

pub(crate) fn replace(request: &pb::ReplaceInspectorRequest, desk: &Desk) -> Result<Replace, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    let inspector = names::parse_inspector(&mut violations, "inspector", &request.inspector);
    let replacement = names::parse_inspector(&mut violations, "replacement", &request.replacement);
    if inspector.is_some() && inspector == replacement {
        violations.note("replacement", "must be somebody else");
    }
    let reason = text::text(&mut violations, "reason", &request.reason, 200);
    let command = || {
        let (inspector, replacement, reason) = (inspector?, replacement?, reason?);
        Some(Replace { desk: desk.clone(), id: id?, inspector, replacement, reason })
    };
    violations.finish(command())
}

pub(crate) fn begin(request: &pb::BeginCheckRequest, desk: &Desk, today: Date) -> Result<Begin, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let from = time::require_past(&mut violations, "visit_start_date", request.visit_start_date.as_ref(), today);
    let command = || Some(Begin { desk: desk.clone(), id: id?, etag: etag?, from: from? });
    violations.finish(command())
}

pub(crate) fn upload(request: &pb::UploadEntriesRequest, desk: &Desk) -> Result<Upload, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    if request.device_time.is_none() {
        violations.note("device_time", "is required");
    }
    let device_time = time::parse_timestamp(&mut violations, "device_time", request.device_time.as_ref());
    if !(1..=MOST_ENTRIES).contains(&request.entries.len()) {
        violations.note("entries", format_args!("must be 1 to {MOST_ENTRIES}"));
    }
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    for (at, stated) in request.entries.iter().take(MOST_ENTRIES).enumerate() {
        let field = format!("entries[{at}]");
        let read = entry::parse(&mut violations, &field, stated, id.unwrap_or_default());
        if read.as_ref().is_some_and(|read| !seen.insert(read.id)) {
            violations.note(format!("{field}.name"), "is there twice");
        }
        entries.extend(read.map(|read| Stated { entry: read, content: entry::bare(stated).encode_to_vec() }));
    }
    let command = || Some(Upload { desk: desk.clone(), id: id?, device_time: device_time?, entries });
    violations.finish(command())
}

pub(crate) fn entries(request: &pb::ListEntriesRequest, call: &Call, desk: &Desk) -> Result<ListEntries, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListEntriesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let id = name::parse_check(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 200, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|number| number.parse().ok());
    violations.finish(id.map(|id| ListEntries {
        desk: desk.clone(),
        scope: call.scope.clone(),
        department: call.department.clone(),
        division: call.division.clone(),
        id,
        after: after.unwrap_or_default(),
        size,
        binding,
        personal: call.reveals,
    }))
}

pub(crate) fn record(request: &pb::GetCheckRecordRequest, call: &Call, desk: &Desk) -> Result<GetRecord, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetRecord {
        desk: desk.clone(),
        scope: call.scope.clone(),
        department: call.department.clone(),
        division: call.division.clone(),
        id,
    }))
}

pub(crate) fn attach(request: &pb::AttachEvidenceRequest, desk: &Desk) -> Result<Attach, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    if request.documents.is_empty() {
        violations.note("documents", "must be 1 to 100");
    }
    let documents = name::parse_documents(&mut violations, "documents", &request.documents, 100);
    violations.finish(id.zip(documents).map(|(id, documents)| Attach { desk: desk.clone(), id, documents }))
}

pub(crate) fn conclude(request: &pb::ConcludeCheckRequest, desk: &Desk, today: Date) -> Result<Conclude, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let outcome = word::read_outcome(request.outcome);
    if outcome.is_none() {
        violations.note("outcome", "must be a value of the contract, not UNSPECIFIED");
    }
    let digest = entry::hash(&mut violations, "digest", &request.digest);
    let summary = text::text(&mut violations, "summary", &request.summary, 1_000);
    let to = time::require_past(&mut violations, "visit_end_date", request.visit_end_date.as_ref(), today);
    let command = || {
        let (outcome, digest, summary) = (outcome?, digest?, summary?);
        Some(Conclude { desk: desk.clone(), id: id?, etag: etag?, outcome, digest, summary, to: to? })
    };
    violations.finish(command())
}

pub(crate) fn publish(request: &pb::PublishCheckResultRequest, desk: &Desk) -> Result<Publish, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    violations.finish(id.zip(etag).map(|(id, etag)| Publish { desk: desk.clone(), id, etag }))
}

pub(crate) fn share(request: &pb::ShareEvidenceRequest, call: &Call, desk: &Desk) -> Result<Share, Fault> {
    let mut violations = Violations::default();
    let empty = pb::SharedEvidence::default();
    let source = request.shared_evidence.as_ref().unwrap_or(&empty);
    let id = name::parse_check(&mut violations, "parent", &request.parent);
    let entry = id.and_then(|id| name::parse_entry(&mut violations, "shared_evidence.entry", &source.entry, id));
    let department = names::parse_department(&mut violations, "shared_evidence.department", &source.department);
    if department.as_ref() == Some(&call.department) {
        violations.note("shared_evidence.department", "must be another department");
    }
    let matter = text::text(&mut violations, "shared_evidence.matter", &source.matter, 200);
    let basis = text::text(&mut violations, "shared_evidence.basis", &source.basis, 200);
    let command = || {
        let (department, matter, basis) = (department?, matter?, basis?);
        Some(Share { desk: desk.clone(), id: id?, entry: entry?, department, matter, basis })
    };
    violations.finish(command())
}

pub(crate) fn list_shared(request: &pb::ListSharedEvidenceRequest, call: &Call) -> Result<ListShared, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListSharedEvidenceRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let check = if request.parent == "checks/-" {
        Some(None)
    } else {
        name::parse_check(&mut violations, "parent", &request.parent).map(Some)
    };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(check.map(|check| ListShared {
        scope: call.scope.clone(),
        department: call.department.clone(),
        division: call.division.clone(),
        check,
        before,
        size,
        binding,
    }))
}
