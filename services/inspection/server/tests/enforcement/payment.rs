//! Delivery, publication, payment with surcharge, deferral, execution.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1::ListAnnouncementsRequest;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;

use crate::support::*;

pub(crate) async fn announced(
    office: Office<'_>,
    organization: &str,
) -> Vec<onecode_proto::procedure::v1::Announcement> {
    let caller = office.world.suite.identities().caller(CIVIL, HUZHOU, &["enforcement-head"]);
    let mut public = PublicityServiceClient::new(office.world.suite.client(caller.fresh()));
    let request = ListAnnouncementsRequest { organization: organization.into(), ..Default::default() };
    public.list_announcements(request).await.unwrap().into_inner().announcements
}

fn paid(office: Office<'_>, fine_fen: i64, surcharge_fen: i64, receipt: &str) -> pb::RecordedPayment {
    pb::RecordedPayment {
        payment_date: office.today(),
        fine_fen,
        surcharge_fen,
        confiscation_fen: 0,
        receipt: receipt.into(),
    }
}

#[tokio::test]
async fn a_fine_paid_in_time_is_executed_once_it_is_published() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let decided = civil.decided(&party, vec![warning(), fine(100_000)]).await;
    let seen = civil.delivered(&decided, civil.today()).await.unwrap();
    let payment = civil.payment(&seen, None).await;
    assert_eq!(payment.instalments, [pb::PaymentInstalment { due_date: date(2026, 12, 18), amount_fen: 100_000 }]);
    assert_eq!((payment.owed_fen, payment.surcharge_fen, payment.surcharge_rule.as_str()), (100_000, 0, "PN-03@1"));
    let refused = civil.execute(&seen, "未缴").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_UNPAID".into()));
    assert_eq!(metadata(&refused, "owed_fen"), "100000");
    let seen = civil.pay(&seen, paid(civil, 100_000, 0, "票1")).await.unwrap();
    let stopped = "select count(*) from casework.deadline where key = 'payment' and state = 'stopped' and not overdue";
    assert_eq!(world.suite.count(stopped).await, 1, "the last payment ends the term");
    let refused = civil.execute(&seen, "已缴清").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_UNPUBLISHED".into()));
    let seen = civil.publish(&seen).await.unwrap();
    let shown = announced(civil, &party).await;
    assert_eq!((shown.len(), shown[0].kind.as_str()), (1, "penalty"));
    assert!(
        shown[0].body.contains("湖民罚决〔2026〕1号") && shown[0].body.contains("罚款1000.00元"),
        "{}",
        shown[0].body
    );
    let again = civil.publish(&seen).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "PENALTY_PUBLISHED".into()));
    let executed = civil.execute(&seen, "已缴清").await.unwrap();
    assert_eq!((executed.state(), executed.execute_date), (pb::PenaltyState::Executed, civil.today()));
    let fact = facts::<pb::PenaltyExecuted>(&world).await.remove(0);
    assert_eq!((fact.fine_paid_fen, fact.surcharge_paid_fen, fact.published), (100_000, 0, true));
    assert_eq!(facts::<pb::PenaltyPublicationChanged>(&world).await.len(), 1);
    let ended = outcomes(civil, &party).await.pop().unwrap();
    assert_eq!((ended.kind(), ended.until_date), (pb::OutcomeKind::PenaltyDecided, civil.today()));
}

#[tokio::test]
async fn late_payment_bears_surcharge_to_the_fen_and_never_more_than_the_fine() {
    let world = World::start().await;
    let civil = civil(&world);
    let decided = civil.decided(&organization(&world, 1).await, vec![fine(133)]).await;
    let seen = civil.delivered(&decided, civil.today()).await.unwrap();
    let owed = async |day| civil.payment(&seen, day).await.surcharge_fen;
    assert_eq!(owed(date(2026, 12, 18)).await, 0);
    assert_eq!(owed(date(2026, 12, 21)).await, 11, "three days of 3.99 fen");
    assert_eq!(owed(date(2030, 1, 1)).await, 133);
    civil.pass(18);
    assert_eq!(civil.today(), date(2026, 12, 21));
    let more = civil.pay(&seen, paid(civil, 133, 12, "票1")).await.unwrap_err();
    assert_eq!(reason(&more), (Code::FailedPrecondition, "PAYMENT_EXCEEDS_DEBT".into()));
    assert_eq!((metadata(&more, "fine_fen"), metadata(&more, "surcharge_fen")), ("133".into(), "11".into()));
    let seen = civil.pay(&seen, paid(civil, 133, 11, "票1")).await.unwrap();
    civil.pass(30);
    let payment = civil.payment(&seen, None).await;
    assert_eq!((payment.owed_fen, payment.surcharge_fen, payment.payments.len()), (0, 11, 1));
    let twice = civil.pay(&seen, paid(civil, 0, 0, "票2")).await.unwrap_err();
    assert_eq!(violated_sorted(&twice), ["payment.fine_fen"]);
}

