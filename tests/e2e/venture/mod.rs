//! A round of public-welfare venture, from the call to money that comes back: three associations file, one of them twice; an expert
//! withdraws; the defence turns what the review had found; the loser objects in vain; of what was paid not all was spent.

mod calls;
mod money;

use calls::{
    FILING, adopted, agreed, applicant, assign, checked, dismissed, drafted, file, granted, invited, judge, own,
    passed, proposed, published, ranked, registered, reported, round, score, seen,
};
use money::{FUND, balances, confirmed, funded, instructed, outstanding, proved, received};
use onecode_proto::purchase::v1 as pb;
use onecode_tests::harness::{Deployment, reason};
use time::Duration;

use crate::fund::stated_paid;

/// What the best is granted, in fen: paid in 50, 30 and 20 percent.
const GRANT: i64 = 2_000_000;
const PAID: i64 = 1_600_000;
/// What of it was not spent and comes back.
const RETURNED: i64 = 200_000;

/// A proposal that passes the check of its form at once.
async fn accepted(suite: &Deployment, round: &str, code: &str) -> String {
    let draft = drafted(suite, round, code).await;
    let filed = file(suite, code, &draft).await.expect("it may be funded");
    let accepted = checked(suite, &filed, None).await;
    assert_eq!(accepted.status(), pb::VentureProposalStatus::Accepted);
    accepted.name
}

/// A proposal that is returned, mended and filed again; the system of another organisation does not learn of it.
async fn mended(suite: &Deployment, round: &str, code: &str, curious: &str) -> String {
    let draft = drafted(suite, round, code).await;
    let filed = file(suite, code, &draft).await.expect("it may be funded");
    let hidden = own(suite, curious, &filed.name).await.expect_err("it is another's");
    assert_eq!(reason(&hidden), "VENTURE_PROPOSAL_NOT_FOUND", "nobody learns who files");
    let until = suite.site.day(10);
    let returned = checked(suite, &filed, Some(until)).await;
    assert_eq!((returned.status(), returned.mend_until_date), (pb::VentureProposalStatus::Returned, Some(until)));
    let mut mended = own(suite, code, &returned.name).await.expect("it is its own");
    assert_eq!(mended.check_reason, "缺少预算说明");
    mended.plan = "附预算说明".into();
    let request = pb::UpdateVentureProposalRequest { venture_proposal: Some(mended) };
    let answer = applicant(suite, code).update_venture_proposal(request).await.expect("it was returned").into_inner();
    let filed = file(suite, code, &answer.venture_proposal.expect("the answer holds it")).await;
    checked(suite, &filed.expect("it is in time"), None).await.name
}

/// An expert withdraws and another one takes the place; of three the best two are invited, and the defence turns their order.
async fn judged(suite: &Deployment, round: &str, [best, second, third]: [&str; 3]) {
    assign(suite, round, ["sun", "qian", "zhao"]).await.expect("nothing ties them");
    let request = pb::RecuseVentureExpertRequest { name: round.into(), reason: "亲属关系".into() };
    judge(suite, "sun").recuse_venture_expert(request).await.expect("it has not scored");
    let again = assign(suite, round, ["sun", "qian", "zhao"]).await.expect_err("it withdrew");
    assert_eq!(reason(&again), "VENTURE_EXPERT_RECUSED");
    assign(suite, round, ["zhou", "qian", "zhao"]).await.expect("another one takes the place");
    let review = [
        (best, "need", 3_900),
        (best, "plan", 2_800),
        (second, "need", 3_901),
        (second, "plan", 2_800),
        (third, "need", 2_000),
        (third, "plan", 2_000),
    ];
    for account in ["zhou", "qian"] {
        score(suite, account, round, &review).await.expect("it is one of the experts");
    }
    let early = invited(suite, round).await.expect_err("one has not scored");
    assert_eq!(reason(&early), "VENTURE_SCORES_MISSING");
    score(suite, "zhao", round, &review).await.expect("it is one of the experts");
    let defending = invited(suite, round).await.expect("all have scored");
    assert_eq!(defending.status(), pb::VentureRoundStatus::Defending);
    let of_each = [seen(suite, best).await, seen(suite, second).await, seen(suite, third).await];
    assert_eq!(of_each.map(|one| one.invited), [true, true, false]);

    let defence = [(best, "defence", 2_900), (second, "defence", 2_500)];
    let early = score(suite, "zhou", round, &defence).await.expect_err("nothing was defended yet");
    assert_eq!(reason(&early), "VENTURE_ROUND_STATE");
    suite.site.pass(Duration::hours(25));
    for account in ["zhou", "qian", "zhao"] {
        score(suite, account, round, &defence).await.expect("the defence has begun");
    }
    let ranked = ranked(suite, round).await.expect("all have scored");
    let mut placed: Vec<_> = ranked.iter().map(|one| (one.rank, one.name.as_str(), one.total_points)).collect();
    placed.sort_unstable();
    assert_eq!(placed, [(1, best, 9_600), (2, second, 9_201)]);
}

