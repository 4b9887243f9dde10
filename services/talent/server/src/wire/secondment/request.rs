//! What is asked of secondments.

use ::time::Date;
use fault::Fault;
use intake::etag::stated_etag;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::talent::v1 as pb;
use seal::Ring;
use talent_domain::secondment::{Quarter, last_begin};
use uow::Call;
use uuid::Uuid;
use vocab::{IdNumber, UnifiedCode};

use super::{GRADES, STATUSES, Violations, day, filtered, name, required, text};
use crate::ops::secondment::{Cancel, End, Get, List, Report, Which};
use crate::store::secondment::Filter;
use crate::wire::page::{self, Binding};
use crate::wire::text::lines;

const LONGEST_REASON: usize = 500;
const LONGEST_REPORT: usize = 5_000;

/// A secondment as it is stated, before the register is asked.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) official_name: String,
    pub(crate) id_number: IdNumber,
    pub(crate) organization: UnifiedCode,
    pub(crate) post: String,
    pub(crate) begin: Date,
    pub(crate) end: Date,
}

fn seen(violations: &mut Violations, named: &str, etag: &str) -> Option<Which> {
    let id = name::parse_secondment(violations, "name", named);
    let etag = stated_etag(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

/// A day that a request must state.
fn stated_day(violations: &mut Violations, field: &str, date: Option<&PbDate>) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    day::parse_date(violations, field, date)
}

pub(crate) fn plan(request: &pb::PlanSecondmentRequest, today: Date) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Secondment::default();
    let stated = request.secondment.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("secondment.{name}");
    let official_name = text::text(&mut violations, &field("official_name"), &stated.official_name, 50);
    let id_number = violations.take(&field("id_number"), IdNumber::parse(&stated.id_number));
    let organization = name::parse_organization(&mut violations, &field("organization"), &stated.organization);
    let post = text::text(&mut violations, &field("post"), &stated.post, 100);
    let begin = stated_day(&mut violations, &field("begin_date"), stated.begin_date.as_ref());
    // one that is planned keeps every other from the official (TA-09b)
    if begin.is_some_and(|begin| begin > last_begin(today)) {
        violations.note(field("begin_date"), "must lie within 400 days");
    }
    let end = stated_day(&mut violations, &field("end_date"), stated.end_date.as_ref());
    if end.is_some_and(|end| end < today || begin.is_some_and(|begin| end < begin)) {
        violations.note(field("end_date"), "must be today or after, and not before begin_date");
    }
    let read = || {
        Some(Stated {
            official_name: official_name?,
            id_number: id_number?,
            organization: organization?,
            post: post?,
            begin: begin?,
            end: end?,
        })
    };
    violations.finish(read())
}

pub(crate) fn begin(request: &pb::BeginSecondmentRequest) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    violations.finish(which)
}

pub(crate) fn cancel(request: &pb::CancelSecondmentRequest, ring: &Ring) -> Result<Cancel, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, LONGEST_REASON);
    violations.finish((|| Some(Cancel { which: which?, reason: reason?, ring: ring.clone() }))())
}

pub(crate) fn report(request: &pb::FileSecondmentReportRequest, ring: &Ring) -> Result<Report, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let unstated = pb::SecondmentReport::default();
    let stated = request.report.as_ref().unwrap_or(&unstated);
    let (year, number) = (stated.year, stated.quarter);
    if !(2000..=2100).contains(&year) {
        violations.note("report.year", "must be 2000 to 2100");
    }
    if !(1..=4).contains(&number) {
        violations.note("report.quarter", "must be 1 to 4");
    }
    let quarter = Quarter::of(year, number);
    let text = lines(&mut violations, "report.text", &stated.text, LONGEST_REPORT);
    let read = || {
        let (which, quarter, text) = (which?, quarter?, text?);
        Some(Report { which, year, number, quarter, text, ring: ring.clone() })
    };
    violations.finish(read())
}

pub(crate) fn end(request: &pb::EndSecondmentRequest, ring: &Ring) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let grade = required(&mut violations, "grade", &GRADES, request.grade(), "must be a value of the contract");
    let reason = text::text(&mut violations, "reason", &request.reason, LONGEST_REASON);
    violations.finish((|| Some(End { which: which?, grade: grade?, reason: reason?, ring: ring.clone() }))())
}

pub(crate) fn get(request: &pb::GetSecondmentRequest, call: &Call, ring: &Ring) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_secondment(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, call: call.clone(), ring: ring.clone() }))
}

pub(crate) fn list(request: &pb::ListSecondmentsRequest, call: &Call, ring: &Ring) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListSecondmentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let organization = if request.organization.is_empty() {
        None
    } else {
        name::parse_organization(&mut violations, "organization", &request.organization).map(|code| code.to_string())
    };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let filter = Filter { within: call.scope.prefix().to_owned(), status, organization };
    let (personal, ring) = (call.reveals, ring.clone());
    violations.finish(Some(List { filter, personal, ring, before, size, binding }))
}
