//! `onecode tender`: procurements that run here, and what happened to them.

use onecode_proto::purchase::v1::{
    GetTenderRequest, ListTendersRequest, ListTendersResponse, Tender, TenderEvent, TenderQuestion, TenderResult,
    TenderStatus,
};

use super::{Connection, Failure, course};
use crate::args::{TenderCommand, TenderListArgs, TenderShowArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Cells, Printer, day, division, hundredths, instant, yuan};

const TENDERS: [(&str, &str); 7] = [
    ("title", "项目名称"),
    ("division", "行政区划"),
    ("budget", "预算"),
    ("bids until", "投标截止"),
    ("bids", "投标数"),
    ("status", "状态"),
    ("tender", "采购活动"),
];
const EVENTS: [(&str, &str); 4] = [("time", "时间"), ("event", "事项"), ("department", "部门"), ("note", "说明")];
const QUESTIONS: [(&str, &str); 3] = [("number", "序号"), ("question", "提问"), ("answer", "答复")];
const RESULTS: [(&str, &str); 8] = [
    ("rank", "名次"),
    ("bidder", "投标人"),
    ("code", "统一社会信用代码"),
    ("price", "报价"),
    ("price points", "价格分"),
    ("quality points", "质量分"),
    ("total", "总分"),
    ("before the next by", "先于下一名的依据"),
];

pub(super) async fn run(connection: &Connection, command: TenderCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        TenderCommand::List(args) => list(connection, args, printer).await,
        TenderCommand::Show(args) => show(connection, args, printer).await,
        TenderCommand::Course(args) => course::run(connection, args, printer).await,
    }
}

async fn list(connection: &Connection, args: TenderListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListTendersRequest {
        division: args.division.unwrap_or_default(),
        status: args.status.map_or(TenderStatus::Unspecified, TenderStatus::from).into(),
        page_size: args.page_size,
        ..ListTendersRequest::default()
    };
    let mut found = ListTendersResponse::default();
    loop {
        let page = connection.tenders().list_tenders(connection.timed(request.clone())).await?.into_inner();
        found.tenders.extend(page.tenders);
        found.next_page_token = page.next_page_token;
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &TENDERS, found.tenders.iter().map(|tender| row(tender, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn row(tender: &Tender, printer: &Printer) -> Cells {
    vec![
        tender.title.clone(),
        division(&tender.division),
        yuan(tender.budget_fen, printer.language()),
        instant(tender.offer_deadline.or(tender.bid_deadline)),
        if tender.bid_count == 0 { String::new() } else { tender.bid_count.to_string() },
        printer.label(&tender.status()),
        tender.name.clone(),
    ]
}

async fn show(connection: &Connection, args: TenderShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetTenderRequest { name: args.name };
    let answer = connection.tenders().get_tender(connection.timed(request)).await?.into_inner();
    let tender = answer.tender.as_ref().ok_or_else(|| Failure::contract("tender"))?;
    if printer.is_json() {
        printer.json(tender)?;
        return Ok(Exit::Done);
    }
    printer.table(&TENDERS, [row(tender, printer)])?;
    printer.line("")?;
    printer.table(&EVENTS, tender.events.iter().map(event))?;
    if !tender.questions.is_empty() {
        printer.line("")?;
        printer.table(&QUESTIONS, tender.questions.iter().map(question))?;
    }
    if !tender.offer_changes.is_empty() {
        let told = ("changed in the talks", "谈判、磋商中变动的需求").label(printer.language());
        printer.line(&format!("\n{told}: {}", tender.offer_changes))?;
    }
    if !tender.results.is_empty() {
        printer.line("")?;
        printer.table(&RESULTS, tender.results.iter().map(|one| result(one, printer)))?;
        let told = ("challenges until", "质疑截止").label(printer.language());
        printer.line(&format!("\n{told}: {}", day(tender.challenge_last_date)))?;
    }
    Ok(Exit::Done)
}

fn event(event: &TenderEvent) -> Cells {
    vec![instant(event.event_time), event.kind.clone(), event.department.clone(), event.note.clone()]
}

fn question(question: &TenderQuestion) -> Cells {
    vec![question.number.to_string(), question.question.clone(), question.answer.clone()]
}

fn result(result: &TenderResult, printer: &Printer) -> Cells {
    vec![
        result.rank.to_string(),
        result.bidder_title.clone(),
        result.bidder_code.clone(),
        yuan(result.amount_fen, printer.language()),
        hundredths(result.price_points),
        hundredths(result.quality_points),
        hundredths(result.total_points),
        printer.label(&result.decided_by()),
    ]
}
