//! `onecode qualification`: who has which qualification on a day, and what an organisation has or had.

use onecode_proto::credit::v1::{
    ConditionResult, GetReceiptEntitlementRequest, ListQualificationsRequest, ListQualificationsResponse,
    ListQualifiedRequest, ListQualifiedResponse, Qualification, QualificationKind,
};

use super::casework::last;
use super::{Connection, Failure};
use crate::args::{QualificationCommand, QualificationListArgs, QualificationShowArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Cells, Printer, day, division};

const QUALIFIED: [(&str, &str); 7] = [
    ("code", "统一社会信用代码"),
    ("organisation", "社会组织"),
    ("division", "行政区划"),
    ("valid from", "生效日"),
    ("until", "失效日"),
    ("document", "文号"),
    ("decided by", "确认机关"),
];
const HELD: [(&str, &str); 7] = [
    ("qualification", "资格"),
    ("state", "状态"),
    ("valid from", "生效日"),
    ("until", "失效日"),
    ("cancelled", "取消日"),
    ("document", "文号"),
    ("id", "编号"),
];

pub(super) async fn run(
    connection: &Connection,
    command: QualificationCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        QualificationCommand::List(args) => list(connection, args, printer).await,
        QualificationCommand::Show(args) => show(connection, args, printer).await,
    }
}

async fn list(connection: &Connection, args: QualificationListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListQualifiedRequest {
        kind: QualificationKind::from(args.kind).into(),
        on_date: args.on,
        division: args.division.unwrap_or_default(),
        page_size: args.page_size,
        page_token: String::new(),
    };
    let mut found = ListQualifiedResponse::default();
    loop {
        let page = connection.qualifications().list_qualified(connection.timed(request.clone())).await?.into_inner();
        found.qualifications.extend(page.qualifications);
        (found.next_page_token, found.on_date) = (page.next_page_token, page.on_date);
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &QUALIFIED, found.qualifications.iter().map(qualified))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn qualified(one: &Qualification) -> Cells {
    let by = if one.authority.is_empty() { last(&one.department) } else { one.authority.as_str() };
    vec![
        last(&one.organization).to_owned(),
        one.title.clone(),
        division(&one.division),
        day(one.valid_from),
        day(one.until_date),
        one.document_number.clone(),
        by.to_owned(),
    ]
}

async fn show(connection: &Connection, args: QualificationShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListQualificationsRequest { parent: args.name.clone(), page_size: 200, ..Default::default() };
    let mut found = ListQualificationsResponse::default();
    loop {
        let page = connection.qualifications().list_qualifications(connection.timed(request.clone())).await?;
        let page = page.into_inner();
        found.qualifications.extend(page.qualifications);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &HELD, found.qualifications.iter().map(|one| held(one, printer)))?;
    if printer.is_json() {
        return Ok(Exit::Done);
    }
    let request = GetReceiptEntitlementRequest { name: args.name, on_date: None };
    let answer = connection.qualifications().get_receipt_entitlement(connection.timed(request)).await?.into_inner();
    let entitlement = answer.receipt_entitlement.ok_or_else(|| Failure::contract("receipt_entitlement"))?;
    let said = if entitlement.result() == ConditionResult::Met {
        ("receipts for donations: entitled", "公益事业捐赠票据：可以申领、使用")
    } else {
        ("receipts for donations: not known here", "公益事业捐赠票据：本系统无法核实")
    };
    printer.line(said.label(printer.language()))?;
    for rule in &entitlement.rules {
        printer.line(&format!("{} [{}] {}", rule.rule, rule.mark, rule.text))?;
    }
    Ok(Exit::Done)
}

fn held(one: &Qualification, printer: &Printer) -> Cells {
    vec![
        printer.label(&one.kind()),
        printer.label(&one.state()),
        day(one.valid_from),
        day(one.until_date),
        day(one.cancel_date),
        one.document_number.clone(),
        last(&one.name).to_owned(),
    ]
}
