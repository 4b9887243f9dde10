//! ApplyForRating, and what the authority and the applicant do before anybody scores.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::RatingConditionResult::{Met, NotKnown, NotMet};
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

/// What the conditions came to, by rule, without the letters before the number.
fn results(application: &pb::RatingApplication) -> Vec<(String, i32, pb::RatingConditionResult)> {
    let one = |condition: &pb::RatingCondition| {
        let rule = condition.rule.clone().unwrap();
        (rule.rule.trim_start_matches("rules/RT-").to_owned(), rule.version, condition.result())
    };
    application.conditions.iter().map(one).collect()
}

#[tokio::test]
async fn every_condition_of_the_old_rules_is_judged_and_kept() {
    let world = world_on(day!(2026 - 02 - 27)).await;
    let round = opened(&world, round(true)).await;
    let name = spotless(&world, 1).await;
    noted(&world, &name, "investigation", "cases/1", None, "", day!(2026 - 01 - 05)).await;
    noted(&world, &name, "penalty_decided", "penalties/1", None, "warning", day!(2025 - 06 - 01)).await;
    let application = applied(&world, &round, &name).await;
    assert_eq!(application.state(), pb::RatingApplicationState::Applied);
    assert_eq!((application.self_tenths, application.self_scores.len()), (9_800, 31));
    assert_eq!(application.sheet, "ratingSheets/social-group-2025");
    let expected = [
        ("12a", 1, Met),
        ("12b", 1, Met),
        ("13a", 1, Met),
        ("13b", 1, Met),
        ("13c", 1, NotMet),
        ("13d", 1, NotMet),
        ("16a", 1, Met),
        ("16b", 1, Met),
        ("06a", 1, NotKnown),
        ("06b", 1, NotKnown),
    ];
    assert_eq!(results(&application), expected.map(|(rule, version, result)| (rule.to_owned(), version, result)));
    assert_eq!(application.conditions[4].facts, ["penalties/1"]);
    assert_eq!(application.conditions[4].title, "行政处罚");
    let refused = accept(&world, &application).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_NOT_ELIGIBLE".into()));
    assert_eq!(metadata(&refused, "rules"), "RT-13c,RT-13d,RT-06a,RT-06b");
    let facts = world.facts::<pb::RatingApplied>().await;
    assert_eq!((facts.len(), facts[0].organization.as_str(), facts[0].self_tenths), (1, name.as_str(), 9_800));
}

#[tokio::test]
async fn the_revised_rules_ask_less_and_leave_more_to_a_person() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    noted(&world, &name, "investigation", "cases/1", None, "", day!(2026 - 01 - 05)).await;
    noted(&world, &name, "penalty_decided", "penalties/1", None, "warning", day!(2025 - 06 - 01)).await;
    let application = applied(&world, &round, &name).await;
    let expected = [
        ("12a", 2, NotKnown),
        ("12b", 2, Met),
        ("13a", 2, Met),
        ("13b", 2, Met),
        ("13c", 2, Met),
        ("13d", 2, Met),
        ("16a", 2, Met),
        ("16b", 2, Met),
        ("06a", 1, NotKnown),
        ("06b", 1, NotKnown),
    ];
    assert_eq!(results(&application), expected.map(|(rule, version, result)| (rule.to_owned(), version, result)));
    answered(&world, &application).await;
    let accepted = accept(&world, &application).await.unwrap();
    assert_eq!(accepted.state(), pb::RatingApplicationState::Scoring);
    assert_eq!((accepted.conditions[0].answer(), accepted.conditions[0].basis.as_str()), (Met, "信用中国查询"));
}

#[tokio::test]
async fn an_answer_of_no_stands_in_the_way_and_what_is_known_is_not_answered() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = applied(&world, &round, &name).await;
    let answer = |rule: &str, met, etag: String| pb::AnswerRatingConditionsRequest {
        name: application.name.clone(),
        etag,
        answers: vec![pb::RatingConditionAnswer { rule: rule.into(), met, basis: "名单查询".into() }],
    };
    let known = answer("RT-13a", true, application.etag.clone());
    let refused = authority(&world).answer_rating_conditions(known).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_CONDITION_KNOWN".into()));
    let request = answer("RT-06a", false, application.etag.clone());
    authority(&world).answer_rating_conditions(request.clone()).await.unwrap();
    let stale = authority(&world).answer_rating_conditions(request).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CASE_CHANGED".into()));
    let refused = accept(&world, &application).await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "RT-12a,RT-06a,RT-06b");
    let etag = seen(&world, &application).await.etag;
    let request =
        pb::RefuseRatingApplicationRequest {
            name: application.name.clone(), etag, reasons: "列入活动异常名录".into()
        };
    let refused = authority(&world).refuse_rating_application(request).await.unwrap().into_inner();
    let refused = refused.rating_application.unwrap();
    assert_eq!((refused.state(), refused.reasons.as_str()), (pb::RatingApplicationState::Refused, "列入活动异常名录"));
    let again = applied(&world, &round, &name).await;
    assert_ne!(again.name, application.name, "what ended lets apply again");
}

