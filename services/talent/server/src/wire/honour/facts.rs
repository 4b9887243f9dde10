//! What is told of rounds and honours; no person is named in a fact, and whoever is nominated in none before the publicity.

use ::time::Date;
use onecode_proto::talent::v1 as pb;
use uuid::Uuid;

use super::{KINDS, OUTCOMES, day, name, round, told};
use crate::ops::honour::read::Shown;
use crate::store::honour::conferred::HonourRow;
use crate::store::honour::objection::ObjectionRow;

/// It is open for nominations.
pub(crate) fn opened(shown: &Shown) -> pb::HonourRoundOpened {
    pb::HonourRoundOpened { honour_round: Some(round(shown.clone())) }
}

/// It was cancelled.
pub(crate) fn cancelled(shown: &Shown) -> pb::HonourRoundCancelled {
    pb::HonourRoundCancelled { honour_round: Some(round(shown.clone())) }
}

/// Somebody was nominated.
pub(crate) fn filed(round: Uuid, id: Uuid) -> pb::NominationFiled {
    pb::NominationFiled { nomination: name::nomination(round, id) }
}

/// A nomination was withdrawn.
pub(crate) fn withdrawn(round: Uuid, id: Uuid) -> pb::NominationWithdrawn {
    pb::NominationWithdrawn { nomination: name::nomination(round, id) }
}

/// Nominations are before the public until a day.
pub(crate) fn proposed(round: Uuid, nominations: &[Uuid], last: Date) -> pb::HonoursProposed {
    pb::HonoursProposed {
        honour_round: name::honour_round(round),
        nominations: nominations.iter().map(|id| name::nomination(round, *id)).collect(),
        notice_last_date: Some(day::date(last)),
    }
}

/// A candidate was objected to.
pub(crate) fn objected(round: Uuid, number: i32) -> pb::HonourObjectionFiled {
    pb::HonourObjectionFiled { honour_round: name::honour_round(round), number }
}

/// An objection was decided.
pub(crate) fn objection_decided(row: &ObjectionRow) -> pb::HonourObjectionDecided {
    pb::HonourObjectionDecided {
        honour_round: name::honour_round(row.round),
        number: row.number,
        outcome: told(&OUTCOMES, &row.outcome).into(),
    }
}

/// A round has ended with so many honours.
pub(crate) fn decided(round: Uuid, honours: usize) -> pb::HonoursConferred {
    let honour_count = i32::try_from(honours).unwrap_or(i32::MAX);
    pb::HonoursConferred { honour_round: name::honour_round(round), honour_count }
}

/// An honour was conferred.
pub(crate) fn conferred(row: &HonourRow) -> pb::HonourConferred {
    pb::HonourConferred {
        honour: name::honour(row.id),
        kind: told(&KINDS, &row.kind).into(),
        organization: name::organization(&row.organization),
        conferred_date: Some(day::date(row.conferred_on)),
        valid_until_date: Some(day::date(row.valid_until)),
        document_number: row.document_number.clone(),
    }
}

/// An honour was withdrawn.
pub(crate) fn revoked(row: &HonourRow) -> pb::HonourWithdrawn {
    pb::HonourWithdrawn {
        honour: name::honour(row.id),
        kind: told(&KINDS, &row.kind).into(),
        organization: name::organization(&row.organization),
        withdrawn_date: row.withdrawn_on.map(day::date),
        document_number: row.withdraw_document_number.clone(),
    }
}
