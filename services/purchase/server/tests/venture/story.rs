//! A whole round, from the call to money that comes back: a proposal that is returned and mended, an expert who is related, a defence day, an
//! objection, a project that ends well with money left, and one that fails.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason};
use tonic::Code;

use crate::city::date;
use crate::world::{FUND, World, expert, proposal};

/// What was filed is judged by five experts: three of each track.
async fn judged(world: &World, round: &str, related: &str, elderly: [&str; 2], child: &str) {
    let tie = pb::TenderExpertTie {
        code: related.trim_start_matches("organizations/").into(),
        until_date: date(2025, 1, 31),
    };
    let tied = pb::VentureExpert { ties: vec![tie], ..expert("zhou", &["elderly"]) };
    let others = [expert("qian", &["elderly", "children"]), expert("sun", &["elderly"])];
    let of_children = [expert("wu", &["children"]), expert("feng", &["children"])];
    let with = |one: pb::VentureExpert| [others.as_slice(), of_children.as_slice(), &[one]].concat();
    let refused = world.assign(round, &with(tied)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "VENTURE_EXPERT_CONFLICT".into()));
    assert!(metadata(&refused, "experts").starts_with("experts[4] ("), "{refused:?}");
    world.assign(round, &with(expert("zheng", &["elderly"]))).await.unwrap();
    let old = [
        (elderly[0], "need", 3_900),
        (elderly[0], "plan", 2_800),
        (elderly[1], "need", 3_901),
        (elderly[1], "plan", 2_800),
    ];
    let young = [(child, "need", 3_000), (child, "plan", 2_000)];
    world.score("qian", round, &[old.as_slice(), young.as_slice()].concat()).await.unwrap();
    for account in ["sun", "zheng"] {
        world.score(account, round, &old).await.unwrap();
    }
    for account in ["wu", "feng"] {
        world.score(account, round, &young).await.unwrap();
    }
    let request = pb::InviteVentureDefenceRequest {
        name: round.into(),
        etag: world.round(round).await.etag,
        defence_time: Some(world.stamp(1)),
        defence_place: "市民政局三楼".into(),
        invited_count: 2,
    };
    world.working().invite_venture_defence(request).await.unwrap();
    // the defence turns what the review had found
    let old = [(elderly[0], "defence", 2_900), (elderly[1], "defence", 2_500)];
    let early = world.score("sun", round, &old).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "VENTURE_ROUND_STATE".into()), "nothing was defended yet");
    world.days(1);
    let young = [(child, "defence", 2_000)];
    world.score("qian", round, &[old.as_slice(), young.as_slice()].concat()).await.unwrap();
    for account in ["sun", "zheng"] {
        world.score(account, round, &old).await.unwrap();
    }
    let early = world.rank(round).await.unwrap_err();
    assert_eq!((reason(&early).1.as_str(), metadata(&early, "missing").as_str()), ("VENTURE_SCORES_MISSING", "2"));
    for account in ["wu", "feng"] {
        world.score(account, round, &young).await.unwrap();
    }
    let ranked = world.rank(round).await.unwrap().venture_proposals;
    let placed: Vec<_> = ranked.iter().map(|one| (one.name.as_str(), one.rank, one.total_points)).collect();
    assert_eq!(placed, [(child, 1, 7_000), (elderly[0], 1, 9_600), (elderly[1], 2, 9_201)]);
}

