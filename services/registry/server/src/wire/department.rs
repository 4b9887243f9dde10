//! Departments as their callers see them.

use ::time::Date;
use fault::Fault;
use intake::name::parse_department;
use onecode_proto::registry::v1 as pb;
use uow::Call;

use super::page::{self, Binding};
use super::time;
use super::violations::Violations;
use crate::ops::department::{Department, GetDepartment, ListDepartments, Listed};
use crate::store::department::{DepartmentKind, DutyRow};

pub(crate) fn get(request: &pb::GetDepartmentRequest, today: Date) -> Result<GetDepartment, Fault> {
    let mut violations = Violations::default();
    let key = parse_department(&mut violations, "name", &request.name);
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    violations.finish(key.map(|key| GetDepartment { key, day }))
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
