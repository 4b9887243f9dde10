//! `onecode check show`: a check, and what its entries come to.

use onecode_proto::inspection::v1::{Check, CheckRecord, GetCheckRecordRequest, GetCheckRequest};

use crate::args::CheckShowArgs;
use crate::client::casework::{card, last};
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Printer, day, division};

const ITEMS: [(&str, &str); 3] = [("item", "检查项目"), ("result", "结果"), ("answers", "记录数")];

pub(super) async fn run(connection: &Connection, args: CheckShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = connection.timed(GetCheckRequest { name: args.name.clone() });
    let check = connection.checks().get_check(request).await?.into_inner().check;
    let check = check.ok_or_else(|| Failure::contract("check"))?;
    if printer.is_json() {
        printer.json(&check)?;
        return Ok(Exit::Done);
    }
    printer.table(&[], card(lines(&check, printer), printer.language()))?;
    let request = connection.timed(GetCheckRecordRequest { name: args.name });
    let record = connection.checks().get_check_record(request).await?.into_inner().record;
    let record = record.ok_or_else(|| Failure::contract("record"))?;
    printer.line("")?;
    printer.table(&[], card(of_record(&record), printer.language()))?;
    printer.line("")?;
    let conflict = ("CONTRADICTED", "互相矛盾").label(printer.language());
    printer.table(
        &ITEMS,
        record.items.iter().map(|item| {
            let result = if item.conflict { conflict.to_owned() } else { printer.label(&item.verdict()) };
            vec![last(&item.item).to_owned(), result, item.answers.len().to_string()]
        }),
    )?;
    Ok(Exit::Done)
}

fn lines(check: &Check, printer: &Printer) -> Vec<((&'static str, &'static str), String)> {
    let inspectors: Vec<String> = check
        .inspectors
        .iter()
        .filter(|one| one.replacement.is_empty())
        .map(|one| format!("{} {}", last(&one.department), last(&one.inspector)))
        .collect();
    let mut lines = vec![
        (("check", "检查"), check.name.clone()),
        (("organisation", "检查对象"), format!("{} {}", last(&check.organization), check.title)),
        (("kind", "检查类型"), printer.label(&check.kind())),
        (("state", "状态"), printer.label(&check.state())),
        (("lead department", "牵头部门"), last(&check.lead_department).to_owned()),
        (("division", "行政区划"), division(&check.division)),
        (("inspectors", "检查人员"), inspectors.join("\n")),
        (("on site from", "检查开始日"), day(check.visit_start_date)),
    ];
    if let Some(conclusion) = &check.conclusion {
        lines.extend([
            (("outcome", "检查结果"), printer.label(&conclusion.outcome())),
            (("conclusion", "检查结论"), conclusion.summary.clone()),
            (("published", "公布日"), day(check.publish_date)),
        ]);
    }
    lines
}

fn of_record(record: &CheckRecord) -> Vec<((&'static str, &'static str), String)> {
    let gap = |gap: &onecode_proto::inspection::v1::CheckRecordGap| {
        format!("{}: {}-{}", gap.device, gap.first_sequence, gap.last_sequence)
    };
    vec![
        (("digest of the record", "记录摘要值"), record.digest.clone()),
        (("entries", "记录数"), record.entry_count.to_string()),
        (("of these late", "结论后上传"), record.late_entry_count.to_string()),
        (("findings", "发现的问题"), record.findings.len().to_string()),
        (("confirmed by", "已确认"), record.confirmed_by.iter().map(|name| last(name)).collect::<Vec<_>>().join("\n")),
        (("not uploaded", "未上传"), record.gaps.iter().map(gap).collect::<Vec<_>>().join("\n")),
    ]
}
