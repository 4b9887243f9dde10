//! Money that must be paid back.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;

use crate::world::World;

fn demand(payment: &pb::FundPayment, fen: i64) -> pb::DemandFundRecoveryRequest {
    pb::DemandFundRecoveryRequest {
        payment: payment.name.clone(), amount_fen: fen, reason: "弄虚作假取得奖励".into()
    }
}

#[tokio::test]
async fn what_is_demanded_back_comes_bit_by_bit_and_is_available_again() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let payment = world.paid(&fund, &organization, 4_000).await;
    let mut cashier = world.payments();
    let more = cashier.demand_fund_recovery(demand(&payment, 4_001)).await.unwrap_err();
    assert_eq!(reason(&more), (Code::FailedPrecondition, "FUND_RECOVERY_EXCEEDED".into()));
    assert_eq!(violated(&cashier.demand_fund_recovery(demand(&payment, -1)).await.unwrap_err()), ["amount_fen"]);
    let demanded = cashier.demand_fund_recovery(demand(&payment, 3_000)).await.unwrap().into_inner();
    let demanded = demanded.fund_recovery.unwrap();
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 0, 0, 1_000, 3_000]);
    let rest = cashier.demand_fund_recovery(demand(&payment, 1_001)).await.unwrap_err();
    assert_eq!(metadata(&rest, "most_fen"), "1000");
    let receive = |of: &pb::FundRecovery, fen| pb::ReceiveFundRecoveryRequest {
        name: of.name.clone(),
        etag: of.etag.clone(),
        amount_fen: fen,
    };
    let part = cashier.receive_fund_recovery(receive(&demanded, 1_000)).await.unwrap().into_inner();
    let part = part.fund_recovery.unwrap();
    assert_eq!((part.amount_fen, part.received_fen), (3_000, 1_000));
    let stale = cashier.receive_fund_recovery(receive(&demanded, 1_000)).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "FUND_RECORD_CHANGED".into()));
    let more = cashier.receive_fund_recovery(receive(&part, 2_001)).await.unwrap_err();
    assert_eq!((reason(&more).1.as_str(), metadata(&more, "most_fen").as_str()), ("FUND_RECOVERY_EXCEEDED", "2000"));
    let list = pb::ListFundRecoveriesRequest { outstanding: true, ..Default::default() };
    let listed = cashier.list_fund_recoveries(list.clone()).await.unwrap().into_inner().fund_recoveries;
    assert_eq!(listed, std::slice::from_ref(&part));
    cashier.receive_fund_recovery(receive(&part, 2_000)).await.unwrap();
    assert!(cashier.list_fund_recoveries(list).await.unwrap().into_inner().fund_recoveries.is_empty());
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 9_000, 0, 0, 1_000, 0]);
    let request = pb::GetFundPaymentRequest { name: payment.name };
    let payment = cashier.get_fund_payment(request).await.unwrap().into_inner().fund_payment.unwrap();
    assert_eq!((payment.demanded_fen, payment.returned_fen), (3_000, 3_000));
    assert_eq!(world.facts::<pb::FundRecoveryDemanded>().await.len(), 1);
    assert_eq!(world.facts::<pb::FundRecoveryReceived>().await.len(), 2);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_demanded_of_what_was_not_paid() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let approved = world.approved(&fund, &organization, 4_000).await;
    let payment = world.instructed(&approved).await.unwrap();
    let refused = world.payments().demand_fund_recovery(demand(&payment, 1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_PAYMENT_STATE".into()));
    let mut unknown = payment;
    unknown.name = "fundPayments/018f0000-0000-7000-8000-000000000001".into();
    let refused = world.payments().demand_fund_recovery(demand(&unknown, 1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "FUND_PAYMENT_NOT_FOUND".into()));
    world.city.suite.stop().await;
}
