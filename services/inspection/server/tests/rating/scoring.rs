//! AssignRatingExperts, RecordRatingRecusal, SubmitRatingScores, ListRatingScores.

use onecode_proto::inspection::v1 as pb;
use time::macros::date as day;
use tonic::{Code, Status};

use crate::support::*;

async fn sheets(world: &World, application: &pb::RatingApplication, account: &str) -> pb::ListRatingScoresResponse {
    let request = pb::ListRatingScoresRequest { parent: application.name.clone() };
    person(world, "rating-expert", account).list_rating_scores(request).await.unwrap().into_inner()
}

/// An application that waits for experts, and the names of as many of them.
async fn waiting(count: u32) -> (World, pb::RatingApplication, Vec<String>) {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = accepted(&world, &round, &name).await;
    let mut names = Vec::new();
    for number in 1..=count {
        names.push(expert(&world, number).await);
    }
    (world, application, names)
}

#[tokio::test]
async fn sheets_are_sealed_from_each_other_until_all_are_in() {
    let (world, application, names) = waiting(3).await;
    let assigned = assign(&world, &application, &names).await.unwrap();
    assert_eq!(assigned.experts, names);
    assert_eq!(assign(&world, &application, &names[..1]).await.unwrap().experts, names, "assigned again, it stays so");
    let sheet = score(&world, &application, 1, 605).await.unwrap();
    assert_eq!((sheet.expert.as_str(), sheet.tenths, sheet.scores.len()), (names[0].as_str(), 9_395, 31));
    let own = sheets(&world, &application, "expert-1").await;
    assert_eq!((own.sealed, own.submitted_count, own.expected_count), (true, 1, 3));
    assert_eq!(own.rating_score_sheets, [sheet]);
    for account in ["expert-2", "expert-9"] {
        assert_eq!(sheets(&world, &application, account).await.rating_score_sheets, []);
    }
    let request = pb::ListRatingScoresRequest { parent: application.name.clone() };
    let shown = authority(&world).list_rating_scores(request).await.unwrap().into_inner();
    assert!(shown.sealed && shown.rating_score_sheets.is_empty(), "from the authority as well");
    for number in [2, 3] {
        score(&world, &application, number, 0).await.unwrap();
    }
    let all = sheets(&world, &application, "expert-1").await;
    assert!(!all.sealed && all.rating_score_sheets.len() == 3);
    let facts = world.facts::<pb::RatingScoresSubmitted>().await;
    let told: Vec<_> = facts.iter().map(|fact| (fact.submitted_count, fact.expected_count)).collect();
    assert_eq!(told, [(1, 3), (2, 3), (3, 3)]);
}

#[tokio::test]
async fn sheets_stay_sealed_while_there_are_fewer_than_a_proposal_wants() {
    let (world, application, names) = waiting(3).await;
    assign(&world, &application, &names[..2]).await.unwrap();
    for number in [1, 2] {
        score(&world, &application, number, 0).await.unwrap();
    }
    let third = sheets(&world, &application, "expert-3").await;
    assert_eq!((third.sealed, third.submitted_count, third.rating_score_sheets.len()), (true, 2, 0));
    assign(&world, &application, &names[2..]).await.unwrap();
    score(&world, &application, 3, 0).await.unwrap();
    assert!(!sheets(&world, &application, "expert-3").await.sealed);
}

#[tokio::test]
async fn the_account_of_an_expert_is_none_in_another_department_or_place() {
    let (world, application, names) = waiting(1).await;
    assign(&world, &application, &names).await.unwrap();
    score(&world, &application, 1, 0).await.unwrap();
    for (department, division) in [("tax", HUZHOU), (CIVIL, "330000")] {
        let namesake = world.suite.identities().official(department, division, &["rating-expert"], "expert-1");
        let mut namesake = Ratings::new(world.client(namesake.fresh()));
        let request = pb::SubmitRatingScoresRequest { name: application.name.clone(), scores: scores(0) };
        let refused = namesake.submit_rating_scores(request).await.unwrap_err();
        assert_eq!(reason(&refused).1, "RATING_NOT_ASSIGNED", "{department} {division}");
        let request = pb::ListRatingScoresRequest { parent: application.name.clone() };
        let shown = namesake.list_rating_scores(request).await.unwrap().into_inner();
        assert_eq!((shown.sealed, shown.rating_score_sheets.len()), (true, 0), "{department} {division}");
    }
}

#[tokio::test]
async fn only_whoever_is_assigned_scores_and_once() {
    let (world, application, names) = waiting(2).await;
    assign(&world, &application, &names[..1]).await.unwrap();
    for account in ["expert-2", "member-1"] {
        let request = pb::SubmitRatingScoresRequest { name: application.name.clone(), scores: scores(0) };
        let refused = person(&world, "rating-expert", account).submit_rating_scores(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_ASSIGNED".into()), "{account}");
    }
    let nobody = world.caller(CIVIL, &["rating-expert"]);
    let request = pb::SubmitRatingScoresRequest { name: application.name.clone(), scores: scores(0) };
    let refused = Ratings::new(world.client(nobody.fresh())).submit_rating_scores(request).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RATING_NOT_ASSIGNED", "a system without a person behind it");
    score(&world, &application, 1, 0).await.unwrap();
    let again = score(&world, &application, 1, 100).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "RATING_SCORED".into()));
    let refused = authority(&world)
        .submit_rating_scores(pb::SubmitRatingScoresRequest { name: application.name, scores: scores(0) })
        .await
        .unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}

