//! Two inspectors work offline in one village and merge: what contradicts is settled, what is wrong is put right.

use inspection_domain::check::{Content, Media, Severity, Verdict};
use inspection_domain::draw::Hash;
use onecode::output::json;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_entry::Content as Stated;
use onecode_proto::inspection::v1::check_service_client::CheckServiceClient;
use onecode_proto::inspection::v1::inspector_service_client::InspectorServiceClient;
use onecode_proto::inspection::v1::outcome_service_client::OutcomeServiceClient;
use onecode_proto::inspection::v1::rectification_service_client::RectificationServiceClient;
use onecode_proto::procedure::v1::ListAnnouncementsRequest;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_tests::harness::{Deployment, Device, creation, details, digest_of, reason};
use prost::{Message as _, Name as _};
use testkit::{Client, papers};
use time::Duration;

use crate::command_line::{command, said};

const CIVIL: &str = "civil-affairs";
const HUZHOU: &str = "330500";
const FINANCE: &str = "spot-check-finance-city";
const GOVERNANCE: &str = "spot-check-governance-city";
/// Where the village's association is, in millionths of a degree.
const VILLAGE: (i32, i32) = (30_870_000, 120_093_000);

type Checks = CheckServiceClient<Client>;

fn client(suite: &Deployment) -> Client {
    suite.client(suite.site.caller(CIVIL, HUZHOU, &["inspection-check-lead"]).fresh())
}

