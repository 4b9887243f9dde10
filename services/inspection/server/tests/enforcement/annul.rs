//! AnnulPenalty and WithdrawPublication: everything that followed falls.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use onecode_proto::procedure::v1::{AnnouncementRetracted, ListTasksRequest};

use crate::payment::announced;
use crate::support::*;

async fn tasks(office: Office<'_>) -> Vec<onecode_proto::procedure::v1::Task> {
    let caller = office.world.suite.identities().caller(CIVIL, HUZHOU, &["enforcement-head"]);
    let mut client = TaskServiceClient::new(office.world.suite.client(caller.fresh()));
    let request = ListTasksRequest { procedure: "penalty-annulment".into(), ..Default::default() };
    client.list_tasks(request).await.unwrap().into_inner().tasks
}

#[tokio::test]
async fn an_annulled_penalty_is_withdrawn_everywhere_within_three_working_days() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.decided(&party, vec![warning(), fine(100_000)]).await;
    let seen = civil.delivered(&seen, civil.today()).await.unwrap();
    let seen = civil.publish(&seen).await.unwrap();
    civil.pass(1);
    let annulled = civil.annul(&seen, pb::AnnulmentGround::Review, "湖政复决〔2026〕3号", "事实不清").await.unwrap();
    assert_eq!(annulled.state(), pb::PenaltyState::Annulled);
    let annulment = annulled.annulment.clone().unwrap();
    assert_eq!((annulment.ground(), annulment.annul_date), (pb::AnnulmentGround::Review, civil.today()));
    let fact = facts::<pb::PenaltyAnnulled>(&world).await.remove(0);
    assert_eq!((fact.published, fact.executed, fact.sanctions.len()), (true, false, 2));
    assert_eq!((fact.document_number.as_str(), fact.ground()), ("湖民罚决〔2026〕1号", pb::AnnulmentGround::Review));
    let withdrawn = outcomes(civil, &party).await.pop().unwrap();
    assert_eq!((withdrawn.kind(), withdrawn.withdrawn_date), (pb::OutcomeKind::PenaltyDecided, civil.today()));
    let open = tasks(civil).await;
    assert_eq!((open.len(), open[0].case.as_str()), (1, annulled.annulment_case.as_str()));
    assert_eq!(open[0].due_date, date(2026, 12, 9), "Friday, and three working days");
    assert_eq!(announced(civil, &party).await[0].kind, "penalty");

    let again = civil.annul(&annulled, pb::AnnulmentGround::Court, "1", "又撤销").await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "PENALTY_ANNULLED".into()));
    let done = civil.withdraw(&annulled, "行政复议决定撤销").await.unwrap();
    assert_eq!(done.decision.clone().unwrap().withdraw_date, civil.today());
    let shown = announced(civil, &party).await;
    let kinds: Vec<_> = shown.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["penalty-withdrawal"], "the decision is shown no more, the reasons are");
    assert!(shown[0].body.contains("行政复议决定撤销"));
    assert_eq!(tasks(civil).await, []);
    let published: Vec<bool> =
        facts::<pb::PenaltyPublicationChanged>(&world).await.iter().map(|fact| fact.published).collect();
    assert_eq!(published, [true, false]);
    assert_eq!(facts::<AnnouncementRetracted>(&world).await.len(), 1);
    let twice = civil.withdraw(&done, "又撤回").await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "CASE_STATE".into()));
    let paid = civil.execute(&done, "结案").await.unwrap_err();
    assert_eq!(reason(&paid), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn a_fine_that_is_annulled_is_owed_no_more_whether_it_was_paid_or_not() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.decided(&organization(&world, 1).await, vec![fine(100_000)]).await;
    let seen = civil.delivered(&seen, civil.today()).await.unwrap();
    let paid = pb::RecordedPayment {
        payment_date: civil.today(),
        fine_fen: 40_000,
        receipt: "浙财0001".into(),
        ..Default::default()
    };
    let seen = civil.pay(&seen, paid.clone()).await.unwrap();
    civil.pass(30);
    assert!(civil.payment(&seen, None).await.owed_fen > 60_000, "it is late");
    let annulled = civil.annul(&seen, pb::AnnulmentGround::Review, "湖政复决〔2026〕4号", "事实不清").await.unwrap();
    for day in [civil.today(), civil.day(-1), civil.day(90)] {
        let owed = civil.payment(&annulled, day).await;
        let due = (owed.fine_owed_fen, owed.overdue_fen, owed.surcharge_fen, owed.surcharge_owed_fen, owed.owed_fen);
        assert_eq!(due, (0, 0, 0, 0, 0), "{day:?}");
        assert_eq!((owed.fine_fen, owed.payments), (100_000, vec![paid.clone()]), "what was imposed and paid is shown");
    }
}

#[tokio::test]
async fn what_was_published_stays_while_the_decision_stands() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.decided(&party, vec![warning()]).await;
    let seen = civil.publish(&seen).await.unwrap();
    let refused = civil.withdraw(&seen, "当事人要求").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_NOT_ANNULLED".into()));
    let tax = Office { department: TAX, ..civil };
    let refused = tax.withdraw(&seen, "当事人要求").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    assert_eq!(announced(civil, &party).await.len(), 1);
}

#[tokio::test]
async fn an_executed_penalty_can_still_be_annulled() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.decided(&party, vec![warning()]).await;
    let seen = civil.delivered(&seen, civil.today()).await.unwrap();
    let seen = civil.publish(&seen).await.unwrap();
    let executed = civil.execute(&seen, "警告已经送达").await.unwrap();
    let province = Office { division: "330000", ..civil };
    let above =
        province.annul(&executed, pb::AnnulmentGround::Court, "（2026）浙05行终1号", "判决撤销").await.unwrap_err();
    assert_eq!(
        reason(&above),
        (Code::PermissionDenied, "OTHER_AUTHORITY".into()),
        "its case has ended, and is the city's still"
    );
    let annulled = civil.annul(&executed, pb::AnnulmentGround::Court, "（2026）浙05行终1号", "判决撤销").await.unwrap();
    assert_eq!((annulled.state(), annulled.execute_date.is_some()), (pb::PenaltyState::Annulled, true));
    assert!(facts::<pb::PenaltyAnnulled>(&world).await.remove(0).executed);
    let outcome = outcomes(civil, &party).await.pop().unwrap();
    assert!(outcome.until_date.is_some() && outcome.withdrawn_date.is_some());
    civil.withdraw(&annulled, "判决撤销").await.unwrap();
}

#[tokio::test]
async fn what_was_never_published_has_nothing_to_withdraw() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.decided(&organization(&world, 1).await, vec![warning()]).await;
    let annulled = civil.annul(&seen, pb::AnnulmentGround::Correction, "湖民纠〔2026〕1号", "自行纠正").await.unwrap();
    assert_eq!(tasks(civil).await, []);
    let refused = civil.withdraw(&annulled, "没有公开").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn without_a_decision_nothing_is_annulled() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let refused = civil.annul(&seen, pb::AnnulmentGround::Correction, "1", "没有决定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_NOT_DECIDED".into()));
    let refused = civil.withdraw(&seen, "没有决定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PENALTY_NOT_DECIDED".into()));
    let wrong = civil.annul(&seen, pb::AnnulmentGround::Unspecified, "", "").await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["document_number", "ground", "reasons"]);
}
