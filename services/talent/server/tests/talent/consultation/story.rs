//! A whole consultation: three of five organisations are asked, two answer, one of them twice, and each gets its reply.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason};
use tonic::Code;

use crate::city::date;
use crate::consultation::world::{World, opinion};

/// Two organisations answer, the first of them twice; the second does not want to be published.
async fn answered(world: &World, name: &str) {
    let [first, second] = [0, 1].map(|at| world.organizations[at].clone());
    let answer = pb::OpinionAnswer { key: "rate".into(), text: "偏低".into() };
    let amend = opinion(&first, pb::OpinionStance::Amend, "第二条\n建议提高标准");
    let told = world.submit(name, pb::Opinion { answers: vec![answer.clone()], ..amend }).await.unwrap();
    assert_eq!((told.stance(), told.answers.as_slice()), (pb::OpinionStance::Amend, [answer].as_slice()));
    assert_eq!(told.organization_title, "湖州市养老服务协会");
    let again = opinion(&first, pb::OpinionStance::For, "赞成，建议尽快出台");
    let again = world.submit(name, pb::Opinion { etag: told.etag.clone(), ..again }).await.unwrap();
    assert_eq!((again.name.as_str(), again.stance()), (told.name.as_str(), pb::OpinionStance::For));
    assert!(again.answers.is_empty() && again.etag != told.etag, "{again:?}");
    let against = opinion(&second, pb::OpinionStance::Against, "负担过重");
    world.submit(name, pb::Opinion { may_publish: false, ..against }).await.unwrap();
}

#[tokio::test]
async fn three_of_five_are_asked_and_each_opinion_gets_its_reply() {
    let world = World::start().await;
    let open = world.opened().await;
    let name = open.name.as_str();
    assert_eq!((open.status(), open.asked_count), (pb::ConsultationStatus::Open, 3));
    assert_eq!((open.rules.as_slice(), open.last_date), (["TA-10a@1".to_owned()].as_slice(), date(2026, 12, 1)));
    assert_eq!(world.unanswered(name).await, world.organizations[..3]);
    answered(&world, name).await;
    assert_eq!(world.unanswered(name).await, world.organizations[2..3]);
    let early = world.conclude(name).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "CONSULTATION_OPINIONS_OPEN".into()));

    world.days(8);
    let late = world.submit(name, opinion(&world.organizations[2], pb::OpinionStance::NoRemark, "")).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "CONSULTATION_OPINIONS_CLOSED".into()));
    assert_eq!(metadata(&late, "last_date"), "2026-12-01");
    assert_eq!(world.get(name).await.status(), pb::ConsultationStatus::Closed);
    let silent = world.conclude(name).await.unwrap_err();
    assert_eq!(reason(&silent), (Code::FailedPrecondition, "CONSULTATION_REPLIES_MISSING".into()));
    assert_eq!(metadata(&silent, "count"), "2");

    let opinions = world.opinions(world.working(), name).await.unwrap();
    assert_eq!(opinions.len(), 2);
    let replied = world.reply(&opinions[0], pb::OpinionAdoption::Adopted, "").await.unwrap();
    assert_eq!(replied.adoption(), pb::OpinionAdoption::Adopted);
    assert_eq!(metadata(&world.conclude(name).await.unwrap_err(), "count"), "1");
    let own = pb::GetOpinionRequest { name: opinions[1].name.clone() };
    world.reply(&opinions[1], pb::OpinionAdoption::NotAdopted, "标准有上位法依据").await.unwrap();
    let before = world.portal().get_opinion(own.clone()).await.unwrap().into_inner().opinion.unwrap();
    assert_eq!((before.adoption(), before.reply.as_str()), (pb::OpinionAdoption::Unspecified, ""));

    let concluded = world.conclude(name).await.unwrap();
    assert_eq!(concluded.status(), pb::ConsultationStatus::Concluded);
    let kinds: Vec<&str> = concluded.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["drafted", "opened", "concluded"]);
    let after = world.portal().get_opinion(own).await.unwrap().into_inner().opinion.unwrap();
    assert_eq!((after.adoption(), after.reply.as_str()), (pb::OpinionAdoption::NotAdopted, "标准有上位法依据"));
    let counts = pb::ConsultationSummary {
        consultation: name.to_owned(),
        asked_count: 3,
        answered_count: 2,
        for_count: 1,
        against_count: 1,
        adopted_count: 1,
        not_adopted_count: 1,
        ..Default::default()
    };
    assert_eq!(world.summary(world.reader(), name).await.unwrap(), counts);
    let told = world.city.suite.facts::<pb::ConsultationConcluded>().await;
    assert_eq!(told[0].summary.as_ref(), Some(&counts));
    assert_eq!(told[0].issued_document_number, "湖政发〔2026〕9号");
    let submitted = world.city.suite.facts::<pb::OpinionSubmitted>().await;
    let replacing: Vec<bool> = submitted.iter().map(|fact| fact.is_replacement).collect();
    assert_eq!(replacing, [false, true, false]);
    world.stop().await;
}

#[tokio::test]
async fn a_consultation_without_opinions_is_concluded_and_one_is_withdrawn() {
    let world = World::start().await;
    let quiet = world.opened().await;
    let withdrawn = world.opened().await;
    let request = pb::WithdrawConsultationRequest {
        name: withdrawn.name.clone(),
        etag: withdrawn.etag.clone(),
        reason: "草案另行起草".into(),
    };
    let shown =
        world.working().withdraw_consultation(request.clone()).await.unwrap().into_inner().consultation.unwrap();
    assert_eq!((shown.status(), shown.end_reason.as_str()), (pb::ConsultationStatus::Withdrawn, "草案另行起草"));
    let late = opinion(&world.organizations[0], pb::OpinionStance::For, "");
    let refused = world.submit(&withdrawn.name, late).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_STATE".into()));
    let stale = world.working().withdraw_consultation(request).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CONSULTATION_CHANGED".into()));
    world.days(8);
    assert_eq!(world.conclude(&quiet.name).await.unwrap().status(), pb::ConsultationStatus::Concluded);
    assert_eq!(world.city.suite.facts::<pb::ConsultationWithdrawn>().await.len(), 1);
    world.stop().await;
}
