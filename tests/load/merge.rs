//! What devices recorded without a network, merged into one check through the gateway.

use std::time::Instant;

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_service_client::CheckServiceClient;
use onecode_proto::inspection::v1::inspector_service_client::InspectorServiceClient;
use onecode_tests::harness::{Device, creation};
use testkit::Client;
use time::{Duration, OffsetDateTime};
use tonic::service::interceptor::InterceptedService;
use uow::Clock;
use vocab::day_of;

use crate::books::{date, day};
use crate::register::{Register, number};
use crate::report::{Report, Target, count};

const HUZHOU: &str = "330500";
const CIVIL: &str = "civil-affairs";
/// Entries of both devices together.
const ENTRIES: usize = 10_000;
/// Entries of one message: what the contract takes.
const PIECE: usize = 1_000;
/// Seconds.
const LIMIT: f64 = 2.0;

/// Two devices, each with half of the entries; then everything once more, as devices do that got no answer.
pub(crate) async fn measure() -> Report {
    let register = Register::empty().await;
    let now = Clock::system().now();
    let (check, inspectors) = underway(&register, now).await;
    let mut uploads = Vec::new();
    for (number, inspector) in (1_u128..).zip(&inspectors) {
        let mut device = Device::new(&check, number, inspector, now);
        for _ in 0..ENTRIES / 2 {
            device.clock = now - Duration::MINUTE;
            device.statement("会计");
        }
        let entries = device.entries();
        uploads.extend(entries.chunks(PIECE).map(|piece| device.upload(piece.to_vec())));
    }
    let mut field = checks(&register, "inspection-field");
    let merged = upload(&mut field, &uploads, pb::EntryResult::Stored).await;
    uploads.reverse();
    let again = upload(&mut field, &uploads, pb::EntryResult::Repeated).await;
    let begun = Instant::now();
    let request = pb::GetCheckRecordRequest { name: check };
    let answer = checks(&register, "inspection-check-lead").get_check_record(request).await.expect("it can be read");
    let read = begun.elapsed().as_secs_f64();
    let record = answer.into_inner().record.expect("there is one");
    assert_eq!(usize::try_from(record.entry_count).ok(), Some(ENTRIES), "each is kept once");
    register.stop().await;
    let mut report = Report::new("Entries of a check, recorded without a network");
    let what = format!("{} entries of two devices merged, {} a message", count(number(ENTRIES)), count(number(PIECE)));
    report.judged(what, format!("{merged:.2} s"), "", Target::below(merged, LIMIT, "s"));
    report.line("… the same once more, in the other order", format!("{again:.2} s"), "");
    report.line("… the record that they come to, read", format!("{read:.2} s"), "");
    report.print()
}

/// Sends all, of which the same must come; seconds.
async fn upload(
    field: &mut CheckServiceClient<Client>,
    uploads: &[pb::UploadEntriesRequest],
    comes: pb::EntryResult,
) -> f64 {
    let begun = Instant::now();
    for request in uploads {
        let answer = field.upload_entries(request.clone()).await.expect("it is taken").into_inner();
        let other = answer.outcomes.iter().find(|outcome| outcome.result() != comes);
        assert!(other.is_none() && answer.outcomes.len() == request.entries.len(), "{other:?}");
    }
    begun.elapsed().as_secs_f64()
}

/// A special check that has begun, and its two inspectors.
async fn underway(register: &Register, now: OffsetDateTime) -> (String, Vec<String>) {
    let creation = creation(1);
    let code = creation.organization.as_ref().map(|one| one.code.clone()).expect("it has one");
    let mut organizations = register.organizations(register.site.registrar().fresh());
    organizations.create_organization(creation).await.expect("it is new");
    register.settle().await;
    let pool = register.site.caller(CIVIL, HUZHOU, &["inspection-participant"]).fresh();
    let mut pool = InspectorServiceClient::new(InterceptedService::new(register.server.channel(), pool));
    let mut inspectors = Vec::new();
    for certificate in ["BENCH-1", "BENCH-2"] {
        let inspector = pb::Inspector {
            full_name: "王检查".into(),
            certificate_number: certificate.into(),
            certificate_valid_from: day(2020, 1, 1),
            certificate_valid_to: day(2099, 1, 1),
            capacity: 100,
            ..Default::default()
        };
        let request = pb::CreateInspectorRequest { inspector: Some(inspector) };
        let answer = pool.create_inspector(request).await.expect("the certificate is new").into_inner();
        inspectors.push(answer.inspector.expect("it is told").name);
    }
    let today = day_of(now);
    let window = pb::VisitWindow { start_date: date(today), end_date: date(today + Duration::days(20)) };
    let check = pb::Check {
        kind: pb::CheckKind::Special.into(),
        organization: format!("organizations/{code}"),
        items: vec!["inspectionItems/spot-check-finance-city".into()],
        ground: "社会组织财务专项检查方案".into(),
        visit_window: Some(window),
        place: Some(pb::GeoPoint { latitude_microdegrees: 30_870_000, longitude_microdegrees: 120_093_000 }),
        ..Default::default()
    };
    let mut lead = checks(register, "inspection-check-lead");
    let request = pb::CreateCheckRequest { check: Some(check), inspectors: inspectors.clone() };
    let check = lead.create_check(request).await.expect("it can be done").into_inner().check.expect("it is told");
    let begin = pb::BeginCheckRequest { name: check.name.clone(), etag: check.etag, visit_start_date: date(today) };
    lead.begin_check(begin).await.expect("it may begin");
    (check.name, inspectors)
}

fn checks(register: &Register, role: &str) -> CheckServiceClient<Client> {
    let caller = register.site.caller(CIVIL, HUZHOU, &[role]).fresh();
    CheckServiceClient::new(InterceptedService::new(register.server.channel(), caller))
}
