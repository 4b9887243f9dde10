//! A check in a village, taken as far as a test wants it.

use inspection_domain::check::Verdict;
use inspection_domain::draw::Hash;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::document::v1::upload_document_request::Part;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_service_client::CheckServiceClient;
use onecode_proto::inspection::v1::rectification_service_client::RectificationServiceClient;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Client, START, papers};
use tonic::Status;

pub(crate) use crate::device::*;
pub(crate) use crate::world::*;

pub(crate) type Checks = CheckServiceClient<Client>;
pub(crate) type Rectifications = RectificationServiceClient<Client>;

/// Where the organisation of the tests is, in millionths of a degree.
pub(crate) const OFFICE: (i32, i32) = (30_870_000, 120_093_000);
pub(crate) const CIVIL: &str = "civil-affairs";
pub(crate) const TAX: &str = "tax";
pub(crate) const FINANCE: &str = "inspectionItems/spot-check-finance-city";
pub(crate) const GOVERNANCE: &str = "inspectionItems/spot-check-governance-city";

pub(crate) fn lead(world: &World) -> Caller {
    world.caller(CIVIL, &["inspection-check-lead"])
}

/// Checks as the department that answers for them works with them.
pub(crate) fn checks(world: &World) -> Checks {
    Checks::new(world.client(lead(world).fresh()))
}

/// Checks as inspectors of a department work with them.
pub(crate) fn checks_of(world: &World, department: &str) -> Checks {
    Checks::new(world.client(world.caller(department, &["inspection-field"]).fresh()))
}

pub(crate) fn rectifications(world: &World) -> Rectifications {
    Rectifications::new(world.client(lead(world).fresh()))
}

/// A register with three organisations, a sweeper that looks all the time, and nobody to inspect yet.
pub(crate) async fn registered() -> World {
    let quick = |config: &mut inspection_server::Config| config.sweep_pause = std::time::Duration::from_millis(20);
    let world = World::start_with(quick).await;
    world.organizations(3).await;
    world
}

/// The special check that tests do.
pub(crate) fn check() -> pb::Check {
    pb::Check {
        kind: pb::CheckKind::Special.into(),
        organization: format!("organizations/{}", code(1)),
        items: vec![FINANCE.into(), GOVERNANCE.into()],
        ground: "2026年社会组织财务专项检查方案".into(),
        visit_window: Some(pb::VisitWindow { start_date: date(2026, 11, 20), end_date: date(2026, 12, 20) }),
        place: Some(pb::GeoPoint { latitude_microdegrees: OFFICE.0, longitude_microdegrees: OFFICE.1 }),
        ..Default::default()
    }
}

pub(crate) async fn create(world: &World, check: pb::Check, inspectors: &[String]) -> Result<pb::Check, Status> {
    let request = pb::CreateCheckRequest { check: Some(check), inspectors: inspectors.to_vec() };
    checks(world).create_check(request).await.map(|answer| answer.into_inner().check.unwrap())
}

/// Two inspectors of civil affairs.
pub(crate) async fn two(world: &World) -> Vec<String> {
    vec![world.inspector(CIVIL, "MZ-1").await, world.inspector(CIVIL, "MZ-2").await]
}

pub(crate) async fn begin(world: &World, check: &pb::Check) -> Result<pb::Check, Status> {
    let request = pb::BeginCheckRequest {
        name: check.name.clone(),
        etag: check.etag.clone(),
        visit_start_date: date(2026, 11, 24),
    };
    checks(world).begin_check(request).await.map(|answer| answer.into_inner().check.unwrap())
}

/// A check under way, and its two inspectors' devices.
pub(crate) async fn underway(world: &World) -> (pb::Check, Device, Device) {
    underway_as(world, check()).await
}

pub(crate) async fn underway_as(world: &World, stated: pb::Check) -> (pb::Check, Device, Device) {
    let inspectors = two(world).await;
    let created = create(world, stated, &inspectors).await.unwrap();
    let check = begin(world, &created).await.unwrap();
    let device = |number, inspector: &String| Device::new(&check.name, number, inspector, START);
    let devices = (device(101, &inspectors[0]), device(102, &inspectors[1]));
    (check, devices.0, devices.1)
}

