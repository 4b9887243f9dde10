//! Notices as their callers see them.

use fault::Fault;
use intake::name::parse_document;
use intake::page::{self, Binding};
use intake::time::{date, parse_past, timestamp};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use time::{Date, OffsetDateTime};
use uow::Call;
use uuid::Uuid;
use vocab::day_of;

use super::case::within;
use super::name::{self, case_name, department, etag, notice_name};
use super::publicity::stored_rule;
use crate::notice::{Deliver, GetNotice, ListNotices, Proof, Seen, Serve};
use crate::read::Listed;
use crate::store::notice::{NoticeFilter, Stand};

/// Methods of service by their names in the database.
const METHODS: [(&str, pb::ServiceMethod); 5] = [
    ("direct", pb::ServiceMethod::Direct),
    ("mail", pb::ServiceMethod::Mail),
    ("electronic", pb::ServiceMethod::Electronic),
    ("left", pb::ServiceMethod::Left),
    ("announcement", pb::ServiceMethod::Announcement),
];

pub(crate) fn get(request: &pb::GetNoticeRequest, call: &Call, now: OffsetDateTime) -> Result<GetNotice, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_notice(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetNotice { scope: call.scope.clone(), id, today: day_of(now) }))
}

pub(crate) fn list(request: &pb::ListNoticesRequest, call: &Call, now: OffsetDateTime) -> Result<ListNotices, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListNoticesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let case_id = match request.case.as_str() {
        "" => None,
        case => name::parse_case(&mut violations, "case", case),
    };
    let stand = match request.state.try_into() {
        Ok(pb::NoticeState::Unspecified) => None,
        Ok(pb::NoticeState::ToServe) => Some(Stand::ToServe),
        Ok(pb::NoticeState::Served) => Some(Stand::Served),
        Ok(pb::NoticeState::Delivered) => Some(Stand::Delivered),
        Err(_) => {
            violations.note("state", "must be a value of the contract");
            None
        }
    };
    let within = within(&mut violations, &call.scope, &request.division);
    let filter = NoticeFilter { within, case_id, stand, today: day_of(now) };
    violations.finish(Some(ListNotices { filter, before, size, binding }))
}

pub(crate) fn serve(request: &pb::ServeNoticeRequest, now: OffsetDateTime) -> Result<Serve, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_notice(&mut violations, "name", &request.name);
    let method = METHODS.iter().find(|(_, method)| *method == request.method()).map(|(name, _)| *name);
    if method.is_none() {
        violations.note("method", "must be a method of service");
    }
    let on = day(&mut violations, "serve_date", request.serve_date.as_ref(), now);
    seen(&mut violations, &request.etag);
    let serve = || Some(Serve { id: id?, method: method?, on: on?, etag: request.etag.clone() });
    violations.finish(serve())
}

pub(crate) fn deliver(request: &pb::RecordDeliveryRequest, now: OffsetDateTime) -> Result<Deliver, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_notice(&mut violations, "name", &request.name);
    let on = day(&mut violations, "delivery_date", request.delivery_date.as_ref(), now);
    let proof = proof(&mut violations, request);
    seen(&mut violations, &request.etag);
    violations.finish(id.zip(on).map(|(id, on)| Deliver { id, on, proof, etag: request.etag.clone() }))
}

fn proof(violations: &mut Violations, request: &pb::RecordDeliveryRequest) -> Option<Proof> {
    let sha256 = request.proof_sha256.to_ascii_lowercase();
    if request.proof.is_empty() {
        if !sha256.is_empty() {
            violations.note("proof_sha256", "cannot be stated without `proof`");
        }
        return None;
    }
    let document = parse_document(violations, "proof", &request.proof);
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        violations.note("proof_sha256", "must be 64 hexadecimal digits");
    }
    document.map(|document| Proof { document, sha256 })
}

fn day(
    violations: &mut Violations,
    field: &str,
    stated: Option<&onecode_proto::google::r#type::Date>,
    now: OffsetDateTime,
) -> Option<Date> {
    if stated.is_none() {
        violations.note(field, "must be stated");
    }
    parse_past(violations, field, stated, day_of(now))
}

fn seen(violations: &mut Violations, etag: &str) {
    if etag.is_empty() {
        violations.note("etag", "must be the etag of the notice that was read");
    }
}

pub(crate) fn get_reply(seen: Seen) -> pb::GetNoticeResponse {
    pb::GetNoticeResponse { notice: Some(notice(seen)) }
}

pub(crate) fn list_reply(listed: Listed<Seen>) -> pb::ListNoticesResponse {
    pb::ListNoticesResponse {
        notices: listed.rows.into_iter().map(notice).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn notice(seen: Seen) -> pb::Notice {
    let delivered = seen.delivered();
    let row = seen.row;
    let state = match (delivered, row.served_on) {
        (Some(_), _) => pb::NoticeState::Delivered,
        (None, Some(_)) => pb::NoticeState::Served,
        (None, None) => pb::NoticeState::ToServe,
    };
    pb::Notice {
        name: notice_name(row.id),
        case: case_name(row.case_id),
        step: row.step,
        action: row.action,
        title: row.title,
        division: row.division,
        issuer: department(&row.issuer),
        recipient: department(&row.recipient),
        issue_date: Some(date(row.issued_on)),
        state: state.into(),
        method: method(&row.method).into(),
        serve_date: row.served_on.map(date),
        deemed_date: row.deemed_on.map(date),
        provisional: row.provisional,
        rule: row.deemed_on.map(|_| stored_rule(row.rule, row.rule_version)),
        delivery_date: delivered.map(|(day, _)| date(day)),
        deemed: delivered.is_some_and(|(_, deemed)| deemed),
        proof: row.proof,
        proof_sha256: row.proof_sha256,
        create_time: Some(timestamp(row.created_at)),
        etag: etag(row.id, row.revision),
    }
}

/// A method of service by its name in the database.
pub(super) fn method(name: &str) -> pb::ServiceMethod {
    METHODS.iter().find(|(stored, _)| *stored == name).map_or(pb::ServiceMethod::Unspecified, |(_, method)| *method)
}
