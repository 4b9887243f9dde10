//! Money for funds: requests and replies.

use fault::Fault;
use intake::name::parse_id;
use onecode_proto::purchase::v1 as pb;
use uow::Call;

use super::super::catalog::etag_of;
use super::{Violations, day, money, name, names, text};
use crate::ops::fund::Listed;
use crate::ops::fund::allotment::{Approve, List, Reject};
use crate::store::fund::allotment::{AllotmentFilter, AllotmentRow, Stated};
use crate::store::fund::ledger::Book;

/// Another one with every change of an allotment.
pub(crate) fn etag(row: &AllotmentRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn create(request: &pb::CreateAllotmentRequest) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Allotment::default();
    let stated = request.allotment.as_ref().unwrap_or(&unstated);
    let fund = name::parse_fund(&mut violations, "parent", &request.parent);
    let year = money::year(&mut violations, "allotment.year", stated.year);
    let amount_fen = money::fen(&mut violations, "allotment.amount_fen", stated.amount_fen);
    let document_number = text::text(&mut violations, "allotment.document_number", &stated.document_number, 100);
    let read = || Some(Stated { fund: fund?, year: year?, amount_fen: amount_fen?, document_number: document_number? });
    violations.finish(read())
}

pub(crate) fn approve(request: &pb::ApproveAllotmentRequest) -> Result<Approve, Fault> {
    let mut violations = Violations::default();
    let id = parse_id(&mut violations, "name", &request.name, "allotments/");
    let etag = etag_of(&mut violations, &request.etag);
    violations.finish((|| Some(Approve { id: id?, etag: etag? }))())
}

pub(crate) fn reject(request: &pb::RejectAllotmentRequest) -> Result<Reject, Fault> {
    let mut violations = Violations::default();
    let id = parse_id(&mut violations, "name", &request.name, "allotments/");
    let etag = etag_of(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Reject { id: id?, etag: etag?, reason: reason? }))())
}

pub(crate) fn list(request: &pb::ListAllotmentsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAllotmentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let fund = name::parse_fund(&mut violations, "parent", &request.parent);
    let year = money::any_year(&mut violations, "year", request.year);
    let status = match pb::AllotmentStatus::try_from(request.status) {
        Ok(pb::AllotmentStatus::Unspecified) => None,
        Ok(pb::AllotmentStatus::Proposed) => Some("proposed"),
        Ok(pb::AllotmentStatus::Approved) => Some("approved"),
        Ok(pb::AllotmentStatus::Rejected) => Some("rejected"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let page = super::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    let filter = fund.map(|fund| AllotmentFilter { fund, year, status });
    violations.finish(filter.map(|filter| List { filter, scope: call.scope.clone(), page }))
}

pub(crate) fn create_reply(row: AllotmentRow) -> pb::CreateAllotmentResponse {
    pb::CreateAllotmentResponse { allotment: Some(allotment(row)) }
}

pub(crate) fn approve_reply(row: AllotmentRow) -> pb::ApproveAllotmentResponse {
    pb::ApproveAllotmentResponse { allotment: Some(allotment(row)) }
}

pub(crate) fn reject_reply(row: AllotmentRow) -> pb::RejectAllotmentResponse {
    pb::RejectAllotmentResponse { allotment: Some(allotment(row)) }
}

pub(crate) fn list_reply(listed: Listed<AllotmentRow>) -> pb::ListAllotmentsResponse {
    pb::ListAllotmentsResponse {
        allotments: listed.rows.into_iter().map(allotment).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// An allotment as the contract has it.
pub(crate) fn allotment(row: AllotmentRow) -> pb::Allotment {
    let etag = etag(&row);
    let status = match (row.movement, row.decided_at) {
        (Some(_), _) => pb::AllotmentStatus::Approved,
        (None, Some(_)) => pb::AllotmentStatus::Rejected,
        (None, None) => pb::AllotmentStatus::Proposed,
    };
    let book = Book { fund: row.fund, year: row.year };
    pb::Allotment {
        name: name::allotment(row.id),
        fund: name::fund(row.fund),
        division: row.division,
        year: row.year,
        amount_fen: row.amount_fen,
        document_number: row.document_number,
        status: status.into(),
        movement: row.movement.map(|number| name::movement(book, number)).unwrap_or_default(),
        reject_reason: row.reject_reason,
        department: names::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}
