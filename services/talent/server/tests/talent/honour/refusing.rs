//! What is refused, and why.

use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason, violated, violated_sorted};
use tonic::{Code, Status};

use crate::honour::world::{FILING, World, brand, person, project};

fn of(refused: &Status) -> String {
    reason(refused).1
}

#[tokio::test]
async fn every_wrong_field_of_a_round_is_named_and_a_draft_is_its_departments() {
    let world = World::start().await;
    let stated = pb::HonourRound {
        year: 1999,
        places: 501,
        validity_years: 6,
        nomination_deadline: Some(intake::time::timestamp(world.city.suite.clock().now())),
        ..Default::default()
    };
    let wrong = world.draft(stated).await.unwrap_err();
    let fields = ["criteria", "kind", "nomination_deadline", "places", "title", "validity_years", "year"];
    assert_eq!(violated_sorted(&wrong), fields.map(|field| format!("honour_round.{field}")));
    let draft = world.draft(world.stated(pb::HonourKind::BrandOrganization, 1)).await.unwrap();
    let get = pb::GetHonourRoundRequest { name: draft.name.clone() };
    let hidden = world.reader().get_honour_round(get).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "HONOUR_ROUND_NOT_FOUND".into()));
    let listed = world.reader().list_honour_rounds(pb::ListHonourRoundsRequest::default()).await.unwrap();
    assert_eq!(listed.into_inner().honour_rounds.len(), 0);
    world.days(FILING);
    let request = pb::OpenHonourRoundRequest { name: draft.name, etag: draft.etag };
    let late = world.working().open_honour_round(request).await.unwrap_err();
    assert_eq!(of(&late), "HONOUR_NOMINATION_CLOSED");
    world.stop().await;
}

#[tokio::test]
async fn a_nomination_is_of_the_rounds_kind_active_in_time_and_once() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let gone = world.city.register_as(2, "湖州市助老协会", OrganizationStatus::Revoked).await;
    let round = world.open(pb::HonourKind::BrandProject, 1).await.name;
    let wrong = world.nominate(&round, person(&code)).await.unwrap_err();
    let fields = ["nomination.person_name", "nomination.person_post", "nomination.project_title"];
    assert_eq!(violated_sorted(&wrong), fields);
    let wrong = world.nominate(&round, pb::Nomination::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["nomination.organization", "nomination.statement"]);
    let dissolved = world.nominate(&round, project(&gone, "老年食堂")).await.unwrap_err();
    assert_eq!(reason(&dissolved), (Code::FailedPrecondition, "HONOUR_ORGANIZATION_NOT_ACTIVE".into()));
    let filed = world.nominate(&round, project(&code, "老年食堂")).await.unwrap();
    let twice = world.nominate(&round, project(&code, "老年食堂")).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "HONOUR_NOMINATED".into()));
    world.nominate(&round, project(&code, "关爱儿童")).await.unwrap();
    let request =
        pb::WithdrawNominationRequest { name: filed.name.clone(), etag: filed.etag, reason: "另行申报".into() };
    let foreign = world.by(&world.system("education")).withdraw_nomination(request.clone()).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::NotFound, "NOMINATION_NOT_FOUND".into()));
    world.portal().withdraw_nomination(request).await.unwrap();
    world.nominate(&round, project(&code, "老年食堂")).await.unwrap();
    world.days(FILING);
    let late = world.nominate(&round, project(&code, "社区图书角")).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "HONOUR_NOMINATION_CLOSED".into()));
    world.stop().await;
}

#[tokio::test]
async fn no_more_are_proposed_than_there_are_places_and_none_before_the_deadline() {
    let world = World::start().await;
    let (one, other) = (world.city.register(1, "湖州市护理协会").await, world.city.register(2, "湖州市助老协会").await);
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await.name;
    let first = world.nominate(&round, brand(&one)).await.unwrap().name;
    let second = world.nominate(&round, brand(&other)).await.unwrap().name;
    let early = world.propose(&round, &[&first]).await.unwrap_err();
    assert_eq!(of(&early), "HONOUR_NOMINATION_OPEN");
    world.days(FILING);
    let many = world.propose(&round, &[&first, &second]).await.unwrap_err();
    assert_eq!((of(&many), metadata(&many, "places")), ("HONOUR_PLACES_EXCEEDED".into(), "1".into()));
    let twice = world.propose(&round, &[&first, &first]).await.unwrap_err();
    assert_eq!(violated(&twice), ["proposals[1].nomination"]);
    let never = format!("{round}/nominations/{}", uuid::Uuid::nil());
    let unknown = world.propose(&round, &[&never]).await.unwrap_err();
    assert_eq!(of(&unknown), "NOMINATION_NOT_FOUND");
    world.stop().await;
}

