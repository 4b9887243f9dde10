//! OpenRatingCheck and ConcludeRatingCheck: grades kept, lowered and cancelled, and the bars that follow.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::RatingCheckKind::{FollowUp, Ground, Verification};
use onecode_proto::inspection::v1::RatingCheckState::{Cancelled, Downgraded, Kept, Lapsed};
use onecode_proto::inspection::v1::RatingGrade::{FiveA, FourA, ThreeA, Unspecified};
use onecode_proto::inspection::v1::RatingGround::{Fraud, Penalty, TwiceBasicallyQualified, Unqualified};
use time::Date;
use time::macros::date as day;
use tonic::{Code, Status};

use crate::support::*;

/// An organisation with a 5A that was announced after the publicity of a day.
async fn rated(on: Date, review: bool) -> (World, String, pb::Rating) {
    let world = world_on(on).await;
    let round = opened(&world, round(review)).await;
    let name = spotless(&world, 1).await;
    let rating = announced(&world, &round, &name, 0).await;
    (world, name, rating)
}

async fn conclude(
    world: &World,
    request: pb::ConcludeRatingCheckRequest,
) -> Result<pb::ConcludeRatingCheckResponse, Status> {
    authority(world).conclude_rating_check(request).await.map(tonic::Response::into_inner)
}

#[tokio::test]
async fn a_penalty_lowers_a_grade_after_a_verification() {
    let (world, name, rating) = rated(day!(2026 - 03 - 02), false).await;
    at(&world, day!(2027 - 05 - 04));
    noted(&world, &name, "penalty_decided", "penalties/1", None, "fine", day!(2027 - 04 - 01)).await;
    let begun = check(&world, &rating, Verification).await.unwrap();
    assert_eq!((begun.state(), begun.cause.as_str()), (pb::RatingCheckState::Checking, "受到行政处罚"));
    let again = check(&world, &rating, Verification).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "RATING_CHECK_EXISTS".into()));
    let done = conclude(&world, conclusion(&begun, Downgraded, ThreeA, Penalty, &["penalties/1"])).await.unwrap();
    let (check, next) = (done.rating_check.unwrap(), done.rating.unwrap());
    assert_eq!((check.state(), check.grade(), check.next_rating.as_str()), (Downgraded, ThreeA, next.name.as_str()));
    assert_eq!(check.rules[0].rule, "rules/RT-21e");
    assert_eq!((next.valid_from, next.valid_until), (date(2027, 5, 4), rating.valid_until));
    assert_eq!((next.predecessor.as_str(), next.application.as_str()), (rating.name.as_str(), ""));
    let before = ratings_of(&world, &name).await.pop().unwrap();
    assert_eq!((before.status(), before.end_date), (pb::RatingStatus::Downgraded, date(2027, 5, 4)));
    let facts = world.facts::<pb::RatingDowngraded>().await;
    assert_eq!((facts[0].former_grade(), facts[0].grade(), facts.len()), (FiveA, ThreeA, 1));
    assert_eq!(facts[0].grounds[0].resources, ["penalties/1"]);
    for (as_of, grade) in [(date(2027, 5, 3), FiveA), (date(2027, 5, 4), ThreeA)] {
        let request = pb::GetRatingRequest { organization: name.clone(), as_of };
        assert_eq!(portal(&world).get_rating(request).await.unwrap().into_inner().rating.unwrap().grade(), grade);
    }
    let counting = "select count(*) from inspection.outcome where kind = 'rating_announced' and withdrawn_on is null
        and counts_from <= '2027-05-04' and counts_until > '2027-05-04' and value = '3A'";
    assert_eq!(world.suite.count(counting).await, 1);
    let ended = "select count(*) from inspection.outcome where value = '5A' and counts_until = '2027-05-04'";
    assert_eq!(world.suite.count(ended).await, 1);
    let request = pb::GetRatingCheckRequest { name: check.name.clone() };
    assert_eq!(authority(&world).get_rating_check(request).await.unwrap().into_inner().rating_check.unwrap(), check);
}

