//! Rules are checked when they are drafted, approved by somebody else, dated and ended.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;
use tonic_types::StatusExt as _;

use super::support::{Watch, rule};
use crate::world::{HUZHOU, date};

#[tokio::test]
async fn every_mistake_of_a_rule_is_named_with_its_place() {
    let watch = Watch::start().await;
    let wrong = pb::RiskRule { key: "No Key".into(), level: 0, ..rule(&watch, "x", "fine_fen > 1 && penalties") };
    let request = pb::CreateRiskRuleRequest { risk_rule: Some(wrong), validate_only: true };
    let status = watch.risks(&watch.officer()).create_risk_rule(request).await.unwrap_err();
    let fields = ["risk_rule.key", "risk_rule.expression", "risk_rule.expression", "risk_rule.level"];
    assert_eq!(violated(&status), fields);
    let told = status.get_details_bad_request().unwrap().field_violations;
    assert_eq!(told[1].description, "1:1: fine_fen is no indicator");
    assert_eq!(told[2].description, "1:17: must be bool, and is int");
    let nothing =
        watch.risks(&watch.officer()).create_risk_rule(pb::CreateRiskRuleRequest::default()).await.unwrap_err();
    assert_eq!(violated(&nothing).len(), 6, "{nothing:?}");
    let indicators = watch.risks(&watch.officer()).list_risk_indicators(pb::ListRiskIndicatorsRequest {}).await;
    let indicators = indicators.unwrap().into_inner().risk_indicators;
    assert!(indicators.iter().any(|one| one.key == "penalties" && one.r#type == "int" && one.window_months == 36));
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn whoever_drafted_a_rule_cannot_approve_it() {
    let watch = Watch::start().await;
    let both = ["credit-risk-officer", "credit-risk-approver"];
    let draft = watch.draft("often-punished", "penalties >= 2").await.unwrap();
    assert_eq!((draft.version, draft.status(), draft.division.as_str()), (1, pb::RiskRuleStatus::Draft, HUZHOU));
    let same = watch.world.caller("civil-affairs", &both);
    let refused = watch.approve(&draft.name, &same).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RISK_RULE_OWN".into()));
    let another = watch.world.suite.identities().official("civil-affairs", HUZHOU, &both, "huang");
    let unsure = watch.approve(&draft.name, &another).await.unwrap_err();
    assert_eq!(reason(&unsure).1, "RISK_RULE_OWN", "the drafter is not known to be another official");
    let elsewhere = watch.world.suite.identities().caller("civil-affairs", "330521", &both);
    assert_eq!(reason(&watch.approve(&draft.name, &elsewhere).await.unwrap_err()).1, "RISK_RULE_NOT_FOUND");
    let bypassed = sqlx::query("update credit.risk_rule set approved_by = created_by, approved_at = created_at")
        .execute(&mut watch.world.suite.database().connection().await)
        .await;
    assert!(bypassed.unwrap_err().to_string().contains("risk_rule_two_people_check"));
    let approved = watch.approve(&draft.name, &watch.approver()).await.unwrap();
    assert_eq!(approved.status(), pb::RiskRuleStatus::Approved);
    let again = watch.approve(&draft.name, &watch.approver()).await.unwrap_err();
    assert_eq!(reason(&again).1, "RISK_RULE_NOT_DRAFT");
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn two_officials_of_one_system_are_two_people() {
    let watch = Watch::start().await;
    let both = ["credit-risk-officer", "credit-risk-approver"];
    let official = |name: &str| watch.world.suite.identities().official("civil-affairs", HUZHOU, &both, name);
    let request = pb::CreateRiskRuleRequest { risk_rule: Some(rule(&watch, "x", "party_gap")), validate_only: false };
    let draft =
        watch.risks(&official("huang")).create_risk_rule(request).await.unwrap().into_inner().risk_rule.unwrap();
    assert_eq!(reason(&watch.approve(&draft.name, &official("huang")).await.unwrap_err()).1, "RISK_RULE_OWN");
    watch.approve(&draft.name, &official("shen")).await.unwrap();
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_version_takes_the_place_of_the_one_before_and_can_be_ended() {
    let watch = Watch::start().await;
    let first = watch.in_force("often-punished", "penalties >= 2").await;
    let same_day = watch.draft("often-punished", "penalties >= 3").await.unwrap();
    assert_eq!(same_day.version, 2);
    let refused = watch.approve(&same_day.name, &watch.approver()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RISK_RULE_NOT_LATER");
    assert_eq!(metadata(&refused, "risk_rule"), same_day.name);
    watch.world.suite.clock().advance(time::Duration::days(1));
    let third = watch.in_force("often-punished", "penalties >= 4").await;
    let get = |name: &str| {
        let (request, mut risks) = (pb::GetRiskRuleRequest { name: name.into() }, watch.risks(&watch.officer()));
        async move { risks.get_risk_rule(request).await.unwrap().into_inner().risk_rule.unwrap() }
    };
    assert_eq!(get(&first.name).await.valid_to, third.valid_from);
    let query = pb::ListRiskRulesRequest { in_force_on: third.valid_from, ..Default::default() };
    let listed = watch.risks(&watch.officer()).list_risk_rules(query).await.unwrap().into_inner().risk_rules;
    assert_eq!(listed.iter().map(|one| one.version).collect::<Vec<_>>(), [3]);
    let end = |name: &str| pb::EndRiskRuleRequest {
        name: name.into(),
        end_date: date(2028, 1, 1),
        reason: "不再适用".into(),
    };
    let ended = watch.risks(&watch.approver()).end_risk_rule(end(&third.name)).await.unwrap().into_inner();
    assert_eq!(ended.risk_rule.unwrap().valid_to, date(2028, 1, 1));
    for name in [&third.name, &same_day.name, &first.name] {
        let refused = watch.risks(&watch.approver()).end_risk_rule(end(name)).await.unwrap_err();
        assert_eq!(reason(&refused).1, "RISK_RULE_NOT_IN_FORCE");
    }
    let mut page = pb::ListRiskRulesRequest { key: "often-punished".into(), page_size: 2, ..Default::default() };
    let first_page = watch.risks(&watch.officer()).list_risk_rules(page.clone()).await.unwrap().into_inner();
    page.page_token = first_page.next_page_token;
    let second_page = watch.risks(&watch.officer()).list_risk_rules(page).await.unwrap().into_inner();
    let versions = |rules: &[pb::RiskRule]| rules.iter().map(|one| one.version).collect::<Vec<_>>();
    assert_eq!((versions(&first_page.risk_rules), versions(&second_page.risk_rules)), (vec![1, 2], vec![3]));
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn one_official_is_one_person_whatever_system_carries_the_call() {
    let watch = Watch::start().await;
    let both = ["credit-risk-officer", "credit-risk-approver"];
    let official =
        |department: &str, name: &str| watch.world.suite.identities().official(department, HUZHOU, &both, name);
    let request = pb::CreateRiskRuleRequest { risk_rule: Some(rule(&watch, "x", "party_gap")), validate_only: false };
    let drafter = official("civil-affairs", "huang");
    let draft = watch.risks(&drafter).create_risk_rule(request).await.unwrap().into_inner().risk_rule.unwrap();
    let refused = watch.approve(&draft.name, &official("justice", "huang")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RISK_RULE_OWN".into()));
    let bypassed = sqlx::query(
        "update credit.risk_rule set approved_by = 'another', approved_officer = created_officer, approved_at = created_at",
    )
    .execute(&mut watch.world.suite.database().connection().await)
    .await;
    assert!(bypassed.unwrap_err().to_string().contains("risk_rule_two_people_check"));
    watch.approve(&draft.name, &official("justice", "shen")).await.unwrap();
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn what_is_approved_late_is_in_force_from_then_and_what_has_lapsed_is_not_approved() {
    let watch = Watch::start().await;
    let drafted = watch.draft("silent", "missed_reports >= 1").await.unwrap();
    let today = vocab::day_of(watch.world.suite.clock().now());
    let on = |days| {
        let day = today + time::Duration::days(days);
        date(day.year(), u8::from(day.month()).into(), day.day().into())
    };
    let short = pb::RiskRule { valid_to: on(2), ..rule(&watch, "short", "missed_reports >= 1") };
    let request = pb::CreateRiskRuleRequest { risk_rule: Some(short), validate_only: false };
    let short = watch.risks(&watch.officer()).create_risk_rule(request).await.unwrap().into_inner().risk_rule.unwrap();
    let later = pb::RiskRule { valid_from: on(9), ..rule(&watch, "later", "missed_reports >= 1") };
    let request = pb::CreateRiskRuleRequest { risk_rule: Some(later), validate_only: false };
    let later = watch.risks(&watch.officer()).create_risk_rule(request).await.unwrap().into_inner().risk_rule.unwrap();
    watch.world.suite.clock().advance(time::Duration::days(3));
    let approved = watch.approve(&drafted.name, &watch.approver()).await.unwrap();
    assert_eq!((drafted.valid_from, approved.valid_from), (on(0), on(3)));
    let refused = watch.approve(&short.name, &watch.approver()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RISK_RULE_LAPSED".into()));
    assert_eq!(watch.approve(&later.name, &watch.approver()).await.unwrap().valid_from, on(9), "not before its day");
    let in_force = async |day| {
        let query = pb::ListRiskRulesRequest { in_force_on: day, ..Default::default() };
        watch.risks(&watch.officer()).list_risk_rules(query).await.unwrap().into_inner().risk_rules.len()
    };
    assert_eq!((in_force(on(2)).await, in_force(on(3)).await, in_force(on(9)).await), (0, 1, 2));
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn rules_of_the_own_division_can_be_listed_alone() {
    let watch = Watch::start().await;
    watch.draft("silent", "missed_reports >= 1").await.unwrap();
    let county = watch.world.suite.identities().caller("civil-affairs", "330521", &["credit-risk-officer"]);
    for _ in 0..2 {
        let drafted = rule(&watch, "silent", "missed_reports >= 3");
        let request = pb::CreateRiskRuleRequest { risk_rule: Some(drafted), validate_only: false };
        watch.risks(&county).create_risk_rule(request).await.unwrap();
    }
    let versions = async |own_division| {
        let query = pb::ListRiskRulesRequest { key: "silent".into(), own_division, ..Default::default() };
        let rules = watch.risks(&watch.officer()).list_risk_rules(query).await.unwrap().into_inner().risk_rules;
        rules.iter().map(|one| (one.division.clone(), one.version)).collect::<Vec<_>>()
    };
    assert_eq!(versions(true).await, [(HUZHOU.to_owned(), 1)]);
    assert_eq!(versions(false).await.len(), 3);
    watch.world.suite.stop().await;
}
