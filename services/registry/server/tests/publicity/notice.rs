//! NoticeService: what must be served arises with the action, and is delivered when recorded or deemed.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::notice_service_client::NoticeServiceClient;
use onecode_proto::procedure::v1::{NoticeState, ServiceMethod};
use procedure::Office;
use testkit::{Caller, Suite};
use time::Duration;
use tonic::{Code, Status};
use uuid::Uuid;

use crate::support::{
    EDUCATION, HANGZHOU, HUZHOU, PORTAL, REGISTRAR, TAX, act, date, moved, opened, opened_as, opening, reason,
    registry, submission, violated,
};

type Client = NoticeServiceClient<testkit::Client>;

const PAPERS: [&str; 5] = ["application", "charter", "leaders-particulars", "capital-verification", "premises-right"];
const DOCUMENT: &str = "documents/01936000-0000-7000-8000-000000000001";

fn client(suite: &Suite, caller: &Caller) -> Client {
    NoticeServiceClient::new(suite.client(caller.fresh()))
}

fn registrar(suite: &Suite) -> Client {
    client(suite, &suite.registrar())
}

async fn accepted(suite: &Suite) -> Uuid {
    let id = opened(suite, "establishment").await;
    moved(suite, id, submission(&PAPERS)).await;
    moved(suite, id, act(REGISTRAR, "accept")).await;
    id
}

/// The one notice of a case that was just accepted.
pub(crate) async fn issued(suite: &Suite) -> pb::Notice {
    let id = accepted(suite).await;
    listed(&mut registrar(suite), of(id)).await.0.remove(0)
}

fn of(id: Uuid) -> pb::ListNoticesRequest {
    pb::ListNoticesRequest { case: format!("cases/{id}"), ..Default::default() }
}

async fn listed(client: &mut Client, request: pb::ListNoticesRequest) -> (Vec<pb::Notice>, String) {
    let page = client.list_notices(request).await.unwrap().into_inner();
    (page.notices, page.next_page_token)
}

pub(crate) async fn again(suite: &Suite, notice: &pb::Notice) -> pb::Notice {
    let request = pb::GetNoticeRequest { name: notice.name.clone() };
    registrar(suite).get_notice(request).await.unwrap().into_inner().notice.unwrap()
}

pub(crate) fn service(notice: &pb::Notice, method: ServiceMethod, day: i32) -> pb::ServeNoticeRequest {
    pb::ServeNoticeRequest {
        name: notice.name.clone(),
        method: method.into(),
        serve_date: date(2026, 11, day),
        etag: notice.etag.clone(),
    }
}

pub(crate) async fn served(suite: &Suite, request: pb::ServeNoticeRequest) -> Result<pb::Notice, Status> {
    registrar(suite).serve_notice(request).await.map(|reply| reply.into_inner().notice.unwrap())
}

pub(crate) fn delivery(notice: &pb::Notice, month: i32, day: i32) -> pb::RecordDeliveryRequest {
    pb::RecordDeliveryRequest {
        name: notice.name.clone(),
        delivery_date: date(2026, month, day),
        etag: notice.etag.clone(),
        ..Default::default()
    }
}

pub(crate) async fn delivered(suite: &Suite, request: pb::RecordDeliveryRequest) -> Result<pb::Notice, Status> {
    registrar(suite).record_delivery(request).await.map(|reply| reply.into_inner().notice.unwrap())
}

pub(crate) fn refused(code: Code, name: &str) -> (Code, String) {
    (code, name.to_owned())
}

#[tokio::test]
async fn an_action_that_wants_a_notice_leaves_one_for_the_applicant() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    let all = listed(&mut registrar(&suite), of(id)).await.0;
    assert_eq!(all.len(), 1, "handing in wants none");
    let notice = &all[0];
    assert_eq!((notice.title.as_str(), notice.action.as_str(), notice.step), ("受理通知书", "accept", 3));
    assert_eq!(
        (notice.issuer.as_str(), notice.recipient.as_str()),
        ("departments/civil-affairs", "departments/portal")
    );
    assert_eq!((notice.state(), notice.issue_date), (NoticeState::ToServe, date(2026, 11, 24)));
    assert_eq!((notice.method(), notice.serve_date, notice.delivery_date), (ServiceMethod::Unspecified, None, None));
    assert_eq!(again(&suite, notice).await, *notice);
    let told = suite.facts::<pb::NoticeIssued>().await;
    assert_eq!(
        (told.len(), told[0].notice.as_str(), told[0].recipient.as_str()),
        (1, notice.name.as_str(), "departments/portal")
    );
}

