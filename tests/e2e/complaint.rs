//! Two people complain about one association, one with a name and one without: merged, concluded, followed by receipt.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::complaint_service_client::ComplaintServiceClient;
use onecode_tests::harness::{Deployment, Roads, Site, creation, details, reason};
use prost::{Message as _, Name as _};
use testkit::{Caller, Client, Database, papers};
use tonic::service::interceptor::InterceptedService;

use crate::command_line::{command, said};
use crate::register::name;

const HUZHOU: &str = "330500";
const NAME: &str = "慕容样本";
const CONTACT: &str = "13900001234";
const PLACE: &str = "红丰路七十七号";
const TEXT: &str = "该协会向会员强制收取培训费每人三千元，拒绝开具票据。";

type Complaints = ComplaintServiceClient<Client>;

fn complaints(suite: &Deployment, caller: &Caller) -> Complaints {
    Complaints::new(suite.client(caller.fresh()))
}

/// The portal of the data bureau, which anybody may use.
fn portal(site: &Site) -> Caller {
    site.caller("data-bureau", HUZHOU, &["public-portal"])
}

fn official(suite: &Deployment, account: &str) -> Caller {
    let roles = ["complaint-handler", "complaint-personal-reader"];
    suite.site.official("civil-affairs", HUZHOU, &roles, account)
}

fn complaint(site: &Site, reporter: Option<pb::Reporter>) -> pb::FileComplaintRequest {
    pb::FileComplaintRequest {
        channel: pb::ComplaintChannel::Web.into(),
        subjects: vec![pb::ComplaintSubject { organization: name(1), ..Default::default() }],
        grounds: vec!["complaintGrounds/illegal-fees".into()],
        statement: Some(pb::ComplaintStatement { description: TEXT.into(), place: PLACE.into() }),
        occurred_from: Some(site.day(-3)),
        reporter,
        ..Default::default()
    }
}

fn somebody() -> pb::Reporter {
    pb::Reporter { name: NAME.into(), contact: CONTACT.into() }
}

async fn status(suite: &Deployment, filed: &pb::FileComplaintResponse) -> pb::ComplaintStatus {
    let request = pb::GetComplaintStatusRequest { receipt: filed.receipt.clone(), secret: filed.secret.clone() };
    let answer = complaints(suite, &portal(&suite.site)).get_complaint_status(request).await;
    answer.expect("both are right").into_inner().complaint_status.unwrap_or_default()
}

async fn get(suite: &Deployment, name: &str) -> pb::Complaint {
    let request = pb::GetComplaintRequest { name: name.into() };
    let answer = complaints(suite, &official(suite, "li-si")).get_complaint(request).await;
    answer.expect("it is there").into_inner().complaint.unwrap_or_default()
}

/// Files one and takes it on.
async fn taken_on(suite: &Deployment, request: pb::FileComplaintRequest) -> (pb::FileComplaintResponse, pb::Complaint) {
    let filed = complaints(suite, &portal(&suite.site)).file_complaint(request).await;
    let filed = filed.expect("anybody may complain").into_inner();
    let mut officer = complaints(suite, &official(suite, "li-si"));
    let state = pb::ComplaintState::Received.into();
    let listed = officer.list_complaints(pb::ListComplaintsRequest { state, ..Default::default() }).await;
    let seen = listed.expect("may list").into_inner().complaints.remove(0);
    let request = pb::RouteComplaintRequest { name: seen.name, etag: seen.etag, ..Default::default() };
    let routed = officer.route_complaint(request).await.expect("it is his to route").into_inner();
    let routed = routed.complaint.unwrap_or_default();
    let request = pb::AcceptComplaintRequest { name: routed.name, etag: routed.etag };
    let accepted = officer.accept_complaint(request).await.expect("it is the city's").into_inner();
    (filed, accepted.complaint.unwrap_or_default())
}

