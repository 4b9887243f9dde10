//! Grants: once, within the budget of the round and of the fund, and by the checks of their projects alone.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::grant_service_client::GrantServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::funds::confirmation;
use crate::world::{FUND, World};

async fn noticed(world: &World, grants: &[i64]) -> (String, Vec<String>) {
    let (round, names) = world.ranked(grants.len()).await;
    let list: Vec<(&str, i64)> = names.iter().map(String::as_str).zip(grants.iter().copied()).collect();
    world.noticed(&round, &list).await;
    (round, names)
}

/// The package of the one grant that there is.
async fn told(world: &World) -> String {
    let publisher = world.official("purchase-publisher", "lu");
    let mut grants = GrantServiceClient::new(world.funds.client(publisher.fresh()));
    let mut pieces = grants.export_grants(pb::ExportGrantsRequest::default()).await.unwrap().into_inner();
    let piece = pieces.message().await.unwrap().unwrap();
    assert_eq!((piece.count, piece.total_count), (1, 1), "its parts are one");
    String::from_utf8(piece.content).unwrap()
}

#[tokio::test]
async fn of_grants_that_come_at_once_each_is_made_once_and_the_budget_is_kept() {
    let world = World::start().await;
    let (round, names) = noticed(&world, &[2_000_000, 2_000_000, 2_000_000]).await;
    let grants = names.iter().flat_map(|name| (0..3).map(|_| world.grant(name)));
    let granted = join_all(grants).await.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(granted, 3);
    assert_eq!(world.round(&round).await.granted_fen, 6_000_000);
    assert_eq!(world.balances().await, [-FUND, 4_000_000, 6_000_000, 0, 0, 0]);
    assert_eq!(world.funds.city.suite.count("select count(*) from purchase.venture_instalment").await, 9);
    // the database keeps the budget, whatever the program does
    let more = sqlx::query("update purchase.venture_round set granted_fen = granted_fen + 1")
        .execute(&mut world.funds.city.suite.database().connection().await)
        .await;
    assert!(more.unwrap_err().to_string().contains("venture_round_granted_check"));
    world.stop().await;
}

#[tokio::test]
async fn whoever_proposed_the_list_grants_nothing_of_it_and_the_fund_must_have_the_money() {
    let world = World::start().await;
    let other = world.funds.organization(9).await;
    world.funds.approved(&world.fund, &other, 8_500_000).await;
    let (round, names) = noticed(&world, &[2_000_000, 1_000_000]).await;
    let own = world.official("venture-approver", "lin");
    let request = pb::GrantVentureProposalRequest {
        name: names[0].clone(),
        etag: world.seen(&names[0]).await.etag,
        review_note: "核对".into(),
    };
    let refused = world.by(&own).grant_venture_proposal(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "VENTURE_TWO_PEOPLE".into()));
    let poor = world.grant(&names[0]).await.unwrap_err();
    assert_eq!((reason(&poor).1.as_str(), metadata(&poor, "available_fen").as_str()), ("BUDGET_EXCEEDED", "500000"));
    assert_eq!(world.balances().await, [-FUND, 1_500_000, 8_500_000, 0, 0, 0], "nothing of it is committed");
    let granted = world.grant(&names[1]).await.unwrap();
    let application = world.funds.application(&granted.instalments[0].application).await;
    let request =
        pb::ReleaseFundApplicationRequest {
            name: application.name, etag: application.etag, reason: "不付了".into()
        };
    let refused = world.funds.approving().release_fund_application(request).await.unwrap_err();
    assert_eq!(
        (reason(&refused).1.as_str(), metadata(&refused, "venture_proposal")),
        ("VENTURE_GRANT_APPLICATION", names[1].clone())
    );
    let drop =
        pb::DropVentureProposalRequest { name: names[1].clone(), etag: granted.etag, reason: "未签协议".into() };
    let dropped = world.deciding().drop_venture_proposal(drop).await.unwrap().into_inner().venture_proposal.unwrap();
    assert_eq!((dropped.status(), dropped.grant_fen), (pb::VentureProposalStatus::Unsuccessful, 0));
    assert_eq!(world.balances().await, [-FUND, 1_500_000, 8_500_000, 0, 0, 0]);
    assert_eq!(world.round(&round).await.granted_fen, 0);
    world.stop().await;
}

