//! Checks as they are shown. Nothing of a person is in the answer to a write, which is kept.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use std::collections::BTreeMap;

use inspection_domain::check::{Item, Kept};
use onecode_proto::inspection::v1 as pb;
use uuid::Uuid;

use super::{entry, name, word};
use crate::ops::check::entries::{Folded, Listed as Entries, evidence_of};
use crate::ops::check::evidence::{Matched, SharedListed};
use crate::ops::check::read::{Listed, Shown};
use crate::ops::check::upload::Uploaded;
use crate::store::check::evidence::SharedRow;
use crate::store::check::field_check::{CheckRow, ResultRow};
use crate::store::check::inspector::AssignedRow;
use crate::wire::{etag, name as names, time};

pub(crate) fn create(shown: Shown) -> pb::CreateCheckResponse {
    pb::CreateCheckResponse { check: Some(check(&shown)) }
}

pub(crate) fn get(shown: Shown) -> pb::GetCheckResponse {
    pb::GetCheckResponse { check: Some(check(&shown)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListChecksResponse {
    pb::ListChecksResponse {
        checks: listed.checks.iter().map(check).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn assign(shown: Shown) -> pb::AssignInspectorsResponse {
    pb::AssignInspectorsResponse { check: Some(check(&shown)) }
}

pub(crate) fn replace(shown: Shown) -> pb::ReplaceInspectorResponse {
    pb::ReplaceInspectorResponse { check: Some(check(&shown)) }
}

pub(crate) fn begin(shown: Shown) -> pb::BeginCheckResponse {
    pb::BeginCheckResponse { check: Some(check(&shown)) }
}

pub(crate) fn conclude(shown: Shown) -> pb::ConcludeCheckResponse {
    pb::ConcludeCheckResponse { check: Some(check(&shown)) }
}

pub(crate) fn publish(shown: Shown) -> pb::PublishCheckResultResponse {
    pb::PublishCheckResultResponse { check: Some(check(&shown)) }
}

pub(crate) fn upload(uploaded: Uploaded) -> pb::UploadEntriesResponse {
    let outcome = |(id, came): (Uuid, Result<bool, _>)| {
        let (result, refusal) = match came {
            Ok(true) => (pb::EntryResult::Stored, pb::EntryRefusal::Unspecified),
            Ok(false) => (pb::EntryResult::Repeated, pb::EntryRefusal::Unspecified),
            Err(refusal) => (pb::EntryResult::Refused, word::refusal(refusal)),
        };
        pb::EntryOutcome { entry: name::entry(uploaded.check, id), result: result.into(), refusal: refusal.into() }
    };
    pb::UploadEntriesResponse {
        outcomes: uploaded.outcomes.into_iter().map(outcome).collect(),
        clock_offset_seconds: uploaded.offset,
        clock_wrong: uploaded.clock_wrong,
    }
}

pub(crate) fn entries(listed: Entries) -> pb::ListEntriesResponse {
    let personal = listed.personal;
    pb::ListEntriesResponse {
        entries: listed.entries.into_iter().map(|seen| entry::shown(seen, personal)).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn record(folded: Folded) -> pb::GetCheckRecordResponse {
    let check = folded.row.id;
    let record = folded.record();
    let named = |kept: &[&Kept]| -> Vec<String> { kept.iter().map(|kept| name::entry(check, kept.entry.id)).collect() };
    let item = |key: &String| {
        let found = record.items.get(key.as_str());
        let answers =
            found.map(|item| item.answers.iter().map(|(kept, _)| name::entry(check, kept.entry.id)).collect());
        pb::CheckRecordItem {
            item: names::item(key),
            verdict: found.and_then(Item::verdict).map(word::verdict).unwrap_or_default().into(),
            conflict: found.is_some_and(Item::in_conflict),
            answers: answers.unwrap_or_default(),
        }
    };
    let mut evidence: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (kept, sha256) in evidence_of(&record) {
        evidence.entry(sha256.to_string()).or_default().push(name::entry(check, kept.entry.id));
    }
    let document = |sha256: &str| {
        let attached = folded.attached.iter().find(|row| hex::encode(&row.sha256) == sha256);
        attached.map(|row| name::document(row.document)).unwrap_or_default()
    };
    let gap = |gap: &inspection_domain::check::Gap| pb::CheckRecordGap {
        device: gap.device.to_string(),
        first_sequence: i64::try_from(gap.first).unwrap_or(i64::MAX),
        last_sequence: i64::try_from(gap.last).unwrap_or(i64::MAX),
    };
    let record = pb::CheckRecord {
        check: name::check(check),
        digest: record.digest.to_string(),
        entry_count: i32::try_from(folded.kept.len()).unwrap_or(i32::MAX),
        late_entry_count: i32::try_from(folded.late).unwrap_or(i32::MAX),
        items: folded.row.items.iter().map(item).collect(),
        findings: named(&record.findings),
        check_ins: named(&record.check_ins),
        statements: named(&record.statements),
        evidence: evidence
            .into_iter()
            .map(|(sha256, entries)| pb::CheckRecordEvidence { document: document(&sha256), sha256, entries })
            .collect(),
        withdrawn: record.withdrawn.iter().map(|id| name::entry(check, *id)).collect(),
        void_links: record.void.iter().map(|id| name::entry(check, *id)).collect(),
        confirmed_by: record.confirmed_by().map(names::inspector).collect(),
        gaps: record.gaps.iter().map(gap).collect(),
    };
    pb::GetCheckRecordResponse { record: Some(record) }
}

pub(crate) fn attach(matched: Vec<Matched>) -> pb::AttachEvidenceResponse {
    let evidence = |matched: Matched| pb::CheckRecordEvidence {
        sha256: matched.sha256.to_string(),
        entries: matched.entries.iter().map(|id| name::entry(matched.check, *id)).collect(),
        document: name::document(matched.document),
    };
    pb::AttachEvidenceResponse { evidence: matched.into_iter().map(evidence).collect() }
}

pub(crate) fn share(row: SharedRow) -> pb::ShareEvidenceResponse {
    pb::ShareEvidenceResponse { shared_evidence: Some(shared(&row)) }
}

pub(crate) fn list_shared(listed: SharedListed) -> pb::ListSharedEvidenceResponse {
    pb::ListSharedEvidenceResponse {
        shared_evidence: listed.rows.iter().map(shared).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn shared(row: &SharedRow) -> pb::SharedEvidence {
    pb::SharedEvidence {
        name: name::shared(row.check_id, row.id),
        entry: name::entry(row.check_id, row.entry_id),
        department: names::department(&row.department),
        matter: row.matter.clone(),
        basis: row.basis.clone(),
        shared_by: names::department(&row.shared_by),
        share_time: Some(time::timestamp(row.created_at)),
        entry_digest: hex::encode(&row.digest),
    }
}

fn check(shown: &Shown) -> pb::Check {
    let row = &shown.row;
    let place = row.latitude.zip(row.longitude).map(|(latitude, longitude)| pb::GeoPoint {
        latitude_microdegrees: latitude,
        longitude_microdegrees: longitude,
    });
    pb::Check {
        name: name::check(row.id),
        kind: word::kind(&row.kind).into(),
        organization: names::organization(row.code),
        plan_object: plan_object(row),
        title: row.title.clone(),
        lead_department: names::department(&row.lead_department),
        division: row.division.clone(),
        departments: row.departments.iter().map(names::department).collect(),
        items: row.items.iter().map(|key| names::item(key)).collect(),
        ground: row.ground.clone(),
        auditor: row.auditor.clone().unwrap_or_default(),
        visit_window: Some(pb::VisitWindow {
            start_date: Some(time::date(row.planned_from)),
            end_date: Some(time::date(row.planned_to)),
        }),
        place,
        inspectors: shown.inspectors.iter().map(inspector).collect(),
        state: word::state(&row.state).into(),
        visit_start_date: row.visit_from.map(time::date),
        conclusion: conclusion(row, &shown.results),
        publish_date: row.published_on.map(time::date),
        announcement: row.announcement.clone(),
        case: casework::case_name(row.id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: etag_of(row),
    }
}

/// The organisation as a plan drew it; empty if none did.
pub(super) fn plan_object(row: &CheckRow) -> String {
    row.plan.map(|plan| names::object(plan, row.code)).unwrap_or_default()
}

fn inspector(row: &AssignedRow) -> pb::CheckInspector {
    pb::CheckInspector {
        inspector: names::inspector(row.inspector),
        department: names::department(&row.department),
        replacement: row.replacement.map(names::inspector).unwrap_or_default(),
        replace_reason: row.replace_reason.clone(),
        replace_time: row.replaced_at.map(time::timestamp),
    }
}

fn conclusion(row: &CheckRow, results: &[ResultRow]) -> Option<pb::CheckConclusion> {
    let outcome = row.outcome.as_deref().and_then(word::outcome_of)?;
    Some(pb::CheckConclusion {
        outcome: word::outcome(outcome).into(),
        results: results.iter().map(result).collect(),
        summary: row.summary.clone(),
        visit_end_date: row.visit_to.map(time::date),
        digest: row.digest.as_ref().map(hex::encode).unwrap_or_default(),
        confirmed_by: row.confirmed_by.iter().copied().map(names::inspector).collect(),
        finding_count: row.findings,
        serious_count: row.serious,
        conclude_time: row.concluded_at.map(time::timestamp),
        rules: row.rules.clone(),
    })
}

/// What an item came to.
pub(super) fn result(row: &ResultRow) -> pb::CheckItemResult {
    let verdict = word::verdict_of(&row.verdict).map(word::verdict).unwrap_or_default(); // a constraint has the words
    pb::CheckItemResult { item: names::item(&row.item), verdict: verdict.into() }
}

/// The etag of a check as it stands.
pub(crate) fn etag_of(row: &CheckRow) -> String {
    etag(&name::check(row.id), row.revision)
}
