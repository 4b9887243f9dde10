//! An association of Huzhou, those who propose its leaders, and those who decide.

use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::appointment_service_client::AppointmentServiceClient;
use onecode_proto::registry::v1::officer_service_client::OfficerServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
pub(crate) use testkit::refusal::{metadata, reason, violated};
use testkit::{Caller, Suite};
use tonic::Status;
use vocab::{OrganizationClass, UnifiedCode};

/// Huzhou, where the registrar of the suite is at home.
pub(crate) const HUZHOU: &str = "330500";
/// Hangzhou, which the registrar does not see.
pub(crate) const HANGZHOU: &str = "330100";

pub(crate) const NAME: &str = "慕容雪村";
pub(crate) const PHONE: &str = "13987654321";

pub(crate) type Client = AppointmentServiceClient<testkit::Client>;
pub(crate) type Publicities = PublicityServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

pub(crate) fn client(suite: &Suite, caller: &Caller) -> Client {
    AppointmentServiceClient::new(suite.client(caller.fresh()))
}

pub(crate) fn registrar(suite: &Suite) -> Client {
    client(suite, &suite.registrar())
}

/// A portal where organisations propose and ask.
pub(crate) fn portal(suite: &Suite) -> Client {
    client(suite, &suite.identities().caller("data-bureau", HUZHOU, &["application-portal"]))
}

/// A supervising unit.
pub(crate) fn reviewer(suite: &Suite, department: &str) -> Client {
    client(suite, &suite.identities().caller(department, HUZHOU, &["application-reviewer"]))
}

/// The registrar of Hangzhou.
pub(crate) fn neighbour(suite: &Suite) -> Client {
    client(suite, &suite.identities().caller("civil-affairs", HANGZHOU, &["registry-registrar"]))
}

/// Somebody's portal, in another city.
pub(crate) fn public(suite: &Suite) -> Publicities {
    let caller = suite.identities().caller("notary", HANGZHOU, &["public-portal"]);
    PublicityServiceClient::new(suite.client(caller.fresh()))
}

/// The registrar, who answers objections.
pub(crate) fn answering(suite: &Suite) -> Publicities {
    PublicityServiceClient::new(suite.client(suite.registrar().fresh()))
}

pub(crate) fn officers(suite: &Suite) -> OfficerServiceClient<testkit::Client> {
    OfficerServiceClient::new(suite.client(suite.registrar().fresh()))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// The `serial`-th association of Huzhou, active; its name.
pub(crate) async fn association(suite: &Suite, serial: u32) -> String {
    let division = HUZHOU.parse().unwrap();
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &format!("MJ{serial:06}")).unwrap();
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code.to_string(),
            title: format!("湖州市第{serial}协会"),
            kind: pb::OrganizationKind::SocialGroup.into(),
            division: HUZHOU.into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2016, 3, 1),
        basis: "民社登〔2016〕1号".into(),
        validate_only: false,
    };
    let mut client = OrganizationServiceClient::new(suite.client(suite.registrar().fresh()));
    client.create_organization(request).await.unwrap();
    format!("organizations/{code}")
}

/// A made-up ID number with its right check character (GB 11643).
pub(crate) fn id_number(birth: &str, serial: u32) -> String {
    let digits = format!("330502{birth}{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() as usize * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}

/// Somebody as president for a term of five years from 1 December 2026 on.
pub(crate) fn president(serial: u32) -> pb::Appointment {
    pb::Appointment {
        officer: Some(pb::OfficerParticulars {
            name: NAME.into(),
            id_kind: pb::IdentityKind::ResidentId.into(),
            id_number: id_number("19700101", serial),
            phone: PHONE.into(),
            ..Default::default()
        }),
        role: pb::OfficerRole::President.into(),
        term_number: 1,
        starts_on: date(2026, 12, 1),
        ends_on: date(2031, 11, 30),
        ..Default::default()
    }
}

pub(crate) fn proposal(parent: &str, appointment: pb::Appointment) -> pb::ProposeAppointmentRequest {
    pb::ProposeAppointmentRequest {
        parent: parent.into(),
        appointment: Some(appointment),
        basis: "会员大会决议〔2026〕1号".into(),
    }
}

pub(crate) async fn proposed(suite: &Suite, parent: &str, appointment: pb::Appointment) -> pb::AppointmentNotice {
    let reply = portal(suite).propose_appointment(proposal(parent, appointment)).await;
    reply.unwrap().into_inner().appointment_notice.unwrap()
}

pub(crate) async fn published(suite: &Suite, seen: &pb::AppointmentNotice) -> pb::AppointmentNotice {
    let request = pb::PublishAppointmentRequest { name: seen.name.clone(), etag: seen.etag.clone() };
    registrar(suite).publish_appointment(request).await.unwrap().into_inner().appointment_notice.unwrap()
}

/// Somebody who stands before the public from today on.
pub(crate) async fn before_the_public(suite: &Suite, parent: &str, serial: u32) -> pb::AppointmentNotice {
    let notice = proposed(suite, parent, president(serial)).await;
    published(suite, &notice).await
}

pub(crate) fn confirmation(seen: &pb::AppointmentNotice) -> pb::ConfirmAppointmentRequest {
    pb::ConfirmAppointmentRequest { name: seen.name.clone(), etag: seen.etag.clone(), confirmed_rules: Vec::new() }
}

/// Confirms, with the etag as it is now.
pub(crate) async fn confirmed(suite: &Suite, name: &str) -> Result<pb::AppointmentNotice, Status> {
    let seen = get(&mut registrar(suite), name).await.unwrap();
    let reply = registrar(suite).confirm_appointment(confirmation(&seen)).await?;
    Ok(reply.into_inner().appointment_notice.unwrap())
}

pub(crate) async fn get(client: &mut Client, name: &str) -> Result<pb::AppointmentNotice, Status> {
    let request = pb::GetAppointmentNoticeRequest { name: name.into() };
    Ok(client.get_appointment_notice(request).await?.into_inner().appointment_notice.unwrap())
}

pub(crate) async fn objected(suite: &Suite, publicity: &str) {
    let text = "此人在本公司任职期间有严重违规行为。".into();
    let request = pc::FileObjectionRequest { publicity: publicity.into(), text };
    public(suite).file_objection(request).await.unwrap();
}

/// Answers the one objection to a publicity.
pub(crate) async fn answered(suite: &Suite, publicity: &str, state: pc::ObjectionState) {
    let request = pc::ListObjectionsRequest { parent: publicity.into(), ..Default::default() };
    let objection = answering(suite).list_objections(request).await.unwrap().into_inner().objections.remove(0);
    let reasons = "经核实答复如上。".into();
    let request = pc::AnswerObjectionRequest { name: objection.name, state: state.into(), reasons };
    answering(suite).answer_objection(request).await.unwrap();
}
