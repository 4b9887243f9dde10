//! What follows from a high grade, while its organisation is on no list.

use onecode_proto::inspection::v1 as inspection;

use super::*;
use crate::world::date;

#[tokio::test]
async fn a_high_grade_brings_incentives_unless_and_until_its_organisation_is_listed() {
    let world = World::start().await;
    let announced = inspection::RatingAnnounced {
        rating: "ratings/018f0000-0000-7000-8000-000000000021".into(),
        organization: format!("organizations/{}", code(21)),
        grade: inspection::RatingGrade::FiveA.into(),
        valid_from: date(2026, 1, 1),
        valid_until: date(2030, 12, 31),
        department: "departments/civil-affairs".into(),
        ..Default::default()
    };
    let lower = inspection::RatingAnnounced {
        rating: "ratings/018f0000-0000-7000-8000-000000000022".into(),
        organization: format!("organizations/{}", code(22)),
        grade: inspection::RatingGrade::ThreeA.into(),
        ..announced.clone()
    };
    world.tell("ratings/1", announced).await;
    world.tell("ratings/2", lower).await;
    becomes(&world, TASKS, 6).await;
    let one = task(&world, "finance", "purchase-priority").await;
    assert_eq!((one.kind(), one.target()), (pb::MeasureKind::Incentive, pb::MeasureTarget::Grade5a));
    assert_eq!(one.organization, format!("organizations/{}", code(21)));
    answer(&world, "finance", done(&one)).await.unwrap();

    let listing = list(&world, 21, "abnormal").await;
    becomes(&world, TASKS, 8).await;
    becomes(&world, LIFTING, 1).await;
    assert_eq!(task(&world, "finance", "purchase-priority").await.state(), pb::MeasureTaskState::Lifting);
    assert_eq!(task(&world, "human-resources", "honours-priority").await.state(), pb::MeasureTaskState::Cancelled);

    // off the list, it is encouraged anew
    unlist(&world, listing, false).await;
    becomes(&world, TASKS, 14).await;
    becomes(&world, STANDING, 1).await;
    let cancelled = inspection::RatingCancelled {
        rating: "ratings/018f0000-0000-7000-8000-000000000021".into(),
        organization: format!("organizations/{}", code(21)),
        decide_date: date(2026, 11, 24),
        ..Default::default()
    };
    world.tell("ratings/1", cancelled).await;
    becomes(&world, STANDING, 0).await;
    let open = "select count(*) from credit.measure_task where state = 'open'";
    assert_eq!(world.suite.count(open).await, 0);
    world.suite.stop().await;
}