#[tokio::test]
async fn a_letter_that_asks_for_opinions_is_for_those_asked_and_without_applicant_there_is_no_notice() {
    let suite = registry().await;
    let mut without = opening(&suite, "establishment", HUZHOU);
    without.roles.retain(|(role, _)| *role != "consulted");
    let id = opened_as(&suite, without).await;
    moved(&suite, id, submission(&PAPERS)).await;
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let asked = procedure::Act { enlisted: vec![("consulted", Office::new(TAX, HUZHOU))], ..act(REGISTRAR, "consult") };
    suite.clock().advance(Duration::seconds(1));
    moved(&suite, id, asked).await;
    let letters = listed(&mut registrar(&suite), of(id)).await.0;
    let told: Vec<_> = letters.iter().map(|one| (one.title.as_str(), one.recipient.as_str())).collect();
    assert_eq!(told, [("征询意见函", "departments/tax"), ("受理通知书", "departments/portal")]);

    let mut nobody = opening(&suite, "establishment", HUZHOU);
    nobody.roles =
        vec![("registrar", Office::new(REGISTRAR, HUZHOU)), ("supervising-unit", Office::new(EDUCATION, HUZHOU))];
    let id = opened_as(&suite, nobody).await;
    let fault = crate::support::tried(&suite, id, None, submission(&PAPERS)).await.unwrap_err();
    assert_eq!(fault.reason(), "CASE_ROLE");
    assert_eq!(listed(&mut registrar(&suite), of(id)).await.0, []);
}

#[tokio::test]
async fn a_letter_handed_over_is_delivered_when_that_is_recorded() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    suite.clock().advance(Duration::days(3));
    let early = delivered(&suite, delivery(&notice, 11, 25)).await.unwrap_err();
    assert_eq!(reason(&early), refused(Code::FailedPrecondition, "NOTICE_NOT_SERVED"));
    let sent = served(&suite, service(&notice, ServiceMethod::Direct, 25)).await.unwrap();
    assert_eq!(
        (sent.state(), sent.method(), sent.serve_date),
        (NoticeState::Served, ServiceMethod::Direct, date(2026, 11, 25))
    );
    assert_eq!((sent.deemed_date, sent.rule.clone()), (None, None));
    suite.clock().advance(Duration::days(300));
    assert_eq!(again(&suite, &sent).await.state(), NoticeState::Served, "nothing is deemed");

    let done = delivered(&suite, delivery(&sent, 11, 26)).await.unwrap();
    assert_eq!((done.state(), done.delivery_date, done.deemed), (NoticeState::Delivered, date(2026, 11, 26), false));
    assert_eq!((done.proof.as_str(), done.proof_sha256.as_str()), ("", ""), "none was stated");
    let twice = delivered(&suite, delivery(&done, 11, 26)).await.unwrap_err();
    assert_eq!(reason(&twice), refused(Code::FailedPrecondition, "NOTICE_DELIVERED"));
    let anew = served(&suite, service(&done, ServiceMethod::Mail, 27)).await.unwrap_err();
    assert_eq!(reason(&anew), refused(Code::FailedPrecondition, "NOTICE_DELIVERED"));
    assert_eq!(suite.facts::<pb::NoticeServed>().await.len(), 1);
    let told = suite.facts::<pb::NoticeDelivered>().await;
    assert_eq!((told.len(), told[0].delivery_date), (1, date(2026, 11, 26)));
}

