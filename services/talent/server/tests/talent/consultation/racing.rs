//! Callers who come at once.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::consultation::world::{World, opinion};

#[tokio::test]
async fn an_organisation_that_answers_twice_at_once_has_one_opinion() {
    let world = World::start().await;
    let name = world.opened().await.name;
    let said = |text: &str| world.submit(&name, opinion(&world.organizations[0], pb::OpinionStance::For, text));
    let (one, other) = tokio::join!(said("一"), said("二"));
    let (taken, refused) = match (one, other) {
        (Ok(taken), Err(refused)) | (Err(refused), Ok(taken)) => (taken, refused),
        both => panic!("one of two is taken: {both:?}"),
    };
    assert_eq!(reason(&refused), (Code::Aborted, "CONSULTATION_OPINION_CHANGED".into()));
    assert_eq!(world.opinions(world.working(), &name).await.unwrap(), [taken]);
    world.stop().await;
}

#[tokio::test]
async fn a_withdrawal_and_an_opinion_come_one_after_the_other() {
    let world = World::start().await;
    let open = world.opened().await;
    let withdraw = pb::WithdrawConsultationRequest {
        name: open.name.clone(),
        etag: open.etag.clone(),
        reason: "草案另行起草".into(),
    };
    let mut working = world.working();
    let said = world.submit(&open.name, opinion(&world.organizations[0], pb::OpinionStance::For, "赞成"));
    let (withdrawn, said) = tokio::join!(working.withdraw_consultation(withdraw), said);
    withdrawn.unwrap();
    let kept = world.opinions(world.working(), &open.name).await.unwrap();
    match said {
        Ok(opinion) => assert_eq!(kept, [opinion]),
        Err(late) => {
            assert_eq!(reason(&late), (Code::FailedPrecondition, "CONSULTATION_STATE".into()));
            assert_eq!(kept, []);
        }
    }
    world.stop().await;
}

#[tokio::test]
async fn a_conclusion_comes_after_the_last_reply_or_is_refused() {
    let world = World::start().await;
    let name = world.opened().await.name;
    let said = world.submit(&name, opinion(&world.organizations[0], pb::OpinionStance::For, "赞成")).await.unwrap();
    world.days(8);
    let reply = world.reply(&said, pb::OpinionAdoption::Partly, "部分吸收");
    let (replied, concluded) = tokio::join!(reply, world.conclude(&name));
    assert_eq!(replied.unwrap().adoption(), pb::OpinionAdoption::Partly);
    if let Err(early) = concluded {
        assert_eq!(reason(&early), (Code::FailedPrecondition, "CONSULTATION_REPLIES_MISSING".into()));
        world.conclude(&name).await.unwrap();
    }
    assert_eq!(world.summary(world.reader(), &name).await.unwrap().unreplied_count, 0);
    let added = sqlx::query(
        "insert into talent.consultation_opinion (consultation, organization, stance, body, answer_keys, answer_texts, may_publish,
           created_by, created_at, submitted_at)
         select consultation, organization, 'for', '', '{}', '{}', true, 'test', now(), now() from talent.consultation_asked
         where organization = $1",
    );
    let code = world.organizations[1].trim_start_matches("organizations/");
    let added = added.bind(code).execute(&mut world.city.suite.database().connection().await).await.unwrap_err();
    assert!(added.to_string().contains("the consultation is over"), "{added}");
    world.stop().await;
}