fn checks(suite: &Deployment) -> Checks {
    Checks::new(client(suite))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn day(suite: &Deployment, later: i64) -> Option<Date> {
    Some(suite.site.day(later))
}

/// Two inspectors, and a check of the village's association that has begun.
async fn begun(suite: &Deployment) -> (pb::Check, [String; 2]) {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let made = register.create_organization(creation(1)).await.expect("it can be registered").into_inner();
    let organization = made.organization.expect("the answer holds it").name;
    let mut inspectors = Vec::new();
    for number in 1..=2 {
        let inspector = pb::Inspector {
            full_name: "沈检查".into(),
            certificate_number: format!("MZ-{number}"),
            certificate_valid_from: day(suite, -100),
            certificate_valid_to: day(suite, 1_000),
            capacity: 10,
            ..Default::default()
        };
        let request = pb::CreateInspectorRequest { inspector: Some(inspector) };
        let answer = InspectorServiceClient::new(client(suite)).create_inspector(request).await;
        let inspector = answer.expect("the certificate is new").into_inner().inspector;
        inspectors.push(inspector.expect("the answer holds it").name);
    }
    let check = pb::Check {
        kind: pb::CheckKind::Special.into(),
        organization,
        items: [FINANCE, GOVERNANCE].map(|key| format!("inspectionItems/{key}")).to_vec(),
        ground: "乡村社会组织专项检查".into(),
        visit_window: Some(pb::VisitWindow { start_date: day(suite, 0), end_date: day(suite, 10) }),
        place: Some(pb::GeoPoint { latitude_microdegrees: VILLAGE.0, longitude_microdegrees: VILLAGE.1 }),
        ..Default::default()
    };
    let request = pb::CreateCheckRequest { check: Some(check), inspectors: inspectors.clone() };
    let made = checks(suite).create_check(request).await.expect("the register answers").into_inner().check;
    let made = made.expect("the answer holds it");
    let request = pb::BeginCheckRequest { name: made.name, etag: made.etag, visit_start_date: day(suite, 0) };
    let begun = checks(suite).begin_check(request).await.expect("two are certified").into_inner().check;
    (begun.expect("the answer holds it"), inspectors.try_into().expect("two"))
}

async fn record(suite: &Deployment, check: &pb::Check) -> pb::CheckRecord {
    let request = pb::GetCheckRecordRequest { name: check.name.clone() };
    let answer = checks(suite).get_check_record(request).await.expect("the lead takes part").into_inner();
    answer.record.expect("the answer holds it")
}

/// Uploads what a device holds in pieces, the last first, and all of it once more.
async fn merged(suite: &Deployment, device: &Device) -> pb::UploadEntriesResponse {
    let entries = device.entries();
    for piece in entries.rchunks(2) {
        let request = device.upload(piece.iter().rev().cloned().collect());
        let answer = checks(suite).upload_entries(request).await.expect("the visit has begun").into_inner();
        assert!(answer.outcomes.iter().all(|one| one.result() != pb::EntryResult::Refused), "{answer:?}");
    }
    let again = checks(suite).upload_entries(device.upload(entries)).await.expect("it is there").into_inner();
    assert!(again.outcomes.iter().all(|one| one.result() == pb::EntryResult::Repeated), "{again:?}");
    again
}

async fn conclude(
    suite: &Deployment,
    check: &pb::Check,
    outcome: pb::CheckOutcome,
) -> Result<pb::Check, tonic::Status> {
    let request = pb::ConcludeCheckRequest {
        name: check.name.clone(),
        etag: check.etag.clone(),
        outcome: outcome.into(),
        digest: record(suite, check).await.digest,
        summary: "会计凭证不全，责令限期改正".into(),
        visit_end_date: day(suite, 0),
    };
    let answer = checks(suite).conclude_check(request).await?.into_inner();
    Ok(answer.check.expect("the answer holds it"))
}

/// What both recorded while they were away, and their answers on the accounts, which do not agree.
fn worked(suite: &Deployment, check: &pb::Check, inspectors: &[String; 2], photo: Hash) -> ([Device; 2], [Hash; 2]) {
    let now = suite.site.clock().now();
    // one clock stopped for three days, the other was never set
    let mut one = Device::new(&check.name, 1, &inspectors[0], now - Duration::days(3));
    let mut other = Device::new(&check.name, 2, &inspectors[1], now + Duration::days(500));
    one.check_in(VILLAGE);
    let wrong = one.answer(FINANCE, Verdict::DoesNotConform, &[]);
    let (caption, ground, text) = ("账簿".to_owned(), "民间非营利组织会计制度".to_owned(), "凭证不全".to_owned());
    one.make(Content::Evidence { media: Media::Photograph, sha256: photo, size: 21, caption });
    one.make(Content::Finding { item: String::new(), ground, severity: Severity::Serious, text });
    other.check_in((VILLAGE.0 + 30_000, VILLAGE.1));
    let right = other.answer(FINANCE, Verdict::Conforms, &[]);
    other.answer(GOVERNANCE, Verdict::Conforms, &[]);
    other.make(Content::Statement { speaker: "钱会计".into(), text: "可以补齐".into() });
    ([one, other], [wrong, right])
}

/// What the authority shows of both devices' work before anybody has settled it.
async fn shown(suite: &Deployment, check: &pb::Check, devices: &[Device; 2]) {
    let seen = record(suite, check).await;
    assert_eq!(seen.digest, digest_of(&devices.each_ref()).to_string(), "devices and authority hold the same");
    assert_eq!((seen.entry_count, seen.gaps.len()), (8, 0));
    assert!(seen.items[0].conflict && !seen.items[1].conflict, "{seen:?}");
    let refused = conclude(suite, check, pb::CheckOutcome::Ordered).await.expect_err("they do not agree");
    assert_eq!(reason(&refused), "CHECK_CONFLICTS_OPEN");
    let request = pb::ListEntriesRequest { parent: check.name.clone(), ..Default::default() };
    let entries = checks(suite).list_entries(request).await.expect("the lead takes part").into_inner().entries;
    assert!(entries.iter().all(|entry| entry.clock_wrong), "both clocks were days off");
    let far: Vec<bool> = entries.iter().filter_map(|entry| entry.distance.map(|distance| distance.far)).collect();
    assert_eq!(far.iter().filter(|far| **far).count(), 1, "one of them checked in three kilometres away");
    for entry in entries {
        match entry.content {
            Some(Stated::CheckIn(arrival)) => {
                assert_eq!(arrival.place, None, "where somebody was is not for everybody");
            }
            Some(Stated::Statement(said)) => assert_eq!(said.speaker.chars().next(), Some('钱')),
            _ => {}
        }
    }
}

pub(crate) async fn merged_and_settled(suite: &Deployment) {
    let (check, inspectors) = begun(suite).await;
    let mut documents = DocumentServiceClient::new(client(suite));
    let upload = futures::stream::iter(papers::upload("photo"));
    let photo = documents.upload_document(upload).await.expect("it is whole").into_inner().document;
    let photo = photo.expect("the answer holds it");
    let (mut devices, both) = worked(suite, &check, &inspectors, photo.sha256.parse().expect("SHA-256"));
    suite.site.pass(Duration::days(2));
    for device in &mut devices {
        device.clock += Duration::days(2);
    }
    let offset = merged(suite, &devices[1]).await.clock_offset_seconds;
    assert!(offset < -400 * 86_400, "{offset}");
    merged(suite, &devices[0]).await;
    shown(suite, &check, &devices).await;
    typed(suite, &check, &devices).await;
    let request = pb::AttachEvidenceRequest { name: check.name.clone(), documents: vec![photo.name] };
    checks(suite).attach_evidence(request).await.expect("an entry states its content");

    devices[1].answer(FINANCE, Verdict::DoesNotConform, &both);
    let digest = digest_of(&devices.each_ref());
    devices[0].make(Content::Confirmation { digest });
    merged(suite, &devices[0]).await;
    merged(suite, &devices[1]).await;
    let refused = conclude(suite, &check, pb::CheckOutcome::Ordered).await.expect_err("one has not confirmed");
    let metadata = details(&refused).error_info().map(|info| info.metadata.clone()).unwrap_or_default();
    assert_eq!(metadata.get("confirmed").map(String::as_str), Some("1"));
    devices[1].make(Content::Confirmation { digest });
    merged(suite, &devices[1]).await;
    let done = conclude(suite, &check, pb::CheckOutcome::Ordered).await.expect("both have confirmed it");
    assert_eq!(done.conclusion.as_ref().map(|done| done.confirmed_by.len()), Some(2));
    put_right(suite, &done).await;
    published(suite, &done).await;
}

/// The files of both devices, merged once more by somebody at a desk, who then looks at the check.
async fn typed(suite: &Deployment, check: &pb::Check, devices: &[Device; 2]) {
    for (device, file) in devices.iter().zip(["one.ndjson", "other.ndjson"]) {
        let lines: Vec<String> = device.entries().iter().map(|entry| format!("{}\n", json::value(entry))).collect();
        std::fs::write(suite.site.home().join(file), lines.concat()).expect("the folder can be written");
    }
    let lead = suite.site.caller(CIVIL, HUZHOU, &["inspection-check-lead"]);
    let done = command(suite, &lead, &["check", "merge", "one.ndjson", "other.ndjson", "one.ndjson"]).await;
    assert!(done.status.success() && said(&done).contains("0 stored, 8 repeated, 0 refused"), "{}", said(&done));
    let shown = command(suite, &lead, &["check", "show", &check.name]).await;
    let told = said(&shown);
    assert!(shown.status.success() && told.contains("CONTRADICTED") && told.contains("under way"), "{told}");
}

/// The last day passes; then it is put right.
async fn put_right(suite: &Deployment, check: &pb::Check) {
    // a token does not outlive the days that pass
    let service = || RectificationServiceClient::new(client(suite));
    let request = pb::OrderRectificationRequest {
        parent: check.name.clone(),
        rectification: Some(pb::Rectification {
            demands: "补齐会计凭证".into(),
            due_date: day(suite, 3),
            reporting_department: "departments/data-bureau".into(),
            ..Default::default()
        }),
    };
    let one = service().order_rectification(request).await.expect("the check ordered it").into_inner().rectification;
    let one = one.expect("the answer holds it");
    suite.site.pass(Duration::days(4));
    let missed = missed(suite, &one.name).await;
    assert_eq!(missed.organization, check.organization);
    let request = pb::GetRectificationRequest { name: one.name.clone() };
    let one = service().get_rectification(request).await.expect("it is there").into_inner().rectification;
    let one = one.expect("the answer holds it");
    assert!(one.missed_date.is_some());
    let portal = suite.client(suite.site.caller("data-bureau", HUZHOU, &["rectification-portal"]).fresh());
    let request = pb::ReportRectificationRequest {
        name: one.name,
        etag: one.etag,
        report: "凭证已经补齐".into(),
        documents: Vec::new(),
    };
    let reported = RectificationServiceClient::new(portal).report_rectification(request).await;
    let reported = reported.expect("late is better than never").into_inner().rectification;
    let reported = reported.expect("the answer holds it");
    let request = pb::RecheckRectificationRequest {
        name: reported.name,
        etag: reported.etag,
        result: pb::RecheckResult::Done.into(),
        reasons: "现场复查，凭证齐全".into(),
    };
    let closed = service().recheck_rectification(request).await.expect("it was reported").into_inner().rectification;
    assert_eq!(closed.expect("the answer holds it").state(), pb::RectificationState::Closed);
}

/// What the feed tells of a rectification whose last day passed.
async fn missed(suite: &Deployment, name: &str) -> pb::RectificationMissed {
    let types = vec![pb::RectificationMissed::full_name()];
    let mut events = suite.events(client_credentials(suite));
    let request = WatchEventsRequest { types, ..WatchEventsRequest::default() };
    let mut watch = events.watch_events(request).await.expect("may watch").into_inner();
    loop {
        let answer = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        if let Some(event) = answer.events.into_iter().find(|event| event.subject == name) {
            let data = event.data.expect("an event holds its fact");
            return pb::RectificationMissed::decode(data.value.as_slice()).expect("a fact of its type");
        }
    }
}

fn client_credentials(suite: &Deployment) -> testkit::Credentials {
    suite.site.caller(CIVIL, HUZHOU, &["inspection-check-lead"]).fresh()
}

/// Everybody reads the result, and what became of the organisation is on the list.
async fn published(suite: &Deployment, check: &pb::Check) {
    let request = pb::PublishCheckResultRequest { name: check.name.clone(), etag: check.etag.clone() };
    let done = checks(suite).publish_check_result(request).await.expect("it is concluded").into_inner().check;
    let announcement = done.expect("the answer holds it").announcement;
    let mut public = PublicityServiceClient::new(client(suite));
    let listed = public.list_announcements(ListAnnouncementsRequest::default()).await.expect("anybody may read them");
    let listed = listed.into_inner().announcements;
    let told = listed.iter().find(|one| one.name == announcement).expect("it was announced");
    assert!(told.body.contains("财务状况：不符合") && told.body.contains("责令改正"), "{}", told.body);
    assert!(!told.body.contains("沈检查") && !told.body.contains("钱会计"), "{}", told.body);
    let request = pb::ListOutcomesRequest { parent: check.organization.clone(), ..Default::default() };
    let auditor = suite.client(suite.site.caller("audit", HUZHOU, &["inspection-reader"]).fresh());
    let outcomes =
        OutcomeServiceClient::new(auditor).list_outcomes(request).await.expect("may read").into_inner().outcomes;
    let kinds: Vec<_> = outcomes.iter().map(|one| (one.kind(), one.until_date.is_some())).collect();
    let expected = [(pb::OutcomeKind::SeriousFinding, false), (pb::OutcomeKind::RectificationMissed, true)];
    assert_eq!(kinds, expected);
}
