//! Organisations of Huzhou, portals through which people complain, and those who handle it.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::complaint_review_service_client::ComplaintReviewServiceClient;
use onecode_proto::inspection::v1::complaint_service_client::ComplaintServiceClient;
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::registry::v1 as rg;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use testkit::Caller;
pub(crate) use testkit::refusal::{metadata, reason, violated};
use time::Duration;
use tonic::Status;
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) use crate::world::{HUZHOU, World, date};

/// A district of Huzhou.
pub(crate) const WUXING: &str = "330502";
/// Another one.
pub(crate) const NANXUN: &str = "330503";

pub(crate) const NAME: &str = "慕容雪村";
pub(crate) const CONTACT: &str = "13987654321";
pub(crate) const TEXT: &str = "该协会向会员单位强制收取培训费每人三千元，并拒绝开具票据。";

/// What somebody says against an outcome.
pub(crate) const AGAINST: &str = "慕容雪村交的三千元至今没有退还，电话没有人接。";

pub(crate) type Reviews = ComplaintReviewServiceClient<testkit::Client>;
pub(crate) type Complaints = ComplaintServiceClient<testkit::Client>;

pub(crate) fn client(world: &World, caller: &Caller) -> Complaints {
    Complaints::new(world.client(caller.fresh()))
}

/// The portal of a department in a division.
pub(crate) fn portal_in(world: &World, division: &str) -> Caller {
    world.suite.identities().caller("data-bureau", division, &["public-portal"])
}

pub(crate) fn portal(world: &World) -> Complaints {
    client(world, &portal_in(world, HUZHOU))
}

/// An official of the civil affairs of a division, who handles complaints and may see what is personal.
pub(crate) fn official(world: &World, division: &str, account: &str) -> Caller {
    let roles = ["complaint-handler", "complaint-personal-reader", "complaint-approver"];
    world.suite.identities().official("civil-affairs", division, &roles, account)
}

pub(crate) fn officer(world: &World) -> Complaints {
    client(world, &official(world, HUZHOU, "li-si"))
}

/// The `serial`-th association of a division, registered; its name.
pub(crate) async fn association(world: &World, division: &str, serial: u32) -> String {
    let place = division.parse().unwrap();
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, place, &format!("MJ{serial:06}")).unwrap();
    let request = rg::CreateOrganizationRequest {
        organization: Some(rg::Organization {
            code: code.to_string(),
            title: format!("湖州市第{serial}协会"),
            kind: rg::OrganizationKind::SocialGroup.into(),
            division: division.into(),
            ..Default::default()
        }),
        status: rg::OrganizationStatus::Active.into(),
        valid_from: date(2016, 3, 1),
        basis: "民社登〔2016〕1号".into(),
        validate_only: false,
    };
    let mut organizations = OrganizationServiceClient::new(world.suite.client(world.suite.registrar().fresh()));
    organizations.create_organization(request).await.unwrap();
    format!("organizations/{code}")
}

pub(crate) fn about(organization: &str) -> pb::ComplaintSubject {
    pb::ComplaintSubject { organization: organization.into(), ..Default::default() }
}

pub(crate) fn unregistered(title: &str, division: &str) -> pb::ComplaintSubject {
    pb::ComplaintSubject { title: title.into(), division: division.into(), ..Default::default() }
}

/// A complaint about some, without a name.
pub(crate) fn anonymous(subjects: &[pb::ComplaintSubject]) -> pb::FileComplaintRequest {
    pb::FileComplaintRequest {
        channel: pb::ComplaintChannel::Web.into(),
        subjects: subjects.to_vec(),
        grounds: vec!["complaintGrounds/illegal-fees".into()],
        statement: Some(pb::ComplaintStatement { description: TEXT.into(), place: "苕溪东路1号".into() }),
        occurred_from: date(2026, 11, 2),
        ..Default::default()
    }
}

/// The same, with a name.
pub(crate) fn named(subjects: &[pb::ComplaintSubject]) -> pb::FileComplaintRequest {
    let reporter = Some(pb::Reporter { name: NAME.into(), contact: CONTACT.into() });
    pb::FileComplaintRequest { reporter, ..anonymous(subjects) }
}

/// Files one a little later than whatever was filed before, so that it is the latest.
pub(crate) async fn file(world: &World, request: pb::FileComplaintRequest) -> pb::FileComplaintResponse {
    world.suite.clock().advance(Duration::milliseconds(2));
    portal(world).file_complaint(request).await.unwrap().into_inner()
}

/// What a receipt says.
pub(crate) async fn status(world: &World, filed: &pb::FileComplaintResponse) -> Result<pb::ComplaintStatus, Status> {
    let request = pb::GetComplaintStatusRequest { receipt: filed.receipt.clone(), secret: filed.secret.clone() };
    Ok(portal(world).get_complaint_status(request).await?.into_inner().complaint_status.unwrap())
}

pub(crate) async fn list(client: &mut Complaints, request: pb::ListComplaintsRequest) -> Vec<pb::Complaint> {
    client.list_complaints(request).await.unwrap().into_inner().complaints
}

