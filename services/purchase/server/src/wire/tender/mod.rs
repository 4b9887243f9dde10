//! Tenders: replies, and what is told of them.

pub(crate) mod bid;
pub(crate) mod complaint;
pub(crate) mod draft;
pub(crate) mod draw;
pub(crate) mod facts;
pub(crate) mod reply;
pub(crate) mod request;

pub(super) use intake::text::lines;
use onecode_proto::purchase::v1 as pb;

use super::project::kept_method;
use super::{name, text, time as day};
use crate::ops::tender::Shown;
use crate::store::tender::bid::BidRow;
use crate::store::tender::question::QuestionRow;
use crate::store::tender::{EventRow, TenderRow};

/// Another one with every step.
pub(crate) fn etag(row: &TenderRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

fn status(word: &str) -> pb::TenderStatus {
    match word {
        "draft" => pb::TenderStatus::Draft,
        "published" => pb::TenderStatus::Published,
        "opened" => pb::TenderStatus::Opened,
        "offering" => pb::TenderStatus::Offering,
        "evaluated" => pb::TenderStatus::Evaluated,
        "announced" => pb::TenderStatus::Announced,
        "awarded" => pb::TenderStatus::Awarded,
        "failed" => pb::TenderStatus::Failed,
        "cancelled" => pb::TenderStatus::Cancelled,
        _ => pb::TenderStatus::Unspecified,
    }
}

fn criteria(row: &TenderRow) -> Vec<pb::TenderCriterion> {
    let titled = row.criteria_keys.iter().zip(&row.criteria_titles);
    let judged = row.criteria_kinds.iter().zip(&row.criteria_points);
    let of = |((key, title), (kind, points)): ((&String, &String), (&String, &i32))| {
        let kind = match kind.as_str() {
            "price" => pb::TenderCriterionKind::Price,
            "quality" => pb::TenderCriterionKind::Quality,
            "requirement" => pb::TenderCriterionKind::Requirement,
            _ => pb::TenderCriterionKind::Unspecified,
        };
        pb::TenderCriterion { key: key.clone(), title: title.clone(), kind: kind.into(), most_points: *points }
    };
    titled.zip(judged).map(of).collect()
}

/// A tender as the contract has it.
pub(crate) fn tender(shown: Shown) -> pb::Tender {
    let Shown { row, questions, events, results, draw, supplier_draw } = shown;
    pb::Tender {
        name: name::tender(row.id),
        etag: etag(&row),
        criteria: criteria(&row),
        project: name::project(row.project),
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        title: row.title,
        budget_fen: row.budget_fen,
        method: kept_method(&row.method).into(),
        terms: row.terms,
        least_bids: row.least_bids,
        question_deadline: Some(day::timestamp(row.question_deadline)),
        bid_deadline: Some(day::timestamp(row.bid_deadline)),
        prefers_social_organizations: row.prefers_social_organizations,
        status: status(&row.status).into(),
        rules: row.rules,
        public_key: row.public_key,
        bid_count: row.bid_count,
        results: results.iter().filter_map(result).collect(),
        announce_date: row.announced_on.map(day::date),
        challenge_last_date: row.challenge_last_on.map(day::date),
        end_reason: row.end_reason,
        questions: questions.into_iter().map(question).collect(),
        events: events.into_iter().map(event).collect(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        draw: draw.map(name::tender_draw).unwrap_or_default(),
        supplier_draw: supplier_draw.map(name::tender_draw).unwrap_or_default(),
        offer_deadline: row.offer_deadline.map(day::timestamp),
        offer_changes: row.offer_changes,
        offer_public_key: row.offer_key.unwrap_or_default(),
        offer_count: row.offer_count,
    }
}

fn question(row: QuestionRow) -> pb::TenderQuestion {
    pb::TenderQuestion {
        number: row.number,
        question: row.question,
        ask_time: Some(day::timestamp(row.created_at)),
        answer: row.answer,
        answer_time: row.answered_at.map(day::timestamp),
    }
}

fn event(row: EventRow) -> pb::TenderEvent {
    // an expert's department would help to tell who it was
    let is_experts = ["scored", "expert_recused", "expert_substituted"].contains(&row.kind.as_str());
    let department = if is_experts { String::new() } else { name::department(&row.department) };
    pb::TenderEvent {
        number: row.number,
        kind: row.kind,
        event_time: Some(day::timestamp(row.created_at)),
        department,
        note: row.note,
    }
}

/// What a bid came to, if it is ranked.
fn result(row: &BidRow) -> Option<pb::TenderResult> {
    let decided_by = match row.decided_by.as_str() {
        "score" => pb::TenderDecider::Score,
        "price" => pb::TenderDecider::Price,
        "preference" => pb::TenderDecider::Preference,
        "receipt" => pb::TenderDecider::Receipt,
        _ => pb::TenderDecider::Unspecified,
    };
    Some(pb::TenderResult {
        rank: row.rank?,
        bid: name::tender_bid(row.id),
        bidder_code: row.bidder_code.clone(),
        bidder_title: row.bidder_title.clone(),
        amount_fen: row.amount_fen?,
        price_points: row.price_points?,
        quality_points: row.quality_points?,
        total_points: row.total_points?,
        decided_by: decided_by.into(),
    })
}