#[tokio::test]
async fn whoever_came_onto_the_serious_list_is_not_granted() {
    let world = World::start().await;
    let (_, names) = noticed(&world, &[1_000_000]).await;
    world.funds.listed(&world.seen(&names[0]).await.organization).await;
    let refused = world.grant(&names[0]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_NOT_ELIGIBLE".into()));
    assert_eq!(world.seen(&names[0]).await.status(), pb::VentureProposalStatus::Listed);
    world.stop().await;
}

#[tokio::test]
async fn a_check_pays_what_was_spent_beyond_and_waits_for_payments_under_way() {
    let world = World::start().await;
    let (_, names) = noticed(&world, &[1_000_000]).await;
    let name = names[0].as_str();
    world.grant(name).await.unwrap();
    let on = vocab::day_of(world.now());
    let wrong = world.agree(name, vec![1_500_001, 0]).await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["agreed_fen", "agreed_fen[0]"]);
    world.agree(name, vec![700_000, 300_000]).await.unwrap();
    world.pay(name, 1).await;
    let early = world.report(name, pb::VentureReportStage::Final, &[0, 0]).await.unwrap_err();
    assert_eq!((reason(&early).1.as_str(), metadata(&early, "stage").as_str()), ("VENTURE_REPORT_STATE", "midterm"));
    let none = world.conclude(name, pb::VentureReportOutcome::Failed, &[0, 0]).await.unwrap_err();
    assert_eq!(reason(&none).1, "VENTURE_REPORT_STATE", "there is time yet");
    world.report(name, pb::VentureReportStage::Midterm, &[400_000, 0]).await.unwrap();
    let stated = world.conclude(name, pb::VentureReportOutcome::Passed, &[400_000, 0]).await.unwrap_err();
    assert_eq!(violated_sorted(&stated), ["accepted_fen"], "nothing is settled by it");
    world.conclude(name, pb::VentureReportOutcome::Passed, &[]).await.unwrap();
    let parts = world.seen(name).await.instalments;
    let moving = world.instruct(&parts[1]).await.unwrap();
    world.report(name, pb::VentureReportStage::Final, &[900_000, 250_000]).await.unwrap();
    let more = world.conclude(name, pb::VentureReportOutcome::Passed, &[900_001, 0]).await.unwrap_err();
    assert_eq!(violated_sorted(&more), ["accepted_fen[0]"]);
    let waits = world.conclude(name, pb::VentureReportOutcome::Passed, &[900_000, 250_000]).await.unwrap_err();
    assert_eq!(
        (reason(&waits).1.as_str(), metadata(&waits, "fund_application")),
        ("VENTURE_PAYMENT_UNDER_WAY", parts[1].application.clone())
    );
    world.funds.payments().confirm_fund_payment(confirmation(&moving)).await.unwrap();
    // of the first line at most what was agreed counts: 700,000 and 250,000, of which 800,000 are paid
    world.days(3);
    let done = world.conclude(name, pb::VentureReportOutcome::Passed, &[900_000, 250_000]).await.unwrap();
    let last = &done.instalments[2];
    assert_eq!((last.amount_fen, last.status()), (150_000, pb::FundApplicationStatus::Approved));
    assert_eq!(world.balances().await, [-FUND, 9_050_000, 150_000, 0, 800_000, 0]);
    let package = told(&world).await;
    let id = name.rsplit('/').next().unwrap();
    let amounts = format!(r#""amountAwarded":9500.00,"amountDisbursed":8000.00,"awardDate":"{on}""#);
    for part in [id, "公益创投资助", &amounts] {
        assert!(package.contains(part), "{part}: {package}");
    }
    world.pay(name, 3).await;
    assert_eq!(world.balances().await, [-FUND, 9_050_000, 0, 0, 950_000, 0]);
    world.stop().await;
}

#[tokio::test]
async fn what_a_completed_project_does_not_draw_is_freed_by_hand() {
    let world = World::start().await;
    let (_, names) = noticed(&world, &[1_000_000]).await;
    let name = names[0].as_str();
    world.grant(name).await.unwrap();
    let early = pb::SignVentureAgreementRequest {
        name: name.into(),
        etag: world.seen(name).await.etag,
        agreement_number: "1号".into(),
        sign_date: Some(intake::time::date(vocab::day_of(world.now() - time::Duration::days(1)))),
        agreed_fen: vec![700_000, 300_000],
    };
    let early = world.working().sign_venture_agreement(early).await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["sign_date"], "nothing was granted yet");
    world.agree(name, vec![700_000, 300_000]).await.unwrap();
    world.pay(name, 1).await;
    let release = |application: pb::FundApplication| pb::ReleaseFundApplicationRequest {
        name: application.name,
        etag: application.etag,
        reason: "单位不再领取".into(),
    };
    let last = world.seen(name).await.instalments[2].application.clone();
    let request = release(world.funds.application(&last).await);
    let refused = world.funds.approving().release_fund_application(request).await.unwrap_err();
    assert_eq!(reason(&refused).1, "VENTURE_GRANT_APPLICATION");
    world.report(name, pb::VentureReportStage::Midterm, &[400_000, 0]).await.unwrap();
    world.conclude(name, pb::VentureReportOutcome::Passed, &[]).await.unwrap();
    world.report(name, pb::VentureReportStage::Final, &[700_000, 300_000]).await.unwrap();
    world.conclude(name, pb::VentureReportOutcome::Passed, &[700_000, 300_000]).await.unwrap();
    assert_eq!(world.balances().await, [-FUND, 9_000_000, 500_000, 0, 500_000, 0]);
    let request = release(world.funds.application(&last).await);
    world.funds.approving().release_fund_application(request).await.unwrap();
    assert_eq!(world.balances().await, [-FUND, 9_200_000, 300_000, 0, 500_000, 0]);
    world.stop().await;
}

#[tokio::test]
async fn a_project_that_never_reports_is_ended_once_its_time_is_over() {
    let world = World::start().await;
    let (_, names) = noticed(&world, &[1_000_000]).await;
    let name = names[0].as_str();
    world.grant(name).await.unwrap();
    world.agree(name, vec![700_000, 300_000]).await.unwrap();
    world.pay(name, 1).await;
    world.days(400);
    let ended = world.conclude(name, pb::VentureReportOutcome::Failed, &[0, 0]).await.unwrap();
    assert_eq!((ended.status(), ended.reports[0].statement.as_str()), (pb::VentureProposalStatus::Failed, ""));
    assert_eq!(world.balances().await, [-FUND, 9_500_000, 0, 0, 0, 500_000]);
    world.stop().await;
}
