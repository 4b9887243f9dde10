//! What is printed of a report, in Chinese.

use credit_domain::ground::Ground;
use credit_domain::listing::List;
use credit_domain::organization::{OrganizationKind, Status};
use credit_domain::title;
use onecode_proto::credit::v1 as pb;
use onecode_proto::google::r#type::Date as PbDate;
use time::{Date, Month, OffsetDateTime};

use crate::wire::record::{read_class, read_kind};

/// What stands where nothing is stated.
const NOTHING: &str = "—";

/// For whom the report is.
pub(super) fn view(view: pb::CreditReportView) -> &'static str {
    match view {
        pb::CreditReportView::Unspecified => "",
        pb::CreditReportView::Public => "公示版",
        pb::CreditReportView::Department => "部门版",
        pb::CreditReportView::Organization => "本组织版",
    }
}

/// The particulars: the field of the contract, the label, and the text.
pub(super) fn particulars(report: &pb::CreditReport) -> Vec<(&'static str, &'static str, String)> {
    let kind = OrganizationKind::parse(&report.organization_kind).map_or("", title::of_organization);
    let status = Status::parse(&report.organization_status).map_or("", title::of_status);
    let status = format!("{status}（自{}起）", day(report.status_date));
    vec![
        ("title", "社会组织名称", stated(&report.title)),
        ("organization", "统一社会信用代码", last(&report.organization).to_owned()),
        ("organization_kind", "社会组织类型", stated(kind)),
        ("organization_status", "登记状态", status),
        ("division", "登记管理机关区划", stated(&report.division)),
        ("supervising_unit", "业务主管单位", stated(&report.supervising_unit)),
        ("register_date", "登记日期", day(report.register_date)),
        ("as_of", "截至日期", day(report.as_of)),
    ]
}

/// The heading of a section.
pub(super) fn class(class: pb::RecordClass) -> &'static str {
    read_class(class).map_or("", title::of_class)
}

/// A record in a line.
pub(super) fn record(record: &pb::CreditRecord) -> String {
    let what = read_kind(record.kind()).map_or_else(String::new, |kind| title::of_record(kind, &record.value));
    let year = if record.year == 0 { String::new() } else { format!("（{}年度）", record.year) };
    let amount =
        if record.amount_fen == 0 { String::new() } else { format!("，金额{}元", yuan(record.amount_fen)) };
    format!("{what}{year}{amount}")
}

/// What else is said of a record: document, department, days, and how it stands.
pub(super) fn particulars_of(record: &pb::CreditRecord) -> String {
    let mut parts = vec![day(record.from_date)];
    parts.extend(nonempty(&record.document_number).map(str::to_owned));
    parts.extend(nonempty(last(&record.department)).map(|key| format!("部门：{key}")));
    parts.extend(record.until_date.map(|_| format!("至{}止", before(record.until_date))));
    parts.extend(record.repair_date.map(|_| format!("{}已修复", day(record.repair_date))));
    parts.extend(record.withdraw_date.map(|_| format!("{}已撤回", day(record.withdraw_date))));
    parts.extend(record.in_objection.then(|| "异议处理中".to_owned()));
    parts.join("　")
}

/// A listing in a line.
pub(super) fn listing(listing: &pb::CreditReportListing) -> String {
    let list = List::parse(&listing.list).map_or("", title::of_list);
    match Ground::parse(&listing.ground).map(Ground::title) {
        Some(ground) => format!("{list}：{ground}"),
        None => list.to_owned(),
    }
}

/// What else is said of a listing.
pub(super) fn particulars_of_listing(listing: &pb::CreditReportListing) -> String {
    let mut parts = vec![format!("{}列入", day(listing.list_date))];
    parts.extend(nonempty(&listing.document_number).map(str::to_owned));
    parts.extend(nonempty(last(&listing.department)).map(|key| format!("部门：{key}")));
    parts.extend(listing.remove_date.map(|_| format!("{}移出", day(listing.remove_date))));
    parts.extend(listing.withdraw_date.map(|_| format!("{}撤回列入", day(listing.withdraw_date))));
    parts.join("　")
}

/// An instant as documents write it.
pub(super) fn instant(at: OffsetDateTime) -> String {
    let local = at.to_offset(time::macros::offset!(+8));
    format!("{}{:02}:{:02}:{:02}", title::of_day(local.date()), local.hour(), local.minute(), local.second())
}

fn day(date: Option<PbDate>) -> String {
    date.and_then(read).map_or_else(|| NOTHING.to_owned(), title::of_day)
}

/// The last day before one.
fn before(date: Option<PbDate>) -> String {
    date.and_then(read).and_then(Date::previous_day).map_or_else(|| NOTHING.to_owned(), title::of_day)
}

fn read(date: PbDate) -> Option<Date> {
    let month = Month::try_from(u8::try_from(date.month).ok()?).ok()?;
    Date::from_calendar_date(date.year, month, u8::try_from(date.day).ok()?).ok()
}

fn yuan(fen: i64) -> String {
    if fen % 100 == 0 { (fen / 100).to_string() } else { format!("{}.{:02}", fen / 100, fen % 100) }
}

fn stated(text: &str) -> String {
    nonempty(text).unwrap_or(NOTHING).to_owned()
}

fn nonempty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}
