//! A rule is rehearsed on the past before it is approved.

use onecode_proto::credit::v1 as pb;
use pb::rehearse_risk_rule_response::Told;
use sqlx::Connection as _;
use testkit::refusal::{reason, violated};
use tonic::Code;

use super::support::{Watch, organization};
use crate::world::{code, date};

fn request(expression: &str) -> pb::RehearseRiskRuleRequest {
    pb::RehearseRiskRuleRequest {
        expression: expression.into(),
        from_date: date(2024, 1, 1),
        to_date: date(2025, 12, 31),
        outcome: pb::RiskOutcome::Penalty.into(),
        ..Default::default()
    }
}

async fn told(watch: &Watch, request: pb::RehearseRiskRuleRequest) -> Vec<Told> {
    let mut stream = watch.risks(&watch.officer()).rehearse_risk_rule(request).await.unwrap().into_inner();
    let mut all = Vec::new();
    while let Some(message) = stream.message().await.unwrap() {
        all.push(message.told.unwrap());
    }
    all
}

#[tokio::test]
async fn a_draft_is_held_against_what_came_and_against_the_rule_in_force() {
    let watch = Watch::start().await;
    for serial in 1..8 {
        watch.world.register(&code(serial)).await;
    }
    watch.missed(1, 2023).await;
    watch.penalised(1, 1, (2024, 9, 1)).await; // came after the warning of June 2024
    watch.missed(2, 2023).await; // nothing came
    watch.penalised(3, 3, (2024, 2, 1)).await; // the rule in force alone
    watch.in_force("silent", "penalties >= 1").await;
    watch.settled().await;
    let compared = pb::RehearseRiskRuleRequest { compared_key: "silent".into(), ..request("missed_reports >= 1") };
    let told = told(&watch, compared).await;
    assert!(matches!(told[0], Told::Progress(pb::RehearsalProgress { examined_count: 0, total_count: 7 })));
    let alerts: Vec<_> =
        told.iter().filter_map(|one| if let Told::Alert(alert) = one { Some(alert) } else { None }).collect();
    assert_eq!(alerts.len(), 3);
    assert_eq!((alerts[0].organization.clone(), alerts[0].verdict()), (organization(1), pb::RehearsalVerdict::Right));
    assert_eq!((alerts[0].alert_date, alerts[0].outcome_date), (date(2024, 6, 30), date(2024, 9, 1)));
    assert_eq!(alerts[0].in_force_date, date(2024, 9, 30));
    assert_eq!(
        (alerts[1].verdict(), alerts[2].verdict()),
        (pb::RehearsalVerdict::Wrong, pb::RehearsalVerdict::Unspecified)
    );
    let Some(Told::Summary(summary)) = told.last() else { panic!("{told:?}") };
    assert_eq!((summary.organization_count, summary.month_count, summary.alert_count), (7, 24, 2));
    assert_eq!((summary.right_count, summary.wrong_count, summary.precision_per_mille), (1, 1, Some(500)));
    assert_eq!((summary.only_new_count, summary.only_old_count, summary.both_count), (1, 1, 1));
    assert_eq!((summary.unforeseen_count, summary.flags_most), (1, false));
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_rule_that_flags_most_of_the_register_is_warned_of_and_a_saved_one_is_rehearsed_by_name() {
    let watch = Watch::start().await;
    for serial in 1..4 {
        watch.world.register(&code(serial)).await;
    }
    watch.settled().await;
    let draft = watch.draft("everyone", "days_since_registration > 30").await.unwrap();
    let saved = pb::RehearseRiskRuleRequest { risk_rule: draft.name, ..request("") };
    let all = told(&watch, saved).await;
    let Some(Told::Summary(summary)) = all.last() else { panic!("{all:?}") };
    assert!(summary.flags_most && summary.compared_rule.is_empty() && summary.alert_count == 3, "{summary:?}");
    let all = told(&watch, request("1 / penalties > 0")).await;
    let Some(Told::Summary(summary)) = all.last() else { panic!("{all:?}") };
    assert_eq!((summary.failure_count, summary.alert_count, summary.failures.len()), (3, 0, 3));
    assert_eq!(summary.failures[0].description, "division by zero");
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_rehearsal_is_named_before_it_begins() {
    let watch = Watch::start().await;
    let mut risks = watch.risks(&watch.officer());
    let wrong = pb::RehearseRiskRuleRequest { outcome: 0, outcome_months: 61, ..request("nobody") };
    let status = risks.rehearse_risk_rule(wrong).await.unwrap_err();
    assert_eq!(violated(&status), ["expression", "outcome", "outcome_months"]);
    let both = pb::RehearseRiskRuleRequest { risk_rule: "riskRules/x".into(), ..request("true") };
    assert_eq!(violated(&risks.rehearse_risk_rule(both).await.unwrap_err()), ["risk_rule"]);
    let long = pb::RehearseRiskRuleRequest { from_date: date(2010, 1, 1), ..request("true") };
    assert_eq!(violated(&risks.rehearse_risk_rule(long).await.unwrap_err()), ["to_date"]);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn so_many_rehearsals_go_on_at_once() {
    let watch = Watch::start().await;
    watch.settled().await;
    let mut holding = watch.world.suite.database().connection().await;
    let mut held = holding.begin().await.unwrap();
    sqlx::query("lock table credit.organization in access exclusive mode").execute(&mut *held).await.unwrap();
    let ask = async || watch.risks(&watch.officer()).rehearse_risk_rule(request("true")).await;
    let mut running = Vec::new();
    for _ in 0..4 {
        running.push(ask().await.unwrap().into_inner());
    }
    let refused = ask().await.unwrap_err();
    assert_eq!(reason(&refused), (Code::ResourceExhausted, "RISK_REHEARSALS_BUSY".into()));
    held.rollback().await.unwrap();
    for mut stream in running {
        while stream.message().await.unwrap().is_some() {}
    }
    ask().await.unwrap();
    watch.world.suite.stop().await;
}
