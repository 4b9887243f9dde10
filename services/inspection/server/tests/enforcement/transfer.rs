//! TransferPenalty, AcceptPenaltyTransfer, ReturnPenaltyTransfer.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

const TO_TAX: &str = "departments/tax";

#[tokio::test]
async fn an_accepted_case_keeps_its_history_and_is_filed_anew() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let tax = Office { department: TAX, ..civil };
    let seen = civil.investigated(&party).await;
    let handed = civil.transfer(&seen, TO_TAX, "属税务机关管辖").await.unwrap();
    assert_eq!(handed.state(), pb::PenaltyState::Transferring);
    let stranger = Office { department: "market-regulation", ..civil };
    let refused = stranger.accept(&handed).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let accepted = tax.accept(&handed).await.unwrap();
    assert_eq!((accepted.state(), accepted.department.as_str()), (pb::PenaltyState::Filing, TO_TAX));
    assert_eq!((accepted.evidence_count, accepted.officers.len(), accepted.file_date), (1, 0, None));
    let history = accepted.transfers[0].clone();
    assert_eq!((history.from_department.as_str(), history.accepted), ("departments/civil-affairs", true));
    let refused = civil.approve(&accepted).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let filed = tax.approve(&accepted).await.unwrap();
    let officers = tax.two().await;
    let seen = tax.assign(&filed, &officers).await.unwrap();
    let report = "事实清楚".into();
    let conclusion = pb::PenaltyConclusion { report, sanctions: vec![warning()], ..Default::default() };
    tax.conclude(&seen, conclusion).await.unwrap();
    let investigations = outcomes(civil, &party).await;
    assert_eq!(investigations.len(), 2);
    assert_eq!(investigations.iter().filter(|one| one.until_date.is_some()).count(), 1);
    let steps = "select count(*) from casework.step where action in ('collect', 'transfer', 'accept-transfer')";
    assert_eq!(world.suite.count(steps).await, 3);
}

#[tokio::test]
async fn a_returned_case_goes_on_where_it_was() {
    let world = World::start().await;
    let civil = civil(&world);
    let tax = Office { department: TAX, ..civil };
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let handed = civil.transfer(&seen, TO_TAX, "属税务机关管辖").await.unwrap();
    let returned = tax.give_back(&handed, "不属本机关管辖").await.unwrap();
    assert_eq!(
        (returned.state(), returned.department.as_str()),
        (pb::PenaltyState::Investigating, "departments/civil-affairs")
    );
    assert_eq!((returned.officers.len(), returned.file_date.is_some()), (2, true));
    let answer = returned.transfers[0].clone();
    assert_eq!((answer.answered, answer.accepted, answer.answer_reasons.as_str()), (true, false, "不属本机关管辖"));
    let handed = civil.transfer(&returned, "departments/nobody", "误送").await.unwrap();
    let back = civil.give_back(&handed, "收件部门有误").await.unwrap();
    assert_eq!((back.state(), back.transfers.len()), (pb::PenaltyState::Investigating, 2));
    let own = civil.transfer(&back, "departments/civil-affairs", "自己").await.unwrap_err();
    assert_eq!(violated_sorted(&own), ["department"]);
}

#[tokio::test]
async fn the_receiver_has_a_task_with_a_term() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    civil.transfer(&seen, TO_TAX, "属税务机关管辖").await.unwrap();
    let task = "select count(*) from casework.task where department = 'tax' and due_on = date '2026-12-01'";
    assert_eq!(world.suite.count(task).await, 1);
}
