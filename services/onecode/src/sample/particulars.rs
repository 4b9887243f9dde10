//! What else is registered of an organisation: days, money, people, addresses.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::{LegalForm, OrganizationKind, OrganizationStatus};
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::name::Name;
use super::parts::{Field, area};

const SURNAMES: [&str; 16] =
    ["沈", "钱", "姚", "朱", "陆", "费", "章", "徐", "俞", "施", "潘", "杨", "吴", "周", "王", "张"];

/// A day of 1990-2025, more of them late than early; every month has the days chosen from.
pub(super) fn established(random: &mut ChaCha8Rng) -> Date {
    let year = random.random_range(1990..=2025).max(random.random_range(1990..=2025));
    Date { year, month: random.random_range(1..=12), day: random.random_range(1..=28) }
}

/// Most are active; for one that is not, a day since when, at least a year after its establishment if there is room.
pub(super) fn status(random: &mut ChaCha8Rng, established: Date) -> (OrganizationStatus, Option<Date>) {
    let status = match random.random_range(0..100) {
        0..91 => return (OrganizationStatus::Active, None),
        91..93 => OrganizationStatus::Unknown,
        93..94 => OrganizationStatus::Suspended,
        94..95 => OrganizationStatus::Liquidating,
        95..97 => OrganizationStatus::Revoked,
        _ => OrganizationStatus::Deregistered,
    };
    let year = random.random_range((established.year + 1).min(2025)..=2025);
    (status, Some(if year > established.year { Date { year, ..established } } else { established }))
}

/// At least what the rules ask for (REG-02, REG-20, REG-30), in fen.
pub(super) fn capital_fen(random: &mut ChaCha8Rng, kind: OrganizationKind) -> i64 {
    let ten_thousands = match kind {
        OrganizationKind::Foundation => random.random_range(20..=200) * 10,
        OrganizationKind::PrivateNonEnterprise => *[3, 5, 10, 20, 30, 50, 100].choose(random).unwrap_or(&10),
        OrganizationKind::SocialGroup | OrganizationKind::Other | OrganizationKind::Unspecified => {
            *[3, 3, 5, 10, 20, 30].choose(random).unwrap_or(&3)
        }
    };
    ten_thousands * 1_000_000
}

/// Somebody who plainly is nobody.
pub(super) fn legal_representative(random: &mut ChaCha8Rng) -> String {
    format!("{}样本", SURNAMES.choose(random).copied().unwrap_or("沈"))
}

/// No subscriber's number begins with 0.
pub(super) fn phone(random: &mut ChaCha8Rng) -> String {
    format!("0572-0{:06}", random.random_range(0..1_000_000))
}

/// A road that no town has.
pub(super) fn address(random: &mut ChaCha8Rng, division: &str, town: &str) -> String {
    let county = area(division);
    let city = if county.starts_with("湖州市") { "" } else { "湖州市" };
    format!("浙江省{city}{county}{town}样本路{}号", random.random_range(1..1000))
}

/// Most private non-enterprise units are legal persons; some older ones are not. Others have no form.
pub(super) fn legal_form(kind: OrganizationKind, established: Date, number: u64) -> LegalForm {
    match (kind, number % 12) {
        (OrganizationKind::PrivateNonEnterprise, 0) if established.year < 2021 => LegalForm::Individual,
        (OrganizationKind::PrivateNonEnterprise, 1) if established.year < 2021 => LegalForm::Partnership,
        (OrganizationKind::PrivateNonEnterprise, _) => LegalForm::Corporate,
        _ => LegalForm::Unspecified,
    }
}

/// Who supervises it; most trade associations have nobody since 脱钩.
pub(super) fn supervising_unit(random: &mut ChaCha8Rng, division: &str, name: &Name) -> String {
    let unit = match name.field {
        _ if name.form.contains("医院") || name.form.contains("门诊") || name.form.contains("康复") => {
            "卫生健康委员会"
        }
        _ if name.form.contains("学校") || name.form.contains("幼儿园") => "教育局",
        Field::Trade if random.random_bool(0.6) => return String::new(),
        Field::Trade => "经济和信息化局",
        Field::Academic => "科学技术协会",
        Field::Social => "民政局",
        Field::CultureSport => "文化广电旅游体育局",
    };
    format!("{}{unit}", area(division))
}

/// One sentence of what it does.
pub(super) fn business_scope(name: &Name) -> &'static str {
    match name.field {
        Field::Trade => "行业调研、行业自律、技术交流、业务培训、会展服务。",
        Field::Academic => "学术交流、课题研究、科普宣传、人才培训、咨询服务。",
        Field::Social => "公益服务、志愿服务、困难帮扶、项目承接、社区活动。",
        Field::CultureSport => "组织活动、承办赛事展览、培训交流、普及推广。",
    }
}
