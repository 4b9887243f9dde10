//! Experts of banks.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::catalog::etag_of;
use super::page::{self, Binding};
use super::tender::reply::ties;
use super::tender::request::related;
use super::violations::Violations;
use super::{name, text, time as day};
use crate::ops::expert::{Create, List, Listed, Remove};
use crate::store::expert::{ExpertRow, Stated};

const MOST_FIELDS: usize = 20;

/// Another one with every change.
pub(crate) fn etag(row: &ExpertRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Keys of fields, at least one, each once.
pub(super) fn fields(violations: &mut Violations, field: &str, stated: &[String], most: usize) -> Vec<String> {
    if stated.is_empty() || stated.len() > most {
        violations.note(field, format_args!("must be 1 to {most}"));
    }
    let mut keys = Vec::new();
    for (at, key) in stated.iter().enumerate().take(most) {
        let field = format!("{field}[{at}]");
        let Some(key) = name::parse_key(violations, &field, key, "") else { continue };
        if keys.contains(&key) {
            violations.note(field, "stands there twice");
        }
        keys.push(key);
    }
    keys
}

pub(crate) fn create(request: &pb::CreateExpertRequest) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Expert::default();
    let stated = request.expert.as_ref().unwrap_or(&unstated);
    let account = text::text(&mut violations, "expert.account", &stated.account, 100);
    let fields = fields(&mut violations, "expert.fields", &stated.fields, MOST_FIELDS);
    let related = related(&mut violations, "expert", &stated.employer_code, &stated.ties);
    let mut required = |field: &str, date: Option<&onecode_proto::google::r#type::Date>| {
        if date.is_none() {
            violations.note(field, "is required");
        }
        day::parse_date(&mut violations, field, date)
    };
    let from = required("expert.valid_from_date", stated.valid_from_date.as_ref());
    let to = required("expert.valid_to_date", stated.valid_to_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("expert.valid_to_date", "must not lie before the first day");
    }
    let read = || {
        let (employer_code, (tie_codes, tie_ends)) = related?;
        let (account, valid_from, valid_to) = (account?, from?, to?);
        let stated = Stated { account, fields, employer_code, tie_codes, tie_ends, valid_from, valid_to };
        Some(Create { stated })
    };
    violations.finish(read())
}

pub(crate) fn remove(request: &pb::RemoveExpertRequest) -> Result<Remove, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_expert(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Remove { id: id?, etag: etag?, reason: reason? }))())
}

pub(crate) fn list(request: &pb::ListExpertsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListExpertsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let stated = Some(request.field.as_str()).filter(|field| !field.is_empty());
    let field = stated.and_then(|field| name::parse_key(&mut violations, "field", field, ""));
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    violations.finish(Some(List { call: call.clone(), field, before, size, binding }))
}

fn expert(row: ExpertRow) -> pb::Expert {
    pb::Expert {
        name: name::expert(row.id),
        etag: etag(&row),
        department: name::department(&row.department),
        division: row.division,
        account: row.account,
        fields: row.fields,
        employer_code: row.employer_code,
        ties: ties(row.tie_codes, row.tie_ends),
        valid_from_date: Some(day::date(row.valid_from)),
        valid_to_date: Some(day::date(row.valid_to)),
        remove_reason: row.remove_reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.removed_at.unwrap_or(row.created_at))),
    }
}

/// Without the account: replies to writes are kept.
fn written(row: ExpertRow) -> pb::Expert {
    pb::Expert { account: String::new(), ..expert(row) }
}

pub(crate) fn create_reply(row: ExpertRow) -> pb::CreateExpertResponse {
    pb::CreateExpertResponse { expert: Some(written(row)) }
}

pub(crate) fn remove_reply(row: ExpertRow) -> pb::RemoveExpertResponse {
    pb::RemoveExpertResponse { expert: Some(written(row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListExpertsResponse {
    let experts = listed.experts.into_iter().map(expert).collect();
    pb::ListExpertsResponse { experts, next_page_token: listed.next_page_token }
}