/// One proposes the list and another one decides it; whoever is not on it objects, and is answered.
async fn noticed(suite: &Deployment, round: &str, best: &str, (loser, second): (&str, &str)) {
    proposed(suite, round, best, GRANT).await;
    let undecided = own(suite, loser, second).await.expect("it is its own");
    assert_eq!(undecided.status(), pb::VentureProposalStatus::Accepted, "nobody is told yet");
    let alone = adopted(suite, "lin", round).await.expect_err("it proposed the list");
    assert_eq!(reason(&alone), "VENTURE_TWO_PEOPLE");
    let noticed = adopted(suite, "shen", round).await.expect("somebody else proposed it");
    assert_eq!(noticed.status(), pb::VentureRoundStatus::Noticed);
    assert_eq!(noticed.notice_last_date, Some(suite.site.day(7)));
    let lost = own(suite, loser, second).await.expect("it is its own");
    assert_eq!(lost.status(), pb::VentureProposalStatus::Unsuccessful);

    let objection =
        pb::FileVentureObjectionRequest { name: round.into(), proposal: best.into(), ground: "场地不符".into() };
    let filed = applicant(suite, loser).file_venture_objection(objection).await.expect("it is in time").into_inner();
    let filed = filed.objection.expect("the answer holds it");
    let early = granted(suite, "shen", best).await.expect_err("somebody may object");
    assert_eq!(reason(&early), "VENTURE_NOTICE_PERIOD");
    suite.site.pass(Duration::days(8));
    let open = granted(suite, "shen", best).await.expect_err("an objection is open");
    assert_eq!(reason(&open), "VENTURE_OBJECTION_OPEN");
    dismissed(suite, round, &filed).await;
}

/// Granted by another one than proposed it, agreed, and paid in two parts; the third is never paid. What the last payment is.
async fn carried_out(suite: &Deployment, fund: &pb::Fund, code: &str, best: &str) -> pb::FundPayment {
    let alone = granted(suite, "lin", best).await.expect_err("it proposed the list");
    assert_eq!(reason(&alone), "VENTURE_TWO_PEOPLE");
    let parts = granted(suite, "shen", best).await.expect("the notice is over").instalments;
    let amounts: Vec<i64> = parts.iter().map(|part| part.amount_fen).collect();
    assert_eq!(amounts, [1_000_000, 600_000, 400_000]);
    assert_eq!(balances(suite, fund).await, [-FUND, FUND - GRANT, GRANT, 0, 0, 0]);
    let early = instructed(suite, &parts[0]).await.expect_err("nothing is agreed");
    assert_eq!(reason(&early), "VENTURE_GATE_CLOSED");
    let running = agreed(suite, best, vec![1_500_000, 500_000]).await;
    assert_eq!(running.status(), pb::VentureProposalStatus::Running);
    let first = instructed(suite, &parts[0]).await.expect("it is agreed");
    let first = stated_paid(suite, &first).await;
    assert_eq!((first.status(), first.amount_fen), (pb::FundPaymentStatus::Paid, 1_000_000));

    suite.site.pass(Duration::days(20));
    reported(suite, code, best, (pb::VentureReportStage::Midterm, [500_000, 100_000])).await;
    let early = instructed(suite, &parts[1]).await.expect_err("nobody checked it");
    assert_eq!(reason(&early), "VENTURE_GATE_CLOSED");
    let halfway = passed(suite, best, Vec::new()).await;
    assert_eq!(halfway.status(), pb::VentureProposalStatus::Halfway);
    let second = instructed(suite, &parts[1]).await.expect("half is done");
    let second = confirmed(suite, &second).await;
    assert_eq!((second.status(), second.amount_fen), (pb::FundPaymentStatus::Paid, 600_000));

    suite.site.pass(Duration::days(30));
    reported(suite, code, best, (pb::VentureReportStage::Final, [1_300_000, 100_000])).await;
    let done = passed(suite, best, vec![1_300_000, 100_000]).await;
    assert_eq!(done.status(), pb::VentureProposalStatus::Completed);
    assert_eq!(done.reports[1].demanded_fen, RETURNED);
    assert_eq!(done.instalments[2].status(), pb::FundApplicationStatus::Released);
    second
}

pub(crate) async fn called_carried_out_and_settled(suite: &Deployment) {
    let [best, second, third] = registered(suite).await;
    let fund = funded(suite).await;
    let open = published(suite, &fund).await;
    assert_eq!((open.status(), open.rules), (pb::VentureRoundStatus::Open, vec!["VT-01@1".to_owned()]));
    let name = open.name;
    let project = accepted(suite, &name, &best).await;
    let returned = mended(suite, &name, &second, &best).await;
    let other = accepted(suite, &name, &third).await;

    suite.site.pass(Duration::days(FILING));
    judged(suite, &name, [&project, &returned, &other]).await;
    noticed(suite, &name, &project, (&second, &returned)).await;
    let payment = carried_out(suite, &fund, &best, &project).await;

    assert_eq!(balances(suite, &fund).await, [-FUND, FUND - PAID, 0, 0, PAID - RETURNED, RETURNED]);
    let demanded = outstanding(suite, &payment).await;
    assert_eq!(demanded.iter().map(|one| one.amount_fen).collect::<Vec<_>>(), [RETURNED]);
    received(suite, &demanded[0]).await;
    assert_eq!(outstanding(suite, &payment).await, []);
    assert_eq!(balances(suite, &fund).await, [-FUND, FUND - PAID + RETURNED, 0, 0, PAID - RETURNED, 0]);
    proved(suite).await;

    // the public reads what came of it
    let results = round(suite, &name).await.results;
    let told: Vec<_> = results
        .iter()
        .map(|one| (one.proposal.as_str(), one.status(), one.grant_fen, one.paid_fen, one.returned_fen))
        .collect();
    assert_eq!(told, [(project.as_str(), pb::VentureProposalStatus::Completed, GRANT, PAID, RETURNED)]);
    assert_eq!(results[0].outcome, "服务老人三百人次");
}
