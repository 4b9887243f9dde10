//! What other services may learn of checks and of what they order. No person and no place is in it.

use ::time::Date;
use inspection_domain::check::{Content, EntryRefusal, Kept};
use onecode_proto::inspection::v1 as pb;

use super::{entry, name, reply, word};
use crate::ops::check::evidence::Matched;
use crate::ops::check::read::Shown;
use crate::ops::check::upload::Uploaded;
use crate::store::check::evidence::SharedRow;
use crate::store::check::field_check::CheckRow;
use crate::store::rectification::RectificationRow;
use crate::wire::{name as names, time};

pub(crate) fn created(row: &CheckRow) -> pb::CheckCreated {
    pb::CheckCreated {
        check: name::check(row.id),
        organization: names::organization(row.code),
        kind: word::kind(&row.kind).into(),
        plan_object: reply::plan_object(row),
        lead_department: names::department(&row.lead_department),
        departments: row.departments.iter().map(names::department).collect(),
    }
}

pub(crate) fn concluded(shown: &Shown) -> pb::CheckConcluded {
    let row = &shown.row;
    pb::CheckConcluded {
        check: name::check(row.id),
        organization: names::organization(row.code),
        kind: word::kind(&row.kind).into(),
        lead_department: names::department(&row.lead_department),
        departments: row.departments.iter().map(names::department).collect(),
        outcome: outcome(row),
        results: shown.results.iter().map(reply::result).collect(),
        visit_end_date: row.visit_to.map(time::date),
        finding_count: row.findings,
        serious_count: row.serious,
        conclude_time: row.concluded_at.map(time::timestamp),
        rules: row.rules.clone(),
    }
}

/// Of a finding its text is not told: it may say more than everybody is to know.
pub(crate) fn serious(row: &CheckRow, finding: &Kept, on: Date) -> pb::SeriousFindingMade {
    let ground =
        if let Content::Finding { ground, .. } = &finding.entry.content { ground.clone() } else { String::new() };
    pb::SeriousFindingMade {
        check: name::check(row.id),
        organization: names::organization(row.code),
        lead_department: names::department(&row.lead_department),
        item: entry::item(finding.entry.content.item().unwrap_or_default()),
        ground,
        date: Some(time::date(on)),
    }
}

pub(crate) fn published(row: &CheckRow) -> pb::CheckResultPublished {
    pb::CheckResultPublished {
        check: name::check(row.id),
        organization: names::organization(row.code),
        outcome: outcome(row),
        announcement: row.announcement.clone(),
    }
}

pub(crate) fn shared(row: &SharedRow) -> pb::EvidenceShared {
    pb::EvidenceShared {
        shared_evidence: name::shared(row.check_id, row.id),
        check: name::check(row.check_id),
        shared_by: names::department(&row.shared_by),
        department: names::department(&row.department),
        entry_digest: hex::encode(&row.digest),
    }
}

pub(crate) fn inspectors_changed(row: &CheckRow, department: &str) -> pb::CheckInspectorsChanged {
    pb::CheckInspectorsChanged { check: name::check(row.id), department: names::department(department) }
}

pub(crate) fn uploaded(row: &CheckRow, department: &str, uploaded: &Uploaded) -> pb::CheckEntriesUploaded {
    let count = |came: &dyn Fn(&Result<bool, EntryRefusal>) -> bool| {
        i32::try_from(uploaded.outcomes.iter().filter(|(_, one)| came(one)).count()).unwrap_or(i32::MAX)
    };
    pb::CheckEntriesUploaded {
        check: name::check(row.id),
        department: names::department(department),
        stored_count: count(&|one| *one == Ok(true)),
        repeated_count: count(&|one| *one == Ok(false)),
        refused_count: count(&Result::is_err),
        late: row.concluded_at.is_some(),
    }
}

pub(crate) fn matched(row: &CheckRow, matched: &[Matched]) -> pb::CheckEvidenceMatched {
    let documents = matched.iter().map(|one| name::document(one.document)).collect();
    pb::CheckEvidenceMatched { check: name::check(row.id), documents }
}

pub(crate) fn ordered(row: &RectificationRow) -> pb::RectificationOrdered {
    pb::RectificationOrdered {
        rectification: name::rectification(row.id),
        check: name::check(row.check_id),
        organization: names::organization(row.code),
        issuing_department: names::department(&row.issuing_department),
        due_date: Some(time::date(row.due_on)),
        rule: row.rule.clone(),
    }
}

pub(crate) fn reported(row: &RectificationRow) -> pb::RectificationReported {
    pb::RectificationReported {
        rectification: name::rectification(row.id),
        organization: names::organization(row.code),
        late: row.reported_on.is_some_and(|on| on > row.due_on),
    }
}

pub(crate) fn missed(row: &RectificationRow) -> pb::RectificationMissed {
    pb::RectificationMissed {
        rectification: name::rectification(row.id),
        check: name::check(row.check_id),
        organization: names::organization(row.code),
        issuing_department: names::department(&row.issuing_department),
        due_date: Some(time::date(row.due_on)),
    }
}

pub(crate) fn ended(row: &RectificationRow) -> pb::RectificationEnded {
    pb::RectificationEnded {
        rectification: name::rectification(row.id),
        check: name::check(row.check_id),
        organization: names::organization(row.code),
        state: word::rectification_state(&row.state).into(),
        missed: row.missed_on.is_some(),
    }
}

fn outcome(row: &CheckRow) -> i32 {
    row.outcome.as_deref().and_then(word::outcome_of).map(word::outcome).unwrap_or_default().into()
}