#[tokio::test]
async fn a_letter_sent_by_post_is_deemed_delivered_once_the_term_has_passed() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    let sent = served(&suite, service(&notice, ServiceMethod::Mail, 24)).await.unwrap();
    assert_eq!(sent.deemed_date, date(2026, 12, 9));
    assert_eq!(sent.rule, Some(pb::RuleVersionRef { rule: "rules/PROC-10".into(), version: 1 }));
    suite.clock().advance(Duration::days(15));
    assert_eq!(again(&suite, &sent).await.state(), NoticeState::Served, "9 December is not over");
    suite.clock().advance(Duration::days(1));
    let deemed = again(&suite, &sent).await;
    assert_eq!(
        (deemed.state(), deemed.delivery_date, deemed.deemed),
        (NoticeState::Delivered, date(2026, 12, 9), true)
    );

    let anew = served(
        &suite,
        pb::ServeNoticeRequest { serve_date: date(2026, 12, 10), ..service(&sent, ServiceMethod::Left, 1) },
    );
    assert_eq!(reason(&anew.await.unwrap_err()), refused(Code::FailedPrecondition, "NOTICE_DELIVERED"));
    let late = delivered(&suite, delivery(&sent, 12, 10)).await.unwrap_err();
    assert_eq!(reason(&late), refused(Code::FailedPrecondition, "NOTICE_DELIVERED"));
    let done = delivered(&suite, delivery(&sent, 12, 1)).await.unwrap();
    assert_eq!((done.delivery_date, done.deemed), (date(2026, 12, 1), false), "the receipt came in late");
}

#[tokio::test]
async fn what_did_not_arrive_is_served_again_and_announced() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    suite.clock().advance(Duration::days(2));
    let sent = served(&suite, service(&notice, ServiceMethod::Mail, 25)).await.unwrap();
    let back = served(&suite, service(&sent, ServiceMethod::Announcement, 24)).await.unwrap_err();
    assert_eq!(violated(&back), ["serve_date"], "before the letter was sent");
    let announced = served(&suite, service(&sent, ServiceMethod::Announcement, 26)).await.unwrap();
    assert_eq!(announced.deemed_date, date(2026, 12, 28), "the 30th day is a Saturday");
    assert_eq!(announced.rule.as_ref().unwrap().rule, "rules/PROC-09");
    let handed = served(&suite, service(&announced, ServiceMethod::Electronic, 26)).await.unwrap();
    assert_eq!((handed.deemed_date, handed.rule), (None, None));
    let methods: Vec<_> = suite.facts::<pb::NoticeServed>().await.iter().map(pb::NoticeServed::method).collect();
    assert_eq!(methods, [ServiceMethod::Mail, ServiceMethod::Announcement, ServiceMethod::Electronic]);
}

#[tokio::test]
async fn what_is_recorded_rests_on_what_was_seen_and_is_whole() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    let sent = served(&suite, service(&notice, ServiceMethod::Direct, 24)).await.unwrap();
    let stale = served(&suite, service(&notice, ServiceMethod::Left, 24)).await.unwrap_err();
    assert_eq!(reason(&stale), refused(Code::Aborted, "NOTICE_CHANGED"));
    let stale = delivered(&suite, delivery(&notice, 11, 24)).await.unwrap_err();
    assert_eq!(reason(&stale), refused(Code::Aborted, "NOTICE_CHANGED"));

    let empty = served(&suite, pb::ServeNoticeRequest::default()).await.unwrap_err();
    assert_eq!(violated(&empty), ["name", "method", "serve_date", "etag"]);
    let future = served(&suite, service(&sent, ServiceMethod::Direct, 25)).await.unwrap_err();
    assert_eq!(violated(&future), ["serve_date"]);
    let early = served(&suite, service(&sent, ServiceMethod::Direct, 23)).await.unwrap_err();
    assert_eq!(violated(&early), ["serve_date"]);

    let empty = delivered(&suite, pb::RecordDeliveryRequest { proof_sha256: "00".into(), ..Default::default() });
    assert_eq!(violated(&empty.await.unwrap_err()), ["name", "delivery_date", "proof_sha256", "etag"]);
    for (proof, digest, field) in [(DOCUMENT, "00", "proof_sha256"), ("papers/1", &"0".repeat(64), "proof")] {
        let request =
            pb::RecordDeliveryRequest { proof: proof.into(), proof_sha256: digest.into(), ..delivery(&sent, 11, 24) };
        assert_eq!(violated(&delivered(&suite, request).await.unwrap_err()), [field]);
    }
    let early = delivered(&suite, delivery(&sent, 11, 23)).await.unwrap_err();
    assert_eq!(violated(&early), ["delivery_date"]);
}