#[tokio::test]
async fn the_same_is_nominated_by_several_systems_and_proposed_once() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 2).await.name;
    let filed = world.nominate(&round, brand(&code)).await.unwrap();
    let request = pb::FileNominationRequest { parent: round.clone(), nomination: Some(brand(&code)) };
    let other = world.by(&world.system("education")).file_nomination(request).await.unwrap();
    let other = other.into_inner().nomination.unwrap().name;
    world.days(FILING);
    let twice = world.propose(&round, &[&filed.name, &other]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "HONOUR_NOMINATED".into()));
    // whoever nominated first cannot keep it out by a withdrawal that comes too late for others
    let request = pb::WithdrawNominationRequest { name: filed.name, etag: filed.etag, reason: "不再推荐".into() };
    world.portal().withdraw_nomination(request).await.unwrap();
    assert_eq!(world.propose(&round, &[&other]).await.unwrap().candidates.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn whoever_confers_has_read_the_list_without_what_was_withdrawn() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await.name;
    let name = world.nominate(&round, brand(&code)).await.unwrap().name;
    world.days(FILING);
    world.propose(&round, &[&name]).await.unwrap();
    world.days(8);
    let etag = world.round(&round).await.etag;
    let candidate = world.nomination(&name).await;
    let request = pb::WithdrawNominationRequest { name, etag: candidate.etag, reason: "不再推荐".into() };
    world.portal().withdraw_nomination(request).await.unwrap();
    let request =
        pb::ConferHonoursRequest { name: round.clone(), etag, document_number: "湖民发〔2026〕9号".into() };
    let stale = world.by(&world.second()).confer_honours(request).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "HONOUR_ROUND_CHANGED".into()));
    assert_eq!(world.confer(&world.second(), &round).await.unwrap().honours.len(), 0);
    world.stop().await;
}

#[tokio::test]
async fn honours_are_conferred_by_another_official_after_the_publicity_with_nothing_open() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await.name;
    let name = world.nominate(&round, brand(&code)).await.unwrap().name;
    world.days(FILING);
    world.propose(&round, &[&name]).await.unwrap();
    let early = world.confer(&world.second(), &round).await.unwrap_err();
    assert_eq!((of(&early), metadata(&early, "last_date")), ("HONOUR_NOTICE_PERIOD".into(), "2026-12-11".into()));
    let filer = world.system("data-bureau");
    world.object(&filer, &round, &name).await.unwrap();
    let another = world.object(&filer, &round, &name).await.unwrap();
    assert_eq!(another.number, 2, "a system objects for whoever asks it to");
    world.days(8);
    let late = world.object(&world.system("education"), &round, &name).await.unwrap_err();
    assert_eq!(of(&late), "HONOUR_OBJECTION_LATE");
    let same = world.confer(&world.first(), &round).await.unwrap_err();
    assert_eq!(reason(&same), (Code::FailedPrecondition, "HONOUR_TWO_PEOPLE".into()));
    let open = world.confer(&world.second(), &round).await.unwrap_err();
    assert_eq!((of(&open), metadata(&open, "objection_number")), ("HONOUR_OBJECTION_OPEN".into(), "1".into()));
    world.decide(&round, 1, pb::HonourObjectionOutcome::Dismissed).await.unwrap();
    let again = world.decide(&round, 1, pb::HonourObjectionOutcome::Upheld).await.unwrap_err();
    assert_eq!(of(&again), "HONOUR_OBJECTION_DECIDED");
    let open = world.confer(&world.second(), &round).await.unwrap_err();
    assert_eq!(metadata(&open, "objection_number"), "2");
    world.decide(&round, 2, pb::HonourObjectionOutcome::Dismissed).await.unwrap();
    let foreign = world.confer(&world.official("education", "wu"), &round).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::PermissionDenied, "HONOUR_OTHER_DEPARTMENT".into()));
    assert_eq!(world.confer(&world.second(), &round).await.unwrap().honours.len(), 1);
    let over = world.confer(&world.second(), &round).await.unwrap_err();
    assert_eq!((of(&over), metadata(&over, "status")), ("HONOUR_ROUND_STATE".into(), "decided".into()));
    world.stop().await;
}

#[tokio::test]
async fn a_round_that_is_cancelled_ends_its_nominations() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::BrandOrganization, 1).await;
    let name = world.nominate(&round.name, brand(&code)).await.unwrap().name;
    let request =
        pb::CancelHonourRoundRequest { name: round.name.clone(), etag: "stale".into(), reason: "名额调整".into() };
    let stale = world.working().cancel_honour_round(request.clone()).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "HONOUR_ROUND_CHANGED".into()));
    let request = pb::CancelHonourRoundRequest { etag: round.etag, ..request };
    world.working().cancel_honour_round(request).await.unwrap();
    assert_eq!(world.nomination(&name).await.status(), pb::NominationStatus::Unsuccessful);
    assert_eq!(world.facts::<pb::HonourRoundCancelled>().await.len(), 1);
    world.stop().await;
}
