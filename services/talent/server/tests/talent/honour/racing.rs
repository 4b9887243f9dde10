//! What comes at once has one effect.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::reason;

use crate::honour::world::{FILING, World, brand};

#[tokio::test]
async fn of_conferrals_that_come_at_once_one_is_done() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await.name;
    let name = world.nominate(&round, brand(&code)).await.unwrap().name;
    world.days(FILING);
    world.propose(&round, &[&name]).await.unwrap();
    world.days(8);
    let (second, third) = (world.second(), world.official("civil-affairs", "qian"));
    let (one, other) = tokio::join!(world.confer(&second, &round), world.confer(&third, &round));
    let done = [&one, &other].into_iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 1, "{one:?} {other:?}");
    let refused = one.err().or(other.err()).unwrap();
    // whichever it read: the round before, or after
    assert!(["HONOUR_ROUND_CHANGED", "HONOUR_ROUND_STATE"].contains(&reason(&refused).1.as_str()), "{refused:?}");
    assert_eq!(world.city.suite.count("select count(*) from talent.honour").await, 1);
    assert_eq!(world.facts::<pb::HonourConferred>().await.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn of_nominations_of_the_same_that_come_at_once_one_is_filed() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await.name;
    let (one, other) = tokio::join!(world.nominate(&round, brand(&code)), world.nominate(&round, brand(&code)));
    let refused = one.err().or(other.err()).unwrap();
    assert_eq!(reason(&refused).1, "HONOUR_NOMINATED");
    assert_eq!(world.city.suite.count("select count(*) from talent.nomination").await, 1);
    world.stop().await;
}
