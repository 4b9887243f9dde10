//! Calls and proposals: everything that is wrong is named, and in time.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::city::date;
use crate::world::{CEILING, World, proposal};

#[tokio::test]
async fn everything_that_is_wrong_with_a_round_is_named_at_once() {
    let world = World::start().await;
    let mut wrong = pb::VentureRound { fund: "fund/1".into(), year: 1, call: String::new(), ..world.stated() };
    wrong.tracks[1].key = "elderly".into();
    wrong.budget_fen = CEILING - 1;
    wrong.criteria[0].most_points = 3_999;
    wrong.instalments.swap(0, 1);
    wrong.instalments[2].percent = 21;
    wrong.filing_deadline = Some(world.stamp(0));
    let expected = [
        "venture_round.call",
        "venture_round.ceiling_fen",
        "venture_round.criteria",
        "venture_round.filing_deadline",
        "venture_round.fund",
        "venture_round.instalments",
        "venture_round.instalments[1].gate",
        "venture_round.tracks[1].key",
        "venture_round.year",
    ];
    assert_eq!(violated_sorted(&world.create(wrong).await.unwrap_err()), expected);
    let request = pb::CreateVentureRoundRequest { venture_round: Some(world.stated()), validate_only: true };
    world.working().create_venture_round(request).await.unwrap();
    assert_eq!(world.funds.city.suite.count("select count(*) from purchase.venture_round").await, 0);
    world.stop().await;
}

#[tokio::test]
async fn a_call_is_as_long_as_the_rule_says() {
    let world = World::start().await;
    let draft =
        world.create(pb::VentureRound { filing_deadline: Some(world.stamp(14)), ..world.stated() }).await.unwrap();
    let refused = world.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "VENTURE_FILING_TERM_SHORT".into()));
    assert_eq!((metadata(&refused, "rule"), metadata(&refused, "first_date")), ("VT-01@1".into(), "2026-12-09".into()));
    let published =
        world.published(pb::VentureRound { filing_deadline: Some(world.stamp(15)), ..world.stated() }).await;
    let twice = world.publish(&published).await.unwrap_err();
    assert_eq!(reason(&twice).1, "VENTURE_ROUND_STATE");
    let stale = pb::PublishVentureRoundRequest { name: draft.name, etag: "\"x\"".into() };
    let stale = world.working().publish_venture_round(stale).await.unwrap_err();
    assert_eq!(
        (reason(&stale), metadata(&stale, "etag")),
        ((Code::Aborted, "VENTURE_ROUND_CHANGED".into()), draft.etag)
    );
    assert_eq!(world.facts::<pb::VentureRoundPublished>().await.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_proposal_is_named_at_once() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.stated()).await.name;
    let mut wrong = proposal("Elderly", "organizations/1");
    wrong.plan.clear();
    wrong.end_date = wrong.start_date;
    wrong.lines[1].title = "人员".into();
    wrong.lines[0].amount_fen = 0;
    let expected = [
        "venture_proposal.end_date",
        "venture_proposal.lines[0].amount_fen",
        "venture_proposal.lines[1].title",
        "venture_proposal.organization",
        "venture_proposal.plan",
        "venture_proposal.track",
    ];
    assert_eq!(violated_sorted(&world.draft(&round, wrong).await.unwrap_err()), expected);
    let mut unfit = proposal("sports", &organization);
    unfit.lines[0].amount_fen = CEILING;
    // five years after the deadline, and a day
    unfit.end_date = date(2031, 12, 15);
    let expected = ["venture_proposal.end_date", "venture_proposal.lines", "venture_proposal.track"];
    let found = violated_sorted(&world.draft(&round, unfit).await.unwrap_err());
    assert_eq!(found, expected, "no track of the round, above its ceiling, and too long");
    let draft = world.draft(&round, proposal("elderly", &organization)).await.unwrap();
    let filed = world.file(&draft).await.unwrap();
    let wrong = pb::CheckVentureProposalRequest {
        name: filed.name.clone(),
        etag: filed.etag.clone(),
        outcome: pb::VentureCheckOutcome::Rejected.into(),
        reason: String::new(),
        mend_until_date: date(2026, 12, 1),
    };
    let found = world.working().check_venture_proposal(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&found), ["mend_until_date", "reason"]);
    let late = world.check(&filed, pb::VentureCheckOutcome::Returned, date(2026, 12, 5)).await.unwrap_err();
    assert_eq!(violated_sorted(&late), ["mend_until_date"], "ten days at most (VT-02)");
    world.stop().await;
}

