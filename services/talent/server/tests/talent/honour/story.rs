//! A round from its draft to its honours, and what becomes of them.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason};
use tonic::Code;

use crate::city::date;
use crate::honour::world::{FILING, World, project};

#[tokio::test]
async fn three_are_nominated_and_what_stands_after_the_publicity_is_honoured() {
    let world = World::start().await;
    let mut codes = Vec::new();
    for serial in 1..=3 {
        codes.push(world.city.register(serial, &format!("湖州市第{serial}护理协会")).await);
    }
    world.city.list_serious(&codes[2]).await;
    let round = world.open(pb::HonourKind::BrandProject, 3).await.name;
    let mut names = Vec::new();
    for code in &codes {
        names.push(world.nominate(&round, project(code, "老年食堂")).await.unwrap().name);
    }
    let [first, second, third] = [&names[0], &names[1], &names[2]];
    world.days(FILING);

    let refused = world.propose(&round, &[first, second, third]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "HONOUR_NOT_ELIGIBLE".into()));
    assert_eq!(metadata(&refused, "nominations"), *third);
    assert!(metadata(&refused, "conditions").contains("not_serious"), "{refused:?}");
    let proposed = world.propose(&round, &[second, first]).await.unwrap();
    assert_eq!((proposed.status(), proposed.rule.as_str()), (pb::HonourRoundStatus::Publicised, "TA-08a@1"));
    let told: Vec<_> = world.round(&round).await.candidates;
    let told: Vec<_> = told.iter().map(|one| (one.nomination.as_str(), one.rank)).collect();
    assert_eq!(told, [(second.as_str(), 1), (first.as_str(), 2)]);

    let filer = world.system("data-bureau");
    let objection = world.object(&filer, &round, second).await.unwrap();
    let get = pb::GetHonourObjectionRequest { parent: round.clone(), objection_number: objection.number };
    let upheld = world.decide(&round, objection.number, pb::HonourObjectionOutcome::Upheld).await.unwrap();
    assert_eq!(upheld.objection.unwrap().outcome(), pb::HonourObjectionOutcome::Upheld);
    let answered = world.by(&filer).get_honour_objection(get.clone()).await.unwrap().into_inner().objection.unwrap();
    assert_eq!(answered.answer, "已核实");
    let other = world.by(&world.system("education")).get_honour_objection(get).await.unwrap_err();
    assert_eq!(reason(&other), (Code::NotFound, "HONOUR_OBJECTION_NOT_FOUND".into()));

    world.days(8);
    let done = world.confer(&world.second(), &round).await.unwrap();
    assert_eq!(done.honour_round.unwrap().status(), pb::HonourRoundStatus::Decided);
    let [honour] = done.honours.as_slice() else { panic!("{:?}", done.honours) };
    assert_eq!(honour.organization, format!("organizations/{}", codes[0]));
    assert_eq!((honour.conferred_date, honour.valid_until_date), (date(2026, 12, 12), date(2029, 12, 11)));
    let mut stand = Vec::new();
    for name in [first, second, third] {
        stand.push(world.nomination(name).await.status());
    }
    let expected = [pb::NominationStatus::Honoured, pb::NominationStatus::Struck, pb::NominationStatus::Unsuccessful];
    assert_eq!(stand, expected);
    let kinds: Vec<String> = world.round(&round).await.events.into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["drafted", "opened", "proposed", "objection_filed", "objection_upheld", "conferred"]);
    assert_eq!(world.facts::<pb::NominationFiled>().await.len(), 3);
    assert_eq!(world.facts::<pb::HonourConferred>().await.len(), 1);
    assert_eq!(world.facts::<pb::HonoursConferred>().await[0].honour_count, 1);
    world.stop().await;
}

#[tokio::test]
async fn whom_credit_refuses_by_the_end_of_the_publicity_is_struck_off() {
    let world = World::start().await;
    let (one, other) = (world.city.register(1, "湖州市护理协会").await, world.city.register(2, "湖州市助老协会").await);
    let round = world.open(pb::HonourKind::BrandProject, 2).await.name;
    let first = world.nominate(&round, project(&one, "老年食堂")).await.unwrap().name;
    let second = world.nominate(&round, project(&other, "老年食堂")).await.unwrap().name;
    world.days(FILING);
    world.propose(&round, &[&first, &second]).await.unwrap();
    world.city.list_serious(&one).await;
    world.days(8);
    let done = world.confer(&world.second(), &round).await.unwrap();
    assert_eq!(done.honours.len(), 1);
    let struck = world.nomination(&first).await;
    assert_eq!(struck.status(), pb::NominationStatus::Struck);
    assert_eq!(struck.eligibility(), pb::HonourEligibility::Refused);
    assert!(struck.end_reason.contains("not_serious"), "{}", struck.end_reason);
    world.stop().await;
}

#[tokio::test]
async fn an_honour_is_listed_while_it_holds_and_not_once_it_is_withdrawn() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let (_, honour) = world.figure(&code).await;
    let on = |valid_on| pb::ListHonoursRequest {
        organization: format!("organizations/{code}"),
        division: "330000".into(),
        kind: pb::HonourKind::LeadingFigure.into(),
        valid_on,
        ..Default::default()
    };
    for (day, found) in
        [(date(2026, 12, 11), 0), (date(2026, 12, 12), 1), (date(2029, 12, 11), 1), (date(2029, 12, 12), 0)]
    {
        assert_eq!(world.honours(on(day)).await.len(), found, "{day:?}");
    }
    world.days(30);
    let withdraw = |caller: &testkit::Caller, etag: &str| {
        let (mut client, name) = (world.by(caller), honour.name.clone());
        let (reason, document_number) = ("提供虚假材料".into(), "湖民发〔2027〕2号".into());
        let request = pb::WithdrawHonourRequest { name, etag: etag.into(), reason, document_number };
        async move { client.withdraw_honour(request).await }
    };
    let foreign = withdraw(&world.official("education", "wu"), &honour.etag).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::PermissionDenied, "HONOUR_OTHER_DEPARTMENT".into()));
    let done = withdraw(&world.second(), &honour.etag).await.unwrap().into_inner().honour.unwrap();
    assert_eq!(done.withdrawn_date, date(2027, 1, 11));
    let stale = withdraw(&world.second(), &honour.etag).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "HONOUR_CHANGED".into()));
    let twice = withdraw(&world.second(), &done.etag).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "HONOUR_WITHDRAWN".into()));
    assert_eq!(world.honours(on(date(2027, 1, 10))).await.len(), 1);
    assert_eq!(world.honours(on(date(2027, 1, 11))).await.len(), 0);
    assert_eq!(world.honours(on(None)).await.len(), 1);
    assert_eq!(world.facts::<pb::HonourWithdrawn>().await.len(), 1);
    world.stop().await;
}
