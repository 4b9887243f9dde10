//! Warnings follow from records, once; they are disposed of by people, and fall with what they rested on.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::{reason, violated};
use tonic::Code;

use super::support::{Watch, organization};
use crate::world::{code, date};

#[tokio::test]
async fn a_warning_is_raised_once_and_falls_with_its_cause() {
    let watch = Watch::start().await;
    watch.world.register(&code(1)).await;
    watch.in_force("often-punished", "penalties >= 2").await;
    watch.penalised(1, 1, (2026, 3, 2)).await;
    watch.settled().await;
    assert_eq!(watch.alerts().await, []);
    watch.penalised(1, 2, (2026, 4, 2)).await;
    watch.penalised(1, 3, (2026, 5, 2)).await;
    watch.settled().await;
    let alerts = watch.alerts().await;
    let [alert] = alerts.as_slice() else { panic!("{alerts:?}") };
    assert_eq!((alert.organization.clone(), alert.level()), (organization(1), pb::RiskLevel::Orange));
    assert_eq!((alert.rule_key.as_str(), alert.rule_version, alert.holding), ("often-punished", 1, true));
    assert_eq!(alert.department, "departments/civil-affairs");
    assert_eq!(alert.values[0].indicator, "penalties");
    watch.annulled(1, 3).await;
    watch.settled().await;
    assert_eq!(watch.alerts().await[0].status(), pb::RiskAlertStatus::Open, "two penalties stand");
    watch.annulled(1, 2).await;
    watch.settled().await;
    let fallen = watch.alerts().await;
    assert_eq!((fallen.len(), fallen[0].close_reason()), (1, pb::RiskCloseReason::CauseWithdrawn));
    assert!(!fallen[0].holding && fallen[0].close_time.is_some());
    let raised = watch.facts::<pb::RiskAlertRaised>().await;
    let closed = watch.facts::<pb::RiskAlertClosed>().await;
    assert_eq!((raised.len(), closed.len()), (1, 1));
    assert_eq!((&raised[0].risk_alert, &closed[0].risk_alert), (&alert.name, &alert.name));
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_warning_is_disposed_of_by_tasks_and_does_not_come_again_while_the_rule_holds() {
    let watch = Watch::start().await;
    watch.world.register(&code(2)).await;
    watch.missed(2, 2024).await;
    watch.in_force("silent", "missed_reports >= 1").await;
    watch.settled().await;
    let name = watch.alerts().await[0].name.clone();
    let officer = watch.officer();
    let task = |due| pb::AddRiskAlertTaskRequest {
        name: name.clone(),
        action: "约谈负责人".into(),
        department: String::new(),
        due_date: due,
    };
    let late = watch.risks(&officer).add_risk_alert_task(task(date(2020, 1, 1))).await.unwrap_err();
    assert_eq!(violated(&late), ["due_date"]);
    let foreign = watch.world.caller("tax", &["credit-risk-officer"]);
    let refused = watch.risks(&foreign).add_risk_alert_task(task(date(2027, 12, 1))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "RISK_ALERT_NOT_ON_DUTY".into()));
    let planned = watch.risks(&officer).add_risk_alert_task(task(date(2027, 12, 1))).await.unwrap().into_inner();
    assert_eq!(planned.risk_alert.unwrap().tasks[0].number, 1);
    let close = pb::CloseRiskAlertRequest {
        name: name.clone(),
        reason: pb::RiskCloseReason::Disposed.into(),
        measures: "已约谈，限期补报".into(),
    };
    let refused = watch.risks(&officer).close_risk_alert(close.clone()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RISK_ALERT_TASKS_OPEN");
    let done = |number| pb::CompleteRiskAlertTaskRequest { name: name.clone(), number, result: "已约谈".into() };
    watch.risks(&officer).complete_risk_alert_task(done(1)).await.unwrap();
    for (number, told) in [(1, "RISK_ALERT_TASK_DONE"), (2, "RISK_ALERT_TASK_NOT_FOUND")] {
        let refused = watch.risks(&officer).complete_risk_alert_task(done(number)).await.unwrap_err();
        assert_eq!(reason(&refused).1, told);
    }
    let by_itself = pb::CloseRiskAlertRequest { reason: 3, ..close.clone() };
    assert_eq!(violated(&watch.risks(&officer).close_risk_alert(by_itself).await.unwrap_err()), ["reason"]);
    let closed = watch.risks(&officer).close_risk_alert(close.clone()).await.unwrap().into_inner().risk_alert.unwrap();
    assert_eq!((closed.status(), closed.holding), (pb::RiskAlertStatus::Closed, true));
    assert_eq!(reason(&watch.risks(&officer).close_risk_alert(close).await.unwrap_err()).1, "RISK_ALERT_CLOSED");

    watch.world.suite.clock().advance(time::Duration::days(1));
    watch.settled().await;
    assert_eq!(watch.alerts().await.len(), 1, "it was disposed of, and the rule still holds");
    watch.reported(2, 2024).await;
    watch.settled().await;
    assert!(!watch.alerts().await[0].holding);
    watch.missed(2, 2025).await;
    watch.settled().await;
    assert_eq!(watch.alerts().await.len(), 2, "it ceased to hold, and holds again");
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_rule_that_comes_late_finds_everyone_and_one_that_divides_by_zero_warns_of_nobody() {
    let watch = Watch::start().await;
    for serial in 3..6 {
        watch.world.register(&code(serial)).await;
    }
    watch.penalised(3, 1, (2026, 3, 2)).await;
    watch.settled().await;
    let rule = watch.in_force("ratio", "10 / penalties > 3").await;
    watch.settled().await;
    let alerts = watch.alerts().await;
    assert_eq!(alerts.iter().map(|one| one.organization.clone()).collect::<Vec<_>>(), [organization(3)]);
    let request = pb::GetRiskRuleRequest { name: rule.name };
    let shown = watch.risks(&watch.officer()).get_risk_rule(request).await.unwrap().into_inner();
    let failed: Vec<_> =
        shown.failures.iter().map(|one| (one.organization.clone(), one.description.as_str())).collect();
    assert_eq!(shown.failure_count, 2);
    assert_eq!(failed, [(organization(4), "division by zero"), (organization(5), "division by zero")]);
    let below = watch.world.suite.identities().caller("civil-affairs", "330521", &["credit-risk-officer"]);
    let unseen = pb::GetRiskAlertRequest { name: alerts[0].name.clone() };
    let refused = watch.risks(&below).get_risk_alert(unseen.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RISK_ALERT_NOT_FOUND".into()));
    watch.risks(&watch.officer()).get_risk_alert(unseen).await.unwrap();
    let query = pb::ListRiskAlertsRequest { status: pb::RiskAlertStatus::Closed.into(), ..Default::default() };
    let listed = watch.risks(&watch.officer()).list_risk_alerts(query).await.unwrap().into_inner();
    assert_eq!(listed.risk_alerts, []);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn what_is_put_right_on_the_same_day_stays_a_warning_for_people_to_close() {
    let watch = Watch::start().await;
    watch.world.register(&code(7)).await;
    watch.missed(7, 2024).await;
    watch.in_force("silent", "missed_reports >= 1").await;
    watch.settled().await;
    watch.reported(7, 2024).await;
    watch.settled().await;
    let alerts = watch.alerts().await;
    assert_eq!((alerts.len(), alerts[0].status(), alerts[0].holding), (1, pb::RiskAlertStatus::Open, false));
    watch.missed(7, 2023).await;
    watch.settled().await;
    let alerts = watch.alerts().await;
    assert_eq!((alerts.len(), alerts[0].holding), (1, true), "there is one open warning by a rule");
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_closing_that_is_repeated_has_one_effect() {
    let watch = Watch::start().await;
    watch.world.register(&code(6)).await;
    watch.missed(6, 2024).await;
    watch.in_force("silent", "missed_reports >= 1").await;
    watch.settled().await;
    let request = pb::CloseRiskAlertRequest {
        name: watch.alerts().await[0].name.clone(),
        reason: pb::RiskCloseReason::Unfounded.into(),
        measures: "经核查，已报送".into(),
    };
    for _ in 0..2 {
        let mut keyed = super::support::Risks::new(watch.world.client(watch.officer().keyed("close-1")));
        let reply = keyed.close_risk_alert(request.clone()).await.unwrap().into_inner();
        assert_eq!(reply.risk_alert.unwrap().close_reason(), pb::RiskCloseReason::Unfounded);
    }
    assert_eq!(watch.facts::<pb::RiskAlertClosed>().await.len(), 1);
    watch.world.suite.stop().await;
}
