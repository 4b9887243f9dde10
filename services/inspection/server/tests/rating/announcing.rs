//! AnnounceRating under both rule sets, and what it leaves behind.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1 as pc;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn under_the_old_rules_a_grade_holds_for_five_years_from_its_announcement() {
    let world = world_on(day!(2026 - 01 - 12)).await;
    let round = opened(&world, round(true)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 600).await;
    at(&world, day!(2026 - 02 - 27));
    let done = announce(&world, &application).await.unwrap();
    assert_eq!(done.state(), pb::RatingApplicationState::Announced);
    let rating = ratings_of(&world, &name).await.remove(0);
    assert_eq!((rating.grade(), rating.status()), (pb::RatingGrade::FourA, pb::RatingStatus::Standing));
    assert_eq!((rating.valid_from, rating.valid_until), (date(2026, 2, 27), date(2031, 2, 26)));
    assert_eq!(rating.rule.as_ref().unwrap().version, 1);
    assert_eq!(rating.certificate_number, "评2026-330500-0001");
}

#[tokio::test]
async fn under_the_revised_rules_it_holds_from_the_next_year_on() {
    let world = world_on(day!(2026 - 01 - 12)).await;
    let round = opened(&world, round(true)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 600).await;
    at(&world, day!(2026 - 03 - 02));
    let done = announce(&world, &application).await.unwrap();
    let rating = ratings_of(&world, &name).await.remove(0);
    assert_eq!((done.rating.as_str(), rating.application.as_str()), (rating.name.as_str(), application.name.as_str()));
    assert_eq!((rating.valid_from, rating.valid_until), (date(2027, 1, 1), date(2031, 12, 31)));
    assert_eq!(rating.rule.as_ref().unwrap().version, 2);
    let facts = world.facts::<pb::RatingAnnounced>().await;
    assert_eq!(facts.len(), 1);
    let fact = &facts[0];
    assert_eq!(
        (fact.organization.as_str(), fact.rating.as_str(), fact.grade()),
        (name.as_str(), rating.name.as_str(), pb::RatingGrade::FourA)
    );
    assert_eq!((fact.tenths, fact.valid_until), (9_400, date(2031, 12, 31)));
    let request = pc::ListAnnouncementsRequest { kind: "rating".into(), ..Default::default() };
    let told = public(&world).list_announcements(request).await.unwrap().into_inner().announcements.remove(0);
    assert_eq!((told.name.as_str(), told.organization.as_str()), (rating.announcement.as_str(), name.as_str()));
    assert!(told.body.contains("4A级") && told.body.contains("940.0分"), "{}", told.body);
    let outcomes = "select count(*) from inspection.outcome where kind = 'rating_announced' and value = '4A'
        and counts_from = '2027-01-01' and counts_until = '2032-01-01' and withdrawn_on is null";
    assert_eq!(world.suite.count(outcomes).await, 1);
}

#[tokio::test]
async fn nothing_is_announced_before_the_public_had_its_time() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 0).await;
    let early = announce(&world, &application).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TERM_RUNNING".into()));
    let request = pc::GetPublicityRequest { name: application.publicity.clone() };
    let shown = public(&world).get_publicity(request).await.unwrap().into_inner().publicity.unwrap();
    assert_eq!((shown.kind.as_str(), shown.close_date), ("rating-result", date(2026, 3, 11)));
    assert!(shown.body.contains("5A级") && shown.title.contains("第1协会"), "{shown:?}");
    publicity_over(&world, &application).await;
    let stale = pb::AnnounceRatingRequest { name: application.name.clone(), etag: "\"old\"".into() };
    let refused = authority(&world).announce_rating(stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "CASE_CHANGED".into()));
    announce(&world, &application).await.unwrap();
    let again = announce(&world, &application).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn too_few_points_end_without_a_grade() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 2_500).await;
    assert_eq!(application.ballots[0].grade(), pb::RatingGrade::Unspecified);
    publicity_over(&world, &application).await;
    let done = announce(&world, &application).await.unwrap();
    assert_eq!((done.state(), done.rating.as_str()), (pb::RatingApplicationState::Ungraded, ""));
    assert_eq!(ratings_of(&world, &name).await, []);
    applied(&world, &round, &name).await;
}

#[tokio::test]
async fn a_grade_takes_the_place_of_the_one_before_when_its_time_begins() {
    let world = world_on(day!(2026 - 01 - 12)).await;
    let first_round = opened(&world, round(true)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &first_round, &name, 600).await;
    at(&world, day!(2026 - 02 - 27));
    announce(&world, &application).await.unwrap();
    at(&world, day!(2026 - 04 - 01));
    let again = applied(&world, &first_round, &name).await;
    assert!(again.simplified_visit, "RT-18: within two years");
    let window = again.conditions.iter().find(|one| one.title == "再次申报的时间").unwrap();
    assert_eq!(window.result(), pb::RatingConditionResult::Met);
    announced_again(&world, &again, 0).await;
    let ratings = ratings_of(&world, &name).await;
    assert_eq!((ratings[0].grade(), ratings[0].status()), (pb::RatingGrade::FiveA, pb::RatingStatus::Standing));
    assert_eq!((ratings[1].status(), ratings[1].end_date), (pb::RatingStatus::Superseded, date(2027, 1, 1)));
    assert_eq!(ratings[0].certificate_number, "评2026-330500-0002");
    for (as_of, grade) in [(date(2026, 12, 31), pb::RatingGrade::FourA), (date(2027, 1, 1), pb::RatingGrade::FiveA)] {
        let request = pb::GetRatingRequest { organization: name.clone(), as_of };
        let rating = portal(&world).get_rating(request).await.unwrap().into_inner().rating.unwrap();
        assert_eq!(rating.grade(), grade);
    }
}
