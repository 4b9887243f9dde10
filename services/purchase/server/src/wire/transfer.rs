//! Functions for transfer: requests and replies.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::transfer::{Grade, least_grade};
use uow::Call;

use super::catalog::{days, etag_of};
use super::negative::from_today;
use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, place, text, time as day};
use crate::ops::transfer::{Get, List, Listed, Publish, Withdraw};
use crate::store::transfer::{Drafted, FunctionFilter, FunctionRow};

/// The most conditions of a function.
const MOST_CONDITIONS: usize = 20;

/// Another one with every change of a function.
pub(crate) fn etag(row: &FunctionRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn create(request: &pb::CreateTransferFunctionRequest, call: &Call) -> Result<Drafted, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::TransferFunction::default();
    let stated = request.transfer_function.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("transfer_function.{name}");
    let key = name::parse_key(&mut violations, &field("key"), &stated.key, "");
    let title = text::text(&mut violations, &field("title"), &stated.title, 100);
    let content = text::text(&mut violations, &field("content"), &stated.content, 2_000);
    let basis = text::text(&mut violations, &field("basis"), &stated.basis, 500);
    let owner = if stated.owner_department.is_empty() {
        Some(call.department.clone())
    } else {
        name::parse_department(&mut violations, &field("owner_department"), &stated.owner_department)
    };
    let conditions = conditions(&mut violations, &field("conditions"), &stated.conditions);
    let stated_days = (stated.valid_from.as_ref(), stated.valid_to.as_ref());
    let (valid_from, valid_to) = days(&mut violations, (&field("valid_from"), &field("valid_to")), stated_days);
    let grade = grade(&mut violations, &field("least_grade"), stated.least_grade, valid_from);
    let read = || {
        let (least_grade, grade_rule) = grade?;
        Some(Drafted {
            key: key?,
            title: title?,
            owner_department: owner?,
            content: content?,
            basis: basis?,
            conditions,
            least_grade,
            grade_rule,
            valid_from: valid_from?,
            valid_to,
        })
    };
    violations.finish(read())
}

fn conditions(violations: &mut Violations, field: &str, stated: &[String]) -> Vec<String> {
    if stated.len() > MOST_CONDITIONS {
        violations.note(field, format_args!("are {}, at most {MOST_CONDITIONS} are allowed", stated.len()));
    }
    let one = |(place, raw): (usize, &String)| text::text(violations, &format!("{field}[{place}]"), raw, 500);
    stated.iter().take(MOST_CONDITIONS).enumerate().filter_map(one).collect()
}

/// The least grade, which is not below what the rule allows on the first day, and the version of the rule.
fn grade(violations: &mut Violations, field: &str, stated: i32, from: Option<Date>) -> Option<(Grade, String)> {
    let Ok(stated) = pb::TransferGrade::try_from(stated) else {
        violations.note(field, "must be a value of the contract");
        return None;
    };
    let Some((least, rule)) = least_grade(from?) else {
        violations
            .note("transfer_function.valid_from", "is before the first version of RT-04b: no grade was given then");
        return None;
    };
    let reference = rule.reference().to_string();
    let grade = read_grade(stated).unwrap_or(least);
    if grade < least {
        violations.note(field, format_args!("must not be below {} ({reference})", least.as_str()));
        return None;
    }
    Some((grade, reference))
}

pub(super) fn read_grade(grade: pb::TransferGrade) -> Option<Grade> {
    match grade {
        pb::TransferGrade::Unspecified => None,
        pb::TransferGrade::A => Some(Grade::A1),
        pb::TransferGrade::Aa => Some(Grade::A2),
        pb::TransferGrade::Aaa => Some(Grade::A3),
        pb::TransferGrade::Aaaa => Some(Grade::A4),
        pb::TransferGrade::Aaaaa => Some(Grade::A5),
    }
}

pub(super) fn kept_grade(word: &str) -> pb::TransferGrade {
    match Grade::parse(word) {
        None => pb::TransferGrade::Unspecified,
        Some(Grade::A1) => pb::TransferGrade::A,
        Some(Grade::A2) => pb::TransferGrade::Aa,
        Some(Grade::A3) => pb::TransferGrade::Aaa,
        Some(Grade::A4) => pb::TransferGrade::Aaaa,
        Some(Grade::A5) => pb::TransferGrade::Aaaaa,
    }
}

