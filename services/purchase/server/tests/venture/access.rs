//! Who may do what, and see what.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::world::{World, proposal};

#[tokio::test]
async fn a_draft_is_seen_by_the_system_that_wrote_it_alone() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let unpublished = world.create(world.plain()).await.unwrap();
    let get = pb::GetVentureRoundRequest { name: unpublished.name.clone() };
    let hidden = world.reader().get_venture_round(get).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "VENTURE_ROUND_NOT_FOUND".into()));
    let listed = world.reader().list_venture_rounds(pb::ListVentureRoundsRequest::default()).await.unwrap();
    assert_eq!(listed.into_inner().venture_rounds, []);
    let round = world.publish(&unpublished).await.unwrap().name;
    let draft = world.draft(&round, proposal("elderly", &organization)).await.unwrap();
    let other = world.by(&world.system("education"));
    let get = || pb::GetVentureProposalRequest { name: draft.name.clone() };
    for mut client in [other.clone(), world.working(), world.reader()] {
        let hidden = client.get_venture_proposal(get()).await.unwrap_err();
        assert_eq!(reason(&hidden), (Code::NotFound, "VENTURE_PROPOSAL_NOT_FOUND".into()));
        let list = pb::ListVentureProposalsRequest { parent: round.clone(), ..Default::default() };
        assert_eq!(client.list_venture_proposals(list).await.unwrap().into_inner().venture_proposals, []);
    }
    let file = pb::FileVentureProposalRequest { name: draft.name.clone(), etag: draft.etag.clone() };
    let hidden = other.clone().file_venture_proposal(file).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "VENTURE_PROPOSAL_NOT_FOUND".into()));
    let update = pb::UpdateVentureProposalRequest { venture_proposal: Some(draft.clone()) };
    let hidden = other.clone().update_venture_proposal(update).await.unwrap_err();
    assert_eq!(reason(&hidden).1, "VENTURE_PROPOSAL_NOT_FOUND");
    assert_eq!(world.own(&draft.name).await, draft);
    world.file(&draft).await.unwrap();
    assert_eq!(world.seen(&draft.name).await.status(), pb::VentureProposalStatus::Filed);
    assert_eq!(reason(&world.reader().get_venture_proposal(get()).await.unwrap_err()).0, Code::NotFound);
    let told = &world.facts::<pb::VentureProposalFiled>().await[0];
    let state = told.state.as_ref().unwrap();
    assert_eq!((state.organization.as_str(), state.title.as_str()), ("", ""), "nobody is told who files");
    world.stop().await;
}

#[tokio::test]
async fn everybody_sees_what_is_listed_in_part() {
    let world = World::start().await;
    let (round, names) = world.ranked(1).await;
    let get = || pb::GetVentureProposalRequest { name: names[0].clone() };
    world.propose(&round, &[(&names[0], 1_000_000)], &[]).await.unwrap();
    assert_eq!(reason(&world.reader().get_venture_proposal(get()).await.unwrap_err()).0, Code::NotFound);
    world.decide(&world.second(), &round, "").await.unwrap();
    let shown = world.reader().get_venture_proposal(get()).await.unwrap().into_inner().venture_proposal.unwrap();
    assert_eq!((shown.grant_fen, shown.rank, shown.title.as_str()), (1_000_000, 1, "社区老年食堂"));
    assert!(shown.plan.is_empty() && shown.lines.is_empty() && shown.events.is_empty(), "{shown:?}");
    assert!(shown.eligibility.is_none() && shown.reports.is_empty());
    let own = world.own(&names[0]).await;
    assert_eq!((own.status(), own.lines.len()), (pb::VentureProposalStatus::Listed, 2));
    world.stop().await;
}

#[tokio::test]
async fn each_step_has_its_permission_and_its_department() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.plain()).await;
    let missing =
        |status: &tonic::Status| assert_eq!(reason(status), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let create = pb::CreateVentureRoundRequest { venture_round: Some(world.plain()), validate_only: false };
    missing(&world.portal().create_venture_round(create.clone()).await.unwrap_err());
    missing(&world.deciding().create_venture_round(create).await.unwrap_err());
    missing(&world.working().grant_venture_proposal(pb::GrantVentureProposalRequest::default()).await.unwrap_err());
    missing(&world.judge("a").list_venture_experts(pb::ListVentureExpertsRequest::default()).await.unwrap_err());
    let accepted = world.accepted(&round.name, "elderly", &organization).await;
    let stranger = world.funds.city.suite.identities().official("education", "330500", &["venture-officer"], "he");
    let cancel =
        pb::CancelVentureRoundRequest {
            name: round.name.clone(), etag: round.etag.clone(), reason: "不是我的".into()
        };
    let refused = world.by(&stranger).cancel_venture_round(cancel).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "VENTURE_OTHER_DEPARTMENT".into()));
    let check = pb::CheckVentureProposalRequest {
        name: accepted.name.clone(),
        etag: accepted.etag.clone(),
        outcome: pb::VentureCheckOutcome::Passed.into(),
        ..Default::default()
    };
    let hidden = world.by(&stranger).check_venture_proposal(check).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "VENTURE_PROPOSAL_NOT_FOUND".into()));
    let list = pb::ListVentureExpertsRequest { parent: round.name.clone() };
    let refused = world.by(&stranger).list_venture_experts(list).await.unwrap_err();
    assert_eq!(reason(&refused).1, "VENTURE_OTHER_DEPARTMENT");
    world.stop().await;
}
