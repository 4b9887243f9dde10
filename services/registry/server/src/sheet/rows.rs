//! What is printed of a certificate's particulars, in the words of the paper form.

use registry_domain::{Certificate, CertificateClaims, Certified};
use time::Date;
use time::format_description::well_known::Iso8601;

/// A line of the form: the particular that it shows, as the contract names it, the label, and the text.
pub(super) struct Row {
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) text: String,
}

const NOTHING: &str = "—";

/// The heading of the form, by kind.
pub(super) fn title(certified: &Certified) -> &'static str {
    match certified.kind.as_str() {
        "social_group" => "社会团体法人登记证书",
        "foundation" => "基金会法人登记证书",
        _ => match certified.legal_form.as_str() {
            "corporate" => "民办非企业单位（法人）登记证书",
            "partnership" => "民办非企业单位（合伙）登记证书",
            "individual" => "民办非企业单位（个体）登记证书",
            _ => "民办非企业单位登记证书",
        },
    }
}

/// The lines of the form, from above.
pub(super) fn rows(certificate: &Certificate, claims: &CertificateClaims) -> Vec<Row> {
    let stated = &claims.certified;
    let row =
        |field, label, text: &str| Row { field, label, text: if text.is_empty() { NOTHING } else { text }.to_owned() };
    let last = certificate.expires_on.previous_day().unwrap_or(certificate.expires_on);
    let established = Date::parse(&stated.established_date, &Iso8601::DATE).map(chinese);
    vec![
        row("title", "名称", &stated.title),
        row("code", "统一社会信用代码", &claims.sub),
        row("legal_representative", "法定代表人", stated.legal_representative.reveal()),
        row("address", "住所", &stated.address),
        row("registered_capital_fen", fund(&stated.kind), &yuan(stated.registered_capital_fen)),
        row("business_scope", "业务范围", &stated.business_scope),
        row("supervising_unit", "业务主管单位", &stated.supervising_unit),
        row("established_date", "成立登记日期", &established.unwrap_or_default()),
        row("expire_date", "有效期限", &format!("{}至{}", chinese(certificate.valid_from), chinese(last))),
    ]
}

/// A day as documents write it: 2026年11月24日.
pub(super) fn chinese(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), u8::from(day.month()), day.day())
}

fn fund(kind: &str) -> &'static str {
    match kind {
        "social_group" => "注册资金",
        "foundation" => "原始基金数额",
        _ => "开办资金",
    }
}

fn yuan(fen: i64) -> String {
    match fen {
        0 => String::new(),
        fen if fen % 1_000_000 == 0 => format!("人民币{}万元", fen / 1_000_000),
        fen if fen % 100 == 0 => format!("人民币{}元", fen / 100),
        fen => format!("人民币{}.{:02}元", fen / 100, fen % 100),
    }
}