#[tokio::test]
async fn a_cancelled_grade_bars_for_three_years_under_the_old_rules() {
    let (world, name, rating) = rated(day!(2026 - 01 - 05), true).await;
    let begun = check(&world, &rating, Ground).await.unwrap();
    let done = conclude(&world, conclusion(&begun, Cancelled, Unspecified, Fraud, &[])).await.unwrap();
    assert!(done.rating.is_none());
    let held = ratings_of(&world, &name).await.remove(0);
    assert_eq!(held.status(), pb::RatingStatus::Cancelled);
    let ended = "select count(*) from inspection.outcome where kind = 'rating_announced'
        and counts_until = (select ended_on from inspection.rating)";
    assert_eq!(world.suite.count(ended).await, 1);
    let fact = world.facts::<pb::RatingCancelled>().await.remove(0);
    assert_eq!((fact.former_grade(), fact.rules[0].rule.as_str(), fact.rules[0].version), (FiveA, "rules/RT-21a", 1));
    let refused =
        portal(&world).get_rating(pb::GetRatingRequest { organization: name.clone(), as_of: None }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_NOT_FOUND".into()));
    let request = pb::ListRatingRoundsRequest::default();
    let round = authority(&world).list_rating_rounds(request).await.unwrap().into_inner().rating_rounds.remove(0);
    let application = applied(&world, &round, &name).await;
    let bar = application.conditions.iter().find(|one| one.rule.as_ref().unwrap().rule == "rules/RT-16b").unwrap();
    assert_eq!((bar.result(), bar.facts.as_slice()), (pb::RatingConditionResult::NotMet, &[rating.name.clone()][..]));
    let refused = accept(&world, &application).await.unwrap_err();
    assert!(metadata(&refused, "rules").contains("RT-16b"));
    at(&world, day!(2026 - 03 - 02));
    let withdraw = pb::WithdrawRatingApplicationRequest {
        name: application.name.clone(),
        etag: seen(&world, &application).await.etag,
    };
    portal(&world).withdraw_rating_application(withdraw).await.unwrap();
    let later = applied(&world, &round, &name).await;
    let bar = later.conditions.iter().find(|one| one.rule.as_ref().unwrap().rule == "rules/RT-16b").unwrap();
    assert_eq!(bar.result(), pb::RatingConditionResult::NotKnown, "how long the revision bars was not seen");
}

#[tokio::test]
async fn a_grade_that_another_follows_can_be_lowered_until_then() {
    let (world, name, first) = rated(day!(2026 - 01 - 05), true).await;
    at(&world, day!(2026 - 04 - 01));
    let request = pb::ListRatingRoundsRequest::default();
    let round = authority(&world).list_rating_rounds(request).await.unwrap().into_inner().rating_rounds.remove(0);
    let again = applied(&world, &round, &name).await;
    announced_again(&world, &again, 600).await;
    let superseded = "select count(*) from inspection.outcome where value = '5A' and counts_until = '2027-01-01'";
    assert_eq!(world.suite.count(superseded).await, 1);
    let begun = check(&world, &first, Verification).await.unwrap();
    let done = conclude(&world, conclusion(&begun, Downgraded, ThreeA, Fraud, &[])).await.unwrap();
    assert_eq!(done.rating.unwrap().end_date, date(2027, 1, 1));
    for (as_of, grade) in [(date(2026, 3, 31), FiveA), (date(2026, 12, 31), ThreeA), (date(2027, 1, 1), FourA)] {
        let request = pb::GetRatingRequest { organization: name.clone(), as_of };
        assert_eq!(portal(&world).get_rating(request).await.unwrap().into_inner().rating.unwrap().grade(), grade);
    }
    at(&world, day!(2027 - 01 - 01));
    let refused = check(&world, &first, Verification).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_ENDED".into()));
}

#[tokio::test]
async fn a_grade_that_stands_the_look_is_kept() {
    let (world, name, rating) = rated(day!(2026 - 03 - 02), false).await;
    let begun = check(&world, &rating, FollowUp).await.unwrap();
    let mut request = conclusion(&begun, Kept, Unspecified, Fraud, &[]);
    request.grounds.clear();
    let kept = conclude(&world, request).await.unwrap().rating_check.unwrap();
    assert_eq!(kept.state(), Kept);
    assert_eq!(ratings_of(&world, &name).await, std::slice::from_ref(&rating));
    world.suite.clock().advance(time::Duration::MINUTE);
    check(&world, &rating, FollowUp).await.unwrap();
    let request = pb::ListRatingChecksRequest { organization: name, ..Default::default() };
    let listed = authority(&world).list_rating_checks(request).await.unwrap().into_inner().rating_checks;
    assert_eq!(listed.iter().map(pb::RatingCheck::state).collect::<Vec<_>>(), [pb::RatingCheckState::Checking, Kept]);
}

#[tokio::test]
async fn a_ground_is_checked_against_what_is_on_record_of_the_organisation() {
    let (world, name, rating) = rated(day!(2026 - 03 - 02), false).await;
    let other = spotless(&world, 2).await;
    noted(&world, &other, "penalty_decided", "penalties/2", None, "fine", day!(2026 - 03 - 05)).await;
    noted(
        &world,
        &name,
        "report_concluded",
        "annualReports/3",
        Some(2026),
        "basically_qualified",
        day!(2026 - 03 - 05),
    )
    .await;
    let begun = check(&world, &rating, Verification).await.unwrap();
    for (ground, resources) in [
        (Penalty, vec!["penalties/2"]),
        (Penalty, vec!["penalties/9"]),
        (Unqualified, vec!["annualReports/3"]),
        (TwiceBasicallyQualified, vec!["annualReports/3", "annualReports/1-2025"]),
    ] {
        let request = conclusion(&begun, Downgraded, FourA, ground, &resources);
        let refused = conclude(&world, request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_GROUND_UNPROVEN".into()), "{ground:?}");
    }
    noted(
        &world,
        &name,
        "report_concluded",
        "annualReports/4",
        Some(2027),
        "basically_qualified",
        day!(2026 - 03 - 05),
    )
    .await;
    let twice = conclusion(&begun, Downgraded, FourA, TwiceBasicallyQualified, &["annualReports/3", "annualReports/4"]);
    assert_eq!(conclude(&world, twice).await.unwrap().rating.unwrap().grade(), FourA);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let (world, _, rating) = rated(day!(2026 - 03 - 02), false).await;
    let refused = check(&world, &rating, Ground).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_CHECK_UNKNOWN".into()));
    let begun = check(&world, &rating, Verification).await.unwrap();
    let refused = conclude(&world, conclusion(&begun, Downgraded, FiveA, Fraud, &[])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_GRADE_NOT_LOWER".into()));
    let stale = pb::ConcludeRatingCheckRequest {
        etag: "\"old\"".into(),
        ..conclusion(&begun, Cancelled, Unspecified, Fraud, &[])
    };
    assert_eq!(reason(&conclude(&world, stale).await.unwrap_err()), (Code::Aborted, "CASE_CHANGED".into()));
    let wrong =
        pb::ConcludeRatingCheckRequest { reasons: String::new(), ..conclusion(&begun, Kept, FourA, Penalty, &[]) };
    let refused = conclude(&world, wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["grade", "grounds", "grounds[0].resources", "reasons"]);
    let nothing = pb::ConcludeRatingCheckRequest { conclusion: 0, ..conclusion(&begun, Kept, Unspecified, Fraud, &[]) };
    assert_eq!(violated(&conclude(&world, nothing).await.unwrap_err()), ["conclusion"]);
    conclude(&world, conclusion(&begun, Cancelled, Unspecified, Fraud, &[])).await.unwrap();
    let refused = check(&world, &rating, Verification).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_ENDED".into()));
}

#[tokio::test]
async fn only_the_authority_that_gave_the_grade_looks_again() {
    let (world, _, rating) = rated(day!(2026 - 03 - 02), false).await;
    let request =
        pb::OpenRatingCheckRequest { rating: rating.name.clone(), kind: Verification.into(), cause: "投诉".into() };
    let mut tax = Ratings::new(world.client(world.caller("tax", &["rating-authority"]).fresh()));
    let refused = tax.open_rating_check(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_AUTHORITY".into()));
    let province = world.suite.identities().caller(CIVIL, "330000", &["rating-authority"]);
    let refused = Ratings::new(world.client(province.fresh())).open_rating_check(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_AUTHORITY".into()), "of the same name elsewhere");
    let refused = neighbour(&world).open_rating_check(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_NOT_FOUND".into()));
    let refused = portal(&world).open_rating_check(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let begun = check(&world, &rating, Verification).await.unwrap();
    let refused = neighbour(&world)
        .conclude_rating_check(conclusion(&begun, Cancelled, Unspecified, Fraud, &[]))
        .await
        .unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_CHECK_NOT_FOUND".into()));
    let get = pb::GetRatingCheckRequest { name: begun.name };
    assert_eq!(reason(&neighbour(&world).get_rating_check(get).await.unwrap_err()).1, "RATING_CHECK_NOT_FOUND");
}

#[tokio::test]
async fn a_check_whose_grade_has_ended_lapses() {
    let (world, _, rating) = rated(day!(2026 - 03 - 02), false).await;
    let begun = check(&world, &rating, Verification).await.unwrap();
    let bare = |state| pb::ConcludeRatingCheckRequest {
        grounds: Vec::new(),
        ..conclusion(&begun, state, Unspecified, Fraud, &[])
    };
    assert_eq!(violated(&conclude(&world, bare(Lapsed)).await.unwrap_err()), ["conclusion"], "it holds");
    at(&world, day!(2032 - 01 - 02));
    let refused = conclude(&world, bare(Kept)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_ENDED".into()));
    let done = conclude(&world, bare(Lapsed)).await.unwrap();
    assert_eq!((done.rating_check.unwrap().state(), done.rating), (Lapsed, None));
    assert_eq!(world.suite.count("select count(*) from inspection.rating_check where state = 'checking'").await, 0);
}

#[tokio::test]
async fn a_grade_below_four_a_is_not_followed_up() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let rating = announced(&world, &round, &name, 1_200).await;
    let refused = check(&world, &rating, FollowUp).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_NOT_FOLLOWED_UP".into()));
    assert_eq!(metadata(&refused, "grade"), "3A");
    check(&world, &rating, Verification).await.unwrap();
}

#[tokio::test]
async fn the_report_that_lowers_a_grade_is_last_years_and_really_missing() {
    let (world, name, rating) = rated(day!(2026 - 03 - 02), false).await;
    let on = day!(2026 - 03 - 02);
    noted(&world, &name, "report_concluded", "annualReports/2024", Some(2024), "unqualified", on).await;
    noted(&world, &name, "report_concluded", "annualReports/2025", Some(2025), "unqualified", on).await;
    noted(&world, &name, "report_missed", "annualReports/late", Some(2025), "", on).await;
    let late = "update inspection.outcome set counts_until = counts_from where resource = 'annualReports/late'";
    sqlx::query(late).execute(&mut world.suite.database().connection().await).await.unwrap();
    let begun = check(&world, &rating, Verification).await.unwrap();
    for unproven in ["annualReports/2024", "annualReports/late"] {
        let request = conclusion(&begun, Downgraded, FourA, Unqualified, &[unproven]);
        let refused = conclude(&world, request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_GROUND_UNPROVEN".into()), "{unproven}");
    }
    let request = conclusion(&begun, Downgraded, FourA, Unqualified, &["annualReports/2025"]);
    assert_eq!(conclude(&world, request).await.unwrap().rating.unwrap().grade(), FourA);
}
