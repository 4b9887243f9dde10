//! Postings to one account of the ledger of funds, each a call and a hundred a call, beside pgbench's own TPC-B; and the proof of the ledger.

use std::collections::VecDeque;
use std::time::Instant;

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient;
use testkit::Client;
use tonic::service::interceptor::InterceptedService;

use crate::books::{self, day};
use crate::callers::name;
use crate::pgbench;
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::settling;
use crate::tally::{Caller, Turns, closed_loop, median};

const HUZHOU: &str = "330500";
const YEAR: i32 = 2026;
/// Allotments that wait for approval; each turn approves some.
const WAITING: usize = 40_000;
/// Of the peer's rate, where a call posts a hundred times.
const SHARE: f64 = 0.5;
/// Seconds.
const LIMIT: f64 = 10.0;

/// Every caller posts to one fund and year, so that all move the same two accounts: allotments are approved each by a call, then payments are
/// settled a hundred by a call.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let register = Register::empty().await;
    let fund = fund(&register).await;
    pgbench::prepare_tpc_b(&register.url, 1).await;
    let mut report = Report::new(format!("Ledger of special funds, {} callers", plan.callers));
    let approvals = turns(plan, &register, approvers(plan, &register, &fund).await).await;
    approvals.report(&mut report, ("postings to one account, each a call", 1.0), None);
    let cashier = || client(&register, "purchase-fund-cashier", "qian");
    let settlers = settling::settlers(plan, &register, (&fund, YEAR - 1, HUZHOU), cashier).await;
    let settlements = turns(plan, &register, settlers).await;
    let what = format!("postings to one account, {} a call", settling::AT_ONCE);
    settlements.report(&mut report, (&what, number(settling::AT_ONCE)), Some(SHARE));
    report.note(format!("Approvals of allotments: {}.", approvals.ours.all.statuses()));
    report.note(format!("Calls that settle {} lines: {}.", settling::AT_ONCE, settlements.ours.all.statuses()));
    report.note(
        "Each a call: ApproveAllotment through the gateway: key, row lock, two people, movement with two lines, two \
         balances, audit row, fact. 100 a call: SettleFundPayments through the gateway: of each line the locks of \
         application, payment and line, the three rows changed, a movement with two lines, a fact; of each call key, two \
         balances, audit row. Each all of one fund and year. pgbench: its own TPC-B at scale 1, where every transaction \
         moves the balance of one branch, prepared, in the same database.",
    );
    prove(plan, &register, &fund, &mut report).await;
    register.stop().await;
    report.print()
}

/// Turns of ours, and the rates of the peer's.
struct Beside {
    ours: Turns,
    theirs: Vec<f64>,
}

/// Callers of ours and TPC-B take turns.
async fn turns<C: Caller>(plan: &Plan, register: &Register, mut callers: Vec<C>) -> Beside {
    let mut turns = Beside { ours: Turns::new(), theirs: Vec::new() };
    for _ in 0..plan.rounds {
        turns.theirs.extend(pgbench::tpc_b(&register.url, plan.callers, plan.turn).await.map(|peer| peer.rate));
        let (tally, back) = closed_loop(callers, plan.turn).await;
        callers = back;
        turns.ours.add(tally);
        register.settle().await;
    }
    turns
}

impl Beside {
    /// So many postings a call, each beside a transaction of the peer's; judged where a share of its rate is wanted.
    fn report(&self, report: &mut Report, (what, postings): (&str, f64), share: Option<f64>) {
        let rate = self.ours.rate() * postings;
        let ours = format!("{}/s", count(rate));
        if self.theirs.is_empty() {
            report.line(what, ours, "no pgbench");
        } else {
            let peer = median(self.theirs.clone());
            let beside = format!("pgbench TPC-B {}/s", count(peer));
            match share {
                Some(share) => report.judged(what, ours, beside, Target::at_least_times(rate / peer, share)),
                None => report.line(what, ours, format!("{beside}: {:.2} x", rate / peer)),
            }
        }
        let (p50, p99) = self.ours.times();
        report.line("", format!("p50 {p50:.1} ms, p99 {p99:.1} ms"), "");
    }
}

/// Callers who share what waits for approval.
async fn approvers(plan: &Plan, register: &Register, fund: &str) -> Vec<Approver> {
    propose(register, fund).await;
    let waiting = waiting(register, fund).await;
    let share = waiting.len().div_ceil(plan.callers).max(1);
    let approver = |mine: &[pb::Allotment]| Approver {
        funds: funds(register, "purchase-fund-approver", "shen"),
        waiting: mine.to_vec().into(),
    };
    waiting.chunks(share).map(approver).collect()
}

