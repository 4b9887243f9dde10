//! Calls that are repeated have one effect: whoever got no answer asks once more.

use onecode_proto::purchase::v1 as pb;
use testkit::Caller;
use tonic::Code;

use crate::city::date;
use crate::world::{Ventures, World, expert, proposal};

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

fn keyed(world: &World, caller: &Caller) -> Ventures {
    Ventures::new(world.funds.client(caller.keyed("k")))
}

#[tokio::test]
async fn every_step_from_the_call_to_the_last_check_is_done_once() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let before = world.funds.city.suite.audited().await;
    let working = || keyed(&world, &world.first());
    let deciding = || keyed(&world, &world.second());
    let portal = || keyed(&world, &world.system("data-bureau"));
    let request = pb::CreateVentureRoundRequest { venture_round: Some(world.stated()), validate_only: false };
    let round = thrice!(working(), create_venture_round, request).venture_round.unwrap();
    let name = round.name.clone();
    thrice!(working(), publish_venture_round, pb::PublishVentureRoundRequest { name: name.clone(), etag: round.etag });
    let parent = name.clone();
    let stated = Some(proposal("elderly", &organization));
    let request = pb::CreateVentureProposalRequest { parent, venture_proposal: stated, validate_only: false };
    let draft = thrice!(portal(), create_venture_proposal, request).venture_proposal.unwrap();
    let request = pb::UpdateVentureProposalRequest { venture_proposal: Some(draft) };
    let draft = thrice!(portal(), update_venture_proposal, request).venture_proposal.unwrap();
    let one = draft.name.clone();
    let request = pb::FileVentureProposalRequest { name: one.clone(), etag: draft.etag };
    let filed = thrice!(portal(), file_venture_proposal, request).venture_proposal.unwrap();
    let outcome = pb::VentureCheckOutcome::Passed.into();
    let request =
        pb::CheckVentureProposalRequest { name: one.clone(), etag: filed.etag, outcome, ..Default::default() };
    thrice!(working(), check_venture_proposal, request);
    world.days(16);
    let experts = ["a", "b", "c"].map(|account| expert(account, &["elderly"])).to_vec();
    let etag = world.round(&name).await.etag;
    thrice!(working(), assign_venture_experts, pb::AssignVentureExpertsRequest { name: name.clone(), etag, experts });
    let score =
        |criterion: &str| pb::VentureScore { proposal: one.clone(), criterion: criterion.into(), points: 2_000 };
    for account in ["a", "b", "c"] {
        // a key is the system's: each account has its own
        let judge = || Ventures::new(world.funds.client(world.official("venture-expert", account).keyed(account)));
        let scores = vec![score("need"), score("plan")];
        thrice!(judge(), submit_venture_scores, pb::SubmitVentureScoresRequest { name: name.clone(), scores });
    }
    let request = pb::InviteVentureDefenceRequest {
        name: name.clone(),
        etag: world.round(&name).await.etag,
        defence_time: Some(world.stamp(1)),
        defence_place: "三楼".into(),
        invited_count: 1,
    };
    thrice!(working(), invite_venture_defence, request);
    world.days(1);
    for account in ["a", "b", "c"] {
        world.score(account, &name, &[(&one, "defence", 1_000)]).await.unwrap();
    }
    let etag = world.round(&name).await.etag;
    let ranked =
        thrice!(working(), rank_venture_proposals, pb::RankVentureProposalsRequest { name: name.clone(), etag });
    let grants = vec![pb::VentureGrant { proposal: one.clone(), grant_fen: 1_000_000 }];
    let etag = ranked.venture_round.unwrap().etag;
    let request = pb::ProposeVentureGrantsRequest { name: name.clone(), etag, grants, passed_over: Vec::new() };
    let etag = thrice!(working(), propose_venture_grants, request).venture_round.unwrap().etag;
    let request = pb::DecideVentureGrantsRequest { name: name.clone(), etag, adopted: true, reason: String::new() };
    thrice!(deciding(), decide_venture_grants, request);
    let request =
        pb::FileVentureObjectionRequest { name: name.clone(), proposal: one.clone(), ground: "异议".into() };
    thrice!(portal(), file_venture_objection, request);
    let request = pb::DecideVentureObjectionRequest {
        name: name.clone(),
        etag: world.round(&name).await.etag,
        objection_number: 1,
        outcome: pb::VentureObjectionOutcome::Dismissed.into(),
        answer: "不成立".into(),
    };
    thrice!(deciding(), decide_venture_objection, request);
    world.days(8);
    let etag = world.seen(&one).await.etag;
    let request = pb::GrantVentureProposalRequest { name: one.clone(), etag, review_note: "核对".into() };
    let etag = thrice!(deciding(), grant_venture_proposal, request).venture_proposal.unwrap().etag;
    let request = pb::SignVentureAgreementRequest {
        name: one.clone(),
        etag,
        agreement_number: "1号".into(),
        sign_date: date(2026, 12, 19),
        agreed_fen: vec![600_000, 400_000],
    };
    let etag = thrice!(working(), sign_venture_agreement, request).venture_proposal.unwrap().etag;
    let request = pb::FileVentureReportRequest {
        name: one.clone(),
        etag,
        stage: pb::VentureReportStage::Midterm.into(),
        statement: "进展".into(),
        spent_fen: vec![1, 2],
    };
    let etag = thrice!(portal(), file_venture_report, request).venture_proposal.unwrap().etag;
    let request = pb::DecideVentureReportRequest {
        name: one.clone(),
        etag,
        outcome: pb::VentureReportOutcome::Failed.into(),
        reason: "未实施".into(),
        accepted_fen: vec![0, 0],
        mend_until_date: None,
    };
    thrice!(working(), decide_venture_report, request);
    assert_eq!(world.funds.city.suite.audited().await - before, 23, "twenty steps, and three scores of the defence");
    world.stop().await;
}

#[tokio::test]
async fn what_was_filed_is_answered_again_while_nobody_can_be_asked() {
    let mut world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.plain()).await.name;
    let draft = world.draft(&round, proposal("elderly", &organization)).await.unwrap();
    let request = pb::FileVentureProposalRequest { name: draft.name, etag: draft.etag };
    let system = world.system("data-bureau");
    let filed = keyed(&world, &system).file_venture_proposal(request.clone()).await.unwrap().into_inner();
    let other = world.funds.organization(2).await;
    let draft = world.draft(&round, proposal("elderly", &other)).await.unwrap();
    world.funds.cut_off().await;
    assert_eq!(keyed(&world, &system).file_venture_proposal(request).await.unwrap().into_inner(), filed);
    assert_eq!(world.file(&draft).await.unwrap_err().code(), Code::Unavailable, "what was not done needs an answer");
    world.stop().await;
}