#[tokio::test]
async fn from_the_call_to_money_that_comes_back() {
    let world = World::start().await;
    let old = world.funds.organization(1).await;
    let second = world.funds.organization(2).await;
    let young = world.funds.organization(3).await;
    let listed = world.funds.organization(4).await;
    world.funds.listed(&listed).await;
    let round = world.published(world.stated()).await;
    assert_eq!(
        (round.status(), round.rules.as_slice()),
        (pb::VentureRoundStatus::Open, ["VT-01@1".to_owned()].as_slice())
    );
    let round = round.name;

    let draft = world.draft(&round, proposal("elderly", &listed)).await.unwrap();
    let refused = world.file(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_NOT_ELIGIBLE".into()));
    let best = world.accepted(&round, "elderly", &old).await.name;
    let child = world.accepted(&round, "children", &young).await.name;
    let draft = world.draft(&round, proposal("elderly", &second)).await.unwrap();
    let filed = world.file(&draft).await.unwrap();
    let returned = world.check(&filed, pb::VentureCheckOutcome::Returned, date(2026, 12, 4)).await.unwrap();
    assert_eq!((returned.status(), returned.mend_until_date), (pb::VentureProposalStatus::Returned, date(2026, 12, 4)));
    let mut mended = world.own(&returned.name).await;
    assert_eq!(mended.check_reason, "缺少预算说明");
    mended.plan = "附预算说明".into();
    let request = pb::UpdateVentureProposalRequest { venture_proposal: Some(mended) };
    let mended = world.portal().update_venture_proposal(request).await.unwrap().into_inner().venture_proposal.unwrap();
    let filed = world.file(&mended).await.unwrap();
    let other = world.check(&filed, pb::VentureCheckOutcome::Passed, None).await.unwrap().name;

    world.days(16);
    judged(&world, &round, &old, [&best, &other], &child).await;

    world.propose(&round, &[(&best, 2_000_000), (&child, 1_000_000)], &[]).await.unwrap();
    assert_eq!(world.own(&best).await.status(), pb::VentureProposalStatus::Accepted, "nobody is told yet");
    let own = world.decide(&world.official("venture-approver", "lin"), &round, "").await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "VENTURE_TWO_PEOPLE".into()));
    let noticed = world.decide(&world.second(), &round, "").await.unwrap();
    assert_eq!((noticed.results.len(), noticed.notice_last_date), (2, date(2026, 12, 18)));
    assert_eq!(world.own(&other).await.status(), pb::VentureProposalStatus::Unsuccessful);
    let objection =
        pb::FileVentureObjectionRequest { name: round.clone(), proposal: best.clone(), ground: "场地不符".into() };
    let objection = world.portal().file_venture_objection(objection).await.unwrap().into_inner().objection.unwrap();
    let early = world.grant(&best).await.unwrap_err();
    assert_eq!(
        (reason(&early).1.as_str(), metadata(&early, "last_date").as_str()),
        ("VENTURE_NOTICE_PERIOD", "2026-12-18")
    );
    world.days(8);
    let open = world.grant(&best).await.unwrap_err();
    assert_eq!(
        (reason(&open).1.as_str(), metadata(&open, "objection_number").as_str()),
        ("VENTURE_OBJECTION_OPEN", "1")
    );
    let request = pb::DecideVentureObjectionRequest {
        name: round.clone(),
        etag: world.round(&round).await.etag,
        objection_number: objection.number,
        outcome: pb::VentureObjectionOutcome::Dismissed.into(),
        answer: "已实地核查".into(),
    };
    world.deciding().decide_venture_objection(request).await.unwrap();

    let granted = world.grant(&best).await.unwrap();
    let amounts: Vec<i64> = granted.instalments.iter().map(|part| part.amount_fen).collect();
    assert_eq!(
        (granted.status(), amounts.as_slice()),
        (pb::VentureProposalStatus::Granted, [1_000_000, 600_000, 400_000].as_slice())
    );
    assert_eq!(world.balances().await, [-FUND, 8_000_000, 2_000_000, 0, 0, 0]);
    world.grant(&child).await.unwrap();
    assert_eq!(world.round(&round).await.granted_fen, 3_000_000);
    carried_out(&world, &best).await;
    failed(&world, &child).await;

    let result = world.reader().get_venture_round(pb::GetVentureRoundRequest { name: round.clone() }).await.unwrap();
    let results = result.into_inner().venture_round.unwrap().results;
    let told: Vec<_> = results
        .iter()
        .map(|one| (one.status(), one.grant_fen, one.paid_fen, one.returned_fen, one.outcome.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (pb::VentureProposalStatus::Failed, 1_000_000, 500_000, 0, ""),
            (pb::VentureProposalStatus::Completed, 2_000_000, 1_600_000, 200_000, "服务老人三百人次"),
        ]
    );
    assert_eq!(world.facts::<pb::VentureProposalGranted>().await.len(), 2);
    assert_eq!(world.facts::<pb::VentureReportDecided>().await.len(), 4);
    world.stop().await;
}

