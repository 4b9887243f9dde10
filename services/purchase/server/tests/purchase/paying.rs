//! What was accepted is paid, and never twice.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::market::{AMOUNT, Market, payment};
use crate::world::date;

async fn pay(market: &Market, request: pb::RecordContractPaymentRequest) -> Result<pb::Contract, Status> {
    Ok(market.payer().record_contract_payment(request).await?.into_inner().contract.unwrap())
}

#[tokio::test]
async fn only_what_was_accepted_is_paid_and_not_a_fen_more() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let refused = pay(&market, payment(&signed, 1, 1, "v1")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_MILESTONE_STATE".into()));
    let accepted = market.accepted(&signed, 1).await;
    let refused = pay(&market, payment(&accepted, 1, AMOUNT / 2 + 1, "v1")).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CONTRACT_PAYMENT_ABOVE_MILESTONE");
    let paid = pay(&market, payment(&accepted, 1, AMOUNT / 2 - 1, "v1")).await.unwrap();
    assert_eq!((paid.paid_fen, paid.milestones[0].paid_fen), (AMOUNT / 2 - 1, AMOUNT / 2 - 1));
    let refused = pay(&market, payment(&paid, 1, 2, "v2")).await.unwrap_err();
    assert_eq!(metadata(&refused, "open_fen"), "1");
    let refused = pay(&market, payment(&paid, 1, 1, "v1")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CONTRACT_PAYMENT_EXISTS".into()));
    assert_eq!(pay(&market, payment(&paid, 1, 1, "v2")).await.unwrap().payments.len(), 2);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn amounts_that_cannot_be_are_refused() {
    let market = Market::start().await;
    let accepted = market.accepted(&market.signed().await, 1).await;
    for fen in [0, -1, i64::MIN, i64::MAX] {
        let refused = pay(&market, payment(&accepted, 1, fen, "v1")).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["payment.amount_fen"], "{fen}");
    }
    let mut future = payment(&accepted, 1, 1, "v1");
    future.payment.as_mut().unwrap().pay_date = date(2026, 11, 25);
    assert_eq!(violated_sorted(&pay(&market, future).await.unwrap_err()), ["payment.pay_date"]);
    let mut early = payment(&accepted, 1, 1, "v1");
    early.payment.as_mut().unwrap().pay_date = date(2026, 11, 19);
    assert_eq!(violated_sorted(&pay(&market, early).await.unwrap_err()), ["payment.pay_date"]);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn of_payments_that_come_at_once_one_is_recorded() {
    let market = Market::start().await;
    let accepted = market.accepted(&market.signed().await, 1).await;
    let calls = (0..8).map(|turn| pay(&market, payment(&accepted, 1, AMOUNT / 2, ["a", "b"][turn % 2])));
    let outcomes = join_all(calls).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused), (Code::Aborted, "CONTRACT_CHANGED".into()));
    }
    let paid = "select coalesce(sum(paid_fen), 0)::bigint from purchase.contract_milestone";
    assert_eq!(market.city.suite.count(paid).await, AMOUNT / 2);
    let mut connection = market.city.suite.database().connection().await;
    let bypassed = sqlx::query("update purchase.contract_milestone set paid_fen = paid_fen + 1 where number = 1")
        .execute(&mut connection)
        .await;
    assert!(bypassed.unwrap_err().to_string().contains("contract_milestone_paid_check"));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_repeated_payment_has_one_effect() {
    let market = Market::start().await;
    let accepted = market.accepted(&market.signed().await, 1).await;
    let payer = market.official("civil-affairs", &["purchase-payer"], "payer");
    let before = (market.city.suite.audited().await, market.city.suite.published().await);
    for _ in 0..2 {
        let mut client = crate::market::Contracts::new(market.client(payer.keyed("p")));
        let answer = client.record_contract_payment(payment(&accepted, 1, 7, "v1")).await.unwrap();
        assert_eq!(answer.into_inner().contract.unwrap().paid_fen, 7);
    }
    assert_eq!((market.city.suite.audited().await, market.city.suite.published().await), (before.0 + 1, before.1 + 1));
    market.city.suite.stop().await;
}
