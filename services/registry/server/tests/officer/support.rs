//! Builders of requests, and people who do not exist.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::officer_service_client::OfficerServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use seal::Ring;
use testkit::{Caller, Suite};
use tonic::{Code, Status};
use tonic_types::StatusExt;
use vocab::{OrganizationClass, UnifiedCode};

/// Huzhou, where the registrar of the suite is at home.
pub(crate) const HUZHOU: &str = "330500";
/// Hangzhou, which the registrar does not see.
pub(crate) const HANGZHOU: &str = "330100";

pub(crate) type Client = OfficerServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

pub(crate) async fn registry_with(ring: Ring) -> Suite {
    crate::register::register_with(|config| config.ring = ring).await
}

pub(crate) fn client(suite: &Suite, caller: &Caller) -> Client {
    OfficerServiceClient::new(suite.client(caller.fresh()))
}

/// The registrar of Huzhou.
pub(crate) fn registrar(suite: &Suite) -> Client {
    client(suite, &suite.registrar())
}

/// The registrar of Hangzhou.
pub(crate) fn neighbour(suite: &Suite) -> Client {
    client(suite, &suite.identities().caller("civil-affairs", HANGZHOU, &["registry-registrar"]))
}

/// A registrar of Huzhou who may see personal data.
pub(crate) fn privy(suite: &Suite) -> Caller {
    suite.identities().caller("civil-affairs", HUZHOU, &["registry-registrar", "registry-personal-reader"])
}

pub(crate) fn code_of(class: OrganizationClass, division: &str, serial: u32) -> String {
    let division = division.parse().unwrap();
    UnifiedCode::from_parts(class, division, &format!("MJ{serial:06}")).unwrap().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// An active organisation of a class in a division; its name.
pub(crate) async fn organization(suite: &Suite, class: OrganizationClass, division: &str, serial: u32) -> String {
    let kind = match class {
        OrganizationClass::SocialGroup => pb::OrganizationKind::SocialGroup,
        OrganizationClass::PrivateNonEnterprise => pb::OrganizationKind::PrivateNonEnterprise,
        OrganizationClass::Foundation => pb::OrganizationKind::Foundation,
        OrganizationClass::Other => pb::OrganizationKind::Other,
    };
    let code = code_of(class, division, serial);
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code.clone(),
            title: format!("第{serial}组织"),
            kind: kind.into(),
            division: division.into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2016, 3, 1),
        basis: "民社登〔2016〕1号".into(),
        validate_only: false,
    };
    let caller = suite.identities().caller("civil-affairs", division, &["registry-registrar"]);
    let mut client = OrganizationServiceClient::new(suite.client(caller.fresh()));
    client.create_organization(request).await.unwrap();
    format!("organizations/{code}")
}

/// The `serial`-th association of Huzhou.
pub(crate) async fn association(suite: &Suite, serial: u32) -> String {
    organization(suite, OrganizationClass::SocialGroup, HUZHOU, serial).await
}

/// A made-up ID number with its right check character (GB 11643).
pub(crate) fn id_number(birth: &str, serial: u32) -> String {
    let digits = format!("330502{birth}{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() as usize * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}

/// A person born on 1 January 1970.
pub(crate) fn person(serial: u32) -> pb::OfficerParticulars {
    pb::OfficerParticulars {
        name: "欧阳静之".into(),
        id_kind: pb::IdentityKind::ResidentId.into(),
        id_number: id_number("19700101", serial),
        phone: "13812345678".into(),
        birth_date: None,
        official_account: String::new(),
    }
}

/// The person as president for a first term of five years from 1 March 2026 on.
pub(crate) fn appointment(serial: u32) -> pb::Appointment {
    pb::Appointment {
        officer: Some(person(serial)),
        role: pb::OfficerRole::President.into(),
        term_number: 1,
        starts_on: date(2026, 3, 1),
        ends_on: date(2031, 3, 1),
        ..Default::default()
    }
}

/// The same, also as legal representative.
pub(crate) fn representative(serial: u32) -> pb::Appointment {
    pb::Appointment { legal_representative: true, ..appointment(serial) }
}

pub(crate) fn appoint(parent: &str, appointment: pb::Appointment) -> pb::AppointOfficerRequest {
    pb::AppointOfficerRequest {
        parent: parent.into(),
        appointment: Some(appointment),
        basis: "会员大会决议〔2026〕1号".into(),
        validate_only: false,
    }
}

/// Records the appointment and returns the post.
pub(crate) async fn appointed(client: &mut Client, parent: &str, appointment: pb::Appointment) -> pb::Post {
    client.appoint_officer(appoint(parent, appointment)).await.unwrap().into_inner().post.unwrap()
}

/// Records that a post ended on a day.
pub(crate) async fn ended(client: &mut Client, post: &pb::Post, on: Option<Date>) -> pb::Post {
    client.end_post(end(post, on)).await.unwrap().into_inner().post.unwrap()
}

pub(crate) fn end(post: &pb::Post, on: Option<Date>) -> pb::EndPostRequest {
    pb::EndPostRequest { name: post.name.clone(), ended_on: on, basis: "辞职".into(), etag: post.etag.clone() }
}

pub(crate) async fn audit(client: &mut Client, parent: &str, completed_on: Option<Date>) {
    let officer_audit = pb::OfficerAudit {
        document: "湖审〔2026〕7号".into(),
        auditor: "湖州某会计师事务所".into(),
        period_start: date(2020, 1, 1),
        period_end: date(2021, 1, 1),
        completed_on,
        ..Default::default()
    };
    let request = pb::RecordOfficerAuditRequest { parent: parent.into(), officer_audit: Some(officer_audit) };
    client.record_officer_audit(request).await.unwrap();
}

/// Code, reason and the rules named in a refusal.
pub(crate) fn refused(status: &Status) -> (Code, String, String) {
    let info = status.get_details_error_info().unwrap();
    (status.code(), info.reason, info.metadata.get("rules").cloned().unwrap_or_default())
}

pub(crate) fn reason(status: &Status) -> (Code, String) {
    let (code, reason, _) = refused(status);
    (code, reason)
}

/// Paths of the fields that a refusal names.
pub(crate) fn fields(status: &Status) -> Vec<String> {
    assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
    let bad = status.get_details_bad_request().unwrap();
    bad.field_violations.into_iter().map(|violation| violation.field).collect()
}