/// A project with money left: what was not spent comes back, and what was not paid is free again.
async fn carried_out(world: &World, name: &str) {
    let parts = world.seen(name).await.instalments;
    let early = world.instruct(&parts[0]).await.unwrap_err();
    assert_eq!((reason(&early).1.as_str(), metadata(&early, "gate").as_str()), ("VENTURE_GATE_CLOSED", "agreement"));
    world.agree(name, vec![1_500_000, 500_000]).await.unwrap();
    world.pay(name, 1).await;
    assert_eq!(reason(&world.instruct(&parts[1]).await.unwrap_err()).1, "VENTURE_GATE_CLOSED");
    world.report(name, pb::VentureReportStage::Midterm, &[300_000, 0]).await.unwrap();
    let mend = world.conclude(name, pb::VentureReportOutcome::Mend, &[]).await.unwrap();
    assert!(mend.mend_until_date.is_some() && mend.status() == pb::VentureProposalStatus::Running, "{mend:?}");
    world.report(name, pb::VentureReportStage::Midterm, &[500_000, 100_000]).await.unwrap();
    let half = world.conclude(name, pb::VentureReportOutcome::Passed, &[]).await.unwrap();
    assert_eq!(half.status(), pb::VentureProposalStatus::Halfway);
    let second = world.pay(name, 2).await;
    assert_eq!(reason(&world.instruct(&parts[2]).await.unwrap_err()).1, "VENTURE_GATE_CLOSED");
    world.days(300);
    world.report(name, pb::VentureReportStage::Final, &[1_300_000, 100_000]).await.unwrap();
    let done = world.conclude(name, pb::VentureReportOutcome::Passed, &[1_300_000, 100_000]).await.unwrap();
    assert_eq!(done.status(), pb::VentureProposalStatus::Completed);
    assert_eq!(done.reports[2].demanded_fen, 200_000);
    assert_eq!(done.instalments[2].status(), pb::FundApplicationStatus::Released);
    assert_eq!(world.balances().await, [-FUND, 7_400_000, 1_000_000, 0, 1_400_000, 200_000]);
    let request = pb::ListFundRecoveriesRequest { payment: second.name, ..Default::default() };
    let demanded = world.funds.payments().list_fund_recoveries(request).await.unwrap().into_inner().fund_recoveries;
    let request = pb::ReceiveFundRecoveryRequest {
        name: demanded[0].name.clone(),
        etag: demanded[0].etag.clone(),
        amount_fen: 200_000,
    };
    world.funds.payments().receive_fund_recovery(request).await.unwrap();
    assert_eq!(world.balances().await, [-FUND, 7_600_000, 1_000_000, 0, 1_400_000, 0]);
}

/// A project that fails its first check: nothing more is paid, and what was is demanded back.
async fn failed(world: &World, name: &str) {
    world.agree(name, vec![800_000, 200_000]).await.unwrap();
    world.pay(name, 1).await;
    world.report(name, pb::VentureReportStage::Midterm, &[100_000, 0]).await.unwrap();
    let ended = world.conclude(name, pb::VentureReportOutcome::Failed, &[100_000, 0]).await.unwrap();
    assert_eq!((ended.status(), ended.reports[0].demanded_fen), (pb::VentureProposalStatus::Failed, 400_000));
    assert_eq!(world.balances().await, [-FUND, 8_100_000, 0, 0, 1_500_000, 400_000]);
}
