//! Opinions: who submits one, and what may stand in it.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::consultation::world::{World, opinion};

#[tokio::test]
async fn whoever_was_not_asked_says_nothing() {
    let world = World::start().await;
    let open = world.opened().await;
    let outsider = opinion(&world.organizations[4], pb::OpinionStance::For, "赞成");
    let refused = world.submit(&open.name, outsider).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_NOT_ASKED".into()));
    assert_eq!(metadata(&refused, "organization"), world.organizations[4]);
    let draft = world.create(world.stated()).await.unwrap();
    let early = opinion(&world.organizations[0], pb::OpinionStance::For, "");
    let hidden = world.submit(&draft.name, early).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "CONSULTATION_NOT_FOUND".into()));
    world.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_an_opinion_is_named_at_once() {
    let world = World::start().await;
    let open = world.opened().await;
    let answer = |key: &str, text: &str| pb::OpinionAnswer { key: key.into(), text: text.into() };
    let wrong = pb::Opinion {
        answers: vec![answer("rate", "是"), answer("rate", "")],
        ..opinion("somebody", pb::OpinionStance::Amend, " ")
    };
    let wanted = ["opinion.answers[1].key", "opinion.answers[1].text", "opinion.organization", "opinion.text"];
    assert_eq!(violated_sorted(&world.submit(&open.name, wrong).await.unwrap_err()), wanted);
    let long = opinion(&world.organizations[0], pb::OpinionStance::Unspecified, &"长".repeat(10_001));
    let refused = world.submit("consultations/1", long).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["opinion.stance", "opinion.text", "parent"]);
    let strange = pb::Opinion {
        answers: vec![answer("rate", "是"), answer("other", "否")],
        ..opinion(&world.organizations[0], pb::OpinionStance::For, "")
    };
    let refused = world.submit(&open.name, strange).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["opinion.answers[1].key"]);
    world.stop().await;
}

#[tokio::test]
async fn an_opinion_is_replaced_by_its_own_system_that_read_it() {
    let world = World::start().await;
    let open = world.opened().await;
    let said = || opinion(&world.organizations[0], pb::OpinionStance::For, "赞成");
    let first = world.submit(&open.name, said()).await.unwrap();
    let blind = world.submit(&open.name, said()).await.unwrap_err();
    assert_eq!(reason(&blind), (Code::Aborted, "CONSULTATION_OPINION_CHANGED".into()));
    assert_eq!(metadata(&blind, "etag"), first.etag);
    let other = pb::SubmitOpinionRequest {
        parent: open.name.clone(),
        opinion: Some(pb::Opinion { etag: first.etag.clone(), ..said() }),
    };
    let refused = world.by(&world.system("education")).submit_opinion(other).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CONSULTATION_OPINION_OTHER_SYSTEM".into()));
    // on the last day still
    world.days(7);
    world.submit(&open.name, pb::Opinion { etag: first.etag, ..said() }).await.unwrap();
    world.stop().await;
}

#[tokio::test]
async fn a_reply_says_why_and_comes_after_the_last_day() {
    let world = World::start().await;
    let open = world.opened().await;
    let said =
        world.submit(&open.name, opinion(&world.organizations[0], pb::OpinionStance::For, "赞成")).await.unwrap();
    let early = world.reply(&said, pb::OpinionAdoption::Adopted, "").await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "CONSULTATION_OPINIONS_OPEN".into()));
    world.days(8);
    let mute = world.reply(&said, pb::OpinionAdoption::Partly, "").await.unwrap_err();
    assert_eq!(violated_sorted(&mute), ["reply"]);
    let replied = world.reply(&said, pb::OpinionAdoption::Partly, "部分吸收").await.unwrap();
    let stale = world.reply(&said, pb::OpinionAdoption::Adopted, "").await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CONSULTATION_OPINION_CHANGED".into()));
    assert_eq!(world.reply(&replied, pb::OpinionAdoption::Adopted, "").await.unwrap().reply, "");
    world.conclude(&open.name).await.unwrap();
    let over = world.opinions(world.working(), &open.name).await.unwrap();
    let refused = world.reply(&over[0], pb::OpinionAdoption::Adopted, "").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_STATE".into()));
    world.stop().await;
}
