//! A penalty is filed, investigated, told, defended, decided, published, paid late with surcharge, annulled and withdrawn.

use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::enforcement_service_client::EnforcementServiceClient;
use onecode_proto::inspection::v1::inspector_service_client::InspectorServiceClient;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::procedure::v1::{Announcement, ListAnnouncementsRequest};
use onecode_tests::harness::{Deployment, creation, details, reason};
use prost::{Message, Name};
use testkit::Client;
use time::Duration;

const CIVIL: &str = "civil-affairs";
const HUZHOU: &str = "330500";
const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

type Cases = EnforcementServiceClient<Client>;

fn client(suite: &Deployment, role: &str) -> Client {
    suite.client(suite.site.caller(CIVIL, HUZHOU, &[role]).fresh())
}

/// Whoever handles the case.
fn officer(suite: &Deployment) -> Cases {
    Cases::new(client(suite, "enforcement-officer"))
}

/// Whoever decides.
fn head(suite: &Deployment) -> Cases {
    Cases::new(client(suite, "enforcement-head"))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn day(suite: &Deployment, later: i64) -> Option<Date> {
    Some(suite.site.day(later))
}

fn fine(amount_fen: i64) -> pb::Sanction {
    pb::Sanction { kind: pb::SanctionKind::Fine.into(), amount_fen, ..Default::default() }
}

fn shown(penalty: Option<pb::Penalty>) -> pb::Penalty {
    penalty.expect("the answer holds it")
}

/// What is published of an organisation.
async fn published(suite: &Deployment, organization: &str) -> Vec<Announcement> {
    let request = ListAnnouncementsRequest { organization: organization.to_owned(), ..Default::default() };
    let mut public = PublicityServiceClient::new(client(suite, "enforcement-head"));
    public.list_announcements(request).await.expect("anybody may see them").into_inner().announcements
}

/// The one fact of a type, as the feed tells of it.
async fn fact<F: Message + Name + Default>(suite: &Deployment) -> F {
    let request = WatchEventsRequest { types: vec![F::full_name()], ..WatchEventsRequest::default() };
    let mut events = suite.events(suite.site.caller(CIVIL, HUZHOU, &["enforcement-head"]).fresh());
    let mut watch = events.watch_events(request).await.expect("may watch").into_inner();
    loop {
        let answer = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        if let Some(data) = answer.events.into_iter().find_map(|event| event.data) {
            return F::decode(data.value.as_slice()).expect("a fact of its type");
        }
    }
}

async fn team(suite: &Deployment) -> Vec<String> {
    let mut inspectors = InspectorServiceClient::new(client(suite, "enforcement-officer"));
    let mut names = Vec::new();
    for number in 1..=2 {
        let inspector = pb::Inspector {
            full_name: "沈执法".into(),
            certificate_number: format!("MZ-{number}"),
            certificate_valid_from: day(suite, -100),
            certificate_valid_to: day(suite, 1_000),
            capacity: 10,
            ..Default::default()
        };
        let request = pb::CreateInspectorRequest { inspector: Some(inspector) };
        let answer = inspectors.create_inspector(request).await.expect("the certificate is new").into_inner();
        names.push(answer.inspector.expect("the answer holds it").name);
    }
    names
}

/// Filed, with two officers and a record of the scene, concluded.
async fn concluded(suite: &Deployment, organization: &str) -> pb::Penalty {
    let penalty = pb::Penalty {
        organization: organization.to_owned(),
        matter: "超出章程规定的宗旨和业务范围进行活动".into(),
        act_end_date: day(suite, -60),
        discovery_date: day(suite, -10),
        provisions: vec!["社会团体登记管理条例第三十条".into()],
        cause: pb::PenaltyCause::Check.into(),
        ..Default::default()
    };
    let request = pb::FilePenaltyRequest { penalty: Some(penalty) };
    let seen = shown(officer(suite).file_penalty(request).await.expect("it can be filed").into_inner().penalty);
    let request = pb::ApprovePenaltyFilingRequest { name: seen.name.clone(), etag: seen.etag };
    let seen = shown(head(suite).approve_penalty_filing(request).await.expect("approved").into_inner().penalty);
    let officers = team(suite).await;
    let request = pb::AssignOfficersRequest { name: seen.name.clone(), etag: seen.etag, officers: officers.clone() };
    let etag = officer(suite).assign_officers(request).await.expect("both are certified").into_inner().etag;
    let evidence = pb::Evidence {
        kind: pb::EvidenceKind::Record.into(),
        title: "现场笔录".into(),
        source: "培训现场".into(),
        place: "湖州市吴兴区".into(),
        collection_date: day(suite, 0),
        collectors: officers,
        sha256: DIGEST.into(),
        holder: "执法支队".into(),
        ..Default::default()
    };
    let request = pb::AddEvidenceRequest { parent: seen.name.clone(), evidence: Some(evidence) };
    officer(suite).add_evidence(request).await.expect("it is put on file");
    let conclusion = pb::PenaltyConclusion {
        report: "事实清楚，证据确凿".into(),
        sanctions: vec![fine(200_000)],
        ..Default::default()
    };
    let request = pb::ConcludePenaltyRequest { name: seen.name, etag, conclusion: Some(conclusion) };
    shown(officer(suite).conclude_penalty(request).await.expect("there is evidence").into_inner().penalty)
}

/// The party is told, states its defence, and after its time a lighter penalty is decided.
async fn decided(suite: &Deployment, seen: pb::Penalty) -> pb::Penalty {
    let request = pb::NotifyPenaltyRequest { name: seen.name.clone(), etag: seen.etag };
    let seen = shown(head(suite).notify_penalty(request).await.expect("it is told").into_inner().penalty);
    let (name, delivery_date) = (seen.name.clone(), day(suite, 0));
    let request = pb::RecordNoticeDeliveryRequest { name, etag: seen.etag, delivery_date };
    let answer = officer(suite).record_notice_delivery(request).await.expect("it is delivered");
    let seen = shown(answer.into_inner().penalty);
    let statement = pb::PenaltyStatement {
        statement_date: day(suite, 0),
        content: "已经停止培训，退还费用".into(),
        accepted: true,
        weighing: "情况属实，从轻处罚".into(),
    };
    let request = pb::RecordStatementRequest { name: seen.name, etag: seen.etag, statement: Some(statement) };
    let seen = shown(officer(suite).record_statement(request).await.expect("it is heard").into_inner().penalty);
    let decision = pb::PenaltyDecision {
        number_mark: "湖民罚决".into(),
        sanctions: vec![fine(100_000)],
        facts: "超出业务范围举办培训".into(),
        basis: vec!["社会团体登记管理条例第三十条".into()],
        publishable: true,
        ..Default::default()
    };
    let request = pb::DecidePenaltyRequest { name: seen.name, etag: seen.etag, decision: Some(decision) };
    let early = head(suite).decide_penalty(request.clone()).await.expect_err("the party may still speak");
    assert_eq!(reason(&early), "TERM_RUNNING");
    suite.site.pass(Duration::days(9));
    shown(head(suite).decide_penalty(request).await.expect("its time is over").into_inner().penalty)
}

/// Delivered, published, and paid three days late.
async fn paid(suite: &Deployment, seen: pb::Penalty) -> pb::Penalty {
    let (name, delivery_date) = (seen.name, day(suite, 0));
    let request = pb::RecordDecisionDeliveryRequest { name, etag: seen.etag, delivery_date };
    let answer = officer(suite).record_decision_delivery(request).await.expect("it is delivered");
    let seen = shown(answer.into_inner().penalty);
    let request = pb::PublishPenaltyRequest { name: seen.name, etag: seen.etag };
    let seen = shown(head(suite).publish_penalty(request).await.expect("it may be").into_inner().penalty);
    suite.site.pass(Duration::days(18));
    let request = pb::GetPaymentRequest { name: format!("{}/payment", seen.name), as_of: None };
    let owed = officer(suite).get_payment(request).await.expect("it is reckoned").into_inner().payment;
    let owed = owed.expect("the answer holds it");
    assert_eq!((owed.overdue_fen, owed.surcharge_fen, owed.owed_fen), (100_000, 9_000, 109_000));
    let payment = pb::RecordedPayment {
        payment_date: day(suite, 0),
        fine_fen: owed.fine_owed_fen,
        surcharge_fen: owed.surcharge_owed_fen,
        receipt: "浙财票1号".into(),
        ..Default::default()
    };
    let request = pb::RecordPaymentRequest { name: seen.name, etag: seen.etag, payment: Some(payment) };
    let seen = shown(officer(suite).record_payment(request).await.expect("it is owed").into_inner().penalty);
    let (name, note) = (seen.name, "罚款及加处罚款已经缴清".to_owned());
    let request = pb::ExecutePenaltyRequest { name, etag: seen.etag, note };
    shown(officer(suite).execute_penalty(request).await.expect("nothing is owed").into_inner().penalty)
}

/// A penalty of an organisation, decided; its name.
pub(crate) async fn punished(suite: &Deployment, organization: &str) -> String {
    let concluded = concluded(suite, organization).await;
    decided(suite, concluded).await.name
}

pub(crate) async fn annulled(suite: &Deployment) {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let answer = register.create_organization(creation(1)).await.expect("it can be registered").into_inner();
    let code = answer.organization.expect("the answer holds it").code;
    let organization = format!("organizations/{code}");

    let concluded = concluded(suite, &organization).await;
    let decided = decided(suite, concluded).await;
    assert_eq!(decided.decision.as_ref().map(|one| one.document_number.as_str()), Some("湖民罚决〔2026〕1号"));
    let told: pb::PenaltyDecided = fact(suite).await;
    assert_eq!((told.fine_fen, told.consequence()), (100_000, pb::CreditConsequence::Abnormal));
    let executed = paid(suite, decided).await;
    assert_eq!(executed.state(), pb::PenaltyState::Executed);
    let told: pb::PenaltyExecuted = fact(suite).await;
    assert_eq!((told.fine_paid_fen, told.surcharge_paid_fen, told.published), (100_000, 9_000, true));
    assert_eq!(published(suite, &organization).await.len(), 1);

    suite.site.pass(Duration::days(3));
    let request = pb::AnnulPenaltyRequest {
        name: executed.name,
        etag: executed.etag.clone(),
        ground: pb::AnnulmentGround::Review.into(),
        document_number: "湖政复决〔2026〕3号".into(),
        reasons: "主要事实不清".into(),
    };
    let annulled = head(suite).annul_penalty(request.clone()).await.expect("it was decided").into_inner().penalty;
    let annulled = shown(annulled);
    let late = head(suite).annul_penalty(request).await.expect_err("it was seen before");
    assert_eq!(reason(&late), "ETAG_MISMATCH");
    let current = details(&late).error_info().and_then(|info| info.metadata.get("etag").cloned());
    assert_eq!(current.as_ref(), Some(&annulled.etag));
    let told: pb::PenaltyAnnulled = fact(suite).await;
    assert!(told.executed && told.published);
    let (name, reasons) = (annulled.name, "行政复议决定撤销".to_owned());
    let request = pb::WithdrawPublicationRequest { name, etag: annulled.etag, reasons };
    let withdrawn = head(suite).withdraw_publication(request).await.expect("it was published").into_inner().penalty;
    assert!(shown(withdrawn).decision.is_some_and(|decision| decision.withdraw_date.is_some()));
    let left = published(suite, &organization).await;
    assert_eq!(left.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["penalty-withdrawal"]);
}
