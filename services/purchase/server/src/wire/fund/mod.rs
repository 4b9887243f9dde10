//! Special funds: requests and replies; what belongs to them, a file each.

pub(crate) mod allotment;
pub(crate) mod application;
pub(crate) mod award;
pub(crate) mod facts;
pub(crate) mod grant;
pub(crate) mod ledger;
pub(crate) mod name;
pub(crate) mod payment;
pub(crate) mod recovery;
pub(crate) mod statement;

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use prost::Message;
use uow::Call;
use uuid::Uuid;

use super::catalog::days;
use super::page::{self, Binding};
use super::violations::Violations;
use super::{money, name as names, text, time as day};
use crate::ops::fund::{Get, List, Listed, Page};
use crate::store::fund::{FundRow, Stated};

pub(crate) fn create(request: &pb::CreateFundRequest) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Fund::default();
    let stated = request.fund.as_ref().unwrap_or(&unstated);
    let title = text::text(&mut violations, "fund.title", &stated.title, 100);
    let purpose = text::text(&mut violations, "fund.purpose", &stated.purpose, 500);
    let basis = text::text(&mut violations, "fund.basis", &stated.basis, 500);
    let (valid_from, valid_to) = days(
        &mut violations,
        ("fund.valid_from", "fund.valid_to"),
        (stated.valid_from.as_ref(), stated.valid_to.as_ref()),
    );
    let read = || Some(Stated { title: title?, purpose: purpose?, basis: basis?, valid_from: valid_from?, valid_to });
    violations.finish(read())
}

pub(crate) fn get(request: &pb::GetFundRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_fund(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: call.scope.clone() }))
}

pub(crate) fn list(request: &pb::ListFundsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListFundsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let valid_on = day::parse_date(&mut violations, "valid_on", request.valid_on.as_ref());
    let page = self::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    violations.finish(Some(List { scope: call.scope.clone(), valid_on, page }))
}

/// `page_size` and `page_token` of a request that is otherwise `bare`.
fn page(violations: &mut Violations, call: &Call, bare: &impl Message, (size, token): (i32, &str)) -> Page {
    let binding = Binding::new(call, bare);
    let size = page::size(violations, size, 50, 200);
    let after = binding.key(violations, token).and_then(|key| Uuid::try_parse(&key).ok());
    Page { after, size, binding }
}

pub(crate) fn create_reply(row: FundRow) -> pb::CreateFundResponse {
    pb::CreateFundResponse { fund: Some(fund(row)) }
}

pub(crate) fn get_reply(row: FundRow) -> pb::GetFundResponse {
    pb::GetFundResponse { fund: Some(fund(row)) }
}

pub(crate) fn list_reply(listed: Listed<FundRow>) -> pb::ListFundsResponse {
    pb::ListFundsResponse {
        funds: listed.rows.into_iter().map(fund).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A fund as the contract has it.
pub(crate) fn fund(row: FundRow) -> pb::Fund {
    pb::Fund {
        name: name::fund(row.id),
        division: row.division,
        department: names::department(&row.department),
        title: row.title,
        purpose: row.purpose,
        basis: row.basis,
        valid_from: Some(day::date(row.valid_from)),
        valid_to: row.valid_to.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.created_at)),
        etag: intake::etag::etag(&row.id.to_string(), 1),
    }
}
