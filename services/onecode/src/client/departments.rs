//! `onecode departments`.

use onecode_proto::registry::v1::{Department, GetDepartmentRequest, ListDepartmentsRequest, ListDepartmentsResponse};

use super::{Connection, Failure};
use crate::args::DepartmentsArgs;
use crate::exit::Exit;
use crate::output::{Printer, day};

const DIRECTORY: [(&str, &str); 4] = [("key", "代号"), ("name", "名称"), ("kind", "类别"), ("duties", "职责数")];
const DUTIES: [(&str, &str); 4] = [("duty", "职责"), ("article", "条款"), ("from", "自"), ("until", "至")];

pub(super) async fn run(connection: &Connection, args: DepartmentsArgs, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(key) = args.key {
        let name = format!("departments/{}", key.trim_start_matches("departments/"));
        let request = connection.timed(GetDepartmentRequest { name, as_of: args.as_of });
        let answer = connection.departments().get_department(request).await?.into_inner();
        one(&answer.department.ok_or_else(|| Failure::contract("department"))?, printer)?;
    } else {
        let article = args.article.unwrap_or_default();
        let request = ListDepartmentsRequest { as_of: args.as_of, article, ..ListDepartmentsRequest::default() };
        all(&list(connection, request).await?, printer)?;
    }
    Ok(Exit::Done)
}

/// All pages as one.
async fn list(
    connection: &Connection,
    mut request: ListDepartmentsRequest,
) -> Result<ListDepartmentsResponse, Failure> {
    let mut listed = ListDepartmentsResponse::default();
    loop {
        let call = connection.timed(request.clone());
        let page = connection.departments().list_departments(call).await?.into_inner();
        listed.departments.extend(page.departments);
        if page.next_page_token.is_empty() {
            return Ok(listed);
        }
        request.page_token = page.next_page_token;
    }
}

fn one(department: &Department, printer: &Printer) -> std::io::Result<()> {
    if printer.is_json() {
        return printer.json(department);
    }
    printer.line(&format!("{}  {}  {}", department.key, department.title, printer.label(&department.kind())))?;
    let rows = department
        .duties
        .iter()
        .map(|duty| vec![duty.description.clone(), duty.article.clone(), day(duty.valid_from), day(duty.valid_to)]);
    printer.table(&DUTIES, rows)
}

fn all(listed: &ListDepartmentsResponse, printer: &Printer) -> std::io::Result<()> {
    let rows = listed
        .departments
        .iter()
        .map(|it| vec![it.key.clone(), it.title.clone(), printer.label(&it.kind()), it.duties.len().to_string()]);
    printer.found(listed, &DIRECTORY, rows)
}
