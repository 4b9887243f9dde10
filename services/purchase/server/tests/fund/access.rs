//! Who may do what, and see what.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::world::{COUNTY, Funds, HUZHOU, Ledger, Payments, World, allotment, approval, subsidy};

#[tokio::test]
async fn each_step_has_its_permission() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let submitted = world.submit(subsidy(&fund, &organization, 10)).await.unwrap();
    let missing =
        |status: &tonic::Status| assert_eq!(reason(status), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    missing(&world.officer().approve_fund_application(approval(&submitted)).await.unwrap_err());
    missing(&world.approving().create_allotment(allotment(&fund, 1)).await.unwrap_err());
    let instruct = pb::InstructFundPaymentRequest { application: submitted.name.clone() };
    let mut paying = Payments::new(world.client(world.approver().fresh()));
    missing(&paying.instruct_fund_payment(instruct).await.unwrap_err());
    let mut proving = Ledger::new(world.client(world.approver().fresh()));
    missing(&proving.verify_ledger(pb::VerifyLedgerRequest {}).await.unwrap_err());
    let reader = world.official(HUZHOU, "purchase-fund-reader", "wu");
    let mut reading = Funds::new(world.client(reader.fresh()));
    assert_eq!(reading.list_funds(pb::ListFundsRequest::default()).await.unwrap().into_inner().funds.len(), 1);
    missing(&reading.approve_fund_application(approval(&submitted)).await.unwrap_err());
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_belongs_to_a_division_is_seen_from_above_and_worked_on_by_itself_alone() {
    let world = World::start().await;
    let fund = world.funded(10_000).await;
    let proposed = world.proposed(&fund, 5).await;
    let approve = pb::ApproveAllotmentRequest { name: proposed.name, etag: proposed.etag };
    let below = world.official(COUNTY, "purchase-fund-approver", "shi");
    let mut below = Funds::new(world.client(below.fresh()));
    let hidden = below.approve_allotment(approve.clone()).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "ALLOTMENT_NOT_FOUND".into()));
    let get = pb::GetFundRequest { name: fund.name.clone() };
    assert_eq!(reason(&below.get_fund(get.clone()).await.unwrap_err()).1, "FUND_NOT_FOUND");
    assert!(below.list_funds(pb::ListFundsRequest::default()).await.unwrap().into_inner().funds.is_empty());
    let above = world.official("330000", "purchase-fund-approver", "lu");
    let mut above = Funds::new(world.client(above.fresh()));
    assert_eq!(above.get_fund(get).await.unwrap().into_inner().fund.unwrap(), fund);
    let refused = above.approve_allotment(approve).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "FUND_OTHER_DIVISION".into()));
    let auditor = world.official(COUNTY, "purchase-fund-auditor", "shi");
    let proof = Ledger::new(world.client(auditor.fresh())).verify_ledger(pb::VerifyLedgerRequest {}).await;
    assert_eq!(proof.unwrap().into_inner().book_count, 0);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn pages_follow_one_another_and_a_token_belongs_to_its_query() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let mut made = Vec::new();
    for fen in 1..=3 {
        made.push(world.submit(subsidy(&fund, &organization, fen)).await.unwrap().name);
    }
    made.sort();
    let request = pb::ListFundApplicationsRequest { fund: fund.name.clone(), page_size: 2, ..Default::default() };
    let first = world.officer().list_fund_applications(request.clone()).await.unwrap().into_inner();
    let next = pb::ListFundApplicationsRequest { page_token: first.next_page_token.clone(), ..request.clone() };
    let second = world.officer().list_fund_applications(next.clone()).await.unwrap().into_inner();
    assert_eq!((first.fund_applications.len(), second.fund_applications.len()), (2, 1));
    let mut names: Vec<String> =
        first.fund_applications.into_iter().chain(second.fund_applications).map(|one| one.name).collect();
    // time is held, so that ids of one instant are in no order
    names.sort();
    assert_eq!((names, second.next_page_token.as_str()), (made, ""));
    let other = pb::ListFundApplicationsRequest { year: 2026, ..next };
    let refused = world.officer().list_fund_applications(other).await.unwrap_err();
    assert_eq!(testkit::refusal::violated(&refused), ["page_token"]);
    world.city.suite.stop().await;
}
