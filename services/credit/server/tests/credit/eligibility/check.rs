//! One organisation: every condition with what it rests on, on days of the past and to come.

use onecode_proto::credit::v1 as pb;
use onecode_proto::inspection::v1 as inspection;
use pb::{ConditionResult, EligibilityCure, EligibilityDecision, EligibilityPurpose};
use testkit::refusal::{reason, violated_sorted};
use time::Duration;
use time::macros::date as day;
use tonic::Code;

use super::{asked, condition, large_fine};
use crate::world::{World, code, date};

#[tokio::test]
async fn a_tenderer_without_stain_needs_but_its_proofs() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let answer = world.check(&code(1), EligibilityPurpose::Purchase).await;
    let eligibility = answer.eligibility.unwrap();
    assert_eq!(eligibility.decision(), EligibilityDecision::Restricted);
    assert_eq!(eligibility.organization, format!("organizations/{}", code(1)));
    let active = condition(&eligibility, "active");
    assert_eq!((active.result(), active.value.as_str()), (ConditionResult::Met, "active"));
    assert!(active.facts[0].name.starts_with("creditRecords/"), "{active:?}");
    let taxes = condition(&eligibility, "taxes_paid");
    assert_eq!((taxes.result(), taxes.cure()), (ConditionResult::NotKnown, EligibilityCure::Proof));
    assert!(!taxes.proof.is_empty());
    for condition in &eligibility.conditions {
        let rule =
            answer.rules.iter().find(|it| (&it.rule, it.rule_version) == (&condition.rule, condition.rule_version));
        assert!(rule.is_some_and(|rule| !rule.source.is_empty() && !rule.text.is_empty()), "{condition:?}");
    }
    assert!(answer.known_until.is_some_and(|until| !until.cursor.is_empty() && until.fact_time.is_some()));

    let proved_conditions = vec!["taxes_paid".into(), "not_barred".into()];
    let request = pb::CheckEligibilityRequest { proved_conditions, ..asked(&code(1), EligibilityPurpose::Purchase) };
    let seen = world.eligibilities().check_eligibility(request).await.unwrap().into_inner().eligibility.unwrap();
    assert_eq!(seen.decision(), EligibilityDecision::Allowed);
    assert!(condition(&seen, "taxes_paid").proved_by_caller);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_listing_that_was_just_decided_is_seen_at_once_and_bars() {
    let world = World::start().await;
    world.register(&code(2)).await;
    world.caught_up().await;
    let before = world.check(&code(2), EligibilityPurpose::Award).await.eligibility.unwrap();
    assert_eq!(before.decision(), EligibilityDecision::Allowed);
    let listing = world.list(&code(2), "serious", day!(2024 - 01 - 01), None).await;
    let after = world.check(&code(2), EligibilityPurpose::Award).await.eligibility.unwrap();
    assert_eq!(after.decision(), EligibilityDecision::Refused);
    let barred = condition(&after, "not_serious");
    assert_eq!((barred.facts[0].name.as_str(), barred.facts[0].from_date), (listing.as_str(), date(2024, 1, 1)));
    assert_eq!((barred.rule.as_str(), barred.cure()), ("CR-11d", EligibilityCure::RemovalFromList));
    let purchase = world.check(&code(2), EligibilityPurpose::Purchase).await.eligibility.unwrap();
    assert_eq!(purchase.decision(), EligibilityDecision::Refused);
    world.suite.stop().await;
}

#[tokio::test]
async fn days_of_the_past_and_to_come_are_answered_by_what_counts_then() {
    let world = World::start().await;
    world.register(&code(3)).await;
    world.tell("penalties/1", large_fine(&code(3))).await;
    world.list(&code(3), "serious", day!(2021 - 03 - 01), Some(day!(2023 - 03 - 01))).await;
    world.caught_up().await;
    let on = async |purpose, day| {
        let request = pb::CheckEligibilityRequest { on_date: day, ..asked(&code(3), purpose) };
        world.eligibilities().check_eligibility(request).await.unwrap().into_inner().eligibility.unwrap()
    };
    let major = async |day| {
        let answer = on(EligibilityPurpose::Purchase, day).await;
        let found = condition(&answer, "no_major_penalty");
        (found.result(), found.cure_date)
    };
    assert_eq!(major(date(2024, 2, 28)).await, (ConditionResult::Met, None));
    assert_eq!(major(date(2024, 2, 29)).await, (ConditionResult::NotMet, date(2027, 3, 1)));
    assert_eq!(major(date(2027, 2, 28)).await, (ConditionResult::NotMet, date(2027, 3, 1)));
    assert_eq!(major(date(2027, 3, 1)).await, (ConditionResult::Met, None));
    let award = async |day| on(EligibilityPurpose::Award, day).await.decision();
    assert_eq!(award(date(2021, 2, 28)).await, EligibilityDecision::Allowed);
    assert_eq!(award(date(2021, 3, 1)).await, EligibilityDecision::Refused);
    assert_eq!(award(date(2023, 3, 1)).await, EligibilityDecision::Allowed);
    assert_eq!(award(date(2019, 12, 31)).await, EligibilityDecision::Refused);
    // two calendar years after the last day on the list
    let deduction = on(EligibilityPurpose::DonationDeduction, date(2025, 12, 31)).await;
    assert_eq!(condition(&deduction, "not_serious").cure_date, date(2026, 1, 1));
    world.suite.stop().await;
}

