//! A fund awards what its table says for a 4A rating, once, although it is asked for twice; the ledger shows every step.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_payment_service_client::FundPaymentServiceClient;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;
use onecode_tests::harness::{Deployment, budgeted, eventually, reason};
use testkit::Client;

use crate::command_line::{command, said};
use crate::contract::official;
use crate::rating;

/// The year of the held clock, after the day from which the grade holds.
const YEAR: i32 = 2027;
/// The first day of the year.
const FIRST_DAY: Date = Date { year: YEAR, month: 1, day: 1 };
const BUDGET: i64 = 10_000_000;
const AWARD: i64 = 2_000_000;

fn officer(suite: &Deployment) -> FundServiceClient<Client> {
    FundServiceClient::new(suite.client(official(suite, "purchase-fund-officer", "huang").fresh()))
}

fn approver(suite: &Deployment) -> FundServiceClient<Client> {
    FundServiceClient::new(suite.client(official(suite, "purchase-fund-approver", "shen").fresh()))
}

pub(crate) fn cashier(suite: &Deployment) -> FundPaymentServiceClient<Client> {
    FundPaymentServiceClient::new(suite.client(official(suite, "purchase-fund-cashier", "qian").fresh()))
}

/// A fund with a budget and a table of awards, each approved by a second person.
async fn funded(suite: &Deployment) -> pb::Fund {
    let fund = pb::Fund {
        title: "社会组织发展专项资金".into(),
        purpose: "评估等级奖励".into(),
        basis: "湖财社〔2027〕1号".into(),
        valid_from: Some(FIRST_DAY),
        ..Default::default()
    };
    let fund = budgeted(suite, fund, BUDGET).await;
    let schedule = pb::AwardSchedule {
        rates: vec![pb::AwardRate { grade: pb::TransferGrade::Aaaa.into(), amount_fen: AWARD }],
        basis: "湖民〔2027〕3号".into(),
        valid_from: Some(FIRST_DAY),
        ..Default::default()
    };
    let request = pb::CreateAwardScheduleRequest {
        parent: fund.name.clone(),
        award_schedule: Some(schedule),
        validate_only: false,
    };
    let draft = officer(suite).create_award_schedule(request).await.expect("it is whole").into_inner().award_schedule;
    let draft = draft.expect("the answer holds it");
    let request = pb::AdoptAwardScheduleRequest { name: draft.name, etag: draft.etag };
    approver(suite).adopt_award_schedule(request).await.expect("somebody else drafted it");
    fund
}

/// What was instructed is on a statement of the bank, of which the line is found by itself.
pub(crate) async fn stated_paid(suite: &Deployment, payment: &pb::FundPayment) -> pb::FundPayment {
    let today = vocab::day_of(suite.site.clock().now());
    let (yuan, fen) = (payment.amount_fen / 100, payment.amount_fen % 100);
    let content = format!(
        "line,date,amount,payee,bank_reference,reference\n1,{today},{yuan}.{fen:02},{},B1,{}\n",
        payment.payee_title, payment.number
    );
    let import =
        pb::ImportBankStatementRequest { number: format!("{}01", today.year()), content, validate_only: false };
    let statement = cashier(suite).import_bank_statement(import).await.expect("it is whole").into_inner();
    let statement = statement.bank_statement.expect("every row is right");
    let lines = pb::ListBankStatementLinesRequest { parent: statement.name, ..Default::default() };
    let lines = cashier(suite).list_bank_statement_lines(lines).await.expect("they can be listed").into_inner().lines;
    let proposed = &lines[0].proposals[0];
    assert_eq!((proposed.payment.as_str(), proposed.score), (payment.name.as_str(), 100));
    let settle = pb::SettleFundPaymentRequest { name: lines[0].name.clone(), payment: payment.name.clone() };
    let paid = cashier(suite).settle_fund_payment(settle).await.expect("the amounts are the same").into_inner();
    paid.fund_payment.expect("the answer holds it")
}

pub(crate) async fn awarded_once(suite: &Deployment) {
    let organization = rating::rated_4a(suite).await;
    let fund = funded(suite).await;
    let asked = pb::FundApplication {
        fund: fund.name.clone(),
        organization: organization.clone(),
        kind: pb::FundApplicationKind::GradeAward.into(),
        year: YEAR,
        ..Default::default()
    };
    let request = pb::CreateFundApplicationRequest { fund_application: Some(asked), validate_only: false };
    eventually("that credit knows what happened since", async || {
        let trial = pb::CreateFundApplicationRequest { validate_only: true, ..request.clone() };
        let answer = officer(suite).create_fund_application(trial).await.ok()?.into_inner().fund_application?;
        let allowed = answer.eligibility?.decision() == pb::FundEligibilityDecision::Allowed;
        allowed.then_some(())
    })
    .await;
    let first = officer(suite).create_fund_application(request.clone()).await.expect("it has the grade").into_inner();
    let first = first.fund_application.expect("the answer holds it");
    assert_eq!(first.amount_fen, AWARD);
    let second = officer(suite).create_fund_application(request.clone()).await.expect_err("it was asked for");
    assert_eq!(reason(&second), "AWARD_EXISTS");

    let approval =
        pb::ApproveFundApplicationRequest { name: first.name.clone(), etag: first.etag, ..Default::default() };
    let approved = approver(suite).approve_fund_application(approval).await.expect("it may be funded").into_inner();
    let approved = approved.fund_application.expect("the answer holds it");
    let instruct = pb::InstructFundPaymentRequest { application: approved.name.clone() };
    let payment = cashier(suite).instruct_fund_payment(instruct).await.expect("it is approved").into_inner();
    let payment = payment.fund_payment.expect("the answer holds it");
    let paid = stated_paid(suite, &payment).await;
    assert_eq!(paid.status(), pb::FundPaymentStatus::Paid);
    let third = officer(suite).create_fund_application(request).await.expect_err("it was paid");
    assert_eq!(reason(&third), "AWARD_EXISTS");
    typed(suite, &fund).await;
}

/// An auditor looks at the ledger at the command line.
async fn typed(suite: &Deployment, fund: &pb::Fund) {
    let auditor = official(suite, "purchase-fund-auditor", "zhou");
    let listed = command(suite, &auditor, &["fund", "list"]).await;
    assert!(said(&listed).contains(&fund.name), "{}", said(&listed));
    let year = YEAR.to_string();
    let now = command(suite, &auditor, &["ledger", "balance", &fund.name, "--year", &year]).await;
    assert!(said(&now).contains("80000.00") && said(&now).contains("20000.00"), "{}", said(&now));
    let words = ["ledger", "balance", &fund.name, "--year", &year, "--at", "1", "--output", "json"];
    let then = command(suite, &auditor, &words).await;
    assert!(said(&then).contains("10000000") && !said(&then).contains("8000000"), "{}", said(&then));
    let publisher = official(suite, "purchase-publisher", "lu");
    let words = ["grants", "export", "--fund", &fund.name, "--year", &year, "--out", "open-data"];
    let exported = command(suite, &publisher, &words).await;
    assert!(exported.status.success() && said(&exported).contains("grants: 1; files: 1"), "{}", said(&exported));
    let name = format!("open-data/grants-{}-{year}.json", fund.name.trim_start_matches("funds/"));
    let package = std::fs::read_to_string(suite.site.home().join(name)).expect("the file is there");
    assert!(package.contains(r#""amountAwarded":20000.00,"amountDisbursed":20000.00"#), "{package}");
    let verified = command(suite, &auditor, &["ledger", "verify"]).await;
    assert!(verified.status.success() && said(&verified).contains("differences: 0"), "{}", said(&verified));
}