pub(crate) async fn merged_and_answered(suite: &Deployment) {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    register.create_organization(creation(1)).await.expect("it can be registered");
    let mut documents = suite.documents(portal(&suite.site).fresh());
    let upload = documents.upload_document(futures::stream::iter(papers::upload("evidence"))).await;
    let evidence = upload.expect("it is whole").into_inner().document.unwrap_or_default().name;
    let named = pb::FileComplaintRequest { documents: vec![evidence], ..complaint(&suite.site, Some(somebody())) };
    let (lead_receipt, lead) = taken_on(suite, named).await;
    let (receipt, follower) = taken_on(suite, complaint(&suite.site, None)).await;
    too_large(suite).await;

    let mut officer = complaints(suite, &official(suite, "li-si"));
    let request = pb::ListDuplicateCandidatesRequest { name: follower.name.clone() };
    let found = officer.list_duplicate_candidates(request).await.expect("may compare").into_inner().candidates;
    assert_eq!((found.len(), &found[0].complaint, found[0].score), (1, &lead.name, 1_000));
    let request = pb::MergeComplaintRequest {
        name: follower.name.clone(),
        etag: follower.etag,
        lead: lead.name.clone(),
        lead_etag: lead.etag,
        reasons: "同一协会、同一收费".into(),
    };
    officer.merge_complaint(request).await.expect("both are accepted");
    assert_eq!(status(suite, &receipt).await.state(), pb::ComplaintState::Merged);

    looked_at(suite, &lead.name).await;
    let seen = get(suite, &lead.name).await;
    let request = pb::VerifyComplaintRequest {
        name: seen.name,
        etag: seen.etag,
        finding: "经查，收费没有依据".into(),
        links: Vec::new(),
    };
    let verified = officer.verify_complaint(request).await.expect("it is accepted").into_inner().complaint;
    let verified = verified.unwrap_or_default();
    let request = pb::ConcludeComplaintRequest {
        name: verified.name,
        etag: verified.etag,
        outcome: pb::ComplaintOutcome::Upheld.into(),
        answer: "举报属实，已责令退还".into(),
    };
    officer.conclude_complaint(request).await.expect("it is verified");
    for filed in [&lead_receipt, &receipt] {
        let said = status(suite, filed).await;
        assert_eq!((said.state(), said.outcome()), (pb::ComplaintState::Concluded, pb::ComplaintOutcome::Upheld));
    }
    told(suite, &[lead.name.clone(), follower.name.clone()]).await;
    typed(suite, &lead_receipt).await;
    let books = suite.database.everything(&[]).await;
    for planted in [NAME, CONTACT, PLACE, TEXT, &lead_receipt.secret, &lead_receipt.secret.replace('-', "")] {
        assert!(!books.contains(planted) && !books.contains(&papers::hex(planted)), "{planted} is on record");
    }
}

/// A complaint of ten megabytes is refused at the gateway, with the limit.
async fn too_large(suite: &Deployment) {
    let description = "长".repeat(3_500_000);
    let statement = Some(pb::ComplaintStatement { description, ..Default::default() });
    let request = pb::FileComplaintRequest { statement, ..complaint(&suite.site, None) };
    assert!(request.encoded_len() > 10_000_000);
    let refused = complaints(suite, &portal(&suite.site)).file_complaint(request).await.expect_err("too large");
    assert_eq!(reason(&refused), "TOO_LARGE");
    let info = details(&refused).error_info().cloned().expect("details");
    assert_eq!(info.metadata.get("limit_bytes").map(String::as_str), Some("4194304"));
}

/// The handler looks, which is recorded; nobody else may.
async fn looked_at(suite: &Deployment, name: &str) {
    let request = || pb::GetComplaintReporterRequest { name: name.into() };
    let handler = official(suite, "li-si").because("asking for receipts");
    let looked = complaints(suite, &handler).get_complaint_reporter(request()).await;
    let reporter = looked.expect("he handles it").into_inner().reporter.unwrap_or_default();
    assert_eq!((reporter.name.as_str(), reporter.contact.as_str()), (NAME, CONTACT));
    let colleague = official(suite, "wang-wu").because("curiosity");
    let operator = suite.site.official("tax", HUZHOU, &["platform-operator"], "li-si").because("curiosity");
    for caller in [colleague, operator] {
        let refused = complaints(suite, &caller).get_complaint_reporter(request()).await.expect_err("not his");
        assert_eq!(reason(&refused), "NOT_COMPLAINT_HANDLER");
    }
    let refused = complaints(suite, &portal(&suite.site)).get_complaint_reporter(request()).await;
    assert_eq!(reason(&refused.expect_err("a portal handles nothing")), "PERMISSION_MISSING");
    let mut conn = suite.database.connection().await;
    let looks = "select officer || ' ' || purpose from uow.audit where kind = 'sensitive_read'
        and method like '%GetComplaintReporter'";
    let looks: Vec<String> = sqlx::query_scalar(looks).fetch_all(&mut conn).await.expect("the books are open");
    assert_eq!(looks, ["li-si asking for receipts"]);
}

