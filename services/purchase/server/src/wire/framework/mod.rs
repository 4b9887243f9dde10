//! Framework agreements: replies, and what is told of them.

pub(crate) mod facts;
pub(crate) mod request;

use onecode_proto::purchase::v1 as pb;

use super::word::told;
use super::{name, time as day};
use crate::ops::framework::call_off::CalledOff;
use crate::ops::framework::{CallOffs, Listed, Shown};
use crate::ops::tender::framing::Concluded;
use crate::store::framework::call_off::CallOffRow;
use crate::store::framework::{EntrantRow, FrameworkRow};

const CALL_OFF_METHODS: [(&str, pb::CallOffMethod); 2] =
    [("direct", pb::CallOffMethod::Direct), ("rotation", pb::CallOffMethod::Rotation)];

const GROUNDS: [(&str, pb::EntrantRemovalGround); 4] = [
    ("cheated", pb::EntrantRemovalGround::Cheated),
    ("refused", pb::EntrantRemovalGround::Refused),
    ("breach", pb::EntrantRemovalGround::Breach),
    ("asked", pb::EntrantRemovalGround::Asked),
];

const PASSED: [(&str, pb::PassOverReason); 2] =
    [("removed", pb::PassOverReason::Removed), ("refused", pb::PassOverReason::NotEligible)];

/// Another one with every removal, and when it is ended; not with a call-off.
pub(crate) fn etag(row: &FrameworkRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

fn entrant(row: EntrantRow) -> pb::FrameworkEntrant {
    pb::FrameworkEntrant {
        supplier_code: row.code,
        supplier_title: row.title,
        rank: row.rank,
        unit_price_fen: row.unit_fen,
        removal_ground: told(&GROUNDS, &row.remove_ground).into(),
        remove_date: row.removed_on.map(day::date),
        remove_reason: row.remove_reason,
    }
}

/// A framework as the contract has it.
pub(crate) fn framework(shown: Shown) -> pb::Framework {
    let Shown { row, entrants } = shown;
    let ended = row.ended_on.is_some();
    let status = if ended { pb::FrameworkStatus::Ended } else { pb::FrameworkStatus::Active };
    pb::Framework {
        name: name::framework(row.id),
        etag: etag(&row),
        tender: name::tender(row.tender),
        project: name::project(row.project),
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        title: row.title,
        document_number: row.document_number,
        call_off_method: told(&CALL_OFF_METHODS, &row.call_off_method).into(),
        begin_date: Some(day::date(row.begins_on)),
        end_date: Some(day::date(row.ends_on)),
        status: status.into(),
        entrants: entrants.into_iter().map(entrant).collect(),
        valid_bid_count: row.bid_count,
        rules: row.rules,
        early_end_date: row.ended_on.map(day::date),
        end_reason: row.end_reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

/// What was called off, as the contract has it.
pub(crate) fn call_off(row: CallOffRow) -> pb::FrameworkCallOff {
    let passed = row.passed_codes.into_iter().zip(&row.passed_reasons);
    let passed_over = |(supplier_code, reason): (String, &String)| pb::FrameworkPassOver {
        supplier_code,
        reason: told(&PASSED, reason).into(),
    };
    pb::FrameworkCallOff {
        framework: name::framework(row.framework),
        number: row.number,
        project: name::project(row.project),
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        supplier_code: row.code,
        supplier_title: row.title,
        quantity: row.quantity,
        unit_price_fen: row.unit_fen,
        amount_fen: row.amount_fen,
        award_date: Some(day::date(row.award_on)),
        document_number: row.award_number,
        passed_over: passed.map(passed_over).collect(),
        create_time: Some(day::timestamp(row.created_at)),
    }
}

pub(crate) fn conclude_reply(concluded: Concluded) -> pb::ConcludeFrameworkResponse {
    pb::ConcludeFrameworkResponse {
        framework: Some(framework(concluded.framework)),
        tender: Some(super::tender::tender(concluded.tender)),
        project: Some(super::project::project(concluded.project)),
    }
}

pub(crate) fn call_off_reply(called: CalledOff) -> pb::CallOffResponse {
    pb::CallOffResponse { call_off: Some(call_off(called.row)), project: Some(super::project::project(called.project)) }
}

pub(crate) fn remove_reply(shown: Shown) -> pb::RemoveEntrantResponse {
    pb::RemoveEntrantResponse { framework: Some(framework(shown)) }
}

pub(crate) fn end_reply(shown: Shown) -> pb::EndFrameworkResponse {
    pb::EndFrameworkResponse { framework: Some(framework(shown)) }
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetFrameworkResponse {
    pb::GetFrameworkResponse { framework: Some(framework(shown)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListFrameworksResponse {
    pb::ListFrameworksResponse {
        frameworks: listed.frameworks.into_iter().map(framework).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn list_call_offs_reply(listed: CallOffs) -> pb::ListCallOffsResponse {
    pb::ListCallOffsResponse {
        call_offs: listed.call_offs.into_iter().map(call_off).collect(),
        next_page_token: listed.next_page_token,
    }
}
