//! RatingExpertService: the pool of an authority.

use onecode_proto::inspection::v1 as pb;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

async fn get(world: &World, name: &str) -> pb::RatingExpert {
    let request = pb::GetRatingExpertRequest { name: name.into() };
    experts(world).get_rating_expert(request).await.unwrap().into_inner().rating_expert.unwrap()
}

#[tokio::test]
async fn an_expert_is_masked_until_the_purpose_is_stated() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let name = expert(&world, 1).await;
    let masked = get(&world, &name).await;
    assert_eq!((masked.full_name.as_str(), masked.account.as_str()), ("钱*", ""));
    let personal = world.caller(CIVIL, &["rating-personal-reader"]).because("invite the expert");
    let mut reading = Experts::new(world.client(personal.fresh()));
    let request = pb::GetRatingExpertRequest { name };
    let shown = reading.get_rating_expert(request).await.unwrap().into_inner().rating_expert.unwrap();
    assert_eq!((shown.full_name.as_str(), shown.account.as_str()), ("钱专家1", "expert-1"));
}

#[tokio::test]
async fn an_account_is_in_a_pool_once() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    expert(&world, 1).await;
    let again = pb::RatingExpert { full_name: "孙专家".into(), account: "expert-1".into(), ..Default::default() };
    let request = pb::CreateRatingExpertRequest { rating_expert: Some(again) };
    let refused = experts(&world).create_rating_expert(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "RATING_EXPERT_EXISTS".into()));
    let elsewhere = world.suite.identities().caller(CIVIL, "330100", &["rating-authority"]);
    Experts::new(world.client(elsewhere.fresh())).create_rating_expert(request).await.unwrap();
    let wrong = pb::RatingExpert { fields: vec![" ".into()], ..Default::default() };
    let request = pb::CreateRatingExpertRequest { rating_expert: Some(wrong) };
    let refused = experts(&world).create_rating_expert(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["rating_expert.account", "rating_expert.fields[0]", "rating_expert.full_name"]);
}

#[tokio::test]
async fn posts_are_recorded_and_whoever_leaves_is_listed_no_more() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let names = [expert(&world, 1).await, expert(&world, 2).await];
    let first = get(&world, &names[0]).await;
    let post = |valid_from, valid_to| pb::RatingExpertPost {
        organization: format!("organizations/{}", code(1)),
        valid_from,
        valid_to,
    };
    let record = |etag: &str, post| pb::RecordRatingExpertPostRequest {
        name: names[0].clone(),
        etag: etag.into(),
        post: Some(post),
    };
    let good = record(&first.etag, post(date(2020, 1, 1), None));
    let changed = experts(&world).record_rating_expert_post(good.clone()).await.unwrap().into_inner();
    let changed = changed.rating_expert.unwrap();
    assert_eq!(changed.posts, [post(date(2020, 1, 1), None)]);
    let stale = experts(&world).record_rating_expert_post(good).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "RATING_EXPERT_CHANGED".into()));
    assert_eq!(metadata(&stale, "etag"), changed.etag);
    let wrong = record("", post(date(2030, 1, 1), date(2020, 1, 1)));
    let refused = experts(&world).record_rating_expert_post(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["etag", "post.valid_from"]);

    let leave = |etag: String| pb::EndRatingExpertRequest { name: names[0].clone(), etag };
    let ended = experts(&world).end_rating_expert(leave(changed.etag)).await.unwrap().into_inner();
    let ended = ended.rating_expert.unwrap();
    assert_eq!(ended.end_date, date(2026, 3, 2));
    let refused = experts(&world).end_rating_expert(leave(ended.etag)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_EXPERT_ENDED".into()));
    for (include_ended, field, expected) in [(false, "", 1), (true, "", 2), (true, "财务", 2), (true, "法律", 0)] {
        let request = pb::ListRatingExpertsRequest { include_ended, field: field.into(), ..Default::default() };
        let listed = experts(&world).list_rating_experts(request).await.unwrap().into_inner().rating_experts;
        assert_eq!(listed.len(), expected, "{include_ended} {field}");
    }
    assert_eq!(world.facts::<pb::RatingExpertChanged>().await.len(), 4);
}

#[tokio::test]
async fn the_pool_of_others_is_hidden() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let name = expert(&world, 1).await;
    let etag = get(&world, &name).await.etag;
    for caller in [
        world.caller("tax", &["rating-authority"]),
        world.suite.identities().caller(CIVIL, "330100", &["rating-authority"]),
    ] {
        let mut other = Experts::new(world.client(caller.fresh()));
        let get = other.get_rating_expert(pb::GetRatingExpertRequest { name: name.clone() }).await.unwrap_err();
        let end = pb::EndRatingExpertRequest { name: name.clone(), etag: etag.clone() };
        let end = other.end_rating_expert(end).await.unwrap_err();
        for refused in [get, end] {
            assert_eq!(reason(&refused), (Code::NotFound, "RATING_EXPERT_NOT_FOUND".into()));
        }
        let listed = other.list_rating_experts(pb::ListRatingExpertsRequest::default()).await.unwrap().into_inner();
        assert!(listed.rating_experts.is_empty());
    }
    let mut portal = Experts::new(world.client(world.caller(PORTAL, &["rating-applicant"]).fresh()));
    let refused = portal.list_rating_experts(pb::ListRatingExpertsRequest::default()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
