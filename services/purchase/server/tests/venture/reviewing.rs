//! Experts judge what is theirs, once, and nothing else.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{World, expert};

#[tokio::test]
async fn panels_are_odd_and_large_enough_and_of_tracks_that_there_are() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.plain()).await.name;
    world.accepted(&round, "elderly", &organization).await;
    let early = world.assign(&round, &[expert("a", &["elderly"])]).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "VENTURE_FILING_OPEN".into()));
    world.days(16);
    let few = [expert("a", &["elderly"]), expert("b", &["elderly", "sports"])];
    assert_eq!(violated_sorted(&world.assign(&round, &few).await.unwrap_err()), ["experts", "experts[1].tracks"]);
    let twice = [expert("a", &["elderly", "elderly"]), expert("a", &["elderly"])];
    assert_eq!(
        violated_sorted(&world.assign(&round, &twice).await.unwrap_err()),
        ["experts[0].tracks", "experts[1].account"]
    );
    let three = ["a", "b", "c"].map(|account| expert(account, &["elderly"]));
    let reviewing = world.assign(&round, &three).await.unwrap();
    assert_eq!(reviewing.status(), pb::VentureRoundStatus::Reviewing);
    let request = pb::ListVentureExpertsRequest { parent: round.clone() };
    let listed = world.working().list_venture_experts(request).await.unwrap().into_inner().experts;
    assert_eq!(listed.iter().map(|one| one.account.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    world.stop().await;
}

#[tokio::test]
async fn an_expert_scores_once_whatever_there_is_of_the_own_tracks() {
    let world = World::start().await;
    let (one, other) = (world.funds.organization(1).await, world.funds.organization(2).await);
    let round = world.published(world.plain()).await.name;
    let old = world.accepted(&round, "elderly", &one).await.name;
    let young = world.accepted(&round, "children", &other).await.name;
    world.days(16);
    let panel = |extra: &str| {
        let mut all = ["a", "b"].map(|account| expert(account, &["elderly", "children"])).to_vec();
        all.extend([expert("c", &["elderly"]), expert(extra, &["children"])]);
        all
    };
    world.assign(&round, &panel("d")).await.unwrap();
    let given = [(old.as_str(), "need", 7_001), (young.as_str(), "plan", 1), (old.as_str(), "price", 1)];
    let wrong = world.score("c", &round, &given).await.unwrap_err();
    assert_eq!(
        violated_sorted(&wrong),
        ["scores", "scores[0].points", "scores[1].proposal", "scores[2].criterion"],
        "the other track is none of theirs"
    );
    let own = [(old.as_str(), "need", 7_000), (old.as_str(), "plan", 3_000)];
    world.score("c", &round, &own).await.unwrap();
    assert_eq!(
        reason(&world.score("c", &round, &own).await.unwrap_err()),
        (Code::AlreadyExists, "VENTURE_SCORED".into())
    );
    let stranger = world.score("e", &round, &own).await.unwrap_err();
    assert_eq!(reason(&stranger), (Code::PermissionDenied, "VENTURE_NOT_EXPERT".into()));
    let missing = world.rank(&round).await.unwrap_err();
    assert_eq!(metadata(&missing, "missing"), "3");
    let gone = world.assign(&round, &panel("d")[..2]).await.unwrap_err();
    assert_eq!(violated_sorted(&gone), ["experts", "experts"], "two are no panel, of either track");
    let recuse = pb::RecuseVentureExpertRequest { name: round.clone(), reason: "亲属关系".into() };
    world.judge("d").recuse_venture_expert(recuse.clone()).await.unwrap();
    assert_eq!(reason(&world.judge("c").recuse_venture_expert(recuse).await.unwrap_err()).1, "VENTURE_SCORED");
    let again = world.assign(&round, &panel("d")).await.unwrap_err();
    assert_eq!(
        (reason(&again).1.as_str(), metadata(&again, "experts").as_str()),
        ("VENTURE_EXPERT_RECUSED", "experts[3]")
    );
    let mut without = panel("f");
    without[2] = expert("g", &["elderly"]);
    let left = world.assign(&round, &without).await.unwrap_err();
    assert_eq!((reason(&left).1.as_str(), metadata(&left, "scored").as_str()), ("VENTURE_EXPERT_SCORED", "1"));
    world.assign(&round, &panel("f")).await.unwrap();
    world.stop().await;
}

#[tokio::test]
async fn an_expert_sees_the_proposals_of_the_own_tracks_alone() {
    let world = World::start().await;
    let (one, other) = (world.funds.organization(1).await, world.funds.organization(2).await);
    let round = world.published(world.plain()).await.name;
    let old = world.accepted(&round, "elderly", &one).await.name;
    let young = world.accepted(&round, "children", &other).await.name;
    world.days(16);
    let panel = ["a", "b", "c"].map(|account| expert(account, &["elderly"]));
    let rest = ["d", "e", "f"].map(|account| expert(account, &["children"]));
    // experts of another department than the one whose round it is
    let outside = |account: &str| {
        let caller = world.funds.city.suite.identities().official("education", "330500", &["venture-expert"], account);
        world.by(&caller)
    };
    let get = |name: &str| pb::GetVentureProposalRequest { name: name.into() };
    assert_eq!(
        reason(&outside("a").get_venture_proposal(get(&old)).await.unwrap_err()).1,
        "VENTURE_PROPOSAL_NOT_FOUND"
    );
    world.assign(&round, &[panel, rest].concat()).await.unwrap();
    let shown = outside("a").get_venture_proposal(get(&old)).await.unwrap().into_inner().venture_proposal.unwrap();
    assert!(!shown.plan.is_empty() && shown.lines.len() == 2 && shown.eligibility.is_none(), "{shown:?}");
    let hidden = outside("a").get_venture_proposal(get(&young)).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "VENTURE_PROPOSAL_NOT_FOUND".into()));
    let hidden = world.judge("a").get_venture_proposal(get(&young)).await.unwrap_err();
    assert_eq!(reason(&hidden).0, Code::NotFound, "nor with an account of the department itself");
    let list = pb::ListVentureProposalsRequest { parent: round.clone(), ..Default::default() };
    let listed = outside("d").list_venture_proposals(list).await.unwrap().into_inner().venture_proposals;
    assert_eq!(listed.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), [young.as_str()]);
    world.stop().await;
}
