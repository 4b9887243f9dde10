//! Whether an organisation may be admitted, beside the read of a single row, both through the gateway.

use std::time::Instant;

use onecode_proto::credit::v1::credit_record_service_client::CreditRecordServiceClient;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::{
    BatchCheckEligibilityRequest, CheckEligibilityRequest, EligibilityPurpose, GetCreditRecordRequest,
};
use sqlx::PgConnection;
use testkit::{Client, Credentials};
use tonic::service::interceptor::InterceptedService;

use crate::books::{code, run, run_without_indexes};
use crate::callers::name;
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::rules;
use crate::tally::{Caller, Tally, Turns, closed_loop};

/// Of each organisation.
const RECORDS: usize = 30;
/// Rows of one statement that fills.
const BATCH: usize = 50_000;
/// Different organisations that callers ask for.
const ASKED: i64 = 10_000;
/// Codes of one batch: what the contract takes.
const MANY: usize = 1_000;
const BATCHES: usize = 50;
/// Times the cost of the read of a single row.
const COST_LIMIT: f64 = 2.0;
/// Milliseconds.
const BATCH_LIMIT: f64 = 150.0;

/// Checks, single reads and batches, in turns.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let organizations = (plan.rows / 10).max(MANY);
    let register = Register::empty().await;
    let mut books = register.books().await;
    let begun = Instant::now();
    fill(&mut books, organizations).await;
    let filled = begun.elapsed().as_secs_f64();
    let codes: Vec<String> = some(&mut books, "select code from credit.organization order by md5(code) limit $1").await;
    let records: Vec<String> = some(&mut books, "select id::text from credit.record order by id limit $1").await;
    let mut report = Report::new(format!(
        "CheckEligibility among {} organisations with {RECORDS} records each, {} callers",
        count(number(organizations)),
        plan.callers
    ));
    singles(plan, &register, &codes, &records, &mut report).await;
    batches(&register, &codes, &mut report).await;
    rules::expression(&mut report);
    rules::rehearsal(&register, organizations, &mut report).await;
    report.note(format!(
        "Checks are for purchase of services; the read beside them is GetCreditRecord of one of the same rows. Both fill both cores \
         by turns, so the ratio of their rates is the ratio of what they cost, PostgreSQL, gateway and caller included. Filled by \
         set-based SQL in {filled:.0} s."
    ));
    register.stop().await;
    report.print()
}

async fn singles(plan: &Plan, register: &Register, codes: &[String], records: &[String], report: &mut Report) {
    let (mut checks, mut reads) = (Turns::new(), Turns::new());
    for _ in 0..plan.rounds {
        let caller = asker(register);
        let checker = |first: usize| Checker {
            service: eligibility(register, caller.fresh()),
            names: codes.iter().skip(first).step_by(plan.callers).map(|code| format!("organizations/{code}")).collect(),
            at: 0,
        };
        checks.add(closed_loop((0..plan.callers).map(checker).collect(), plan.turn).await.0);
        let reader = |first: usize| Reader {
            service: CreditRecordServiceClient::new(InterceptedService::new(register.server.channel(), caller.fresh())),
            names: records.iter().skip(first).step_by(plan.callers).map(|id| format!("creditRecords/{id}")).collect(),
            at: 0,
        };
        reads.add(closed_loop((0..plan.callers).map(reader).collect(), plan.turn).await.0);
    }
    let (ours, beside) = (checks.rate(), reads.rate());
    let rates = (format!("{}/s", count(ours)), format!("{}/s", count(beside)));
    report.judged("cost, as rates of both", rates.0, rates.1, Target::at_most_times(beside / ours, COST_LIMIT));
    let times = |(p50, p99): (f64, f64)| format!("p50 {p50:.2} ms, p99 {p99:.2} ms");
    report.line("time", times(checks.times()), times(reads.times()));
    report.line("answers", checks.all.statuses(), reads.all.statuses());
}

async fn batches(register: &Register, codes: &[String], report: &mut Report) {
    let mut service = eligibility(register, asker(register).fresh());
    let mut tally = Tally::new();
    for turn in 0..BATCHES {
        let names = codes.iter().cycle().skip(turn * MANY).take(MANY).map(|code| format!("organizations/{code}"));
        let purpose = EligibilityPurpose::Purchase.into();
        let request = BatchCheckEligibilityRequest { names: names.collect(), purpose, on_date: None };
        let sent = Instant::now();
        let answered = service.batch_check_eligibility(request).await;
        let whole = answered.as_ref().is_ok_and(|answer| answer.get_ref().eligibilities.len() == MANY);
        assert!(
            whole,
            "every code has its answer: {:?}",
            answered.map(|answer| answer.into_inner().unknown_names.len())
        );
        tally.note(sent.elapsed(), Ok(()));
    }
    let (half, p99) = (tally.percentile(50.0), tally.percentile(99.0));
    let figure = format!("p50 {half:.1} ms, p99 {p99:.1} ms");
    report.judged("a batch of 1,000 codes, one caller", figure, "", Target::below(half, BATCH_LIMIT, "ms"));
}