pub(crate) async fn upload(world: &World, device: &Device) -> pb::UploadEntriesResponse {
    send(world, device.upload(device.entries())).await.unwrap()
}

pub(crate) async fn send(
    world: &World,
    request: pb::UploadEntriesRequest,
) -> Result<pb::UploadEntriesResponse, Status> {
    checks(world).upload_entries(request).await.map(tonic::Response::into_inner)
}

pub(crate) async fn record(world: &World, check: &pb::Check) -> pb::CheckRecord {
    let request = pb::GetCheckRecordRequest { name: check.name.clone() };
    checks(world).get_check_record(request).await.unwrap().into_inner().record.unwrap()
}

pub(crate) async fn get(world: &World, check: &pb::Check) -> pb::Check {
    let request = pb::GetCheckRequest { name: check.name.clone() };
    checks(world).get_check(request).await.unwrap().into_inner().check.unwrap()
}

/// Every entry that a caller sees, page by page.
pub(crate) async fn entries(mut client: Checks, check: &pb::Check) -> Vec<pb::CheckEntry> {
    let (mut entries, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListEntriesRequest { parent: check.name.clone(), page_size: 3, page_token };
        let answer = client.list_entries(request).await.unwrap().into_inner();
        entries.extend(answer.entries);
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            return entries;
        }
    }
}

/// Both answer both items with the same verdict for finance, and confirm.
pub(crate) fn work(one: &mut Device, other: &mut Device, finance: Verdict) {
    one.check_in(OFFICE);
    one.answer(FINANCE, finance, &[]);
    other.answer(GOVERNANCE, Verdict::Conforms, &[]);
    confirm(one, other);
}

/// Both confirm what both hold.
pub(crate) fn confirm(one: &mut Device, other: &mut Device) -> Hash {
    let digest = digest_of(&[one, other]);
    one.confirm(digest);
    other.confirm(digest);
    digest
}

pub(crate) async fn conclusion(
    world: &World,
    check: &pb::Check,
    outcome: pb::CheckOutcome,
) -> pb::ConcludeCheckRequest {
    pb::ConcludeCheckRequest {
        name: check.name.clone(),
        etag: check.etag.clone(),
        outcome: outcome.into(),
        digest: record(world, check).await.digest,
        summary: "财务票据管理不规范".into(),
        visit_end_date: date(2026, 11, 24),
    }
}

pub(crate) async fn conclude(world: &World, check: &pb::Check, outcome: pb::CheckOutcome) -> Result<pb::Check, Status> {
    let request = conclusion(world, check, outcome).await;
    checks(world).conclude_check(request).await.map(|answer| answer.into_inner().check.unwrap())
}

/// A check that found something and ordered it to be put right.
pub(crate) async fn ordered(world: &World) -> pb::Check {
    let (check, mut one, mut other) = underway(world).await;
    one.finding(inspection_domain::check::Severity::Minor);
    work(&mut one, &mut other, Verdict::DoesNotConform);
    upload(world, &one).await;
    upload(world, &other).await;
    conclude(world, &check, pb::CheckOutcome::Ordered).await.unwrap()
}

/// Hands in the paper of one kind under another; its name.
pub(crate) async fn relabelled(world: &World, paper: &str, kind: &str) -> String {
    let mut client = DocumentServiceClient::new(world.suite.client(lead(world).fresh()));
    let mut upload = papers::upload(paper);
    if let Some(Part::Description(description)) = &mut upload[0].part {
        kind.clone_into(&mut description.kind);
    }
    client.upload_document(futures::stream::iter(upload)).await.unwrap().into_inner().document.unwrap().name
}

/// Hands in a document of a kind; its name, and the hash of its content.
pub(crate) async fn document(world: &World, kind: &str) -> (String, Hash) {
    let mut client = DocumentServiceClient::new(world.suite.client(lead(world).fresh()));
    let answer = client.upload_document(futures::stream::iter(papers::upload(kind))).await.unwrap().into_inner();
    let document = answer.document.unwrap();
    (document.name, document.sha256.parse().unwrap())
}
