//! kill -9 of purchase at every step of payments: each step is there with its movement and its fact, or not at all, and once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::join_all;
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_payment_service_client::FundPaymentServiceClient as Payments;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient as Funds;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient as Ledger;
use onecode_tests::harness::{
    Arrangement, Books, Deployment, Roads, budgeted, code, creation, eventually, may_repeat, reason,
};
use testkit::{Caller, Client};
use tonic::service::interceptor::InterceptedService;
use tonic::{Response, Status};

use crate::chance::Chance;

const DESKS: usize = 4;
const EACH: usize = 5;
const ALL: usize = DESKS * EACH;
/// From an application to money that came back: submitted, approved, instructed, paid, demanded back, received.
const STEPS: usize = 6;
const BUDGET: i64 = 1_000_000;
const SUBSIDY: i64 = 1_000;
const RETURNED: i64 = 400;

/// What must find nothing, and what it would mean if it did.
const HALVES: [(&str, &str); 4] = [
    (
        "an application that stands otherwise than its payment",
        "select count(*) from purchase.fund_application a
         where a.status <> 'paid' or 1 <> (select count(*) from purchase.fund_payment p
             where p.application = a.id and p.status = 'paid' and p.amount_fen = a.amount_fen)",
    ),
    (
        "a payment without one movement of its instruction and one of the bank's payment",
        "select count(*) from purchase.fund_payment p
         where (select array_agg(m.kind order by m.number) from purchase.ledger_movement m
             where m.subject = 'fundPayments/' || p.id) is distinct from array['instruction', 'payment']",
    ),
    (
        "a demand without one movement of its own and one of what came back",
        "select count(*) from purchase.fund_recovery r
         where (select array_agg(m.kind order by m.number) from purchase.ledger_movement m
             where m.subject = 'fundRecoveries/' || r.id) is distinct from array['demand', 'receipt']",
    ),
    (
        "an account that has something else than its lines come to",
        "select count(*) from purchase.ledger_account a where a.balance_fen <> (select coalesce(sum(l.amount_fen), 0)
             from purchase.ledger_line l where (l.fund, l.year, l.account) = (a.fund, a.year, a.account))",
    ),
];

/// Facts of which there is one for each payment.
const FACTS: [&str; STEPS] = [
    "FundApplicationSubmitted",
    "FundApplicationApproved",
    "FundPaymentInstructed",
    "FundPaymentPaid",
    "FundRecoveryDemanded",
    "FundRecoveryReceived",
];

/// Where payments are made; what was not acknowledged is repeated with the same key.
#[derive(Clone)]
struct Desk {
    roads: Roads,
    officer: Caller,
    approver: Caller,
    cashier: Caller,
    done: Arc<AtomicUsize>,
    /// Calls that nobody answered.
    lost: Arc<AtomicUsize>,
}

impl Desk {
    fn at(suite: &Deployment) -> Self {
        let by = |role: &str, account: &str| suite.site.official("civil-affairs", "330500", &[role], account);
        Self {
            roads: Roads::to(&[suite.endpoint()]),
            officer: by("purchase-fund-officer", "huang"),
            approver: by("purchase-fund-approver", "shen"),
            cashier: by("purchase-fund-cashier", "qian"),
            done: Arc::default(),
            lost: Arc::default(),
        }
    }

    async fn step<T>(
        &self,
        caller: &Caller,
        key: String,
        step: impl AsyncFn(Client) -> Result<Response<T>, Status>,
    ) -> T {
        loop {
            let client = InterceptedService::new(self.roads.channel(), caller.keyed(&key));
            match tokio::time::timeout(Duration::from_secs(5), step(client)).await {
                Ok(Ok(answer)) => {
                    self.done.fetch_add(1, Ordering::Relaxed);
                    return answer.into_inner();
                }
                Ok(Err(status)) => {
                    assert!(may_repeat(&status), "a fault of the server is no refusal: {status:?}");
                    let lost = usize::from(reason(&status) == "UNAVAILABLE");
                    self.lost.fetch_add(lost, Ordering::Relaxed);
                }
                Err(_) => {}
            }
            self.roads.turn().await;
        }
    }

    async fn pay_all(self, fund: pb::Fund, desk: usize) {
        for serial in (1..=ALL).skip(desk).step_by(DESKS) {
            self.pay(&fund, u32::try_from(serial).expect("few payments")).await;
        }
    }

    async fn pay(&self, fund: &pb::Fund, serial: u32) {
        let key = |step: &str| format!("{step}-{serial}");
        let request =
            pb::CreateFundApplicationRequest { fund_application: Some(subsidy(fund, serial)), validate_only: false };
        let submitted = self
            .step(&self.officer, key("submit"), async |client| {
                Funds::new(client).create_fund_application(request.clone()).await
            })
            .await
            .fund_application
            .expect("the answer holds it");
        let request = pb::ApproveFundApplicationRequest {
            name: submitted.name.clone(),
            etag: submitted.etag,
            ..Default::default()
        };
        self.step(&self.approver, key("approve"), async |client| {
            Funds::new(client).approve_fund_application(request.clone()).await
        })
        .await;
        let request = pb::InstructFundPaymentRequest { application: submitted.name };
        let instructed = self
            .step(&self.cashier, key("instruct"), async |client| {
                Payments::new(client).instruct_fund_payment(request.clone()).await
            })
            .await
            .fund_payment
            .expect("the answer holds it");
        let request = pb::ConfirmFundPaymentRequest {
            name: instructed.name.clone(),
            etag: instructed.etag,
            bank_reference: format!("B{serial}"),
            paid_date: Some(first_day(fund)),
        };
        self.step(&self.cashier, key("confirm"), async |client| {
            Payments::new(client).confirm_fund_payment(request.clone()).await
        })
        .await;
        let request =
            pb::DemandFundRecoveryRequest {
                payment: instructed.name, amount_fen: RETURNED, reason: "项目结余".into()
            };
        let demanded = self
            .step(&self.cashier, key("demand"), async |client| {
                Payments::new(client).demand_fund_recovery(request.clone()).await
            })
            .await
            .fund_recovery
            .expect("the answer holds it");
        let request = pb::ReceiveFundRecoveryRequest { name: demanded.name, etag: demanded.etag, amount_fen: RETURNED };
        self.step(&self.cashier, key("receive"), async |client| {
            Payments::new(client).receive_fund_recovery(request.clone()).await
        })
        .await;
    }
}

