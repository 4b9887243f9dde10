//! What an award from a single source rests on.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{COMPANIES, THRESHOLD, World, notice};

#[tokio::test]
async fn a_large_project_is_awarded_to_the_supplier_of_its_cleared_notice_alone() {
    let world = World::start().await;
    let bare = world.large().await;
    let refused = world.award_on(&bare, COMPANIES[0], (11, 24)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_NOTICE_REQUIRED".into()));
    assert_eq!(
        (metadata(&refused, "project"), metadata(&refused, "supplier_code").as_str()),
        (bare.name, COMPANIES[0])
    );
    let (project, cleared) = world.cleared().await;
    let other = world.award(&project, COMPANIES[1]).await.unwrap_err();
    assert_eq!(reason(&other).1, "SINGLE_SOURCE_NOTICE_REQUIRED");
    let before = world.award_on(&project, COMPANIES[0], (12, 1)).await.unwrap_err();
    assert_eq!(violated_sorted(&before), ["award.award_date"]);
    let awarded = world.award(&project, COMPANIES[0]).await.unwrap();
    assert_eq!(awarded.status(), pb::ProjectStatus::Awarded);
    let late = world.withdraw(&cleared).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "PROJECT_STATE".into()));
    assert_eq!(world.get(&cleared).await, cleared, "the notice stays what the award rests on");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_smaller_project_needs_no_notice_but_keeps_to_the_one_that_it_has() {
    let world = World::start().await;
    let small = async || world.planned(pb::ProcurementMethod::SingleSource, THRESHOLD - 1).await;
    world.award_on(&small().await, COMPANIES[0], (11, 24)).await.unwrap();
    let noticed = small().await;
    let published = world.publish(notice(&noticed, COMPANIES[0])).await.unwrap();
    let refused = world.award_on(&noticed, COMPANIES[0], (11, 24)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "SINGLE_SOURCE_NOTICE_REQUIRED");
    world.withdraw(&published).await.unwrap();
    world.award_on(&noticed, COMPANIES[0], (11, 24)).await.unwrap();
    let open = world.planned(pb::ProcurementMethod::OpenTender, THRESHOLD).await;
    world.award_on(&open, COMPANIES[0], (11, 24)).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_smaller_project_whose_notice_failed_is_not_awarded_without_another_one() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::SingleSource, THRESHOLD - 1).await;
    let published = world.publish(notice(&project, COMPANIES[0])).await.unwrap();
    let filed = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap();
    world.decide(&filed, pb::SingleSourceObjectionOutcome::Upheld).await.unwrap();
    let refused = world.award_on(&project, COMPANIES[0], (11, 24)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_NOTICE_REQUIRED".into()));
    let second = world.publish(notice(&project, COMPANIES[1])).await.unwrap();
    world.advance(8);
    world.clear(&second).await.unwrap();
    world.award(&project, COMPANIES[1]).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_cleared_notice_does_not_stand_for_what_credit_says() {
    let world = World::start().await;
    let association = world.city.register(1, "湖州市护理协会").await;
    let project = world.large().await;
    let published = world.publish(notice(&project, &association)).await.unwrap();
    world.advance(8);
    world.clear(&published).await.unwrap();
    world.city.list_serious(&association).await;
    let refused = world.award(&project, &association).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_SUPPLIER_REFUSED".into()));
    world.city.suite.stop().await;
}
