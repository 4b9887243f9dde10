//! Search by name through the gateway, beside a plain `ilike` on the same names.

use sqlx::{AssertSqlSafe, PgPool};

use crate::callers::Searcher;
use crate::plan::Plan;
use crate::queries::{self, KINDS, Kind, Query};
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::{Caller, Tally, closed_loop, median};

const CALLERS: usize = 10;
const QUERIES: usize = 200;
/// Milliseconds.
const LIMIT: f64 = 50.0;

/// Every kind of query, ten callers at a time.
pub(crate) async fn measure(plan: &Plan, register: &Register) -> Report {
    let mut books = register.books().await;
    for vacuum in ["vacuum (analyze) registry.organization", "vacuum (analyze) registry.name"] {
        sqlx::raw_sql(vacuum).execute(&mut books).await.expect("the tables can be vacuumed");
    }
    let names = queries::names(&mut books).await;
    let title = format!("Search by name among {} organisations, {CALLERS} callers", count(number(plan.rows)));
    let mut report = Report::new(title);
    for kind in &KINDS {
        of_kind(plan, register, kind, &kind.queries(&names, QUERIES), &mut report).await;
    }
    report.note(
        "Beside it: `select code, title from registry.name where COLUMN ilike '%…%' limit 20`, no index, not ranked, \
         by as many connections straight to PostgreSQL. The tables are vacuumed and analysed before.",
    );
    report.print()
}

async fn of_kind(plan: &Plan, register: &Register, kind: &Kind, queries: &[Query], report: &mut Report) {
    let (mut all, mut in_vain) = (Tally::new(), 0);
    let (mut p50, mut p99) = (Vec::new(), Vec::new());
    let (mut others, mut plain_p50, mut plain_p99) = (Tally::new(), Vec::new(), Vec::new());
    let pool = PgPool::connect(&register.url).await.expect("the database answers");
    let turn = plan.turn / 2;
    for _ in 0..plan.rounds {
        let caller = register.site.registrar();
        let typed = |first: usize| queries.iter().skip(first).step_by(CALLERS).map(|query| query.typed.clone());
        let searcher = |first| Searcher::new(register.organizations(caller.fresh()), typed(first));
        let (tally, callers) = closed_loop((0..CALLERS).map(searcher).collect(), turn).await;
        p50.push(tally.percentile(50.0));
        p99.push(tally.percentile(99.0));
        in_vain += callers.iter().map(|caller| caller.in_vain).sum::<u64>();
        all.merge(tally);
        if let Some(column) = kind.column {
            let scanner = |first| Scanner::new(&pool, column, queries, first);
            let (tally, _) = closed_loop((0..CALLERS).map(scanner).collect(), turn / 2).await;
            plain_p50.push(tally.percentile(50.0));
            plain_p99.push(tally.percentile(99.0));
            others.merge(tally);
        }
    }
    pool.close().await;
    let (p50, p99) = (median(p50), median(p99));
    let beside = if kind.column.is_some() {
        format!("p50 {:.1} ms, p99 {:.1} ms", median(plain_p50), median(plain_p99))
    } else {
        "no such thing".to_owned()
    };
    let ours = format!("p50 {p50:.1} ms, p99 {p99:.1} ms");
    report.judged(kind.title, ours, beside, Target::below(p99, LIMIT, "ms (p99)"));
    let mut note = format!("{}: {}, {in_vain} of them found nothing", kind.title, all.statuses());
    if others.statuses() != format!("{} OK", others.succeeded()) {
        note = format!("{note}; ilike: {}", others.statuses());
    }
    report.note(format!("{note}."));
}

/// Looks with `ilike`.
struct Scanner {
    pool: PgPool,
    statement: String,
    parts: Vec<String>,
}

impl Scanner {
    fn new(pool: &PgPool, column: &str, queries: &[Query], first: usize) -> Self {
        let parts = queries.iter().skip(first).step_by(CALLERS).map(|query| format!("%{}%", query.part));
        let statement = format!("select code, title from registry.name where {column} ilike $1 limit 20");
        Self { pool: pool.clone(), statement, parts: parts.collect() }
    }
}

impl Caller for Scanner {
    async fn call(&mut self) -> Result<(), String> {
        self.parts.rotate_left(1);
        let look = sqlx::query_as::<_, (String, String)>(AssertSqlSafe(self.statement.clone())).bind(&self.parts[0]);
        look.fetch_all(&self.pool).await.map_err(|error| error.to_string())?;
        Ok(())
    }
}
