//! Calls that are repeated have one effect: whoever got no answer asks once more.

use onecode_proto::talent::v1 as pb;
use testkit::Caller;

use crate::honour::world::{FILING, Honours, World, brand};

/// Calls three times with one key; the answers are the same.
macro_rules! thrice {
    ($client:expr, $method:ident, $request:expr) => {{
        let (mut client, request) = ($client, $request);
        let first = client.$method(request.clone()).await.unwrap().into_inner();
        for _ in 0..2 {
            assert_eq!(client.$method(request.clone()).await.unwrap().into_inner(), first);
        }
        first
    }};
}

fn keyed(world: &World, caller: &Caller) -> Honours {
    Honours::new(world.city.client(caller.keyed("k")))
}

#[tokio::test]
async fn every_step_from_the_draft_to_the_withdrawal_is_done_once() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let other = world.city.register(2, "湖州市助老协会").await;
    let before = world.city.suite.audited().await;
    let working = || keyed(&world, &world.first());
    let second = || keyed(&world, &world.second());
    let portal = || keyed(&world, &world.system("data-bureau"));
    let honour_round = Some(world.stated(pb::HonourKind::BrandOrganization, 2));
    let draft = thrice!(working(), create_honour_round, pb::CreateHonourRoundRequest { honour_round });
    let draft = draft.honour_round.unwrap();
    let name = draft.name;
    thrice!(working(), open_honour_round, pb::OpenHonourRoundRequest { name: name.clone(), etag: draft.etag });
    let request = pb::FileNominationRequest { parent: name.clone(), nomination: Some(brand(&code)) };
    let filed = thrice!(portal(), file_nomination, request).nomination.unwrap();
    let dropped = world.nominate(&name, brand(&other)).await.unwrap();
    let request =
        pb::WithdrawNominationRequest { name: dropped.name, etag: dropped.etag, reason: "另行申报".into() };
    thrice!(portal(), withdraw_nomination, request);
    world.days(FILING);
    let proposals = vec![pb::HonourProposal { nomination: filed.name.clone(), reason: "专家评分第一".into() }];
    let etag = world.round(&name).await.etag;
    thrice!(working(), propose_honours, pb::ProposeHonoursRequest { name: name.clone(), etag, proposals });
    let (nomination, ground) = (filed.name, "项目未实施".into());
    let request = pb::FileHonourObjectionRequest { name: name.clone(), nomination, ground };
    thrice!(portal(), file_honour_objection, request);
    let request = pb::DecideHonourObjectionRequest {
        name: name.clone(),
        etag: world.round(&name).await.etag,
        objection_number: 1,
        outcome: pb::HonourObjectionOutcome::Dismissed.into(),
        answer: "已核实".into(),
    };
    thrice!(working(), decide_honour_objection, request);
    world.days(8);
    let (etag, document_number) = (world.round(&name).await.etag, "湖民发〔2026〕9号".into());
    let request = pb::ConferHonoursRequest { name: name.clone(), etag, document_number };
    let honour = thrice!(second(), confer_honours, request).honours.remove(0);
    let (reason, document_number) = ("提供虚假材料".into(), "湖民发〔2026〕10号".into());
    let request = pb::WithdrawHonourRequest { name: honour.name, etag: honour.etag, reason, document_number };
    thrice!(second(), withdraw_honour, request);
    let draft = world.draft(world.stated(pb::HonourKind::BrandProject, 1)).await.unwrap();
    let request = pb::CancelHonourRoundRequest { name: draft.name, etag: draft.etag, reason: "名额调整".into() };
    thrice!(working(), cancel_honour_round, request);
    // one of each step, and the nomination and the draft that were made to be given up
    assert_eq!(world.city.suite.audited().await - before, 12);
    world.stop().await;
}
