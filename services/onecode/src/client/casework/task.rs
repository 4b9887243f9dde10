//! `onecode task list`.

use onecode_proto::procedure::v1::{ListTasksRequest, ListTasksResponse, Task};

use super::last;
use crate::args::TaskListArgs;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Label;
use crate::output::{Cells, Printer, day, division};

const HEADINGS: [(&str, &str); 7] = [
    ("last day", "届满日"),
    ("", ""),
    ("to be done", "事项"),
    ("about", "案件名称"),
    ("department", "部门"),
    ("division", "行政区划"),
    ("case", "案件"),
];

pub(super) async fn list(connection: &Connection, args: TaskListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListTasksRequest {
        mine: args.mine,
        department: args.department.unwrap_or_default(),
        due_before: args.due_before,
        overdue: args.overdue,
        procedure: args.procedure.unwrap_or_default(),
        division: args.division.unwrap_or_default(),
        state: args.state.into(),
        page_size: args.page_size,
        page_token: String::new(),
    };
    let mut found = ListTasksResponse::default();
    loop {
        let page = connection.tasks().list_tasks(connection.timed(request.clone())).await?.into_inner();
        found.tasks.extend(page.tasks);
        found.next_page_token = page.next_page_token;
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &HEADINGS, found.tasks.iter().map(|task| row(task, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn row(task: &Task, printer: &Printer) -> Cells {
    let overdue = if task.overdue { ("OVERDUE", "逾期").label(printer.language()) } else { "" };
    vec![
        day(task.due_date),
        overdue.to_owned(),
        task.title.clone(),
        task.case_title.clone(),
        last(&task.department).to_owned(),
        division(&task.division),
        task.case.clone(),
    ]
}