#[tokio::test]
async fn an_organisation_has_one_open_application_until_it_is_withdrawn() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let first = applied(&world, &round, &name).await;
    let request = application(&world, &round, &name).await;
    let refused = portal(&world).apply_for_rating(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "RATING_APPLICATION_EXISTS".into()));
    let withdraw =
        pb::WithdrawRatingApplicationRequest { name: first.name.clone(), etag: seen(&world, &first).await.etag };
    let withdrawn = portal(&world).withdraw_rating_application(withdraw.clone()).await.unwrap().into_inner();
    assert_eq!(withdrawn.rating_application.unwrap().state(), pb::RatingApplicationState::Withdrawn);
    applied(&world, &round, &name).await;
    let mut other = Ratings::new(world.client(world.caller("tax", &["rating-applicant"]).fresh()));
    let refused = other.withdraw_rating_application(withdraw).await.unwrap_err();
    assert_eq!(refused.code(), Code::Aborted, "it was read before it was withdrawn");
}

#[tokio::test]
async fn a_round_takes_its_kinds_in_its_days_only() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let name = spotless(&world, 1).await;
    let mut foundations = round(false);
    foundations.kinds.remove(0);
    let foundations = opened(&world, foundations).await;
    let later = pb::RatingRound { year: 2027, apply_from: date(2026, 3, 3), ..round(false) };
    let later = opened(&world, later).await;
    for round in [&foundations, &later] {
        let request = application(&world, round, &name).await;
        let refused = portal(&world).apply_for_rating(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_ROUND_CLOSED".into()));
    }
    at(&world, day!(2026 - 03 - 03));
    applied(&world, &later, &name).await;
    let unknown = pb::ApplyForRatingRequest {
        organization: format!("organizations/{}", code(99)),
        ..application(&world, &later, &name).await
    };
    let refused = portal(&world).apply_for_rating(unknown).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn everything_wrong_with_an_application_is_named() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let wrong = pb::ApplyForRatingRequest { documents: vec!["documents/1".into()], ..Default::default() };
    let refused = portal(&world).apply_for_rating(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["documents[0]", "organization", "round", "self_scores"]);
    let mut request = application(&world, &round, &name).await;
    request.self_scores[3].tenths = 10_000;
    request.self_scores[4].indicator = "9.9".into();
    request.self_scores[5] = request.self_scores[6].clone();
    let refused = portal(&world).apply_for_rating(request.clone()).await.unwrap_err();
    let expected =
        ["self_scores", "self_scores", "self_scores[3].tenths", "self_scores[4].indicator", "self_scores[6].indicator"];
    assert_eq!(violated(&refused), expected, "the missing ones too");
    request.self_scores = scores(0);
    request.documents = vec![paper(&world, "charter").await];
    let refused = portal(&world).apply_for_rating(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "DOCUMENTS_MISSING".into()));
}

#[tokio::test]
async fn only_the_authority_decides_and_others_see_nothing() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = applied(&world, &round, &name).await;
    let accept = pb::AcceptRatingApplicationRequest { name: application.name.clone(), etag: application.etag.clone() };
    let refused = portal(&world).accept_rating_application(accept.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let mut tax = Ratings::new(world.client(world.caller("tax", &["rating-authority"]).fresh()));
    let refused = tax.accept_rating_application(accept.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    let get = pb::GetRatingApplicationRequest { name: application.name.clone() };
    let refused = [
        neighbour(&world).accept_rating_application(accept).await.unwrap_err(),
        neighbour(&world).get_rating_application(get).await.unwrap_err(),
    ];
    for refused in refused {
        assert_eq!(reason(&refused), (Code::NotFound, "RATING_APPLICATION_NOT_FOUND".into()));
    }
    let listed = neighbour(&world).list_rating_applications(pb::ListRatingApplicationsRequest::default()).await;
    assert_eq!(listed.unwrap().into_inner().rating_applications, []);
}
