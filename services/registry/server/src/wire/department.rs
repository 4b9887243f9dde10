//! Departments as their callers see them.

use ::time::Date;
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use uow::Call;

use super::page::{self, Binding};
use super::time;
use super::violations::Violations;
use crate::ops::department::{Department, GetDepartment, ListDepartments, Listed};
use crate::store::department::{DepartmentKind, DutyRow};

const LONGEST_KEY: usize = 60;

pub(crate) fn get(request: &pb::GetDepartmentRequest, today: Date) -> Result<GetDepartment, Fault> {
    let mut violations = Violations::default();
    let key = request.name.strip_prefix("departments/").filter(|key| is_key(key));
    if key.is_none() {
        violations.note("name", "must be departments/{key}, the key in lower case with hyphens");
    }
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    violations.finish(key.map(|key| GetDepartment { key: key.to_owned(), day }))
}

pub(crate) fn get_reply(found: Department) -> pb::GetDepartmentResponse {
    pb::GetDepartmentResponse { department: Some(department(found)) }
}

pub(crate) fn list(request: &pb::ListDepartmentsRequest, call: &Call, today: Date) -> Result<ListDepartments, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListDepartmentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 200, 200);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    let article = request.article.clone();
    violations.finish(Some(ListDepartments { day, article, after, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListDepartmentsResponse {
    pb::ListDepartmentsResponse {
        departments: listed.departments.into_iter().map(department).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// Whether a text can be the key of a department.
pub(super) fn is_key(text: &str) -> bool {
    (1..=LONGEST_KEY).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn department(Department { row, duties }: Department) -> pb::Department {
    pb::Department {
        name: format!("departments/{}", row.key),
        key: row.key,
        title: row.title,
        kind: kind(row.kind).into(),
        valid_from: Some(time::date(row.valid_from)),
        valid_to: row.valid_to.map(time::date),
        source: row.source,
        duties: duties.into_iter().map(duty).collect(),
    }
}

fn duty(row: DutyRow) -> pb::Duty {
    pb::Duty {
        key: row.key,
        description: row.description,
        article: row.article,
        valid_from: Some(time::date(row.valid_from)),
        valid_to: row.valid_to.map(time::date),
    }
}

fn kind(kind: DepartmentKind) -> pb::DepartmentKind {
    match kind {
        DepartmentKind::Registrar => pb::DepartmentKind::Registrar,
        DepartmentKind::PartyBody => pb::DepartmentKind::PartyBody,
        DepartmentKind::Functional => pb::DepartmentKind::Functional,
        DepartmentKind::SupervisingUnit => pb::DepartmentKind::SupervisingUnit,
        DepartmentKind::Industry => pb::DepartmentKind::Industry,
        DepartmentKind::Township => pb::DepartmentKind::Township,
    }
}
