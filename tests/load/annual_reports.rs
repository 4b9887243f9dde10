//! Annual reports: the pre-check of one, and the day after the last day of a campaign.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use inspection_domain::report::check::{Known, check};
use inspection_domain::report::{Content, Entry, Form, Kind, Type, form_of};
use inspection_server::ReportSweeper;
use onecode::serve::MIGRATORS;
use sqlx::{Connection, PgConnection};
use testkit::{Database, START};
use time::macros::date;
use uow::{Clock, PoolOptions, Uow};

use crate::books::{code, run};
use crate::machine;
use crate::plan::Plan;
use crate::register::number;
use crate::report::{Report, Target, count};

const YEAR: i32 = 2026;
const CHECKS: usize = 20_000;
/// Milliseconds.
const CHECK_LIMIT: f64 = 5.0;
/// Rows of one statement that fills.
const BATCH: usize = 100_000;
/// Seconds.
const CLOSE_LIMIT: f64 = 30.0;
/// MiB.
const ROOM: f64 = 128.0;

/// Both.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let mut report = Report::new(format!("Annual reports of {} organisations", count(number(plan.rows))));
    pre_check(&mut report);
    close(plan, &mut report).await;
    report.note(
        "The pre-check is the pure function over a whole form of a foundation that is a charity, with last year's report, on \
         one core. The close is `ReportSweeper::sweep` in units of work of 20,000 duties, two at a time, each with its audit row, \
         one outcome and one fact a duty, by one sweeper in this process; nobody had reported.",
    );
    report.print()
}

/// Everything filled in; what balances and what does not, so that every rule has something to say.
fn filled(form: &Form, money: i64) -> Content {
    let entry = |of: &Type| match of {
        Type::Text { .. } => Entry::Text("按章程开展活动".to_owned()),
        Type::Integer { least, .. } => Entry::Integer(*least),
        Type::Fen { .. } => Entry::Integer(money),
        Type::Date { .. } => Entry::Text("2026-05-20".to_owned()),
        Type::Yes => Entry::Yes(true),
        Type::Choice(choices) => Entry::Text(choices[0].clone()),
    };
    form.fields().map(|field| (field.key.clone(), entry(&field.of))).collect()
}

fn pre_check(report: &mut Report) {
    let form = form_of(Kind::Foundation, YEAR).expect("there is an edition");
    let content = filled(form, 1_000_000);
    let known = Known { last_year: Some(filled(form, 10_000_000_000)), ..Known::default() };
    let mut times: Vec<f64> = (0..CHECKS)
        .map(|_| {
            let begun = Instant::now();
            let found = check(black_box(form), YEAR, black_box(&content), &known, date!(2027 - 01 - 10));
            black_box(found.expect("the rules are in force"));
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (half, p99) = (times[CHECKS / 2], times[CHECKS * 99 / 100]);
    let figure = format!("p50 {half:.3} ms, p99 {p99:.3} ms");
    report.judged("the pre-check of one report", figure, "", Target::below(p99, CHECK_LIMIT, "ms"));
}

/// Every duty of a campaign is not met.
async fn close(plan: &Plan, report: &mut Report) {
    let database = Database::fresh(&MIGRATORS).await;
    let (writes, reads) = uow::connect(database.url(), PoolOptions::default()).expect("the URL is one");
    let uow = Uow::new("inspection", writes, reads, Clock::held(START));
    let mut books = PgConnection::connect(database.url()).await.expect("the database answers");
    run(
        &mut books,
        "insert into inspection.report_campaign (id, year, kind, division, include_below, department, registered_by,
             supervising_due, authority_due, rules, form, actor, created_at)
         values (md5('campaign')::uuid, 2025, 'social-group', '330000', true, 'civil-affairs', '2025-06-30', '2026-03-31',
             '2026-05-31', '{}', 'social-group-2024', 'bench', now())",
    )
    .await;
    for first in (0..plan.rows).step_by(BATCH) {
        let last = (first + BATCH).min(plan.rows) - 1;
        let codes: Vec<String> = (first..=last).map(|serial| format!("('{}')", code("330502", serial))).collect();
        run(
            &mut books,
            &format!(
                "insert into inspection.report_duty (year, code, campaign, division, due_on, created_at, updated_at)
                 select 2025, code, md5('campaign')::uuid, '330502', '2026-05-31', now(), now()
                 from (values {}) as given (code)",
                codes.join(",")
            ),
        )
        .await;
    }
    run(&mut books, "vacuum (analyze) inspection.report_duty").await;
    // Linux: the peak is counted from now on.
    fs::write("/proc/self/clear_refs", "5").expect("Linux lets a process do this to itself");
    let before = machine::resident("VmRSS");
    let begun = Instant::now();
    let swept = ReportSweeper::new(uow).sweep().await.expect("nobody is in its way");
    let took = begun.elapsed().as_secs_f64();
    let grown = machine::resident("VmHWM") - before;
    assert_eq!(usize::try_from(swept.missed).ok(), Some(plan.rows), "each is marked once");
    report.judged(
        "a campaign closed, nobody reported",
        format!("{took:.1} s"),
        "",
        Target::below(took, CLOSE_LIMIT, "s"),
    );
    let memory = format!("{grown:.0} MiB more than before");
    report.judged("… most memory (VmHWM)", memory, "", Target::below(grown, ROOM, "MiB more"));
}
