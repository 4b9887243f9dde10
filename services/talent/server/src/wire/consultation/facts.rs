//! What is told of consultations; whose opinions come in is told of nobody.

use onecode_proto::talent::v1 as pb;
use uuid::Uuid;

use super::reply::counts;
use super::{KINDS, day, name, told};
use crate::store::consultation::ConsultationRow;
use crate::store::consultation::asked::Counts;

/// It was opened.
pub(crate) fn opened(row: &ConsultationRow) -> pb::ConsultationOpened {
    pb::ConsultationOpened {
        consultation: name::consultation(row.id),
        department: intake::name::department(&row.department),
        kind: told(&KINDS, &row.kind).into(),
        title: row.title.clone(),
        last_date: Some(day::date(row.last_on)),
        asked_count: row.asked_count,
    }
}

/// It was withdrawn.
pub(crate) fn withdrawn(row: &ConsultationRow) -> pb::ConsultationWithdrawn {
    pb::ConsultationWithdrawn { consultation: name::consultation(row.id), reason: row.end_reason.clone() }
}

/// An opinion came in.
pub(crate) fn submitted(id: Uuid, is_replacement: bool) -> pb::OpinionSubmitted {
    pb::OpinionSubmitted { consultation: name::consultation(id), is_replacement }
}

/// An opinion was replied to.
pub(crate) fn replied(id: Uuid) -> pb::OpinionReplied {
    pb::OpinionReplied { consultation: name::consultation(id) }
}

/// It was concluded.
pub(crate) fn concluded(row: &ConsultationRow, counted: &Counts) -> pb::ConsultationConcluded {
    pb::ConsultationConcluded {
        consultation: name::consultation(row.id),
        title: row.title.clone(),
        issued_document_number: row.issued_number.clone(),
        summary: Some(counts(row.id, counted)),
    }
}
