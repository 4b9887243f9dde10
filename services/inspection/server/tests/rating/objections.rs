//! An objection to a result: answered through procedure.v1, and reviewed where it was upheld.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1::ObjectionState;
use time::Date;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

/// A result before the public on a day.
async fn before_the_public(on: Date, review: bool) -> (World, pb::RatingApplication, String) {
    let world = world_on(on).await;
    let round = opened(&world, round(review)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 400).await;
    (world, application, name)
}

#[tokio::test]
async fn an_upheld_objection_changes_the_grade_by_the_committee_under_the_revised_rules() {
    let (world, application, name) = before_the_public(day!(2026 - 03 - 02), false).await;
    objected(&world, &application, ObjectionState::Upheld).await;
    let early = review(&world, &application).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TERM_RUNNING".into()), "others may still object");
    publicity_over(&world, &application).await;
    let refused = announce(&world, &application).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OBJECTION_UPHELD".into()));
    let reviewing = review(&world, &application).await.unwrap();
    assert_eq!(reviewing.state(), pb::RatingApplicationState::Reviewing);
    let refused = opine(&world, &application, None).await.unwrap_err();
    assert_eq!(violated(&refused), ["tenths"]);
    let proposed = opine(&world, &application, Some(9_300)).await.unwrap();
    let ballot = &proposed.ballots[1];
    assert_eq!((ballot.body(), ballot.member_count), (pb::RatingBody::Committee, 7));
    assert_eq!((ballot.tenths, ballot.grade()), (9_300, pb::RatingGrade::FourA));
    voted(&world, &application, "member", 2, 5).await;
    let reviewed = close(&world, &application).await.unwrap();
    assert_eq!(reviewed.state(), pb::RatingApplicationState::Reviewed);
    announce(&world, &application).await.unwrap();
    let rating = ratings_of(&world, &name).await.remove(0);
    assert_eq!(rating.grade(), pb::RatingGrade::FourA, "five of ninety-six had become four");
    assert_eq!(world.facts::<pb::RatingAnnounced>().await[0].tenths, 9_300);
}

#[tokio::test]
async fn under_the_old_rules_the_review_committee_votes() {
    let (world, application, name) = before_the_public(day!(2026 - 01 - 12), true).await;
    objected(&world, &application, ObjectionState::Upheld).await;
    publicity_over(&world, &application).await;
    review(&world, &application).await.unwrap();
    let proposed = opine(&world, &application, Some(8_900)).await.unwrap();
    assert_eq!((proposed.ballots[1].body(), proposed.ballots[1].member_count), (pb::RatingBody::Review, 5));
    let refused = vote(&world, &application, "member-1", 2, pb::RatingVoteChoice::For).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_MEMBER".into()));
    voted(&world, &application, "reviewer", 2, 2).await;
    let lost = close(&world, &application).await.unwrap();
    assert_eq!(lost.state(), pb::RatingApplicationState::Reviewing);
    opine(&world, &application, Some(9_100)).await.unwrap();
    voted(&world, &application, "reviewer", 3, 3).await;
    close(&world, &application).await.unwrap();
    announce(&world, &application).await.unwrap();
    let rating = ratings_of(&world, &name).await.remove(0);
    assert_eq!((rating.grade(), rating.rule.unwrap().version), (pb::RatingGrade::FourA, 1));
}

#[tokio::test]
async fn a_review_may_leave_no_grade() {
    let (world, application, name) = before_the_public(day!(2026 - 03 - 02), false).await;
    objected(&world, &application, ObjectionState::Upheld).await;
    publicity_over(&world, &application).await;
    review(&world, &application).await.unwrap();
    opine(&world, &application, Some(7_500)).await.unwrap();
    voted(&world, &application, "member", 2, 5).await;
    close(&world, &application).await.unwrap();
    let done = announce(&world, &application).await.unwrap();
    assert_eq!(done.state(), pb::RatingApplicationState::Ungraded);
    assert_eq!(ratings_of(&world, &name).await, []);
}

#[tokio::test]
async fn a_rejected_objection_holds_nobody_up() {
    let (world, application, _) = before_the_public(day!(2026 - 03 - 02), false).await;
    objected(&world, &application, ObjectionState::Rejected).await;
    publicity_over(&world, &application).await;
    let refused = review(&world, &application).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NO_OBJECTION_UPHELD".into()));
    assert_eq!(announce(&world, &application).await.unwrap().state(), pb::RatingApplicationState::Announced);
}
