//! What days alone lead to: warnings and lapses, each told once.

use time::Duration;

use super::support::*;

#[tokio::test]
async fn what_lapses_soon_is_warned_of_once_and_what_lapsed_is_told_once() {
    let world = World::start().await;
    let (soon, later) = (registered(&world, 1).await, registered(&world, 2).await);
    let held = recorded(&world, &soon, Kind::TaxExemption, 2022, None).await;
    recorded(&world, &later, Kind::TaxExemption, 2024, None).await;
    swept(&world).await;
    swept(&world).await;
    assert_eq!((told(&world, "QualificationExpiring").await, told(&world, "QualificationLapsed").await), (1, 0));
    world.suite.clock().advance(Duration::days(38)); // 1 January 2027
    swept(&world).await;
    swept(&world).await;
    assert_eq!((told(&world, "QualificationExpiring").await, told(&world, "QualificationLapsed").await), (1, 1));
    assert_eq!(qualification(&world, &held.name).await.state(), pb::QualificationState::Lapsed);
    assert_eq!(qualified(&world, Kind::TaxExemption, (2027, 1, 1)).await, [later]);
    // a review may be asked for within six months
    let applied = apply(&world, &soon, Kind::TaxExemption).await;
    assert_eq!(applied.renews, held.name);
    world.suite.stop().await;
}

#[tokio::test]
async fn many_sweepers_at_once_tell_and_draft_once() {
    let world = World::start().await;
    for serial in 1..=3 {
        let code = registered(&world, serial).await;
        recorded(&world, &code, Kind::DonationDeduction, 2024, None).await; // lapses on 1 January 2027, and nobody has a grade
    }
    tokio::join!(swept(&world), swept(&world), swept(&world));
    assert_eq!((told(&world, "QualificationExpiring").await, told(&world, "QualificationDrafted").await), (3, 3));
    let open = "select count(*) from credit.qualification_draft where ended_on is null";
    assert_eq!(world.suite.count(open).await, 3);
    world.suite.clock().advance(Duration::days(38));
    swept(&world).await;
    // what has lapsed need not be cancelled
    assert_eq!((told(&world, "QualificationLapsed").await, world.suite.count(open).await), (3, 0));
    world.suite.stop().await;
}
