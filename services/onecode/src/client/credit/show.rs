//! `onecode credit show`: a credit report.

use std::path::Path;

use onecode_proto::credit::v1::{
    CreditRecord, CreditReport, CreditReportListing, IssueCreditReportRequest, IssueOwnCreditReportRequest,
    IssuePublicCreditReportRequest, RecordClass, RenderCreditReportRequest,
};

use crate::args::{CreditShowArgs, CreditView};
use crate::client::casework::{card, last};
use crate::client::certificate::write;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::output::{Cells, Printer, day, division, instant, yuan};

const RECORDS: [(&str, &str); 9] = [
    ("class", "类别"),
    ("kind", "类型"),
    ("value", "内容"),
    ("amount", "金额"),
    ("document", "文号"),
    ("department", "部门"),
    ("from", "日期"),
    ("until", "至"),
    ("shown until", "公示至"),
];

const LISTINGS: [(&str, &str); 5] =
    [("list", "名单"), ("ground", "情形"), ("document", "文号"), ("since", "列入"), ("removed", "移出")];

pub(super) async fn run(connection: &Connection, args: CreditShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let pdf = args.pdf.clone();
    let report = issued(connection, args).await?.ok_or_else(|| Failure::contract("credit_report"))?;
    if let Some(file) = &pdf {
        print(connection, &report, file).await?;
    }
    if printer.is_json() {
        printer.json(&report)?;
        return Ok(Exit::Done);
    }
    printer.table(&[], card(lines(&report), printer.language()))?;
    printer.line("")?;
    let records =
        report.sections.iter().flat_map(|section| section.credit_records.iter().map(|it| (section.class(), it)));
    printer.table(&RECORDS, records.map(|(class, record)| row(class, record, printer)))?;
    if !report.listings.is_empty() {
        printer.line("")?;
        printer.table(&LISTINGS, report.listings.iter().map(|listing| listed(listing, printer)))?;
    }
    Ok(Exit::Done)
}

async fn print(connection: &Connection, report: &CreditReport, file: &Path) -> Result<(), Failure> {
    let request = connection.timed(RenderCreditReportRequest { credit_report: Some(report.clone()) });
    let printed = connection.credit_reports().render_credit_report(request).await?.into_inner();
    write(file, &printed.pdf)
}

async fn issued(connection: &Connection, args: CreditShowArgs) -> Result<Option<CreditReport>, Failure> {
    let (mut reports, parent) = (connection.credit_reports(), args.name);
    Ok(match args.view {
        CreditView::Public => {
            let request = connection.written(IssuePublicCreditReportRequest { parent })?;
            reports.issue_public_credit_report(request).await?.into_inner().credit_report
        }
        CreditView::Department => {
            let request = connection.written(IssueCreditReportRequest { parent })?;
            reports.issue_credit_report(request).await?.into_inner().credit_report
        }
        CreditView::Organization => {
            let request = connection.written(IssueOwnCreditReportRequest { parent })?;
            reports.issue_own_credit_report(request).await?.into_inner().credit_report
        }
    })
}

fn lines(report: &CreditReport) -> Vec<((&'static str, &'static str), String)> {
    vec![
        (("organisation", "社会组织"), report.title.clone()),
        (("code", "统一社会信用代码"), last(&report.organization).to_owned()),
        (("status", "登记状态"), report.organization_status.clone()),
        (("division", "行政区划"), division(&report.division)),
        (("supervisor", "业务主管单位"), report.supervising_unit.clone()),
        (("as of", "截至"), day(report.as_of)),
        (("issued", "出具时间"), instant(report.issue_time)),
        (("cursor", "游标"), report.cursor.clone()),
        (("verification code", "验证码"), report.verification_code.clone()),
    ]
}

fn row(class: RecordClass, record: &CreditRecord, printer: &Printer) -> Cells {
    let language = printer.language();
    let display = record.display.clone().unwrap_or_default();
    let until = match (record.withdraw_date, record.in_objection) {
        (Some(withdrawn), _) => format!("{} {}", printer.label(&("withdrawn", "撤回")), day(Some(withdrawn))),
        (None, true) => format!("{} {}", day(record.until_date), printer.label(&("in objection", "异议中"))),
        (None, false) => day(record.until_date),
    };
    let shown = match (display.shown, display.until_date) {
        (false, _) => printer.label(&("not shown", "不公示")),
        (true, None) => printer.label(&("shown", "公示中")),
        (true, until) => format!("{} {}", day(until), printer.label(&display.level())).trim_end().to_owned(),
    };
    vec![
        printer.label(&class),
        printer.label(&record.kind()),
        record.value.clone(),
        yuan(record.amount_fen, language),
        record.document_number.clone(),
        last(&record.department).to_owned(),
        day(record.from_date),
        until.trim().to_owned(),
        shown,
    ]
}

fn listed(listing: &CreditReportListing, printer: &Printer) -> Cells {
    let list = match listing.list.as_str() {
        "abnormal" => printer.label(&("abnormal", "活动异常名录")),
        "serious" => printer.label(&("serious", "严重违法失信名单")),
        other => other.to_owned(),
    };
    vec![
        list,
        listing.ground.clone(),
        listing.document_number.clone(),
        day(listing.list_date),
        day(listing.remove_date.or(listing.withdraw_date)),
    ]
}
