//! What is asked of frameworks.

use ::time::Date;
use fault::Fault;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::framework::last_day;
use purchase_domain::project::party_code;
use uow::Call;
use uuid::Uuid;

use super::{CALL_OFF_METHODS, GROUNDS};
use crate::desk::Desk;
use crate::ops::Seen;
use crate::ops::framework::call_off::Order;
use crate::ops::framework::{End, List, ListCallOffs, Read, Remove, Which};
use crate::ops::tender::Which as WhichTender;
use crate::ops::tender::framing::Terms;
use crate::store::framework::FrameworkFilter;
use crate::wire::catalog::etag_of;
use crate::wire::money::fen;
use crate::wire::page::{self, Binding};
use crate::wire::project::{proved, stated_code};
use crate::wire::tender::request::number;
use crate::wire::violations::Violations;
use crate::wire::{name, place, text, time as day, word};

const QUANTITIES: std::ops::RangeInclusive<i64> = 1..=1_000_000;

fn seen(violations: &mut Violations, framework: &str, etag: &str) -> Option<Which> {
    let id = name::parse_framework(violations, "name", framework);
    let etag = etag_of(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

fn required(violations: &mut Violations, field: &str, date: Option<&PbDate>) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    day::parse_date(violations, field, date)
}

/// The first and the last day: not before today, and no longer than a framework may last (GP-13c).
fn days(
    violations: &mut Violations,
    (begin, end): (Option<&PbDate>, Option<&PbDate>),
    today: Date,
) -> Option<(Date, Date)> {
    let begins_on = required(violations, "begin_date", begin);
    let ends_on = required(violations, "end_date", end);
    if begins_on.is_some_and(|first| first < today) {
        violations.note("begin_date", format_args!("must not be before today, {today}"));
    }
    let (begins_on, ends_on) = (begins_on?, ends_on?);
    if ends_on < begins_on {
        violations.note("end_date", "must not be before the first day");
    }
    match last_day(begins_on) {
        Some(last) if ends_on > last => {
            violations.note("end_date", format_args!("must not be later than {last} (GP-13c)"));
        }
        Some(_) => {}
        None => violations.note("begin_date", "must be a day on which a rule says how long a framework lasts (GP-13c)"),
    }
    Some((begins_on, ends_on))
}

/// A conclusion of which credit has not been asked yet, and the conditions that were proved.
pub(crate) fn conclude(request: &pb::ConcludeFrameworkRequest, today: Date) -> Result<(Terms, Vec<String>), Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let etag = etag_of(&mut violations, &request.etag);
    let document_number = text::text(&mut violations, "document_number", &request.document_number, 100);
    let entrants = number(&mut violations, "entrant_count", request.entrant_count);
    let days = days(&mut violations, (request.begin_date.as_ref(), request.end_date.as_ref()), today);
    let (method, wanted) = (request.call_off_method(), "must be direct or rotation");
    let call_off_method = word::required(&mut violations, "call_off_method", &CALL_OFF_METHODS, method, wanted);
    let proved = proved(&mut violations, &request.proved_conditions);
    let read = || {
        let (begins_on, ends_on) = days?;
        let terms = Terms {
            which: WhichTender { id: tender?, etag: etag? },
            document_number: document_number?,
            entrants: entrants?,
            begins_on,
            ends_on,
            call_off_method: call_off_method?,
        };
        Some((terms, proved))
    };
    violations.finish(read())
}

/// An order of which credit has not been asked yet, and the conditions that were proved.
pub(crate) fn call_off(
    request: &pb::CallOffRequest,
    (today, desk): (Date, &Desk),
) -> Result<(Order, Vec<String>), Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let project = name::parse_project(&mut violations, "project", &request.project);
    if request.project_etag.is_empty() {
        violations.note("project_etag", "is required");
    }
    let supplier_code = stated_code(&mut violations, "supplier_code", &request.supplier_code);
    if !QUANTITIES.contains(&request.quantity) {
        violations.note("quantity", format_args!("must be {} to {}", QUANTITIES.start(), QUANTITIES.end()));
    }
    let amount_fen = fen(&mut violations, "amount_fen", request.amount_fen);
    let number = text::text(&mut violations, "document_number", &request.document_number, 100);
    let on = day::require_past(&mut violations, "award_date", request.award_date.as_ref(), today);
    let proved = proved(&mut violations, &request.proved_conditions);
    let read = || {
        let order = Order {
            which: which?,
            project: Seen { id: project?, etag: request.project_etag.clone(), desk: desk.clone() },
            supplier_code,
            quantity: request.quantity,
            amount_fen: amount_fen?,
            number: number?,
            on: on?,
        };
        Some((order, proved))
    };
    violations.finish(read())
}

pub(crate) fn remove(request: &pb::RemoveEntrantRequest) -> Result<Remove, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let code = violations.take("supplier_code", party_code(&request.supplier_code));
    let ground =
        word::required(&mut violations, "ground", &GROUNDS, request.ground(), "must be a ground of the contract");
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Remove { which: which?, code: code?, ground: ground?, reason: reason? }))())
}

pub(crate) fn end(request: &pb::EndFrameworkRequest) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { which: which?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetFrameworkRequest, call: &Call) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_framework(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Read { id, call: call.clone() }))
}

pub(crate) fn list(request: &pb::ListFrameworksRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListFrameworksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let supplier_code = stated_code(&mut violations, "supplier_code", &request.supplier_code);
    let valid_on = day::parse_date(&mut violations, "valid_date", request.valid_date.as_ref());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let filter = FrameworkFilter { division, supplier_code, valid_on };
    violations.finish(Some(List { filter, before, size, binding, call: call.clone() }))
}

pub(crate) fn list_call_offs(request: &pb::ListCallOffsRequest, call: &Call) -> Result<ListCallOffs, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCallOffsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let framework = name::parse_framework(&mut violations, "framework", &request.framework);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<i32> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    violations.finish(framework.map(|framework| ListCallOffs { framework, before, size, binding }))
}
