//! Rounds of public-welfare venture: what they are called here, and what is told of them.

pub(crate) mod draft;
pub(crate) mod facts;
pub(crate) mod proposal;
pub(crate) mod reply;
pub(crate) mod request;

use onecode_proto::purchase::v1 as pb;

use super::word::{filtered, kept, required, told};
use super::{fund, name, text, time as day, violations::Violations};
use crate::ops::venture::read::{ResultRow, Shown};
use crate::store::venture::RoundRow;
use crate::store::venture::event::EventRow;

/// Another one with every step of a round.
pub(crate) fn etag(row: &RoundRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Statuses of rounds by their names in the database.
const STATUSES: [(&str, pb::VentureRoundStatus); 8] = [
    ("draft", pb::VentureRoundStatus::Draft),
    ("open", pb::VentureRoundStatus::Open),
    ("reviewing", pb::VentureRoundStatus::Reviewing),
    ("defending", pb::VentureRoundStatus::Defending),
    ("ranked", pb::VentureRoundStatus::Ranked),
    ("proposed", pb::VentureRoundStatus::Proposed),
    ("noticed", pb::VentureRoundStatus::Noticed),
    ("cancelled", pb::VentureRoundStatus::Cancelled),
];

const STAGES: [(&str, pb::VentureStage); 2] =
    [("review", pb::VentureStage::Review), ("defence", pb::VentureStage::Defence)];

const GATES: [(&str, pb::VentureGate); 3] = [
    ("agreement", pb::VentureGate::Agreement),
    ("midterm", pb::VentureGate::Midterm),
    ("final", pb::VentureGate::Final),
];

fn criteria(row: &RoundRow) -> Vec<pb::VentureCriterion> {
    let titled = row.criteria_keys.iter().zip(&row.criteria_titles);
    let judged = row.criteria_stages.iter().zip(&row.criteria_points);
    let of = |((key, title), (stage, points)): ((&String, &String), (&String, &i32))| pb::VentureCriterion {
        key: key.clone(),
        title: title.clone(),
        stage: told(&STAGES, stage).into(),
        most_points: *points,
    };
    titled.zip(judged).map(of).collect()
}

/// A round as the contract has it.
pub(crate) fn round(shown: Shown) -> pb::VentureRound {
    let Shown { row, events, results } = shown;
    let tracks = row.track_keys.iter().zip(&row.track_titles);
    let parts = row.instalment_percents.iter().zip(&row.instalment_gates);
    pb::VentureRound {
        name: name::venture_round(row.id),
        etag: etag(&row),
        tracks: tracks.map(|(key, title)| pb::VentureTrack { key: key.clone(), title: title.clone() }).collect(),
        criteria: criteria(&row),
        instalments: parts
            .map(|(percent, gate)| pb::VentureInstalmentPlan { percent: *percent, gate: told(&GATES, gate).into() })
            .collect(),
        division: row.division,
        department: name::department(&row.department),
        fund: fund::name::fund(row.fund),
        year: row.year,
        title: row.title,
        call: row.call,
        budget_fen: row.budget_fen,
        ceiling_fen: row.ceiling_fen,
        filing_deadline: Some(day::timestamp(row.filing_deadline)),
        status: told(&STATUSES, &row.status).into(),
        rules: row.rules,
        defence_time: row.defence_at.map(day::timestamp),
        defence_place: row.defence_place,
        notice_last_date: row.notice_last_on.map(day::date),
        granted_fen: row.granted_fen,
        results: results.into_iter().map(result).collect(),
        end_reason: row.end_reason,
        events: events.into_iter().map(event).collect(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        return_reason: row.return_reason,
    }
}

fn result(of: ResultRow) -> pb::VentureResult {
    let row = of.row;
    pb::VentureResult {
        proposal: name::venture_proposal(row.round, row.id),
        track: row.track,
        organization: format!("organizations/{}", row.organization),
        organization_title: row.organization_title,
        title: row.title,
        rank: row.rank.unwrap_or_default(),
        total_points: row.total_points.unwrap_or_default(),
        grant_fen: row.grant_fen,
        status: proposal::status(&row.status).into(),
        paid_fen: of.paid_fen,
        returned_fen: of.returned_fen,
        outcome: of.outcome,
    }
}

fn event(row: EventRow) -> pb::VentureEvent {
    // an expert's department would help to tell who it was
    let is_experts = ["scored", "expert_recused"].contains(&row.kind.as_str());
    let department = if is_experts { String::new() } else { name::department(&row.department) };
    pb::VentureEvent {
        number: row.number,
        kind: row.kind,
        event_time: Some(day::timestamp(row.created_at)),
        department,
        note: row.note,
    }
}
