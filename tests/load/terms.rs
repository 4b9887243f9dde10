//! One sweep over many open terms, few and many of them over, beside the one statement that would mark the same rows.

use std::fs;
use std::time::{Duration, Instant};

use casework::{Casework, Sweeper};
use onecode::serve::MIGRATORS;
use registry_domain::procedures::PROCEDURES;
use registry_domain::rules;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use statute::Clock as Term;
use testkit::{Database, START};
use time::Date;
use uow::{Clock, PoolOptions, Uow};
use vocab::day_of;
use vocab::workdays::Calendar;

use crate::machine;
use crate::plan::Plan;
use crate::register::number;
use crate::report::{Report, Target, count};
use crate::tally::median;

/// Rows of one statement that fills.
const BATCH: usize = 100_000;
/// Of so many terms, one is over.
const FEW: usize = 100;
const MANY: usize = 10;
/// Seconds.
const LIMIT: f64 = 5.0;
/// MiB.
const ROOM: f64 = 64.0;
const RULE: &str = "REG-05";

/// The statement of the peer; what it did is taken back.
const PLAIN: &str = "update casework.deadline set overdue = true, warned = true
    where state = 'running' and not overdue and due_on < $1";

/// Terms in a database of their own, and a sweeper that nobody else runs beside.
struct Terms {
    books: PgConnection,
    uow: Uow,
    office: Casework,
    _database: Database,
}

/// What one sweep took.
struct Swept {
    marked: u64,
    took: f64,
    peak: f64,
    grown: f64,
}

/// One in a hundred over, then one in ten; then every one reckoned anew, as after a change of the calendar.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let mut terms = Terms::filled(plan.rows).await;
    let mut report = Report::new(format!("Sweeping {} open terms", count(number(plan.rows))));
    terms.swept(plan, "1 % of them over", FEW, &mut report).await;
    terms.swept(plan, "10 % of them over", MANY, &mut report).await;
    terms.reckoned(&mut report).await;
    report.note(
        "`Sweeper::sweep` in units of work of 2,000 terms, each with its audit row and one fact a term, by one sweeper in \
         this process. Beside it: `update … where due_on < today` of the same rows as one statement over a connection of \
         its own, rolled back. The table is vacuumed before each.",
    );
    report.print()
}

