//! What others may learn of qualifications: no reasons, which are free text.

use ::time::Date;
use onecode_proto::credit::v1 as pb;

use super::word;
use crate::store::qualification::QualificationRow;
use crate::store::qualification::application::ApplicationRow;
use crate::store::qualification::batch::BatchRow;
use crate::store::qualification::cancellation::CancellationRow;
use crate::store::qualification::draft::DraftRow;
use crate::wire::{name, time as day};

pub(crate) fn applied(row: &ApplicationRow) -> pb::QualificationApplied {
    pb::QualificationApplied {
        qualification_application: name::qualification_application(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        applicant: name::department(&row.applicant),
        due_date: row.due_on.map(day::date),
    }
}

pub(crate) fn proposed(row: &ApplicationRow, list: &BatchRow) -> pb::QualificationProposed {
    pb::QualificationProposed {
        qualification_application: name::qualification_application(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        qualification_batch: name::qualification_batch(list.id),
        document_number: list.document_number.clone(),
        propose_date: Some(day::date(list.decided_on)),
    }
}

pub(crate) fn application_ended(row: &ApplicationRow) -> pb::QualificationApplicationEnded {
    pb::QualificationApplicationEnded {
        qualification_application: name::qualification_application(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        state: word::application_state(&row.state).into(),
        end_date: row.ended_on.map(day::date),
    }
}

pub(crate) fn granted(row: &QualificationRow) -> pb::QualificationGranted {
    pb::QualificationGranted {
        qualification: name::qualification(row.id),
        qualification_application: row.application.map(name::qualification_application).unwrap_or_default(),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        qualification_batch: row.batch.map(name::qualification_batch).unwrap_or_default(),
        authority: row.authority.clone(),
        document_number: row.document_number.clone(),
        valid_from: Some(day::date(row.valid_from)),
        until_date: row.valid_until.map(day::date),
    }
}

pub(crate) fn expiring(row: &QualificationRow) -> pb::QualificationExpiring {
    pb::QualificationExpiring {
        qualification: name::qualification(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        until_date: row.valid_until.map(day::date),
    }
}

pub(crate) fn lapsed(row: &QualificationRow) -> pb::QualificationLapsed {
    pb::QualificationLapsed {
        qualification: name::qualification(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        until_date: row.valid_until.map(day::date),
    }
}

pub(crate) fn drafted(row: &DraftRow) -> pb::QualificationDrafted {
    pb::QualificationDrafted {
        qualification_draft: name::qualification_draft(row.id),
        qualification: name::qualification(row.qualification),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        act: word::draft_act(&row.act).into(),
        ground: row.ground.clone(),
        cause: row.cause.clone(),
    }
}

pub(crate) fn cancelled(row: &QualificationRow, cancellation: &CancellationRow) -> pb::QualificationCancelled {
    pb::QualificationCancelled {
        qualification: name::qualification(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        ground: cancellation.ground.clone(),
        rule: cancellation.rule.clone(),
        cancel_date: Some(day::date(cancellation.cancelled_on)),
        document_number: cancellation.document_number.clone(),
        bar_until_date: cancellation.barred_until.map(day::date),
        barred_forever: cancellation.barred_forever,
    }
}

pub(crate) fn reinstated(row: &QualificationRow, document_number: &str, on: Date) -> pb::QualificationReinstated {
    pb::QualificationReinstated {
        qualification: name::qualification(row.id),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        document_number: document_number.to_owned(),
        reinstate_date: Some(day::date(on)),
    }
}