/// What the feed tells others of it.
async fn told(suite: &Deployment, complaints: &[String]) {
    let types = vec![pb::ComplaintReceived::full_name(), pb::ComplaintConcluded::full_name()];
    let request = WatchEventsRequest { types, ..WatchEventsRequest::default() };
    let mut watch = suite.events(suite.site.tax().fresh()).watch_events(request).await.expect("may watch").into_inner();
    let mut concluded = Vec::new();
    while concluded.len() < complaints.len() {
        let answer = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        for event in answer.events {
            let data = event.data.expect("an event holds its fact");
            assert!(!String::from_utf8_lossy(&data.value).contains(NAME));
            if data.type_url.ends_with(&pb::ComplaintConcluded::full_name()) {
                concluded.push(pb::ComplaintConcluded::decode(data.value.as_slice()).expect("a fact of its type"));
            }
        }
    }
    for fact in &concluded {
        assert_eq!((fact.outcome(), &fact.organizations[..]), (pb::ComplaintOutcome::Upheld, &[name(1)][..]));
    }
    let leads: Vec<&str> = concluded.iter().map(|fact| fact.lead.as_str()).collect();
    assert_eq!(leads, ["", &complaints[0]], "the lead first, then who followed");
}

/// A clerk at a window asks for the reporter, who keeps the secret in a file.
async fn typed(suite: &Deployment, filed: &pb::FileComplaintResponse) {
    let file = suite.site.home().join("secret");
    fs::write(&file, format!("{}\n", filed.secret)).expect("the folder can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("it is ours");
    let path = file.display().to_string();
    let words = ["complaint", "status", &filed.receipt.to_lowercase(), "--secret-file", &path];
    let output = command(suite, &portal(&suite.site), &words).await;
    let shown = said(&output);
    assert!(output.status.success() && shown.contains("concluded") && shown.contains("举报属实"), "{shown}");
    assert!(!shown.contains(&filed.secret), "{shown}");
    fs::write(&file, "00000-00000-00000-00000").expect("it is ours");
    let output = command(suite, &portal(&suite.site), &words).await;
    assert!(!output.status.success() && said(&output).contains("receipt and secret"), "{}", said(&output));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_complaint_is_logged_however_much_is_logged() {
    let database = Database::fresh(&onecode::serve::MIGRATORS).await;
    let site = Site::new(database.url());
    let ours = "info,onecode=trace,registry_server=trace,inspection_server=trace,onecode_gateway=trace,rpc=trace,\
                uow=trace,casework=trace,archive=trace,feed=trace,auth=trace,fault=trace,sqlx=trace";
    let mut program = site.program("all", "all", &[("telemetry.log_filter", format!("\"{ours}\""))]);
    program.start();
    program.until_ready().await;
    let channel = Roads::to(&[program.endpoint()]).channel();
    let client = |caller: &Caller| Complaints::new(InterceptedService::new(channel.clone(), caller.fresh()));
    let unregistered =
        pb::ComplaintSubject { title: "湖州养生会".into(), division: HUZHOU.into(), ..Default::default() };
    let request = pb::FileComplaintRequest { subjects: vec![unregistered], ..complaint(&site, Some(somebody())) };
    let filed = client(&portal(&site)).file_complaint(request.clone()).await.expect("may complain").into_inner();
    let wrong = pb::FileComplaintRequest { channel: 0, ..request };
    client(&portal(&site)).file_complaint(wrong).await.expect_err("no channel");
    let request = pb::GetComplaintStatusRequest { receipt: filed.receipt.clone(), secret: filed.secret.clone() };
    client(&portal(&site)).get_complaint_status(request.clone()).await.expect("both are right");
    let request = pb::GetComplaintStatusRequest { receipt: filed.secret.clone(), ..request };
    client(&portal(&site)).get_complaint_status(request).await.expect_err("no receipt");
    program.terminate();
    assert!(program.ended().await.success());
    let log = program.log();
    assert!(log.contains("FileComplaint"), "calls are logged:\n{log}");
    for secret in [NAME, CONTACT, PLACE, TEXT, &filed.secret, &filed.secret.replace('-', "")] {
        assert!(!log.contains(secret), "{secret} is logged:\n{log}");
    }
}