impl Terms {
    async fn filled(rows: usize) -> Self {
        let database = Database::fresh(&MIGRATORS).await;
        let (writes, reads) = uow::connect(database.url(), PoolOptions::default()).expect("the URL is one");
        let uow = Uow::new("registry", writes, reads, Clock::held(START));
        let office = Casework::new(PROCEDURES, rules(), Calendar::shipped().clone());
        let books = PgConnection::connect(database.url()).await.expect("the database answers");
        let mut terms = Self { books, uow, office, _database: database };
        terms.fill(rows).await;
        terms
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    /// Every term began on one of fifty days, so that none is over, and none near its end.
    async fn fill(&mut self, rows: usize) {
        self.run("create schema bench").await;
        self.run("create table bench.start (n bigint primary key, clock jsonb not null, due_on date not null)").await;
        for (n, back) in (0_i64..50).zip(2_i64..) {
            self.start(n, back).await;
        }
        // The row -1 is a term that is over.
        self.start(-1, 90).await;
        let case = serde_json::to_string(&PROCEDURES[0].open("social_group", [])).expect("a case is JSON");
        for first in (0..rows).step_by(BATCH) {
            let last = (first + BATCH).min(rows) - 1;
            let ids = format!("md5('case' || n)::uuid as id, n from generate_series({first}, {last}) as n");
            self.run(&format!(
                "insert into casework.case (id, procedure, title, resource, organization, division, state, ended, machine,
                     revision, created_at, updated_at)
                 select id, 'establishment', '样本案件' || n, 'applications/' || id, '', '330502', 'reviewing', false,
                     '{case}', 3, now(), now() from (select {ids}) as row"
            ))
            .await;
            self.run(&format!(
                "insert into casework.deadline (id, case_id, ordinal, key, department, division, clock, state, due_on,
                     warn_on, provisional, basis, created_at, updated_at)
                 select gen_random_uuid(), row.id, row.n, 'decision', 'civil-affairs', '330502', start.clock, 'running',
                     start.due_on, start.due_on - 5, false, '{}', now(), now()
                 from (select {ids}) as row join bench.start on start.n = row.n % 50",
                self.office.basis()
            ))
            .await;
        }
        self.run("vacuum (analyze) casework.case").await;
    }

    /// A term that began so many days ago, as the rule and the calendar have it.
    async fn start(&mut self, n: i64, back: i64) {
        let on = self.today() - time::Duration::days(back);
        let term = Term::start(rules().on(RULE, on).expect("the rule is in force"), on);
        let due = term.reckon(rules(), Calendar::shipped()).expect("its days are known").due.expect("it runs");
        let insert = sqlx::query("insert into bench.start (n, clock, due_on) values ($1, $2, $3)");
        let clock = serde_json::to_value(&term).expect("a term is JSON");
        insert.bind(n).bind(clock).bind(due).execute(&mut self.books).await.expect("the table takes it");
    }

    /// Ours and the peer in turns.
    async fn swept(&mut self, plan: &Plan, what: &str, one_in: usize, report: &mut Report) {
        self.run(&format!(
            "update casework.deadline set clock = start.clock, due_on = start.due_on, warn_on = start.due_on - 5
             from bench.start where start.n = -1 and ordinal % {one_in} = 0"
        ))
        .await;
        let (mut ours, mut theirs, mut grown, mut peak, mut marked) = (Vec::new(), Vec::new(), 0_f64, 0_f64, 0);
        for _ in 0..plan.rounds {
            theirs.push(self.plain().await);
            self.run("vacuum (analyze) casework.deadline").await;
            let swept = self.sweep().await;
            ours.push(swept.took);
            (grown, peak, marked) = (grown.max(swept.grown), peak.max(swept.peak), swept.marked);
            self.run("update casework.deadline set overdue = false, warned = false where overdue").await;
            self.run("truncate uow.outbox").await;
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let marked = u32::try_from(marked).map_or(f64::INFINITY, f64::from);
        let title = format!("{what}: {} marked and told", count(marked));
        let beside = format!("one update {theirs:.2} s");
        report.judged(title, format!("{ours:.2} s"), beside, Target::below(ours, LIMIT, "s"));
        let memory = format!("{peak:.0} MiB, {grown:.0} MiB more than before");
        report.judged("… most memory (VmHWM)", memory, "", Target::below(grown, ROOM, "MiB more"));
    }

    /// Every term by another calendar, which says the same of its days: nothing is to be told, all is to be reckoned.
    async fn reckoned(&mut self, report: &mut Report) {
        self.run("update casework.deadline set basis = 'another'").await;
        self.run("vacuum (analyze) casework.deadline").await;
        let swept = self.sweep().await;
        let memory = format!("{:.0} MiB, {:.0} MiB more than before", swept.peak, swept.grown);
        report.line("every one reckoned anew, and the overdue marked", format!("{:.1} s", swept.took), "");
        report.line("… most memory (VmHWM)", memory, "");
    }

    async fn plain(&mut self) -> f64 {
        self.run("vacuum (analyze) casework.deadline").await;
        let today = self.today();
        self.run("begin").await;
        let begun = Instant::now();
        let done = sqlx::query(PLAIN).bind(today).execute(&mut self.books).await.expect("the statement runs");
        let took = begun.elapsed().as_secs_f64();
        self.run("rollback").await;
        assert!(done.rows_affected() > 0, "there is something to mark");
        took
    }

    async fn sweep(&self) -> Swept {
        let sweeper = Sweeper::new(self.uow.clone(), self.office.clone());
        // Linux: the peak is counted from now on.
        fs::write("/proc/self/clear_refs", "5").expect("Linux lets a process do this to itself");
        let before = machine::resident("VmRSS");
        let begun = Instant::now();
        let done = sweeper.sweep().await.expect("nobody is in its way");
        let took: Duration = begun.elapsed();
        let peak = machine::resident("VmHWM");
        Swept { marked: done.overdue, took: took.as_secs_f64(), peak, grown: peak - before }
    }

    async fn run(&mut self, statement: &str) {
        let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut self.books).await;
        done.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}