/// The proof over a ledger that is filled past the program.
async fn prove(plan: &Plan, register: &Register, fund: &str, report: &mut Report) {
    let movements = plan.rows.div_ceil(2);
    fill(register, fund, movements).await;
    let begun = Instant::now();
    let mut ledger = ledger(register);
    let proof = ledger.verify_ledger(pb::VerifyLedgerRequest {}).await.expect("it can be proved").into_inner();
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(proof.differences, [], "it fits");
    let lines = usize::try_from(proof.line_count).expect("it is no less than 0");
    assert!(lines >= plan.rows, "every line was reckoned");
    let what = format!("the proof over {} lines", count(number(lines)));
    report.judged(what, format!("{took:.2} s"), "", Target::below(took, LIMIT, "s"));
    let begun = Instant::now();
    let request = pb::GetLedgerBookRequest {
        name: format!("{fund}/books/{}", YEAR + 1),
        cursor: i64::try_from(movements / 2).expect("it is small"),
    };
    ledger.get_ledger_book(request).await.expect("the past is told");
    report.line("… balances at a movement of the past", format!("{:.2} s", begun.elapsed().as_secs_f64()), "");
}

/// Approves one allotment after the other.
struct Approver {
    funds: FundServiceClient<Client>,
    waiting: VecDeque<pb::Allotment>,
}

impl Caller for Approver {
    async fn call(&mut self) -> Result<(), String> {
        let next = self.waiting.pop_front().ok_or("nothing waits for approval any more")?;
        let request = pb::ApproveAllotmentRequest { name: next.name, etag: next.etag };
        self.funds.approve_allotment(request).await.map_err(|status| name(&status))?;
        Ok(())
    }
}

fn client(register: &Register, role: &str, account: &str) -> Client {
    let caller = register.site.official("civil-affairs", HUZHOU, &[role], account);
    InterceptedService::new(register.server.channel(), caller.fresh())
}

fn funds(register: &Register, role: &str, account: &str) -> FundServiceClient<Client> {
    FundServiceClient::new(client(register, role, account))
}

fn ledger(register: &Register) -> LedgerServiceClient<Client> {
    LedgerServiceClient::new(client(register, "purchase-fund-auditor", "zhou"))
}

async fn fund(register: &Register) -> String {
    let fund = pb::Fund {
        title: "测量".into(),
        purpose: "测量".into(),
        basis: "测量".into(),
        valid_from: day(2020, 1, 1),
        ..Default::default()
    };
    let request = pb::CreateFundRequest { fund: Some(fund), validate_only: false };
    let made = funds(register, "purchase-fund-officer", "huang").create_fund(request).await.expect("it is whole");
    made.into_inner().fund.expect("the answer holds it").name
}

/// Proposes what is to be approved, past the program: proposing is not measured.
async fn propose(register: &Register, fund: &str) {
    let fund = fund.trim_start_matches("funds/");
    let statement = format!(
        "insert into purchase.allotment (id, fund, division, year, amount_fen, document_number, department, created_by,
           created_officer, created_at, updated_at)
         select gen_random_uuid(), '{fund}', '{HUZHOU}', {YEAR}, 100, 'x', 'civil-affairs', 'bench', 'huang', now(), now()
         from generate_series(1, {WAITING})"
    );
    books::run(&mut register.books().await, &statement).await;
}

async fn waiting(register: &Register, fund: &str) -> Vec<pb::Allotment> {
    let mut funds = funds(register, "purchase-fund-officer", "huang");
    let mut request = pb::ListAllotmentsRequest { parent: fund.to_owned(), page_size: 200, ..Default::default() };
    let mut all = Vec::with_capacity(WAITING);
    loop {
        let page = funds.list_allotments(request.clone()).await.expect("they can be listed").into_inner();
        all.extend(page.allotments);
        if page.next_page_token.is_empty() {
            return all;
        }
        request.page_token = page.next_page_token;
    }
}

/// A book of so many movements of two lines each, one fen at a time.
async fn fill(register: &Register, fund: &str, movements: usize) {
    let fund = fund.trim_start_matches("funds/");
    let year = YEAR + 1;
    let statement = format!(
        "set session_replication_role = replica;
         insert into purchase.ledger_book values ('{fund}', {year}, '{HUZHOU}', {movements}, now());
         insert into purchase.ledger_account
           select '{fund}', {year}, account, fen, limit_fen from (values ('source', -{movements}, null),
             ('available', {movements}, 0), ('committed', 0, 0), ('in_transit', 0, 0), ('paid', 0, 0), ('receivable', 0, 0))
             as given (account, fen, limit_fen);
         insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select '{fund}', {year}, number, 'allotment', 'allotments/bench', 'bench', now()
           from generate_series(1, {movements}) number;
         insert into purchase.ledger_line
           select '{fund}', {year}, number, account, fen
           from generate_series(1, {movements}) number, (values ('source', -1), ('available', 1)) as line (account, fen);
         set session_replication_role = origin;
         analyze purchase.ledger_line; analyze purchase.ledger_movement"
    );
    books::run(&mut register.books().await, &statement).await;
}