pub(crate) fn publish(request: &pb::PublishTransferFunctionRequest) -> Result<Publish, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_transfer_function(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let document_number = text::text(&mut violations, "document_number", &request.document_number, 100);
    violations.finish((|| Some(Publish { id: id?, etag: etag?, document_number: document_number? }))())
}

pub(crate) fn withdraw(request: &pb::WithdrawTransferFunctionRequest, today: Date) -> Result<Withdraw, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_transfer_function(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let on = from_today(&mut violations, "withdraw_date", request.withdraw_date.as_ref(), today);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Withdraw { id: id?, etag: etag?, on: on?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetTransferFunctionRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_transfer_function(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: place::reach(call) }))
}

pub(crate) fn list(request: &pb::ListTransferFunctionsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListTransferFunctionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let owner = Some(request.owner_department.as_str()).filter(|owner| !owner.is_empty());
    let owner = owner.and_then(|owner| name::parse_department(&mut violations, "owner_department", owner));
    let key = Some(request.key.as_str()).filter(|key| !key.is_empty());
    let key = key.and_then(|key| name::parse_key(&mut violations, "key", key, ""));
    let on = day::parse_date(&mut violations, "in_force_on", request.in_force_on.as_ref());
    let status = match pb::TransferFunctionStatus::try_from(request.status) {
        Ok(pb::TransferFunctionStatus::Unspecified) => None,
        Ok(pb::TransferFunctionStatus::Draft) => Some("draft"),
        Ok(pb::TransferFunctionStatus::Published) => Some("published"),
        Ok(pb::TransferFunctionStatus::Withdrawn) => Some("withdrawn"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    // one may have 13,000 characters, and a page stays below what the gateway lets through
    let size = page::size(&mut violations, request.page_size, 20, 50);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| after(&key));
    let filter =
        FunctionFilter { division, owner, key, day: on, status, scope: place::reach(call).prefix().to_owned() };
    violations.finish(Some(List { filter, after, size, binding }))
}

fn after(place: &str) -> Option<(String, String, i32)> {
    let mut parts = place.split(' ');
    let (division, key, version) = (parts.next()?, parts.next()?, parts.next()?);
    Some((division.to_owned(), key.to_owned(), version.parse().ok()?))
}

pub(crate) fn create_reply(row: FunctionRow) -> pb::CreateTransferFunctionResponse {
    pb::CreateTransferFunctionResponse { transfer_function: Some(function(row)) }
}

pub(crate) fn publish_reply(row: FunctionRow) -> pb::PublishTransferFunctionResponse {
    pb::PublishTransferFunctionResponse { transfer_function: Some(function(row)) }
}

pub(crate) fn withdraw_reply(row: FunctionRow) -> pb::WithdrawTransferFunctionResponse {
    pb::WithdrawTransferFunctionResponse { transfer_function: Some(function(row)) }
}

pub(crate) fn get_reply(row: FunctionRow) -> pb::GetTransferFunctionResponse {
    pb::GetTransferFunctionResponse { transfer_function: Some(function(row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListTransferFunctionsResponse {
    pb::ListTransferFunctionsResponse {
        transfer_functions: listed.rows.into_iter().map(function).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A function as the contract has it.
pub(crate) fn function(row: FunctionRow) -> pb::TransferFunction {
    let etag = etag(&row);
    let status = match (row.published_at, row.withdrawn_on) {
        (None, _) => pb::TransferFunctionStatus::Draft,
        (Some(_), None) => pb::TransferFunctionStatus::Published,
        (Some(_), Some(_)) => pb::TransferFunctionStatus::Withdrawn,
    };
    pb::TransferFunction {
        name: name::transfer_function(row.id),
        division: row.division,
        key: row.key,
        version: row.version,
        title: row.title,
        owner_department: name::department(&row.owner_department),
        content: row.content,
        basis: row.basis,
        conditions: row.conditions,
        least_grade: kept_grade(&row.least_grade).into(),
        grade_rule: row.grade_rule,
        valid_from: Some(day::date(row.valid_from)),
        valid_to: row.valid_to.map(day::date),
        status: status.into(),
        document_number: row.document_number,
        replace_date: row.replaced_on.map(day::date),
        withdraw_date: row.withdrawn_on.map(day::date),
        withdraw_reason: row.withdraw_reason,
        department: name::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        publish_time: row.published_at.map(day::timestamp),
        etag,
    }
}
