//! What the record leaves out and conditions ask for: people who do not exist, members and funds that suffice.

use std::sync::atomic::{AtomicU32, Ordering};

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use time::Duration;
use time::macros::date;
use vocab::OrganizationClass;

use crate::decisions::{Decision, What};

/// What is applied for, where the record says that something was.
pub(crate) fn content(decision: &Decision) -> Option<Content> {
    match decision.what {
        What::Establishment => Some(Content::Establishment(establishment(decision))),
        // The record does not say what changed. What goes into the register says so.
        What::Change => Some(Content::Change(pb::ChangeContent {
            business_scope: "原变更决定的记录未载明变更事项".into(),
            ..Default::default()
        })),
        What::Deregistration => Some(Content::Deregistration(pb::DeregistrationContent {
            liquidation_group: Some(true),
            liquidated_date: day(2026, 11, 20),
            certificate_surrendered: true,
            seal_surrendered: true,
            vouchers_surrendered: true,
        })),
        What::Unstated | What::Penalty => None,
    }
}

/// Documents that the procedure, or a condition, wants.
pub(crate) fn papers(what: What) -> &'static [&'static str] {
    match what {
        What::Establishment => testkit::papers::ESTABLISHMENT,
        What::Change => &["application", "resolution"],
        What::Deregistration => &["application", "resolution", "liquidation-report", "supervising-approval"],
        What::Unstated | What::Penalty => &[],
    }
}

fn establishment(decision: &Decision) -> pb::EstablishmentContent {
    let class = decision.class();
    let foundation = class == OrganizationClass::Foundation;
    let unit = class == OrganizationClass::PrivateNonEnterprise;
    pb::EstablishmentContent {
        kind: kind(class).into(),
        title: decision.title.clone(),
        address: "北京市（原记录未载明）".into(),
        business_scope: "原成立决定的记录未载明业务范围".into(),
        registered_capital_fen: if foundation { 800_000_000 } else { 10_000_000 },
        individual_members: 60,
        unit_members: 10,
        premises_months: 24,
        full_time_staff: 3,
        non_state_assets_percent: Some(100),
        legal_form: if unit { pb::LegalForm::Corporate } else { pb::LegalForm::Unspecified }.into(),
        council_size: 9,
        council_term_years: 5,
        supervisors: 1,
        leaders: vec![leader(pb::OfficerRole::President, true), leader(pb::OfficerRole::SecretaryGeneral, false)],
        ..Default::default()
    }
}

pub(crate) fn kind(class: OrganizationClass) -> pb::OrganizationKind {
    match class {
        OrganizationClass::SocialGroup => pb::OrganizationKind::SocialGroup,
        OrganizationClass::PrivateNonEnterprise => pb::OrganizationKind::PrivateNonEnterprise,
        OrganizationClass::Foundation => pb::OrganizationKind::Foundation,
        OrganizationClass::Other => pb::OrganizationKind::Other,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// Somebody whom nobody else is.
fn leader(role: pb::OfficerRole, legal_representative: bool) -> pb::Appointment {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let serial = NEXT.fetch_add(1, Ordering::Relaxed);
    pb::Appointment {
        officer: Some(pb::OfficerParticulars {
            name: "欧阳静之".into(),
            id_kind: pb::IdentityKind::ResidentId.into(),
            id_number: id_number(serial),
            ..Default::default()
        }),
        role: role.into(),
        legal_representative,
        term_number: 1,
        starts_on: day(2026, 11, 24),
        ends_on: day(2031, 11, 24),
        ..Default::default()
    }
}

/// A made-up ID number with its right check character (GB 11643), of somebody born in the sixties or seventies.
fn id_number(serial: u32) -> String {
    let born = date!(1960 - 01 - 01) + Duration::days(i64::from(serial % 5_000));
    let digits = format!("110101{:04}{:02}{:02}{:03}", born.year(), u8::from(born.month()), born.day(), serial / 5_000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() as usize * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}