fn first_day(fund: &pb::Fund) -> Date {
    fund.valid_from.expect("a fund begins on a day")
}

fn subsidy(fund: &pb::Fund, serial: u32) -> pb::FundApplication {
    pb::FundApplication {
        fund: fund.name.clone(),
        organization: format!("organizations/{}", code(serial)),
        kind: pb::FundApplicationKind::Subsidy.into(),
        year: first_day(fund).year,
        amount_fen: SUBSIDY,
        purpose: "社区养老服务项目".into(),
        ..Default::default()
    }
}

/// A fund with its budget of this year.
async fn funded(suite: &Deployment) -> pb::Fund {
    let year = suite.site.day(0).year;
    let fund = pb::Fund {
        title: "社会组织发展专项资金".into(),
        purpose: "项目补助".into(),
        basis: "湖财社1号".into(),
        valid_from: Some(Date { year, month: 1, day: 1 }),
        ..Default::default()
    };
    budgeted(suite, fund, BUDGET).await
}

/// Registers whom the fund pays, and waits until credit knows of all of them.
async fn registered(suite: &Deployment, desk: &Desk, fund: &pb::Fund) {
    let all = 1..=u32::try_from(ALL).expect("few payments");
    for serial in all.clone() {
        let mut register = suite.organizations(suite.site.registrar().fresh());
        register.create_organization(creation(serial)).await.expect("it is new");
    }
    for serial in all {
        let trial =
            pb::CreateFundApplicationRequest { fund_application: Some(subsidy(fund, serial)), validate_only: true };
        eventually("credit knows of it", async || {
            let mut officer = Funds::new(suite.client(desk.officer.fresh()));
            let answer = officer.create_fund_application(trial.clone()).await.ok()?.into_inner().fund_application?;
            (answer.eligibility?.decision() == pb::FundEligibilityDecision::Allowed).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn purchase_killed_at_every_step_of_payments_pays_each_once() {
    let mut chance = Chance::new();
    let mut suite = Deployment::start(Arrangement::ProcessPerPart).await;
    let desk = Desk::at(&suite);
    let fund = funded(&suite).await;
    registered(&suite, &desk, &fund).await;

    let desks = join_all((0..DESKS).map(|at| desk.clone().pay_all(fund.clone(), at)));
    let strikes = async {
        // more strikes than steps, spread over all of them
        for strike in 0..STEPS + 2 {
            let goal = 2 + strike * (ALL * STEPS) / (STEPS + 3);
            eventually("steps are taken", async || (desk.done.load(Ordering::Relaxed) >= goal).then_some(())).await;
            chance.moment().await;
            suite.strike("purchase").await;
        }
    };
    tokio::join!(desks, strikes);
    assert!(desk.lost.load(Ordering::Relaxed) > 0, "nothing was struck");

    let mut books = Books::open(suite.database.url()).await;
    books.balance().await;
    for (meaning, statement) in HALVES {
        assert_eq!(books.count(statement).await, 0, "{meaning}");
    }
    let all = i64::try_from(ALL).expect("few payments");
    assert_eq!(books.count("select count(*) from purchase.fund_application").await, all);
    assert_eq!(books.count("select count(*) from purchase.fund_payment").await, all);
    for fact in FACTS {
        let told = "select count(*) from uow.event where type = 'onecode.purchase.v1.' || $1";
        assert_eq!(books.count_of(told, fact).await, all, "{fact}");
    }
    let auditor = suite.site.official("civil-affairs", "330500", &["purchase-fund-auditor"], "zhou");
    let mut ledger = Ledger::new(suite.client(auditor.fresh()));
    let proof = ledger.verify_ledger(pb::VerifyLedgerRequest {}).await.expect("it can be verified").into_inner();
    assert_eq!(proof.differences, []);
    let name = format!("{}/books/{}", fund.name, first_day(&fund).year);
    let mut ledger = Ledger::new(suite.client(auditor.fresh()));
    let book = ledger.get_ledger_book(pb::GetLedgerBookRequest { name, cursor: 0 }).await.expect("it is there");
    let balances = book.into_inner().book.expect("the answer holds it").balances;
    let fen: Vec<i64> = balances.iter().map(|balance| balance.amount_fen).collect();
    let kept = all * (SUBSIDY - RETURNED);
    assert_eq!(fen, [-BUDGET, BUDGET - kept, 0, 0, kept, 0]);
    suite.stop().await;
}
