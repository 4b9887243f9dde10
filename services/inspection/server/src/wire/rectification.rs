//! Requests about what checks order to be put right, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::intake::etag::stated_etag;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::check::{name, word};
use super::inspector::require_date;
use super::page::{self, Binding};
use super::violations::Violations;
use super::{etag, name as names, text, time};
use crate::ops::check::Desk;
use crate::ops::rectification::read::{GetRectification, ListRectifications, Listed};
use crate::ops::rectification::{Order, Recheck, Rechecked, Report};
use crate::store::rectification::{RectificationFilter, RectificationRow};

pub(crate) fn order(request: &pb::OrderRectificationRequest, call: &Call, desk: &Desk) -> Result<Order, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Rectification::default();
    let source = request.rectification.as_ref().unwrap_or(&empty);
    let check = name::parse_check(&mut violations, "parent", &request.parent);
    let demands = text::text(&mut violations, "rectification.demands", &source.demands, 2_000);
    let due_on = require_date(&mut violations, "rectification.due_date", source.due_date.as_ref());
    let reporting = if source.reporting_department.is_empty() {
        Some(call.department.clone())
    } else {
        let field = "rectification.reporting_department";
        names::parse_department(&mut violations, field, &source.reporting_department)
    };
    let command = || {
        let (demands, due_on, reporting) = (demands?, due_on?, reporting?);
        Some(Order { desk: desk.clone(), check: check?, demands, due_on, reporting })
    };
    violations.finish(command())
}

pub(crate) fn report(request: &pb::ReportRectificationRequest, desk: &Desk) -> Result<Report, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_rectification(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let report = text::text(&mut violations, "report", &request.report, 2_000);
    let documents = name::parse_documents(&mut violations, "documents", &request.documents, 50);
    let command = || {
        let (text, documents) = (report?, documents?);
        Some(Report { desk: desk.clone(), id: id?, etag: etag?, text, documents })
    };
    violations.finish(command())
}

pub(crate) fn recheck(request: &pb::RecheckRectificationRequest, desk: &Desk) -> Result<Recheck, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_rectification(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let result = match pb::RecheckResult::try_from(request.result) {
        Ok(pb::RecheckResult::Done) => Some(Rechecked::Done),
        Ok(pb::RecheckResult::Returned) => Some(Rechecked::Returned),
        Ok(pb::RecheckResult::Failed) => Some(Rechecked::Failed),
        Ok(pb::RecheckResult::Unspecified) | Err(_) => {
            violations.note("result", "must be a value of the contract, not UNSPECIFIED");
            None
        }
    };
    let reasons = text::text(&mut violations, "reasons", &request.reasons, 1_000);
    let command = || {
        let (result, reasons) = (result?, reasons?);
        Some(Recheck { desk: desk.clone(), id: id?, etag: etag?, result, reasons })
    };
    violations.finish(command())
}

pub(crate) fn get(request: &pb::GetRectificationRequest, call: &Call) -> Result<GetRectification, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_rectification(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetRectification { scope: call.scope.clone(), id }))
}

pub(crate) fn list(request: &pb::ListRectificationsRequest, call: &Call) -> Result<ListRectifications, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRectificationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let check = Some(request.check.as_str()).filter(|raw| !raw.is_empty());
    let check = check.and_then(|raw| name::parse_check(&mut violations, "check", raw));
    let code = Some(request.organization.as_str()).filter(|raw| !raw.is_empty());
    let code = code.and_then(|raw| names::parse_organization(&mut violations, "organization", raw));
    let state = word::read_rectification_state(request.state);
    if state.is_none() {
        violations.note("state", "must be a value of the contract");
    }
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(state.map(|state| ListRectifications {
        filter: RectificationFilter {
            scope: call.scope.clone(),
            check,
            code,
            state: state.to_owned(),
            missed: request.missed,
        },
        before,
        size,
        binding,
    }))
}

pub(crate) fn order_reply(row: RectificationRow) -> pb::OrderRectificationResponse {
    pb::OrderRectificationResponse { rectification: Some(shown(&row)) }
}

pub(crate) fn report_reply(row: RectificationRow) -> pb::ReportRectificationResponse {
    pb::ReportRectificationResponse { rectification: Some(shown(&row)) }
}

pub(crate) fn recheck_reply(row: RectificationRow) -> pb::RecheckRectificationResponse {
    pb::RecheckRectificationResponse { rectification: Some(shown(&row)) }
}

pub(crate) fn get_reply(row: RectificationRow) -> pb::GetRectificationResponse {
    pb::GetRectificationResponse { rectification: Some(shown(&row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListRectificationsResponse {
    pb::ListRectificationsResponse {
        rectifications: listed.rows.iter().map(shown).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// The etag of one as it stands.
pub(crate) fn etag_of(row: &RectificationRow) -> String {
    etag(&name::rectification(row.id), row.revision)
}

fn shown(row: &RectificationRow) -> pb::Rectification {
    pb::Rectification {
        name: name::rectification(row.id),
        check: name::check(row.check_id),
        organization: names::organization(row.code),
        issuing_department: names::department(&row.issuing_department),
        division: row.division.clone(),
        demands: row.demands.clone(),
        due_date: Some(time::date(row.due_on)),
        reporting_department: names::department(&row.reporting_department),
        state: word::rectification_state(&row.state).into(),
        report: row.report.clone(),
        documents: row.documents.iter().copied().map(name::document).collect(),
        report_date: row.reported_on.map(time::date),
        recheck_reasons: row.recheck_reasons.clone(),
        recheck_date: row.rechecked_on.map(time::date),
        missed_date: row.missed_on.map(time::date),
        rule: row.rule.clone(),
        case: casework::case_name(row.id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: etag_of(row),
    }
}
