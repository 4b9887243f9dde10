//! The money of the round: its fund, what is paid and what comes back, and the ledger of both.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient;
use onecode_tests::harness::{Deployment, budgeted};
use testkit::Client;
use tonic::Status;

use super::calls::YEAR;
use crate::contract::official;
use crate::fund::cashier;

/// What the fund has, in fen.
pub(super) const FUND: i64 = 10_000_000;

/// A fund with money of the year, which a second person approved.
pub(super) async fn funded(suite: &Deployment) -> pb::Fund {
    let fund = pb::Fund {
        title: "公益创投专项资金".into(),
        purpose: "资助社会组织公益项目".into(),
        basis: "湖财社〔2026〕1号".into(),
        valid_from: Some(Date { year: YEAR, month: 1, day: 1 }),
        ..Default::default()
    };
    budgeted(suite, fund, FUND).await
}

pub(super) async fn instructed(suite: &Deployment, part: &pb::VentureInstalment) -> Result<pb::FundPayment, Status> {
    let request = pb::InstructFundPaymentRequest { application: part.application.clone() };
    let answer = cashier(suite).instruct_fund_payment(request).await?.into_inner();
    Ok(answer.fund_payment.expect("the answer holds it"))
}

/// What was instructed is confirmed by hand.
pub(super) async fn confirmed(suite: &Deployment, payment: &pb::FundPayment) -> pb::FundPayment {
    let request = pb::ConfirmFundPaymentRequest {
        name: payment.name.clone(),
        etag: payment.etag.clone(),
        bank_reference: "B2".into(),
        paid_date: Some(suite.site.day(0)),
    };
    let answer = cashier(suite).confirm_fund_payment(request).await.expect("it is under way").into_inner();
    answer.fund_payment.expect("the answer holds it")
}

/// What is demanded of a payment and not there yet.
pub(super) async fn outstanding(suite: &Deployment, payment: &pb::FundPayment) -> Vec<pb::FundRecovery> {
    let request =
        pb::ListFundRecoveriesRequest { payment: payment.name.clone(), outstanding: true, ..Default::default() };
    let answer = cashier(suite).list_fund_recoveries(request).await.expect("they can be listed");
    answer.into_inner().fund_recoveries
}

pub(super) async fn received(suite: &Deployment, demanded: &pb::FundRecovery) {
    let request = pb::ReceiveFundRecoveryRequest {
        name: demanded.name.clone(),
        etag: demanded.etag.clone(),
        amount_fen: demanded.amount_fen,
    };
    cashier(suite).receive_fund_recovery(request).await.expect("no more came than was demanded");
}

fn auditor(suite: &Deployment) -> LedgerServiceClient<Client> {
    LedgerServiceClient::new(suite.client(official(suite, "purchase-fund-auditor", "zhou").fresh()))
}

/// Fen in each account: source, available, committed, in transit, paid, receivable.
pub(super) async fn balances(suite: &Deployment, fund: &pb::Fund) -> Vec<i64> {
    let request = pb::GetLedgerBookRequest { name: format!("{}/books/{YEAR}", fund.name), cursor: 0 };
    let book = auditor(suite).get_ledger_book(request).await.expect("money was allotted").into_inner().book;
    book.expect("the answer holds it").balances.iter().map(|balance| balance.amount_fen).collect()
}

/// The ledger proves itself.
pub(super) async fn proved(suite: &Deployment) {
    let found = auditor(suite).verify_ledger(pb::VerifyLedgerRequest {}).await.expect("it can be proved");
    let found = found.into_inner();
    assert!(found.book_count > 0 && found.movement_count > 0, "{found:?}");
    assert_eq!(found.differences, []);
}