#[tokio::test]
async fn an_organisation_has_one_proposal_in_a_round_whoever_asks_at_once() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.stated()).await.name;
    let drafts = join_all((0..6).map(|_| world.draft(&round, proposal("elderly", &organization)))).await;
    let (made, refused): (Vec<_>, Vec<_>) = drafts.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), 1);
    for one in refused {
        assert_eq!(reason(&one.unwrap_err()), (Code::AlreadyExists, "VENTURE_PROPOSAL_EXISTS".into()));
    }
    let draft = made.into_iter().next().unwrap().unwrap();
    let request =
        pb::WithdrawVentureProposalRequest { name: draft.name, etag: draft.etag, reason: "改报其他项目".into() };
    world.portal().withdraw_venture_proposal(request).await.unwrap();
    world.draft(&round, proposal("children", &organization)).await.unwrap();
    assert_eq!(world.facts::<pb::VentureProposalWithdrawn>().await.len(), 0, "nobody was told of the draft");
    world.stop().await;
}

#[tokio::test]
async fn of_drafts_of_one_organisation_that_systems_do_not_tell_each_other_one_is_filed() {
    let world = World::start().await;
    let organization = world.funds.organization(1).await;
    let round = world.published(world.stated()).await.name;
    let own = world.draft(&round, proposal("elderly", &organization)).await.unwrap();
    let other = || world.by(&world.system("education"));
    let request = pb::CreateVentureProposalRequest {
        parent: round.clone(),
        venture_proposal: Some(proposal("children", &organization)),
        validate_only: false,
    };
    let second = other().create_venture_proposal(request).await.unwrap().into_inner().venture_proposal.unwrap();
    world.file(&own).await.unwrap();
    let file = || pb::FileVentureProposalRequest { name: second.name.clone(), etag: second.etag.clone() };
    let refused = other().file_venture_proposal(file()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "VENTURE_PROPOSAL_EXISTS".into()));
    let filed = world.own(&own.name).await;
    let request =
        pb::WithdrawVentureProposalRequest { name: filed.name, etag: filed.etag, reason: "改报其他项目".into() };
    world.portal().withdraw_venture_proposal(request).await.unwrap();
    other().file_venture_proposal(file()).await.unwrap();
    world.stop().await;
}

#[tokio::test]
async fn what_comes_at_the_deadline_or_after_the_day_for_mending_is_late() {
    let world = World::start().await;
    let (one, other) = (world.funds.organization(1).await, world.funds.organization(2).await);
    let round = world.published(world.stated()).await.name;
    let draft = world.draft(&round, proposal("elderly", &one)).await.unwrap();
    let filed = world.draft(&round, proposal("elderly", &other)).await.unwrap();
    let filed = world.file(&filed).await.unwrap();
    world.days(16);
    let late = world.file(&draft).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "VENTURE_FILING_CLOSED".into()));
    assert_eq!(metadata(&late, "deadline"), metadata(&late, "arrival"));
    let open = world.assign(&round, &[]).await.unwrap_err();
    assert_eq!(violated_sorted(&open), ["experts"]);
    let experts = [crate::world::expert("a", &["elderly"])];
    let open = world.assign(&round, &experts).await.unwrap_err();
    assert_eq!((reason(&open).1.as_str(), metadata(&open, "open").as_str()), ("VENTURE_FORMAL_CHECK_OPEN", "1"));
    let returned = world.check(&filed, pb::VentureCheckOutcome::Returned, date(2026, 12, 12)).await.unwrap();
    let open = world.assign(&round, &experts).await.unwrap_err();
    assert_eq!(reason(&open).1, "VENTURE_FORMAL_CHECK_OPEN");
    world.days(3);
    let late = world.file(&returned).await.unwrap_err();
    assert_eq!(
        (reason(&late).1.as_str(), metadata(&late, "deadline").as_str()),
        ("VENTURE_FILING_CLOSED", "2026-12-12")
    );
    let nothing = world.assign(&round, &experts).await.unwrap_err();
    assert_eq!(reason(&nothing).1, "VENTURE_ROUND_STATE", "there is nothing to judge");
    let request = pb::CancelVentureRoundRequest {
        name: round.clone(),
        etag: world.round(&round).await.etag,
        reason: "无有效申报".into(),
    };
    let cancelled = world.working().cancel_venture_round(request).await.unwrap().into_inner().venture_round.unwrap();
    assert_eq!((cancelled.status(), cancelled.end_reason.as_str()), (pb::VentureRoundStatus::Cancelled, "无有效申报"));
    assert_eq!(world.own(&returned.name).await.status(), pb::VentureProposalStatus::Unsuccessful);
    assert_eq!(world.facts::<pb::VentureRoundCancelled>().await.len(), 1);
    world.stop().await;
}