/// The complaint that was filed last.
pub(crate) async fn latest(world: &World) -> pb::Complaint {
    list(&mut officer(world), pb::ListComplaintsRequest::default()).await.remove(0)
}

pub(crate) async fn get(client: &mut Complaints, name: &str) -> Result<pb::Complaint, Status> {
    let request = pb::GetComplaintRequest { name: name.into() };
    Ok(client.get_complaint(request).await?.into_inner().complaint.unwrap())
}

/// Takes a step that states no more than name, etag and what is given.
macro_rules! step {
    ($client:expr, $seen:expr, $method:ident, $request:ident { $($field:ident : $value:expr),* $(,)? }) => {{
        let mut request = pb::$request::default();
        request.name.clone_from(&$seen.name);
        request.etag.clone_from(&$seen.etag);
        $(request.$field = $value;)*
        $client.$method(request).await.map(|answer| answer.into_inner().complaint.unwrap())
    }};
}
pub(crate) use step;

pub(crate) async fn routed(client: &mut Complaints, seen: &pb::Complaint) -> pb::Complaint {
    step!(client, seen, route_complaint, RouteComplaintRequest {}).unwrap()
}

pub(crate) async fn accepted(client: &mut Complaints, seen: &pb::Complaint) -> pb::Complaint {
    let routed = routed(client, seen).await;
    step!(client, routed, accept_complaint, AcceptComplaintRequest {}).unwrap()
}

pub(crate) async fn verified(client: &mut Complaints, seen: &pb::Complaint) -> pb::Complaint {
    let finding = "经查，收费没有依据。".into();
    step!(client, seen, verify_complaint, VerifyComplaintRequest { finding: finding }).unwrap()
}

pub(crate) async fn concluded(
    client: &mut Complaints,
    seen: &pb::Complaint,
    outcome: pb::ComplaintOutcome,
) -> Result<pb::Complaint, Status> {
    let answer = "举报属实，已责令退还。".into();
    step!(client, seen, conclude_complaint, ConcludeComplaintRequest { outcome: outcome.into(), answer: answer })
}

pub(crate) async fn merged(
    client: &mut Complaints,
    seen: &pb::Complaint,
    lead: &pb::Complaint,
) -> Result<pb::Complaint, Status> {
    let (lead, lead_etag) = (lead.name.clone(), lead.etag.clone());
    step!(
        client,
        seen,
        merge_complaint,
        MergeComplaintRequest { lead: lead, lead_etag: lead_etag, reasons: "同一事项".into() }
    )
}

/// Filed, routed and accepted by `li-si` of the city: the receipt and the complaint.
pub(crate) async fn taken_on(
    world: &World,
    request: pb::FileComplaintRequest,
) -> (pb::FileComplaintResponse, pb::Complaint) {
    let filed = file(world, request).await;
    let seen = latest(world).await;
    let accepted = accepted(&mut officer(world), &seen).await;
    (filed, accepted)
}

/// Found true, concluded, and its reporter informed.
pub(crate) async fn informed(world: &World, accepted: &pb::Complaint) -> pb::Complaint {
    let verified = verified(&mut officer(world), accepted).await;
    let concluded = concluded(&mut officer(world), &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    step!(officer(world), concluded, inform_reporter, InformReporterRequest {}).unwrap()
}

/// Somebody asks for a review of what a complaint came to.
pub(crate) async fn asked(
    world: &World,
    filed: &pb::FileComplaintResponse,
) -> Result<pb::RequestComplaintReviewResponse, Status> {
    let request = pb::RequestComplaintReviewRequest {
        receipt: filed.receipt.clone(),
        secret: filed.secret.clone(),
        reasons: AGAINST.into(),
    };
    let mut portal = Reviews::new(world.client(portal_in(world, HUZHOU).fresh()));
    Ok(portal.request_complaint_review(request).await?.into_inner())
}

/// The case of a complaint, as the register's part answers for every service.
pub(crate) async fn case(world: &World, caller: &Caller, complaint: &pb::Complaint) -> Result<pc::Case, Status> {
    let request = pc::GetCaseRequest { name: complaint.case.clone() };
    let mut cases = CaseServiceClient::new(world.suite.client(caller.fresh()));
    Ok(cases.get_case(request).await?.into_inner().case.unwrap())
}

/// The divisions for which facts of a type were told, in their order.
pub(crate) async fn divisions(world: &World, fact: &str) -> Vec<String> {
    let sql = "select division from (
            select created_at, type, division from uow.event union all select created_at, type, division from uow.outbox
        ) as fact where type like '%.' || $1 order by created_at";
    let query = sqlx::query_scalar(sql).bind(fact.to_owned());
    query.fetch_all(&mut world.suite.database().connection().await).await.unwrap()
}

/// A paper that the portal uploaded; its name.
pub(crate) async fn paper(world: &World, caller: &Caller) -> String {
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let upload = futures::stream::iter(testkit::papers::upload("evidence"));
    documents.upload_document(upload).await.unwrap().into_inner().document.unwrap().name
}
