//! Honours: what they are called here, and what is told of them.

pub(crate) mod facts;
pub(crate) mod reply;
pub(crate) mod request;

use onecode_proto::talent::v1 as pb;
use talent_domain::masked;

use super::word::{filtered, required, told};
use super::{name, text, time as day, violations::Violations};
use crate::ops::honour::read::{Candidate, SeenHonour, SeenNomination, Shown};
use crate::store::honour::RoundRow;
use crate::store::honour::conferred::HonourRow;
use crate::store::honour::event::EventRow;
use crate::store::honour::nomination::NominationRow;
use crate::store::honour::objection::ObjectionRow;

/// Another one with every step of a round.
pub(crate) fn round_etag(row: &RoundRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Another one with every change of a nomination.
pub(crate) fn nomination_etag(row: &NominationRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Another one with every change of an honour.
pub(crate) fn honour_etag(row: &HonourRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// What is honoured, by its names in the database.
const KINDS: [(&str, pb::HonourKind); 3] = [
    ("brand_organization", pb::HonourKind::BrandOrganization),
    ("brand_project", pb::HonourKind::BrandProject),
    ("leading_figure", pb::HonourKind::LeadingFigure),
];

const STATUSES: [(&str, pb::HonourRoundStatus); 5] = [
    ("draft", pb::HonourRoundStatus::Draft),
    ("open", pb::HonourRoundStatus::Open),
    ("publicised", pb::HonourRoundStatus::Publicised),
    ("decided", pb::HonourRoundStatus::Decided),
    ("cancelled", pb::HonourRoundStatus::Cancelled),
];

const NOMINATIONS: [(&str, pb::NominationStatus); 6] = [
    ("filed", pb::NominationStatus::Filed),
    ("withdrawn", pb::NominationStatus::Withdrawn),
    ("proposed", pb::NominationStatus::Proposed),
    ("struck", pb::NominationStatus::Struck),
    ("honoured", pb::NominationStatus::Honoured),
    ("unsuccessful", pb::NominationStatus::Unsuccessful),
];

const ELIGIBILITIES: [(&str, pb::HonourEligibility); 4] = [
    ("allowed", pb::HonourEligibility::Allowed),
    ("not_known", pb::HonourEligibility::NotKnown),
    ("refused", pb::HonourEligibility::Refused),
    // of whom credit knows nothing, is never taken for allowed
    ("no_record", pb::HonourEligibility::Refused),
];

const OUTCOMES: [(&str, pb::HonourObjectionOutcome); 2] =
    [("dismissed", pb::HonourObjectionOutcome::Dismissed), ("upheld", pb::HonourObjectionOutcome::Upheld)];

/// A round as the contract has it.
fn round(shown: Shown) -> pb::HonourRound {
    let Shown { row, events, candidates } = shown;
    pb::HonourRound {
        name: name::honour_round(row.id),
        etag: round_etag(&row),
        kind: told(&KINDS, &row.kind).into(),
        division: row.division,
        department: name::department(&row.department),
        title: row.title,
        year: row.year,
        criteria: row.criteria,
        places: row.places,
        nomination_deadline: Some(day::timestamp(row.nomination_deadline)),
        validity_years: row.validity_years,
        status: told(&STATUSES, &row.status).into(),
        notice_last_date: row.notice_last_on.map(day::date),
        rule: row.rule,
        candidates: candidates.into_iter().map(candidate).collect(),
        document_number: row.document_number,
        end_reason: row.end_reason,
        events: events.into_iter().map(event).collect(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

fn candidate(of: Candidate) -> pb::HonourCandidate {
    let row = of.row;
    pb::HonourCandidate {
        nomination: name::nomination(row.round, row.id),
        rank: row.rank.unwrap_or_default(),
        organization: name::organization(&row.organization),
        organization_title: row.organization_title,
        project_title: row.project_title,
        masked_person_name: of.masked_name,
        reason: row.reason,
        status: told(&NOMINATIONS, &row.status).into(),
    }
}

fn event(row: EventRow) -> pb::HonourEvent {
    pb::HonourEvent {
        number: row.number,
        kind: row.kind,
        event_time: Some(day::timestamp(row.created_at)),
        note: row.note,
    }
}

/// A nomination as its reader may see it: who it is, masked unless the reader may know.
fn nomination(seen: SeenNomination) -> pb::Nomination {
    let SeenNomination { row, person, personal } = seen;
    let (person_name, person_post) = match person {
        Some(person) if personal => (person.name, person.post),
        Some(person) => (masked(&person.name), String::new()),
        None => (String::new(), String::new()),
    };
    pb::Nomination {
        name: name::nomination(row.round, row.id),
        etag: nomination_etag(&row),
        organization: name::organization(&row.organization),
        organization_title: row.organization_title,
        project_title: row.project_title,
        person_name,
        person_post,
        statement: row.statement,
        status: told(&NOMINATIONS, &row.status).into(),
        rank: row.rank.unwrap_or_default(),
        reason: row.reason,
        eligibility: told(&ELIGIBILITIES, &row.eligibility).into(),
        eligibility_conditions: row.eligibility_conditions,
        eligibility_time: row.eligibility_at.map(day::timestamp),
        end_reason: row.end_reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

fn objection(row: ObjectionRow) -> pb::HonourObjection {
    pb::HonourObjection {
        number: row.number,
        nomination: name::nomination(row.round, row.nomination),
        ground: row.ground,
        file_time: Some(day::timestamp(row.created_at)),
        outcome: told(&OUTCOMES, &row.outcome).into(),
        answer: row.answer,
        decide_time: row.decided_at.map(day::timestamp),
    }
}

/// An honour as everybody may see it: whose it was, is masked once it is withdrawn (TA-08b).
fn honour(seen: SeenHonour) -> pb::Honour {
    let SeenHonour { row, person } = seen;
    let (person_name, person_post) = match person {
        Some(person) if row.withdrawn_on.is_none() => (person.name, person.post),
        Some(person) => (masked(&person.name), String::new()),
        None => (String::new(), String::new()),
    };
    pb::Honour {
        name: name::honour(row.id),
        etag: honour_etag(&row),
        kind: told(&KINDS, &row.kind).into(),
        division: row.division,
        department: name::department(&row.department),
        honour_round: name::honour_round(row.round),
        organization: name::organization(&row.organization),
        organization_title: row.organization_title,
        project_title: row.project_title,
        person_name,
        person_post,
        conferred_date: Some(day::date(row.conferred_on)),
        valid_until_date: Some(day::date(row.valid_until)),
        document_number: row.document_number,
        withdrawn_date: row.withdrawn_on.map(day::date),
        withdraw_reason: row.withdraw_reason,
        withdraw_document_number: row.withdraw_document_number,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}
