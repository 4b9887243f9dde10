//! Evidence: requests and replies.

use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::parse::{LINE, day, inspectors, proceeding, resource, sha256};
use super::words::{self, EVIDENCE};
use crate::ops::enforcement::evidence::{Add, Item, ListEvidence, Listed, Pass};
use crate::ops::enforcement::{Desk, Proceeding};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

const LONGEST_HOLDER: usize = 100;

pub(crate) fn add(request: &pb::AddEvidenceRequest, desk: &Desk) -> Result<Add, Fault> {
    let mut violations = Violations::default();
    let proceeding = proceeding(&mut violations, "parent", &request.parent);
    let empty = pb::Evidence::default();
    let source = request.evidence.as_ref().unwrap_or(&empty);
    let kind = words::word(&EVIDENCE, source.kind);
    if kind.is_none() {
        violations.note("evidence.kind", "must be a value of the contract, not UNSPECIFIED");
    }
    let title = text::text(&mut violations, "evidence.title", &source.title, LINE);
    let origin = text::text(&mut violations, "evidence.source", &source.source, LINE);
    let place = text::text(&mut violations, "evidence.place", &source.place, LINE);
    let collected_on = day(&mut violations, "evidence.collection_date", source.collection_date.as_ref());
    let collectors = inspectors(&mut violations, "evidence.collectors", &source.collectors);
    let document = if source.document.is_empty() {
        None
    } else {
        name::parse_document(&mut violations, "evidence.document", &source.document)
    };
    let sha256 = sha256(&mut violations, "evidence.sha256", &source.sha256);
    let cited_resource = resource(&mut violations, "evidence.cited_resource", &source.cited_resource);
    let holder = text::optional(&mut violations, "evidence.holder", &source.holder, LONGEST_HOLDER);
    if source.document.is_empty() && source.cited_resource.is_empty() && source.holder.is_empty() {
        violations.note("evidence.document", "a document, a resource cited or a holder is required");
    }
    let stated = proceeding.zip(kind).zip(title).zip(origin).zip(place).zip(collected_on);
    let stated = stated.zip(sha256).zip(cited_resource).zip(holder);
    violations.finish(stated.map(
        |((((((((proceeding, kind), title), origin), place), collected_on), sha256), cited_resource), holder)| Add {
            desk: desk.clone(),
            proceeding,
            kind,
            title,
            source: origin,
            place,
            collected_on,
            collectors,
            document,
            sha256,
            cited_resource,
            holder,
        },
    ))
}

pub(crate) fn pass(request: &pb::TransferEvidenceRequest) -> Result<Pass, Fault> {
    let mut violations = Violations::default();
    let named = parse_evidence(&request.name);
    if named.is_none() {
        violations.note("name", "must be penalties/{uuid}/evidence/{uuid} or bans/{uuid}/evidence/{uuid}");
    }
    let empty = pb::Custody::default();
    let source = request.custody.as_ref().unwrap_or(&empty);
    let to_holder = text::text(&mut violations, "custody.to_holder", &source.to_holder, LONGEST_HOLDER);
    let on = day(&mut violations, "custody.custody_date", source.custody_date.as_ref());
    let place = text::text(&mut violations, "custody.place", &source.place, LINE);
    let reason = text::text(&mut violations, "custody.reason", &source.reason, LINE);
    let stated = named.zip(to_holder).zip(on).zip(place).zip(reason);
    violations.finish(stated.map(|(((((proceeding, id), to_holder), on), place), reason)| Pass {
        proceeding,
        id,
        to_holder,
        on,
        place,
        reason,
    }))
}

fn parse_evidence(raw: &str) -> Option<(Proceeding, Uuid)> {
    let (parent, id) = raw.split_once("/evidence/")?;
    let id = Uuid::try_parse(id).ok().filter(|parsed| parsed.to_string() == id)?;
    let mut aside = Violations::default();
    proceeding(&mut aside, "name", parent).map(|parent| (parent, id))
}

pub(crate) fn list(request: &pb::ListEvidenceRequest, call: &Call) -> Result<ListEvidence, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListEvidenceRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let proceeding = proceeding(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(proceeding.map(|proceeding| ListEvidence {
        scope: call.scope.clone(),
        proceeding,
        after: after.and_then(|id| Uuid::try_parse(&id).ok()).unwrap_or_default(),
        size,
        binding,
    }))
}

fn evidence(item: Item) -> pb::Evidence {
    let Item { proceeding, row, custody } = item;
    let custody = custody.into_iter().map(|passed| pb::Custody {
        number: passed.number,
        from_holder: passed.from_holder,
        to_holder: passed.to_holder,
        custody_date: Some(time::date(passed.passed_on)),
        place: passed.place,
        reason: passed.reason,
    });
    pb::Evidence {
        name: name::evidence(&proceeding.name(), row.id),
        kind: words::value(&EVIDENCE, &row.kind.as_str()).into(),
        title: row.title,
        source: row.source,
        place: row.place,
        collection_date: Some(time::date(row.collected_on)),
        collectors: row.collectors.into_iter().map(name::inspector).collect(),
        document: row.document.map(name::document).unwrap_or_default(),
        sha256: row.sha256,
        cited_resource: row.cited_resource,
        holder: row.holder,
        custody: custody.collect(),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

pub(crate) fn add_reply(item: Item) -> pb::AddEvidenceResponse {
    pb::AddEvidenceResponse { evidence: Some(evidence(item)) }
}

pub(crate) fn pass_reply(item: Item) -> pb::TransferEvidenceResponse {
    pb::TransferEvidenceResponse { evidence: Some(evidence(item)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListEvidenceResponse {
    pb::ListEvidenceResponse {
        evidence: listed.items.into_iter().map(evidence).collect(),
        next_page_token: listed.next_page_token,
    }
}
