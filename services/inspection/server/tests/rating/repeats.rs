//! A repeat of a call with its key is answered alike and has one effect.

use onecode_proto::inspection::v1 as pb;
use time::macros::date as day;

use crate::support::*;

macro_rules! repeated {
    ($world:expr, $caller:expr, $client:ident, $method:ident, $request:expr) => {{
        let before = $world.suite.audited().await;
        let request = $request;
        let mut client = $client::new($world.client($caller.keyed(concat!("k-", stringify!($method)))));
        let first = client.$method(request.clone()).await.unwrap().into_inner();
        let again = client.$method(request).await.unwrap().into_inner();
        assert_eq!(first, again, "{}", stringify!($method));
        assert_eq!($world.suite.audited().await, before + 1, "{}", stringify!($method));
        first
    }};
}

#[tokio::test]
async fn every_write_on_the_way_to_a_grade_has_one_effect() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let authority = authority_caller(&world);
    let portal = world.caller(PORTAL, &["rating-applicant"]);
    let open = pb::OpenRatingRoundRequest { rating_round: Some(round(false)) };
    let round = repeated!(world, authority, Ratings, open_rating_round, open).rating_round.unwrap();
    let organization = spotless(&world, 1).await;
    let apply = application(&world, &round, &organization).await;
    let filed = repeated!(world, portal, Ratings, apply_for_rating, apply).rating_application.unwrap();
    let name = filed.name.clone();
    let answers = ["RT-12a", "RT-06a", "RT-06b"].map(|rule| pb::RatingConditionAnswer {
        rule: rule.into(),
        met: true,
        basis: "核实".into(),
    });
    let answer =
        pb::AnswerRatingConditionsRequest { name: name.clone(), etag: filed.etag.clone(), answers: answers.to_vec() };
    let filed = repeated!(world, authority, Ratings, answer_rating_conditions, answer).rating_application.unwrap();
    let accept = pb::AcceptRatingApplicationRequest { name: name.clone(), etag: filed.etag };
    let filed = repeated!(world, authority, Ratings, accept_rating_application, accept).rating_application.unwrap();
    let names = [expert(&world, 1).await, expert(&world, 2).await, expert(&world, 3).await];
    let assign = pb::AssignRatingExpertsRequest { name: name.clone(), etag: filed.etag, experts: names.to_vec() };
    let filed = repeated!(world, authority, Ratings, assign_rating_experts, assign).rating_application.unwrap();
    let recuse = pb::RecordRatingRecusalRequest {
        name: name.clone(),
        etag: filed.etag,
        account: "member-7".into(),
        reason: "亲属".into(),
        ..Default::default()
    };
    repeated!(world, authority, Ratings, record_rating_recusal, recuse);
    let person = |role: &str, account: &str| world.suite.identities().official(CIVIL, HUZHOU, &[role], account);
    let submit = pb::SubmitRatingScoresRequest { name: name.clone(), scores: scores(0) };
    repeated!(world, person("rating-expert", "expert-1"), Ratings, submit_rating_scores, submit);
    for number in [2, 3] {
        score(
            &world,
            &seen(&world, &pb::RatingApplication { name: name.clone(), ..Default::default() }).await,
            number,
            0,
        )
        .await
        .unwrap();
    }
    let current = seen(&world, &pb::RatingApplication { name: name.clone(), ..Default::default() }).await;
    let opine = pb::GiveRatingOpinionRequest {
        name: name.clone(),
        etag: current.etag.clone(),
        tenths: None,
        reasons: "初评".into(),
    };
    repeated!(world, authority, Ratings, give_rating_opinion, opine);
    let cast = pb::CastRatingVoteRequest { name: name.clone(), ballot: 1, choice: pb::RatingVoteChoice::For.into() };
    repeated!(world, person("rating-member", "member-1"), Ratings, cast_rating_vote, cast);
    for number in 2..=5 {
        vote(&world, &current, &format!("member-{number}"), 1, pb::RatingVoteChoice::For).await.unwrap();
    }
    let close = pb::CloseRatingVoteRequest { name: name.clone(), etag: seen(&world, &current).await.etag };
    let closed = repeated!(world, authority, Ratings, close_rating_vote, close).rating_application.unwrap();
    publicity_over(&world, &closed).await;
    let announce = pb::AnnounceRatingRequest { name: name.clone(), etag: seen(&world, &current).await.etag };
    let authority = authority_caller(&world);
    repeated!(world, authority, Ratings, announce_rating, announce);
    let rating = ratings_of(&world, &organization).await.remove(0);
    let begin = pb::OpenRatingCheckRequest {
        rating: rating.name,
        kind: pb::RatingCheckKind::Verification.into(),
        cause: "投诉".into(),
    };
    let check = repeated!(world, authority, Ratings, open_rating_check, begin).rating_check.unwrap();
    let request =
        conclusion(&check, pb::RatingCheckState::Cancelled, pb::RatingGrade::Unspecified, pb::RatingGround::Fraud, &[]);
    repeated!(world, authority, Ratings, conclude_rating_check, request);
    assert_eq!(world.facts::<pb::RatingAnnounced>().await.len(), 1);
    assert_eq!(world.facts::<pb::RatingCancelled>().await.len(), 1);
}

#[tokio::test]
async fn the_other_writes_have_one_effect_too() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let authority = authority_caller(&world);
    let portal = world.caller(PORTAL, &["rating-applicant"]);
    let create = pb::CreateRatingExpertRequest {
        rating_expert: Some(pb::RatingExpert {
            full_name: "钱一".into(),
            account: "expert-9".into(),
            ..Default::default()
        }),
    };
    let expert = repeated!(world, authority, Experts, create_rating_expert, create).rating_expert.unwrap();
    let post = pb::RatingExpertPost {
        organization: format!("organizations/{}", code(1)),
        valid_from: date(2020, 1, 1),
        valid_to: None,
    };
    let record = pb::RecordRatingExpertPostRequest { name: expert.name.clone(), etag: expert.etag, post: Some(post) };
    let expert = repeated!(world, authority, Experts, record_rating_expert_post, record).rating_expert.unwrap();
    assert_eq!(world.suite.count("select count(*) from inspection.rating_expert_post").await, 1);
    let end = pb::EndRatingExpertRequest { name: expert.name, etag: expert.etag };
    repeated!(world, authority, Experts, end_rating_expert, end);

    let round = opened(&world, round(false)).await;
    let first = spotless(&world, 1).await;
    let filed = applied(&world, &round, &first).await;
    let withdraw = pb::WithdrawRatingApplicationRequest { name: filed.name, etag: filed.etag };
    repeated!(world, portal, Ratings, withdraw_rating_application, withdraw);
    let filed = applied(&world, &round, &first).await;
    let refuse =
        pb::RefuseRatingApplicationRequest { name: filed.name, etag: filed.etag, reasons: "不符合条件".into() };
    repeated!(world, authority, Ratings, refuse_rating_application, refuse);
    let public = publicised(&world, &round, &spotless(&world, 2).await, 0).await;
    objected(&world, &public, onecode_proto::procedure::v1::ObjectionState::Upheld).await;
    publicity_over(&world, &public).await;
    let review = pb::ReviewRatingApplicationRequest {
        name: public.name.clone(),
        etag: seen(&world, &public).await.etag,
        reasons: "异议成立".into(),
    };
    repeated!(world, authority_caller(&world), Ratings, review_rating_application, review);
}
