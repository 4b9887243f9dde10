//! Organisations as cards, lists and histories.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::{Organization, OrganizationRevision};
use prost_types::Timestamp;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::Cells;
use crate::messages::{Label, Language};

/// Everything recorded of one organisation, a line a particular; what is not recorded is not shown.
#[must_use]
pub fn card(organization: &Organization, language: Language) -> Vec<Cells> {
    let identifiers: Vec<&str> = organization.identifiers.iter().map(|it| it.value.as_str()).collect();
    let synthetic = if organization.synthetic { ("made up", "合成数据").label(language) } else { "" };
    let revision = match organization.revision {
        0 => String::new(),
        number => format!("{number}  {}", instant(organization.update_time)),
    };
    [
        (("code", "统一社会信用代码"), organization.code.clone()),
        (("name", "名称"), organization.title.clone()),
        (("kind", "类型"), organization.kind().label(language).to_owned()),
        (("legal form", "形式"), organization.legal_form().label(language).to_owned()),
        (("status", "状态"), organization.status().label(language).to_owned()),
        (("division", "行政区划"), division(&organization.division)),
        (("registering authority", "登记管理机关"), organization.registration_authority.clone()),
        (("supervising unit", "业务主管单位"), organization.supervising_unit.clone()),
        (("established", "成立登记日期"), day(organization.established_date)),
        (("address", "住所"), organization.address.clone()),
        (("business scope", "业务范围"), organization.business_scope.clone()),
        (("registered fund", "注册资金"), yuan(organization.registered_capital_fen, language)),
        (("legal representative", "法定代表人"), organization.legal_representative.clone()),
        (("telephone", "联系电话"), organization.contact_phone.clone()),
        (("former names", "曾用名"), organization.former_titles.join("\n")),
        (("abbreviations", "简称"), organization.abbreviations.join("\n")),
        (("other numbers", "历史编号"), identifiers.join("\n")),
        (("revision", "登记记录"), revision),
        (("note", "说明"), synthetic.to_owned()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(heading, value)| vec![heading.label(language).to_owned(), value])
    .collect()
}

/// One line for an organisation among others.
#[must_use]
pub fn listing(organization: &Organization, language: Language) -> Cells {
    vec![
        organization.code.clone(),
        organization.title.clone(),
        organization.kind().label(language).to_owned(),
        organization.status().label(language).to_owned(),
        division(&organization.division),
    ]
}

/// One line for a revision, with the particulars that it states.
#[must_use]
pub fn revision_cells(revision: &OrganizationRevision, language: Language) -> Cells {
    let stated = revision.particulars.as_ref().map(|it| card(it, language)).unwrap_or_default();
    let stated: Vec<String> = stated.into_iter().map(|line| line.join(": ")).collect();
    vec![
        revision.revision.to_string(),
        day(revision.valid_from),
        instant(revision.record_time),
        revision.department.clone(),
        revision.basis.clone(),
        stated.join("\n"),
    ]
}

/// `330502 浙江省湖州市吴兴区`, as far as the division is known.
pub(crate) fn division(code: &str) -> String {
    let name = vocab::DivisionCode::parse(code).ok().and_then(vocab::division::full_name);
    name.map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
}

pub(crate) fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// An instant in the time of China, to the second.
pub(crate) fn instant(time: Option<Timestamp>) -> String {
    time.and_then(|time| OffsetDateTime::from_unix_timestamp(time.seconds).ok())
        .zip(UtcOffset::from_hms(8, 0, 0).ok())
        .and_then(|(instant, offset)| instant.to_offset(offset).format(&Rfc3339).ok())
        .unwrap_or_default()
}

/// A number of hundredths, with two decimals.
pub(crate) fn hundredths(hundredths: i32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

pub(crate) fn yuan(fen: i64, language: Language) -> String {
    match fen {
        0 => String::new(),
        fen if language == Language::Zh && fen % 1_000_000 == 0 => format!("{} 万元", fen / 1_000_000),
        fen if fen % 100 == 0 => format!("{} {}", fen / 100, ("yuan", "元").label(language)),
        fen => format!("{}.{:02} {}", fen / 100, fen % 100, ("yuan", "元").label(language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_shows_what_is_recorded_and_nothing_else() {
        let organization =
            Organization { code: "X".to_owned(), registered_capital_fen: 123_456, ..Organization::default() };
        let card = card(&organization, Language::Zh);
        assert_eq!(card, [["统一社会信用代码", "X"].map(str::to_owned), ["注册资金", "1234.56 元"].map(str::to_owned)]);
    }

    #[test]
    fn instants_are_shown_in_the_time_of_china() {
        assert_eq!(instant(Some(Timestamp { seconds: 0, nanos: 5 })), "1970-01-01T08:00:00+08:00");
        assert_eq!(instant(None), "");
    }
}
