//! What comes at once has one effect.

use futures::future::{join, join_all};
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::SingleSourceObjectionOutcome::{Dismissed, Upheld};
use testkit::refusal::reason;

use crate::city::date;
use crate::world::{COMPANIES, Sources, World, notice};

#[tokio::test]
async fn of_a_withdrawal_and_an_award_that_come_at_once_one_is_done() {
    let world = World::start().await;
    let (project, cleared) = world.cleared().await;
    let awards = join_all((0..4).map(|_| world.award(&project, COMPANIES[0])));
    let withdrawals = join_all((0..4).map(|_| world.withdraw(&cleared)));
    let (awarded, withdrawn) = join(awards, withdrawals).await;
    let done = awarded.iter().filter(|one| one.is_ok()).count() + withdrawn.iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 1, "{awarded:?} {withdrawn:?}");
    let told = world.city.suite.facts::<pb::ProjectAwarded>().await.len()
        + world.city.suite.facts::<pb::SingleSourceNoticeWithdrawn>().await.len();
    assert_eq!(told, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_notices_and_of_decisions_that_come_at_once_one_is_made() {
    let world = World::start().await;
    let project = world.large().await;
    let published = join_all((0..6).map(|_| world.publish(notice(&project, COMPANIES[0])))).await;
    let (made, refused): (Vec<_>, Vec<_>) = published.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), 1);
    assert!(refused.iter().filter_map(|one| one.as_ref().err()).all(|one| reason(one).1.ends_with("_STANDING")));
    let published = made[0].as_ref().unwrap();
    let filed = join_all((0..6).map(|_| world.object("data-bureau", published, COMPANIES[1]))).await;
    let filed: Vec<_> = filed.into_iter().filter_map(Result::ok).collect();
    assert_eq!(filed.len(), 1);
    let decided = join(world.decide(&filed[0], Dismissed), world.decide(&filed[0], Upheld)).await;
    assert!(decided.0.is_ok() != decided.1.is_ok(), "{decided:?}");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_repeated_publication_is_answered_even_when_its_last_day_would_be_too_early_by_then() {
    let world = World::start().await;
    let project = world.large().await;
    let stated = pb::SingleSourceNotice { last_date: date(2026, 12, 1), ..notice(&project, COMPANIES[0]) };
    let request = pb::PublishSingleSourceNoticeRequest { single_source_notice: Some(stated), validate_only: false };
    let keyed = || Sources::new(world.city.client(world.buyer().keyed("p1")));
    let first = keyed().publish_single_source_notice(request.clone()).await.unwrap().into_inner();
    world.advance(1);
    assert_eq!(keyed().publish_single_source_notice(request).await.unwrap().into_inner(), first);
    world.city.suite.stop().await;
}