#[tokio::test]
async fn an_annulled_penalty_bars_nobody() {
    let world = World::start().await;
    world.register(&code(4)).await;
    world.tell("penalties/1", large_fine(&code(4))).await;
    world.caught_up().await;
    let penalty = async || {
        let on_date = date(2024, 3, 1);
        let request =
            pb::CheckEligibilityRequest { on_date, ..asked(&code(4), EligibilityPurpose::CharityRecognition) };
        let answer = world.eligibilities().check_eligibility(request).await.unwrap().into_inner().eligibility.unwrap();
        let found = condition(&answer, "no_penalty");
        (found.result(), found.facts.iter().map(|fact| fact.document_number.clone()).collect::<Vec<_>>())
    };
    assert_eq!(penalty().await, (ConditionResult::NotMet, vec!["湖市监罚〔2024〕8号".to_owned()]));
    let annulled = inspection::PenaltyAnnulled {
        penalty: "penalties/018f0000-0000-7000-8000-000000000001".into(),
        organization: format!("organizations/{}", code(4)),
        annul_date: date(2024, 6, 1),
        ..Default::default()
    };
    world.tell("penalties/1", annulled).await;
    world.caught_up().await;
    assert_eq!(penalty().await, (ConditionResult::Met, Vec::new()));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_deregistered_organisation_is_refused_everything_from_the_day_on() {
    let world = World::start().await;
    world.register(&code(5)).await;
    world.deregistered(&code(5), date(2025, 5, 1)).await;
    let request = pb::ListRestrictionsRequest { name: format!("organizations/{}", code(5)), on_date: date(2025, 5, 1) };
    let listed = world.eligibilities().list_restrictions(request.clone()).await.unwrap().into_inner();
    assert_eq!(listed.eligibilities.len(), 9);
    for eligibility in &listed.eligibilities {
        assert_eq!(eligibility.decision(), EligibilityDecision::Refused, "{eligibility:?}");
        assert_eq!(condition(eligibility, "active").value, "deregistered");
        assert!(eligibility.conditions.iter().all(|it| it.result() != ConditionResult::Met));
    }
    let request = pb::ListRestrictionsRequest { on_date: date(2025, 4, 30), ..request };
    let before = world.eligibilities().list_restrictions(request).await.unwrap().into_inner();
    let fund = before.eligibilities.iter().find(|it| it.purpose() == EligibilityPurpose::Fund).unwrap();
    assert_eq!((fund.decision(), fund.conditions.len()), (EligibilityDecision::Allowed, 0));
    world.suite.stop().await;
}

#[tokio::test]
async fn facts_that_are_not_read_for_over_an_hour_let_nobody_in_unseen() {
    let world = World::start().await;
    world.register(&code(6)).await;
    world.caught_up().await;
    // The place goes back, and whoever follows does not notice before the next event.
    let back = "with moved as (update credit.intake set position = 0 returning 1) select count(*) from moved";
    assert_eq!(world.suite.count(back).await, 1);
    world.suite.clock().advance(Duration::minutes(59));
    let fresh = world.check(&code(6), EligibilityPurpose::Award).await;
    assert_eq!(fresh.eligibility.unwrap().decision(), EligibilityDecision::Allowed);
    world.suite.clock().advance(Duration::minutes(3));
    let late = world.check(&code(6), EligibilityPurpose::Award).await;
    let eligibility = late.eligibility.unwrap();
    assert_eq!(eligibility.decision(), EligibilityDecision::Restricted);
    let behind = condition(&eligibility, "facts_current");
    assert_eq!((behind.rule.as_str(), behind.cure()), ("EL-01", EligibilityCure::FreshFacts));
    let until = late.known_until.unwrap().time.unwrap();
    assert!(until.seconds <= world.suite.clock().now().unix_timestamp() - 3_600, "{until:?}");
    world.suite.stop().await;
}

#[tokio::test]
async fn an_unknown_organisation_is_said_to_be_unknown() {
    let world = World::start().await;
    let refused =
        world.eligibilities().check_eligibility(asked(&code(7), EligibilityPurpose::Award)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_UNKNOWN".into()));
    let request = pb::ListRestrictionsRequest { name: format!("organizations/{}", code(7)), on_date: None };
    let refused = world.eligibilities().list_restrictions(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_UNKNOWN".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named() {
    let world = World::start().await;
    let request = pb::CheckEligibilityRequest {
        name: "organizations/51330500MJ0000001A".into(),
        purpose: 99,
        on_date: date(2025, 2, 29),
        proved_conditions: Vec::new(),
    };
    let refused = world.eligibilities().check_eligibility(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["name", "on_date", "purpose"]);
    let proved_conditions = vec!["taxes_paid".into(), "active".into(), "riches".into()];
    let request = pb::CheckEligibilityRequest { proved_conditions, ..asked(&code(1), EligibilityPurpose::Purchase) };
    let refused = world.eligibilities().check_eligibility(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["proved_conditions[1]", "proved_conditions[2]"]);
    let mut stranger = super::Eligibilities::new(world.client(world.caller("tax", &["credit-reader"]).fresh()));
    let refused = stranger.check_eligibility(asked(&code(1), EligibilityPurpose::Award)).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    world.suite.stop().await;
}
