//! Money for funds: proposed by one, approved by another, and never spent twice.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{Funds, HUZHOU, World, YEAR, allotment, approval, date, fund, subsidy};

#[tokio::test]
async fn whoever_proposed_money_cannot_approve_it_and_a_decision_stands() {
    let world = World::start().await;
    let fund = world.fund().await;
    let proposed = world.proposed(&fund, 500).await;
    assert_eq!((proposed.status(), proposed.movement.as_str()), (pb::AllotmentStatus::Proposed, ""));
    let request = pb::ApproveAllotmentRequest { name: proposed.name.clone(), etag: proposed.etag.clone() };
    let same = world.official(HUZHOU, "purchase-fund-approver", "huang");
    let mut same = Funds::new(world.client(same.fresh()));
    let own = same.approve_allotment(request.clone()).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "FUND_TWO_PEOPLE".into()));
    assert_eq!(metadata(&own, "resource"), proposed.name);
    let stale = pb::ApproveAllotmentRequest { etag: "\"x\"".into(), ..request.clone() };
    let stale = world.approving().approve_allotment(stale).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "FUND_RECORD_CHANGED".into()));
    let approved = world.approving().approve_allotment(request).await.unwrap().into_inner().allotment.unwrap();
    assert_eq!(approved.status(), pb::AllotmentStatus::Approved);
    assert_eq!(approved.movement, format!("{}/books/{YEAR}/movements/1", fund.name));
    let again = pb::ApproveAllotmentRequest { name: approved.name.clone(), etag: approved.etag.clone() };
    assert_eq!(reason(&world.approving().approve_allotment(again).await.unwrap_err()).1, "ALLOTMENT_DECIDED");
    let bypassed = sqlx::query("update purchase.allotment set amount_fen = 1")
        .execute(&mut world.city.suite.database().connection().await)
        .await;
    assert!(bypassed.unwrap_err().to_string().contains("never changes"));
    let other = world.proposed(&fund, 700).await;
    let request = pb::RejectAllotmentRequest { name: other.name, etag: other.etag, reason: "预算未列支".into() };
    let rejected = world.approving().reject_allotment(request).await.unwrap().into_inner().allotment.unwrap();
    assert_eq!(rejected.status(), pb::AllotmentStatus::Rejected);
    assert_eq!(world.balances(&fund, 0).await, [-500, 500, 0, 0, 0, 0]);
    let list = |status: pb::AllotmentStatus| pb::ListAllotmentsRequest {
        parent: fund.name.clone(),
        status: status.into(),
        ..Default::default()
    };
    for (status, expected) in [
        (pb::AllotmentStatus::Unspecified, vec![500, 700]),
        (pb::AllotmentStatus::Approved, vec![500]),
        (pb::AllotmentStatus::Rejected, vec![700]),
        (pb::AllotmentStatus::Proposed, vec![]),
    ] {
        let listed = world.officer().list_allotments(list(status)).await.unwrap().into_inner().allotments;
        let mut amounts: Vec<i64> = listed.iter().map(|one| one.amount_fen).collect();
        amounts.sort_unstable();
        assert_eq!(amounts, expected, "{status:?}");
    }
    assert_eq!(world.facts::<pb::AllotmentProposed>().await.len(), 2);
    assert_eq!(world.facts::<pb::AllotmentApproved>().await.len(), 1);
    assert_eq!(world.facts::<pb::AllotmentRejected>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn wrong_amounts_years_and_days_are_named() {
    let world = World::start().await;
    let wrong = pb::Fund { valid_to: date(2025, 1, 1), title: " ".into(), ..fund() };
    let request = pb::CreateFundRequest { fund: Some(wrong), validate_only: false };
    let refused = world.officer().create_fund(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["fund.title", "fund.valid_to"]);
    let fund = world.fund().await;
    for fen in [0, -1, i64::MIN, i64::MAX, purchase_domain::money::MOST_FEN + 1] {
        let refused = world.officer().create_allotment(allotment(&fund, fen)).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["allotment.amount_fen"], "{fen}");
    }
    let wrong = pb::Allotment { year: 26, amount_fen: 0, ..Default::default() };
    let request = pb::CreateAllotmentRequest { parent: "funds/x".into(), allotment: Some(wrong), validate_only: false };
    let refused = world.officer().create_allotment(request).await.unwrap_err();
    let fields = ["allotment.amount_fen", "allotment.document_number", "allotment.year", "parent"];
    assert_eq!(violated_sorted(&refused), fields);
    let later = pb::Fund { valid_from: date(2027, 1, 1), ..self::fund() };
    let request = pb::CreateFundRequest { fund: Some(later), validate_only: false };
    let later = world.officer().create_fund(request).await.unwrap().into_inner().fund.unwrap();
    let refused = world.officer().create_allotment(allotment(&later, 5)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_NOT_VALID".into()));
    let request = pb::ListFundsRequest { valid_on: date(2026, 6, 1), ..Default::default() };
    let listed = world.officer().list_funds(request).await.unwrap().into_inner().funds;
    assert_eq!(listed.iter().map(|one| &one.name).collect::<Vec<_>>(), [&fund.name]);
    let request = pb::CreateFundRequest { fund: Some(self::fund()), validate_only: true };
    world.officer().create_fund(request).await.unwrap();
    assert_eq!(world.facts::<pb::FundRecorded>().await.len(), 2, "a rehearsal leaves nothing");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_approvals_at_once_as_many_succeed_as_the_budget_holds() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(1_000).await;
    let mut submitted = Vec::new();
    for _ in 0..8 {
        submitted.push(world.submit(subsidy(&fund, &organization, 300)).await.unwrap());
    }
    let outcomes = join_all(submitted.iter().map(|one| world.approve(one))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "BUDGET_EXCEEDED".into()));
        assert_eq!(metadata(&refused, "available_fen"), "100");
    }
    assert_eq!(world.balances(&fund, 0).await, [-1_000, 100, 900, 0, 0, 0]);
    world.allotted(&fund, 200).await;
    let open =
        pb::ListFundApplicationsRequest { status: pb::FundApplicationStatus::Submitted.into(), ..Default::default() };
    let open = world.officer().list_fund_applications(open).await.unwrap().into_inner().fund_applications;
    assert_eq!(open.len(), 5);
    world.approve(&open[0]).await.unwrap();
    assert_eq!(world.balances(&fund, 0).await, [-1_200, 0, 1_200, 0, 0, 0]);
    world.fits().await;
    let other = pb::FundApplication { year: 2027, ..subsidy(&fund, &organization, 1) };
    let other = world.submit(other).await.unwrap();
    let refused = world.approving().approve_fund_application(approval(&other)).await.unwrap_err();
    assert_eq!(metadata(&refused, "available_fen"), "0", "another year has a budget of its own");
    world.city.suite.stop().await;
}