struct Checker {
    service: EligibilityServiceClient<Client>,
    names: Vec<String>,
    at: usize,
}

impl Caller for Checker {
    async fn call(&mut self) -> Result<(), String> {
        self.at = (self.at + 1) % self.names.len();
        let purpose = EligibilityPurpose::Purchase.into();
        let request = CheckEligibilityRequest {
            name: self.names[self.at].clone(),
            purpose,
            ..CheckEligibilityRequest::default()
        };
        self.service.check_eligibility(request).await.map_err(|status| name(&status))?;
        Ok(())
    }
}

struct Reader {
    service: CreditRecordServiceClient<Client>,
    names: Vec<String>,
    at: usize,
}

impl Caller for Reader {
    async fn call(&mut self) -> Result<(), String> {
        self.at = (self.at + 1) % self.names.len();
        let request = GetCreditRecordRequest { name: self.names[self.at].clone() };
        self.service.get_credit_record(request).await.map_err(|status| name(&status))?;
        Ok(())
    }
}

/// The finance department, which checks tenderers.
fn asker(register: &Register) -> testkit::Caller {
    register.site.caller("finance", "330500", &["eligibility-checker", "credit-reader"])
}

fn eligibility(register: &Register, credentials: Credentials) -> EligibilityServiceClient<Client> {
    EligibilityServiceClient::new(InterceptedService::new(register.server.channel(), credentials))
}

async fn some(books: &mut PgConnection, statement: &'static str) -> Vec<String> {
    sqlx::query_scalar(statement).bind(ASKED).fetch_all(books).await.expect("they can be read")
}

/// Organisations that are ten years old, one in a hundred of them listed; of each a registration, ten reports, ten checks, three
/// small penalties, two grades, two honours and two purchases.
async fn fill(books: &mut PgConnection, organizations: usize) {
    for first in (0..organizations).step_by(BATCH) {
        let last = (first + BATCH).min(organizations) - 1;
        let codes: Vec<String> = (first..=last).map(|serial| format!("('{}')", code("330500", serial))).collect();
        run(
            books,
            &format!(
                "insert into credit.organization (code, title, kind, status, status_from, division, registered_on)
                 select code, '湖州市第' || substr(code, 9, 8) || '协会', 'social_group', 'active', '2015-03-01', '330500',
                   '2015-03-01' from (values {}) as given (code)",
                codes.join(",")
            ),
        )
        .await;
    }
    run_without_indexes(
        books,
        "credit.record",
        "insert into credit.record (id, organization, division, department, kind, source, document_number, year, value,
           amount_fen, counts_from, counts_until, obtained_on, created_at)
         select md5(code || n)::uuid, code, '330500', 'civil-affairs', given.kind, 'sources/' || n, '湖民〔' || year || '〕' || n || '号', year,
           case given.kind when 'registered' then 'active' when 'report_concluded' then 'qualified' when 'penalty' then 'warning,fine'
             when 'rating' then '3A' when 'check_concluded' then 'no_problem' else '' end,
           case given.kind when 'penalty' then 100000 end, make_date(year, 7, 1),
           case given.kind when 'rating' then make_date(year + 5, 7, 1) end, make_date(year, 7, 1), now()
         from credit.organization
         cross join lateral (
           select n, 2015 + n % 10 as year, case when n = 0 then 'registered' when n <= 10 then 'report_concluded'
             when n <= 20 then 'check_concluded' when n <= 23 then 'penalty' when n <= 25 then 'rating'
             when n <= 27 then 'commendation' else 'purchase' end as kind
           from generate_series(0, 29) as n) as given",
    )
    .await;
    run(
        books,
        "insert into credit.listing (id, organization, division, department, list, ground, rule, listed_on, period_from, created_at)
         select md5(code)::uuid, code, '330500', 'civil-affairs', 'serious', 'CR-07a', 'CR-07a@1', '2026-01-05', '2026-01-05', now()
         from credit.organization where hashtext(code) % 100 = 0",
    )
    .await;
    run(books, "vacuum (analyze) credit.organization, credit.record, credit.listing").await;
}