#[tokio::test]
async fn a_receipt_is_recorded_once() {
    let world = World::start().await;
    let civil = civil(&world);
    let decided = civil.decided(&organization(&world, 1).await, vec![fine(1_000)]).await;
    let seen = civil.delivered(&decided, civil.today()).await.unwrap();
    let seen = civil.pay(&seen, paid(civil, 400, 0, "票1")).await.unwrap();
    let again = civil.pay(&seen, paid(civil, 400, 0, "票1")).await.unwrap_err();
    assert_eq!(violated_sorted(&again), ["payment.receipt"]);
    assert_eq!(civil.payment(&seen, None).await.fine_owed_fen, 600);
}

#[tokio::test]
async fn payment_is_deferred_before_it_is_late_in_parts_that_are_what_is_unpaid() {
    let world = World::start().await;
    let civil = civil(&world);
    let decided = civil.decided(&organization(&world, 1).await, vec![fine(1_000)]).await;
    let seen = civil.delivered(&decided, civil.today()).await.unwrap();
    let seen = civil.pay(&seen, paid(civil, 400, 0, "票1")).await.unwrap();
    let part = |due_date, amount_fen| pb::PaymentInstalment { due_date, amount_fen };
    let wrong = civil.defer(&seen, vec![part(date(2027, 1, 10), 500)], "经济困难").await.unwrap_err();
    assert_eq!(reason(&wrong), (Code::InvalidArgument, "INSTALMENTS_DIFFER".into()));
    assert_eq!(metadata(&wrong, "unpaid_fen"), "600");
    let backwards = vec![part(date(2027, 1, 10), 300), part(date(2027, 1, 10), 300)];
    let refused = civil.defer(&seen, backwards, "经济困难").await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["instalments[1].due_date"]);
    let parts = vec![part(date(2027, 1, 10), 300), part(date(2027, 2, 10), 300)];
    let deferred = civil.defer(&seen, parts, "经济困难").await.unwrap();
    let payment = civil.payment(&deferred, date(2027, 1, 11)).await;
    assert_eq!((payment.overdue_fen, payment.surcharge_fen, payment.fine_owed_fen), (300, 9, 600));
    let late = civil.decided_by(&organization(&world, 2).await, 2, fine(1_000)).await;
    let late = civil.delivered(&late, civil.today()).await.unwrap();
    civil.pass(30);
    let refused = civil.defer(&late, vec![part(date(2027, 6, 1), 1_000)], "经济困难").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CLOCK_STANDING".into()));
}

#[tokio::test]
async fn what_is_withheld_is_not_published_and_executed_without() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.told(&party, vec![warning()]).await;
    civil.pass(9);
    let withheld =
        pb::PenaltyDecision {
            publishable: false, withheld_reason: "涉及个人隐私".into(), ..decision(vec![warning()])
        };
    let seen = civil.decide(&seen, withheld).await.unwrap();
    let refused = civil.publish(&seen).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_WITHHELD".into()));
    let seen = civil.delivered(&seen, civil.today()).await.unwrap();
    let no_term = "select count(*) from casework.deadline where key = 'payment'";
    assert_eq!(world.suite.count(no_term).await, 0, "a warning is not paid");
    let executed = civil.execute(&seen, "警告已经送达").await.unwrap();
    assert_eq!(executed.state(), pb::PenaltyState::Executed);
    assert_eq!(announced(civil, &party).await, []);
}

#[tokio::test]
async fn a_delivery_recorded_late_counts_from_its_day() {
    let world = World::start().await;
    let civil = civil(&world);
    let decided = civil.decided(&organization(&world, 1).await, vec![fine(1_000)]).await;
    civil.pass(4);
    let refused = civil.delivered(&decided, civil.day(-5)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["delivery_date"]);
    let seen = civil.delivered(&decided, civil.day(-3)).await.unwrap();
    let payment = civil.payment(&seen, None).await;
    assert_eq!(payment.instalments[0].due_date, date(2026, 12, 21), "the nineteenth is a Saturday");
    let term = "select count(*) from casework.deadline where key = 'payment' and due_on = date '2026-12-21'";
    assert_eq!(world.suite.count(term).await, 1, "the term of the case ends on the same day");
}
