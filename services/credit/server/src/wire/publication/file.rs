//! Publications as a file: JSON lines, or CSV with the headings of the public credit reports.

use credit_domain::publication::{Ground, Kind};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use prost::{Message, Name};
use prost_reflect::{DynamicMessage, MessageDescriptor};
use time::Date;

use super::{ground_of, kind_of, publication};
use crate::store::publication::page::PublicationRow;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    JsonLines,
    Csv,
}

const HEADINGS: [&str; 17] = [
    "公示编号",
    "公示类别",
    "公示状态",
    "社会组织名称",
    "统一社会信用代码",
    "公示事项",
    "决定书文号",
    "决定机关",
    "行政区划",
    "金额（元）",
    "年度",
    "决定日期",
    "列入情形",
    "公示日期",
    "公示截止期",
    "撤回日期",
    "撤回原因",
];

/// What a file begins with.
pub(crate) fn heading(format: Format) -> Result<Vec<u8>, Fault> {
    let mut content = Vec::new();
    if format == Format::Csv {
        row(&mut content, &HEADINGS.map(str::to_owned))?;
    }
    Ok(content)
}

/// Adds a publication to a file.
pub(crate) fn line(content: &mut Vec<u8>, format: Format, of: &PublicationRow, today: Date) -> Result<(), Fault> {
    let shown = publication(of, today);
    match format {
        Format::JsonLines => json(content, &shown),
        Format::Csv => row(content, &cells(&shown, of)),
    }
}

/// The message as its contract maps it to JSON.
fn json(content: &mut Vec<u8>, shown: &Public<pb::Publication>) -> Result<(), Fault> {
    let of: MessageDescriptor = onecode_proto::pool()
        .get_message_by_name(&pb::Publication::full_name())
        .ok_or_else(|| Fault::internal("the contract has no publication"))?;
    let bytes = shown.as_ref().encode_to_vec();
    let message = DynamicMessage::decode(of, bytes.as_slice()).map_err(Fault::internal)?;
    serde_json::to_writer(&mut *content, &message).map_err(Fault::internal)?;
    content.push(b'\n');
    Ok(())
}

fn row(content: &mut Vec<u8>, cells: &[String]) -> Result<(), Fault> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(content);
    writer.write_record(cells).map_err(Fault::internal)?;
    writer.flush().map_err(Fault::internal)
}

fn cells(shown: &Public<pb::Publication>, of: &PublicationRow) -> [String; 17] {
    let shown = shown.as_ref();
    let body = shown.body.clone().unwrap_or_default();
    let tombstone = shown.tombstone.unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind_of(*kind) == shown.kind());
    [
        shown.number.clone(),
        kind.map(Kind::title).unwrap_or_default().to_owned(),
        state(shown.state()).to_owned(),
        plain(&body.organization_title),
        last(&body.organization).to_owned(),
        plain(&body.title),
        plain(&body.document_number),
        last(&body.department).to_owned(),
        body.division.clone(),
        yuan(body.amount_fen),
        if body.year == 0 { String::new() } else { body.year.to_string() },
        written(body.from_date),
        body.ground.clone(),
        vocab::day_of(of.published_at).to_string(),
        written(shown.until_date),
        written(tombstone.withdraw_date),
        if shown.tombstone.is_some() { ground(tombstone.ground()).to_owned() } else { String::new() },
    ]
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

fn yuan(fen: i64) -> String {
    if fen == 0 { String::new() } else { format!("{}.{:02}", fen / 100, fen % 100) }
}

fn written(date: Option<onecode_proto::google::r#type::Date>) -> String {
    date.map_or_else(String::new, |on| format!("{:04}-{:02}-{:02}", on.year, on.month, on.day))
}

fn state(state: pb::PublicationState) -> &'static str {
    match state {
        pb::PublicationState::Unspecified => "",
        pb::PublicationState::Published => "公示中",
        pb::PublicationState::Ended => "期满停止公示",
        pb::PublicationState::Withdrawn => "已撤回",
    }
}

fn ground(stated: pb::PublicationWithdrawalGround) -> &'static str {
    match Ground::ALL.into_iter().find(|ground| ground_of(*ground) == stated) {
        None => "",
        Some(Ground::SourceFell) => "所依据的决定、信息已经撤销",
        Some(Ground::Authority) => "作出决定的机关撤回公开",
        Some(Ground::Error) => "公示内容有误",
        Some(Ground::Secrecy) => "依法不予公开",
    }
}
