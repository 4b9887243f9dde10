//! Consultations: what they are called here, and what is told of them.

pub(crate) mod draft;
pub(crate) mod facts;
pub(crate) mod name;
pub(crate) mod opinion;
pub(crate) mod reply;
pub(crate) mod request;

use ::time::Date;
use onecode_proto::registry::v1::OrganizationKind;
use onecode_proto::talent::v1 as pb;
use talent_domain::consultation::is_taking;

use super::word::{kept, required, told};
use super::{text, time as day, violations::Violations};
use crate::ops::consultation::read::Shown;
use crate::store::consultation::ConsultationRow;
use crate::store::consultation::event::EventRow;

/// Another one with every step of a consultation.
pub(crate) fn etag(row: &ConsultationRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Kinds of drafts by their names in the database.
const KINDS: [(&str, pb::ConsultationKind); 3] = [
    ("regulation", pb::ConsultationKind::Regulation),
    ("policy", pb::ConsultationKind::Policy),
    ("plan", pb::ConsultationKind::Plan),
];

/// Statuses by their names: those of the database, and `closed`.
const STATUSES: [(&str, pb::ConsultationStatus); 5] = [
    ("draft", pb::ConsultationStatus::Draft),
    ("open", pb::ConsultationStatus::Open),
    ("closed", pb::ConsultationStatus::Closed),
    ("concluded", pb::ConsultationStatus::Concluded),
    ("withdrawn", pb::ConsultationStatus::Withdrawn),
];

/// How a consultation stands on a day: what is open closes by itself.
pub(crate) fn standing(row: &ConsultationRow, today: Date) -> &str {
    if row.status == "open" && !is_taking(row.last_on, today) { "closed" } else { &row.status }
}

fn selection(row: &ConsultationRow) -> pb::ConsultationSelection {
    let kinds = row.kinds.iter().filter_map(|kind| OrganizationKind::from_str_name(kind));
    pb::ConsultationSelection {
        division: row.population_division.clone(),
        kinds: kinds.map(Into::into).collect(),
        words: row.words.clone(),
        organizations: row.named.iter().map(name::organization).collect(),
    }
}

fn event(row: EventRow) -> pb::ConsultationEvent {
    pb::ConsultationEvent {
        number: row.number,
        kind: row.kind,
        event_time: Some(day::timestamp(row.created_at)),
        department: intake::name::department(&row.department),
        note: row.note,
    }
}

/// A consultation as the contract has it.
pub(crate) fn consultation(shown: Shown) -> pb::Consultation {
    let Shown { row, events, today, is_brief } = shown;
    let questions = row.question_keys.iter().zip(&row.question_texts);
    pb::Consultation {
        name: name::consultation(row.id),
        etag: etag(&row),
        kind: told(&KINDS, &row.kind).into(),
        questions: questions
            .map(|(key, text)| pb::ConsultationQuestion { key: key.clone(), text: text.clone() })
            .collect(),
        selection: (!is_brief).then(|| selection(&row)),
        status: told(&STATUSES, standing(&row, today)).into(),
        division: row.division,
        department: intake::name::department(&row.department),
        title: row.title,
        text: if is_brief { String::new() } else { row.body },
        document_number: row.document_number,
        document_uri: row.document_uri,
        last_date: Some(day::date(row.last_on)),
        asked_count: row.asked_count,
        rules: row.rules,
        open_time: row.opened_at.map(day::timestamp),
        summary: if is_brief { String::new() } else { row.summary },
        issued_document_number: row.issued_number,
        end_reason: row.end_reason,
        events: events.into_iter().map(event).collect(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}
