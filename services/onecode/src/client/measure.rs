//! `onecode measure`: what departments have to do for listed organisations and for those with a high grade, and who is late.

use onecode_proto::credit::v1::{
    ListMeasureDelaysRequest, ListMeasureTasksRequest, ListMeasureTasksResponse, MeasureDelay, MeasureTask,
};

use super::casework::last;
use super::{Connection, Failure};
use crate::args::{MeasureCommand, MeasureDelaysArgs, MeasureTasksArgs};
use crate::exit::Exit;
use crate::messages::Label;
use crate::output::{Cells, Printer, day, division};

const TASKS: [(&str, &str); 8] = [
    ("last day", "届满日"),
    ("", ""),
    ("state", "状态"),
    ("measure", "措施"),
    ("code", "统一社会信用代码"),
    ("organisation", "社会组织"),
    ("division", "行政区划"),
    ("task", "任务"),
];
const DELAYS: [(&str, &str); 7] = [
    ("department", "部门"),
    ("to do", "待采取"),
    ("to lift", "待解除"),
    ("late", "逾期"),
    ("oldest", "最早届满日"),
    ("days late", "逾期天数"),
    ("answered", "已反馈"),
];

pub(super) async fn run(connection: &Connection, command: MeasureCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        MeasureCommand::Tasks(args) => tasks(connection, args, printer).await,
        MeasureCommand::Delays(args) => delays(connection, args, printer).await,
    }
}

async fn tasks(connection: &Connection, args: MeasureTasksArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListMeasureTasksRequest {
        open: args.open,
        overdue: args.overdue,
        organization: args.organization.unwrap_or_default(),
        page_size: args.page_size,
        page_token: String::new(),
    };
    let mut found = ListMeasureTasksResponse::default();
    loop {
        let page = connection.measures().list_measure_tasks(connection.timed(request.clone())).await?.into_inner();
        found.measure_tasks.extend(page.measure_tasks);
        found.next_page_token = page.next_page_token;
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &TASKS, found.measure_tasks.iter().map(|task| row(task, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

async fn delays(connection: &Connection, args: MeasureDelaysArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = ListMeasureDelaysRequest { division: args.division.unwrap_or_default() };
    let found = connection.measures().list_measure_delays(connection.timed(request)).await?.into_inner();
    printer.found(&found, &DELAYS, found.measure_delays.iter().map(late))?;
    Ok(Exit::Done)
}

fn row(task: &MeasureTask, printer: &Printer) -> Cells {
    let overdue = if task.overdue { ("OVERDUE", "逾期").label(printer.language()) } else { "" };
    vec![
        day(task.due_date),
        overdue.to_owned(),
        printer.label(&task.state()),
        task.title.clone(),
        last(&task.organization).to_owned(),
        task.organization_title.clone(),
        division(&task.division),
        task.name.clone(),
    ]
}

fn late(delay: &MeasureDelay) -> Cells {
    vec![
        last(&delay.department).to_owned(),
        delay.open_count.to_string(),
        delay.lifting_count.to_string(),
        delay.overdue_count.to_string(),
        day(delay.oldest_due_date),
        delay.days_late.to_string(),
        delay.answered_count.to_string(),
    ]
}