#[tokio::test]
async fn scores_stay_within_the_points_and_what_is_taken_off_is_explained() {
    let (world, application, names) = waiting(1).await;
    assign(&world, &application, &names).await.unwrap();
    let mut wrong = scores(605);
    wrong[0].reason = String::new();
    wrong[29].tenths += 1;
    wrong[28].tenths = -1;
    let request = pb::SubmitRatingScoresRequest { name: application.name.clone(), scores: wrong };
    let refused = person(&world, "rating-expert", "expert-1").submit_rating_scores(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["scores[0].reason", "scores[28].tenths", "scores[29].tenths"]);
    let request = pb::SubmitRatingScoresRequest { name: "ratingApplications/1".into(), scores: Vec::new() };
    let refused = person(&world, "rating-expert", "expert-1").submit_rating_scores(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["name", "scores"]);
}

fn recused(refused: &Status, tie: &str) {
    assert_eq!(reason(refused), (Code::FailedPrecondition, "RATING_EXPERT_RECUSED".into()));
    assert_eq!(metadata(refused, "tie"), tie);
}

#[tokio::test]
async fn whoever_left_the_organisation_lately_is_not_assigned() {
    let (world, application, names) = waiting(3).await;
    for (name, valid_to) in [(&names[0], None), (&names[1], date(2024, 3, 3)), (&names[2], date(2024, 3, 2))] {
        let get = pb::GetRatingExpertRequest { name: name.clone() };
        let etag = experts(&world).get_rating_expert(get).await.unwrap().into_inner().rating_expert.unwrap().etag;
        let organization = application.organization.clone();
        let post = pb::RatingExpertPost { organization, valid_from: date(2020, 1, 1), valid_to };
        let request = pb::RecordRatingExpertPostRequest { name: name.clone(), etag, post: Some(post) };
        experts(&world).record_rating_expert_post(request).await.unwrap();
    }
    recused(&assign(&world, &application, &names[..1]).await.unwrap_err(), "holds_post");
    recused(&assign(&world, &application, &names[1..2]).await.unwrap_err(), "left_lately");
    let assigned = assign(&world, &application, &names[2..]).await.unwrap();
    assert_eq!(assigned.experts, names[2..], "two years are over");
    let get = pb::GetRatingExpertRequest { name: names[2].clone() };
    let etag = experts(&world).get_rating_expert(get).await.unwrap().into_inner().rating_expert.unwrap().etag;
    let organization = application.organization.clone();
    let post = pb::RatingExpertPost { organization, valid_from: date(2026, 3, 2), valid_to: None };
    let request = pb::RecordRatingExpertPostRequest { name: names[2].clone(), etag, post: Some(post) };
    experts(&world).record_rating_expert_post(request).await.unwrap();
    recused(&score(&world, &application, 3, 0).await.unwrap_err(), "holds_post");
}

#[tokio::test]
async fn a_recorded_recusal_keeps_an_expert_out_and_leaves_its_sheet_out() {
    let (world, application, names) = waiting(4).await;
    assign(&world, &application, &names[..3]).await.unwrap();
    score(&world, &application, 1, 0).await.unwrap();
    for number in [1, 4] {
        let request = pb::RecordRatingRecusalRequest {
            name: application.name.clone(),
            etag: seen(&world, &application).await.etag,
            expert: names[number - 1].clone(),
            reason: "与负责人有亲属关系".into(),
            ..Default::default()
        };
        authority(&world).record_rating_recusal(request).await.unwrap();
    }
    let after = seen(&world, &application).await;
    assert_eq!(after.experts, names[1..3]);
    recused(&assign(&world, &application, &names[3..]).await.unwrap_err(), "recorded");
    let refused = score(&world, &application, 1, 0).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RATING_NOT_ASSIGNED");
    let own = sheets(&world, &application, "expert-2").await;
    assert_eq!((own.submitted_count, own.expected_count), (0, 2));
    let both = pb::RecordRatingRecusalRequest {
        name: application.name.clone(),
        etag: after.etag,
        expert: names[1].clone(),
        account: "member-1".into(),
        reason: String::new(),
    };
    let refused = authority(&world).record_rating_recusal(both).await.unwrap_err();
    assert_eq!(violated(&refused), ["expert", "reason"]);
}

#[tokio::test]
async fn whoever_is_out_of_the_pool_or_in_another_is_not_assigned() {
    let (world, application, names) = waiting(1).await;
    let get = pb::GetRatingExpertRequest { name: names[0].clone() };
    let etag = experts(&world).get_rating_expert(get).await.unwrap().into_inner().rating_expert.unwrap().etag;
    experts(&world).end_rating_expert(pb::EndRatingExpertRequest { name: names[0].clone(), etag }).await.unwrap();
    let refused = assign(&world, &application, &names).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_EXPERT_ENDED".into()));
    let elsewhere = world.suite.identities().caller(CIVIL, "330100", &["rating-authority"]);
    let stranger = pb::RatingExpert { full_name: "孙专家".into(), account: "expert-9".into(), ..Default::default() };
    let request = pb::CreateRatingExpertRequest { rating_expert: Some(stranger) };
    let stranger = Experts::new(world.client(elsewhere.fresh())).create_rating_expert(request).await.unwrap();
    let stranger = stranger.into_inner().rating_expert.unwrap().name;
    let refused = assign(&world, &application, &[stranger]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_EXPERT_NOT_FOUND".into()));
}
