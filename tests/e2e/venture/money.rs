//! The money of the round: its fund, what is paid and what comes back, and the ledger of both.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient;
use onecode_tests::harness::Deployment;
use testkit::Client;
use tonic::Status;

use super::calls::{YEAR, day};
use crate::contract::official;
use crate::fund::{cashier, with_money};

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
    let allotment = pb::Allotment {
        year: YEAR,
        amount_fen: FUND,
        document_number: "湖财预〔2026〕8号".into(),
        ..Default::default()
    };
    with_money(suite, fund, allotment).await
}

pub(super) async fn instructed(suite: &Deployment, part: &pb::VentureInstalment) -> Result<pb::FundPayment, Status> {
    let request = pb::InstructFundPaymentRequest { application: part.application.clone() };
    let answer = cashier(suite).instruct_fund_payment(request).await?.into_inner();
    Ok(answer.fund_payment.expect("the answer holds it"))
}

/// What was instructed is on a statement of the bank, of which the line is found by itself.
pub(super) async fn stated_paid(suite: &Deployment, payment: &pb::FundPayment) -> pb::FundPayment {
    let today = vocab::day_of(suite.site.clock().now());
    let (yuan, fen) = (payment.amount_fen / 100, payment.amount_fen % 100);
    let content = format!(
        "line,date,amount,payee,bank_reference,reference\n1,{today},{yuan}.{fen:02},{},B1,{}\n",
        payment.payee_title, payment.number
    );
    let import = pb::ImportBankStatementRequest { number: format!("{YEAR}01"), content, validate_only: false };
    let statement = cashier(suite).import_bank_statement(import).await.expect("it is whole").into_inner();
    let statement = statement.bank_statement.expect("every row is right");
    let lines = pb::ListBankStatementLinesRequest { parent: statement.name, ..Default::default() };
    let lines = cashier(suite).list_bank_statement_lines(lines).await.expect("they can be listed").into_inner().lines;
    assert_eq!(lines[0].proposals[0].payment, payment.name);
    let settle = pb::SettleFundPaymentRequest { name: lines[0].name.clone(), payment: payment.name.clone() };
    let paid = cashier(suite).settle_fund_payment(settle).await.expect("the amounts are the same").into_inner();
    paid.fund_payment.expect("the answer holds it")
}

/// What was instructed is confirmed by hand.
pub(super) async fn confirmed(suite: &Deployment, payment: &pb::FundPayment) -> pb::FundPayment {
    let request = pb::ConfirmFundPaymentRequest {
        name: payment.name.clone(),
        etag: payment.etag.clone(),
        bank_reference: "B2".into(),
        paid_date: Some(day(suite, 0)),
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