#[tokio::test]
async fn only_the_department_that_issued_a_notice_serves_it() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    let roles = ["registry-registrar"];
    let school = suite.identities().caller(EDUCATION, HUZHOU, &roles);
    let request = service(&notice, ServiceMethod::Direct, 24);
    let denied = client(&suite, &school).serve_notice(request.clone()).await.unwrap_err();
    assert_eq!(reason(&denied), refused(Code::PermissionDenied, "CASE_ROLE"));
    let denied = client(&suite, &school).record_delivery(delivery(&notice, 11, 24)).await.unwrap_err();
    assert_eq!(reason(&denied), refused(Code::PermissionDenied, "CASE_ROLE"));
    let above = suite.identities().caller(REGISTRAR, "330000", &roles);
    let denied = client(&suite, &above).serve_notice(request.clone()).await.unwrap_err();
    assert_eq!(reason(&denied), refused(Code::PermissionDenied, "CASE_ROLE"), "nor does the same department above");
    let far = suite.identities().caller(REGISTRAR, HANGZHOU, &roles);
    let unseen = client(&suite, &far).serve_notice(request.clone()).await.unwrap_err();
    assert_eq!(reason(&unseen), refused(Code::NotFound, "NOTICE_NOT_FOUND"));
    let get = pb::GetNoticeRequest { name: notice.name.clone() };
    let unseen = client(&suite, &far).get_notice(get).await.unwrap_err();
    assert_eq!(reason(&unseen), refused(Code::NotFound, "NOTICE_NOT_FOUND"));
    assert_eq!(listed(&mut client(&suite, &far), pb::ListNoticesRequest::default()).await.0, []);
    let portal = suite.identities().caller(PORTAL, HUZHOU, &["public-portal"]);
    let denied = client(&suite, &portal).serve_notice(request).await.unwrap_err();
    assert_eq!(reason(&denied), refused(Code::PermissionDenied, "PERMISSION_MISSING"));
}

#[tokio::test]
async fn of_two_officers_who_serve_at_once_one_wins() {
    let suite = registry().await;
    let notice = issued(&suite).await;
    let (one, other) = tokio::join!(
        served(&suite, service(&notice, ServiceMethod::Direct, 24)),
        served(&suite, service(&notice, ServiceMethod::Mail, 24))
    );
    let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
    assert_eq!(reason(&lost.unwrap_err()), refused(Code::Aborted, "NOTICE_CHANGED"));
    assert_eq!(again(&suite, &notice).await, won.unwrap());
}

#[tokio::test]
async fn notices_are_found_by_case_state_and_place_page_by_page() {
    let suite = registry().await;
    let mut notices = Vec::new();
    for _ in 0..4 {
        notices.insert(0, issued(&suite).await);
        suite.clock().advance(Duration::seconds(1));
    }
    served(&suite, service(&notices[1], ServiceMethod::Mail, 24)).await.unwrap();
    served(&suite, service(&notices[2], ServiceMethod::Direct, 24)).await.unwrap();
    let handed = again(&suite, &notices[2]).await;
    delivered(&suite, delivery(&handed, 11, 24)).await.unwrap();
    let in_state = async |state: NoticeState| {
        let request = pb::ListNoticesRequest { state: state.into(), ..Default::default() };
        let found: Vec<String> =
            listed(&mut registrar(&suite), request).await.0.into_iter().map(|notice| notice.name).collect();
        found.iter().map(|name| notices.iter().position(|notice| notice.name == *name).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(in_state(NoticeState::Unspecified).await, [0, 1, 2, 3]);
    assert_eq!(in_state(NoticeState::ToServe).await, [0, 3]);
    assert_eq!(in_state(NoticeState::Served).await, [1]);
    assert_eq!(in_state(NoticeState::Delivered).await, [2]);
    suite.clock().advance(Duration::days(16));
    assert_eq!(in_state(NoticeState::Served).await, Vec::<usize>::new());
    assert_eq!(in_state(NoticeState::Delivered).await, [1, 2]);

    let mut registrar = registrar(&suite);
    for (division, count) in [("330000", 4), (HUZHOU, 4), ("330502", 0), (HANGZHOU, 0)] {
        let here = pb::ListNoticesRequest { division: division.into(), ..Default::default() };
        assert_eq!(listed(&mut registrar, here).await.0.len(), count, "{division}");
    }
    let request = pb::ListNoticesRequest { page_size: 3, ..Default::default() };
    let (first, token) = listed(&mut registrar, request.clone()).await;
    assert_eq!(first.len(), 3);
    let (rest, end) = listed(&mut registrar, pb::ListNoticesRequest { page_token: token, ..request }).await;
    assert_eq!((rest[0].name.as_str(), rest.len(), end.as_str()), (notices[3].name.as_str(), 1, ""));
}
