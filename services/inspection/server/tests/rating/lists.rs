//! ListRatings, ListRatingApplications and GetRatingStatistics, page by page.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::OrganizationKind;
use sqlx::types::Uuid;
use time::macros::date as day;

use crate::support::*;

/// Puts ratings of many grades on the books past every rule: lists do not ask how they came about.
async fn graded(world: &World, grades: &[(&str, &str)]) {
    let pool = "insert into inspection.rating (id, code, division, department, applicant, kind, grade, certificate_number,
            announced_on, valid_from, valid_until, status, predecessor, announcement, rule, rule_version, revision, created_at)
        values ($1, $2, $3, 'civil-affairs', 'data-bureau', 'social_group', $4, $5, '2026-03-02', '2027-01-01', '2031-12-31',
            'standing', $6, '', 'RT-15', 2, 1, now())";
    let round = opened(world, round(false)).await;
    let first = spotless(world, 1).await;
    announced(world, &round, &first, 0).await;
    let known = "select id from inspection.rating";
    let mut predecessor: Uuid =
        sqlx::query_scalar(known).fetch_one(&mut world.suite.database().connection().await).await.unwrap();
    for (serial, (division, grade)) in (2..).zip(grades) {
        world.suite.clock().advance(time::Duration::MINUTE);
        let id = world.suite.clock().new_id();
        sqlx::query(pool)
            .bind(id)
            .bind(code(serial))
            .bind(*division)
            .bind(*grade)
            .bind(format!("评2026-{serial}"))
            .bind(predecessor)
            .execute(&mut world.suite.database().connection().await)
            .await
            .unwrap();
        predecessor = id;
    }
}

#[tokio::test]
async fn ratings_are_listed_by_grade_day_division_and_kind() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    graded(&world, &[("330500", "4A"), ("330502", "4A"), ("330502", "3A"), ("330100", "5A")]).await;
    let count = |request: pb::ListRatingsRequest| {
        let mut client = authority(&world);
        async move { client.list_ratings(request).await.unwrap().into_inner().ratings.len() }
    };
    let all = pb::ListRatingsRequest::default();
    assert_eq!(count(all.clone()).await, 4, "Hangzhou's is not seen");
    assert_eq!(count(pb::ListRatingsRequest { least_grade: pb::RatingGrade::FourA.into(), ..all.clone() }).await, 3);
    assert_eq!(count(pb::ListRatingsRequest { least_grade: pb::RatingGrade::FiveA.into(), ..all.clone() }).await, 1);
    assert_eq!(count(pb::ListRatingsRequest { valid_on: date(2026, 12, 31), ..all.clone() }).await, 0);
    assert_eq!(count(pb::ListRatingsRequest { valid_on: date(2031, 12, 31), ..all.clone() }).await, 4);
    assert_eq!(count(pb::ListRatingsRequest { division: "330502".into(), ..all.clone() }).await, 2);
    assert_eq!(count(pb::ListRatingsRequest { division: "330100".into(), ..all.clone() }).await, 0);
    assert_eq!(count(pb::ListRatingsRequest { kind: OrganizationKind::Foundation.into(), ..all.clone() }).await, 0);
    assert_eq!(count(pb::ListRatingsRequest { kind: OrganizationKind::SocialGroup.into(), ..all.clone() }).await, 4);
    let (mut seen, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListRatingsRequest { page_size: 3, page_token, ..all.clone() };
        let answer = authority(&world).list_ratings(request).await.unwrap().into_inner();
        seen.extend(answer.ratings.into_iter().map(|rating| rating.certificate_number));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, ["评2026-4", "评2026-3", "评2026-2", "评2026-330500-0001"]);
    let wrong = pb::ListRatingsRequest {
        least_grade: 9,
        kind: 99,
        division: "33".into(),
        page_size: 201,
        page_token: "x".into(),
        ..Default::default()
    };
    let refused = authority(&world).list_ratings(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["division", "kind", "least_grade", "page_size", "page_token"]);
}

#[tokio::test]
async fn figures_are_those_of_a_day_and_tell_how_far_the_target_is() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    graded(&world, &[("330500", "4A"), ("330502", "4A"), ("330502", "3A"), ("330100", "5A")]).await;
    let request = pb::GetRatingStatisticsRequest { as_of: date(2027, 6, 1), ..Default::default() };
    let figures = authority(&world).get_rating_statistics(request).await.unwrap().into_inner();
    let counts: Vec<_> = figures.counts.iter().map(|one| (one.division.as_str(), one.grade(), one.count)).collect();
    let expected = [
        ("330500", pb::RatingGrade::FourA, 1),
        ("330500", pb::RatingGrade::FiveA, 1),
        ("330502", pb::RatingGrade::ThreeA, 1),
        ("330502", pb::RatingGrade::FourA, 1),
    ];
    assert_eq!(counts, expected);
    assert_eq!((figures.four_a_count, figures.target_count), (3, 200));
    let request = pb::GetRatingStatisticsRequest { division: "330502".into(), as_of: date(2027, 6, 1) };
    assert_eq!(authority(&world).get_rating_statistics(request).await.unwrap().into_inner().four_a_count, 1);
    let today = authority(&world).get_rating_statistics(pb::GetRatingStatisticsRequest::default()).await.unwrap();
    assert!(today.into_inner().counts.is_empty(), "they hold from next year on");
}

#[tokio::test]
async fn applications_are_listed_by_round_organisation_and_state() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let names = [spotless(&world, 1).await, spotless(&world, 2).await];
    let first = applied(&world, &round, &names[0]).await;
    world.suite.clock().advance(time::Duration::MINUTE);
    let second = accepted(&world, &round, &names[1]).await;
    let listed = |request: pb::ListRatingApplicationsRequest| {
        let mut client = authority(&world);
        async move {
            let answer = client.list_rating_applications(request).await.unwrap().into_inner();
            answer.rating_applications.into_iter().map(|one| one.name).collect::<Vec<_>>()
        }
    };
    let all = pb::ListRatingApplicationsRequest { round: round.name.clone(), ..Default::default() };
    assert_eq!(listed(all.clone()).await, [second.name.clone(), first.name.clone()]);
    let state = pb::RatingApplicationState::Scoring.into();
    assert_eq!(listed(pb::ListRatingApplicationsRequest { state, ..all.clone() }).await, [second.name]);
    let organization = names[0].clone();
    assert_eq!(listed(pb::ListRatingApplicationsRequest { organization, ..all }).await, [first.name]);
    let request = pb::ListRatingApplicationsRequest { page_size: 1, ..Default::default() };
    let page = authority(&world).list_rating_applications(request).await.unwrap().into_inner();
    let shown = &page.rating_applications[0];
    assert!(shown.self_scores.is_empty() && shown.conditions.is_empty() && !page.next_page_token.is_empty());
}
