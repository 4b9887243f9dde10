//! How fast credit reads what the others found: from a fact to the draft it leads to, and many facts read from the beginning.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use fault::Fault;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::registry::v1 as registry;
use prost::{Message, Name};
use sqlx::PgConnection;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use uow::{Call, Clock, PoolOptions, Tx, Uow};

use crate::books::{code, day, run};
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::Tally;

const DIVISION: &str = "330500";
/// Facts a second, whatever becomes of them.
const RATE: u32 = 200;
/// Milliseconds from the instant at which a fact was to be told until its draft is seen.
const LIMIT: f64 = 1_000.0;
/// How often it is looked whether drafts are there.
const LOOK: Duration = Duration::from_millis(5);
/// How often it is looked how many facts are records: counting them costs what the reading is to be measured without.
const GLANCE: Duration = Duration::from_millis(250);
/// How long the last ones may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Facts of one organisation: its registration, five reports, three checks, a penalty.
const FACTS: usize = 10;
/// Organisations of one unit of work that tells.
const TOLD: usize = 200;
/// Records, and the seconds in which their state must be rebuilt.
const REBUILT: f64 = 10_000_000.0;
const REBUILD_LIMIT: f64 = 900.0;
/// How long a reading of all facts may take before it is given up.
const REBUILD_PATIENCE: Duration = Duration::from_mins(5);

/// Both, on an empty register.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let register = Register::empty().await;
    let (writes, reads) = uow::connect(&register.url, PoolOptions::default()).expect("the URL is one");
    let uow = Uow::new("inspection", writes, reads, Clock::system());
    let mut report = Report::new("What others found, read by credit");
    drafts(plan, &register, &uow, &mut report).await;
    rebuild(plan, &register, &uow, &mut report).await;
    report.note(format!(
        "Facts are told in units of work by this process; the sequencer, credit and all other parts are one process. A draft is \
         looked for every {} ms by a select.",
        LOOK.as_millis()
    ));
    register.stop().await;
    report.print()
}

/// A report missed, and the draft that follows, in an open loop.
async fn drafts(plan: &Plan, register: &Register, uow: &Uow, report: &mut Report) {
    let seconds = u32::try_from(plan.turn.as_secs()).unwrap_or(4) * 3;
    let facts = usize::try_from(RATE * seconds).expect("it is small");
    let mut books = register.books().await;
    let mut telling = JoinSet::new();
    telling.spawn(tell_steadily(uow.clone(), facts));
    let (mut seen, mut due, mut end) = (HashMap::new(), None, None);
    while seen.len() < facts {
        for organization in drafted(&mut books, &seen).await {
            seen.insert(organization, Instant::now());
        }
        due = due.or_else(|| telling.try_join_next());
        if due.is_some() && *end.get_or_insert_with(|| Instant::now() + PATIENCE) < Instant::now() {
            break;
        }
        tokio::time::sleep(LOOK).await;
    }
    let due = if due.is_none() { telling.join_next().await } else { due };
    let mut tally = Tally::new();
    for (organization, due) in due.expect("there is one").expect("it tells all") {
        let took = seen.get(&organization).map(|seen| seen.duration_since(due));
        tally.note(took.unwrap_or_default(), took.map(drop).ok_or_else(|| "never drafted".to_owned()));
    }
    assert_eq!(usize::try_from(tally.succeeded()).ok(), Some(facts), "{}", tally.statuses());
    let (half, p99) = (tally.percentile(50.0), tally.percentile(99.0));
    report.judged(
        format!("fact to draft while {RATE} facts a second come in"),
        format!("p50 {half:.0} ms, p99 {p99:.0} ms"),
        "",
        Target::below(p99, LIMIT, "ms (p99)"),
    );
    report.line("… drafts", tally.statuses(), "");
}

/// Organisations of which a draft is there and was not seen.
async fn drafted(books: &mut PgConnection, seen: &HashMap<String, Instant>) -> Vec<String> {
    let last = i64::try_from(seen.len()).expect("it is small");
    let drafts = sqlx::query_scalar(
        "select organization from credit.listing_draft order by created_at, id offset greatest($1 - 64, 0)",
    );
    let drafts: Vec<String> = drafts.bind(last).fetch_all(books).await.expect("drafts can be read");
    drafts.into_iter().filter(|one| !seen.contains_key(one)).collect()
}

async fn tell_steadily(uow: Uow, facts: usize) -> Vec<(String, Instant)> {
    let mut ticks = interval(Duration::from_secs(1) / RATE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut due, mut calls) = (Vec::new(), JoinSet::new());
    for serial in 0..facts {
        let at = ticks.tick().await.into_std();
        let code = code(DIVISION, serial);
        due.push((code.clone(), at));
        let uow = uow.clone();
        calls.spawn(async move { tell(&uow, Facts(vec![missed(&code)])).await });
    }
    calls.join_all().await;
    due
}

/// Everything that credit knows is forgotten, and made again from the feed.
async fn rebuild(plan: &Plan, register: &Register, uow: &Uow, report: &mut Report) {
    let organizations = (plan.rows / 100).max(TOLD);
    let facts = organizations * FACTS;
    for first in (0..organizations).step_by(TOLD) {
        let last = (first + TOLD).min(organizations);
        let told = (first..last).flat_map(|serial| history(&code("330503", serial))).collect();
        tell(uow, Facts(told)).await;
    }
    let mut books = register.books().await;
    until_read(&mut books, facts).await;
    forget(&mut books).await;
    let begun = Instant::now();
    // a reader that waits finds with the next fact that its place is not on record any more
    tell(uow, Facts(vec![missed(&code("330503", organizations))])).await;
    until_read(&mut books, facts).await;
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(usize::try_from(read(&mut books).await).ok(), Some(facts), "every fact is a record once");
    let rate = number(facts) / took;
    report.judged(
        format!(
            "{} facts of {} organisations read anew, after everything was forgotten",
            count(number(facts)),
            count(number(organizations))
        ),
        format!("{took:.1} s, {}/s", count(rate)),
        "",
        Target::above(rate, (REBUILT / REBUILD_LIMIT).round(), "/s (10,000,000 in 15 min)"),
    );
}

/// Waits until all facts of the rebuild are records.
async fn until_read(books: &mut PgConnection, facts: usize) {
    let (facts, begun) = (i64::try_from(facts).expect("it is small"), Instant::now());
    while read(books).await < facts {
        assert!(begun.elapsed() < REBUILD_PATIENCE, "{} of {facts} facts are records", read(books).await);
        tokio::time::sleep(GLANCE).await;
    }
}

/// Empties every table of credit.
async fn forget(books: &mut PgConnection) {
    let tables = sqlx::query_scalar(
        "select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables
         where schemaname = 'credit' and tablename <> 'migration'",
    );
    let tables: String = tables.fetch_one(&mut *books).await.expect("they can be listed");
    run(books, &format!("truncate {tables}")).await;
}

/// How many records there are of the organisations of the rebuild.
async fn read(books: &mut PgConnection) -> i64 {
    let rows =
        sqlx::query_scalar("select count(*) from credit.record where division = '330503' and kind <> 'report_missed'");
    rows.fetch_one(books).await.expect("records can be counted")
}

struct Facts(Vec<Fact>);

/// A fact of another service: its subject, and what it says.
struct Fact {
    subject: String,
    says: Says,
}

enum Says {
    Registered(registry::OrganizationRegistered),
    Missed(inspection::AnnualReportMissed),
    Reported(inspection::AnnualReportConcluded),
    Checked(inspection::CheckConcluded),
    Punished(inspection::PenaltyDecided),
}

/// In one unit of work.
async fn tell(uow: &Uow, facts: Facts) {
    let call = Call::of_task("inspection/bench", uow.clock().new_id());
    uow.write(&call, &facts, emit, |()| ()).await.expect("nobody is in its way");
}

async fn emit(tx: &mut Tx, facts: &Facts) -> Result<(), Fault> {
    for fact in &facts.0 {
        match &fact.says {
            Says::Registered(says) => put(tx, fact, says),
            Says::Missed(says) => put(tx, fact, says),
            Says::Reported(says) => put(tx, fact, says),
            Says::Checked(says) => put(tx, fact, says),
            Says::Punished(says) => put(tx, fact, says),
        }
    }
    Ok(())
}

fn put<F: Message + Name>(tx: &mut Tx, fact: &Fact, says: &F) {
    tx.emit(&fact.subject, "330503", says);
}

/// A report that did not come.
fn missed(code: &str) -> Fact {
    let organization = format!("organizations/{code}");
    let subject = format!("{organization}/annualReports/2025");
    let says = Says::Missed(inspection::AnnualReportMissed {
        annual_report: subject.clone(),
        organization,
        year: 2025,
        department: "departments/civil-affairs".into(),
        due_date: day(2026, 5, 31),
        ..Default::default()
    });
    Fact { subject, says }
}

/// What is known of an ordinary organisation.
fn history(code: &str) -> Vec<Fact> {
    let organization = format!("organizations/{code}");
    let registered = registry::OrganizationRegistered {
        organization: organization.clone(),
        revision: 1,
        valid_from: day(2015, 3, 1),
        title: format!("湖州市第{}协会", &code[8..16]),
        kind: registry::OrganizationKind::SocialGroup.into(),
        status: registry::OrganizationStatus::Active.into(),
        division: "330503".into(),
        ..Default::default()
    };
    let report = |year: i32| {
        let subject = format!("{organization}/annualReports/{year}");
        let conclusion = inspection::ReportConclusion {
            value: inspection::ReportValue::Qualified.into(),
            date: day(year + 1, 6, 20),
            ..Default::default()
        };
        let says = inspection::AnnualReportConcluded {
            annual_report: subject.clone(),
            organization: organization.clone(),
            year,
            conclusion: Some(conclusion),
            ..Default::default()
        };
        Fact { subject, says: Says::Reported(says) }
    };
    let check = |number: usize| {
        let subject = format!("checks/{code}-{number}");
        let says = inspection::CheckConcluded {
            check: subject.clone(),
            organization: organization.clone(),
            outcome: inspection::CheckOutcome::NoProblem.into(),
            ..Default::default()
        };
        Fact { subject, says: Says::Checked(says) }
    };
    let subject = format!("penalties/{code}");
    let penalty = inspection::PenaltyDecided {
        penalty: subject.clone(),
        organization: organization.clone(),
        document_number: format!("湖民罚〔2024〕{}号", &code[8..16]),
        department: "departments/civil-affairs".into(),
        decision_date: day(2024, 3, 2),
        sanctions: vec![inspection::Sanction { kind: inspection::SanctionKind::Warning.into(), ..Default::default() }],
        ..Default::default()
    };
    let mut facts = vec![Fact { subject: organization.clone(), says: Says::Registered(registered) }];
    facts.extend((2020..2025).map(report));
    facts.extend((0..3).map(check));
    facts.push(Fact { subject, says: Says::Punished(penalty) });
    assert_eq!(facts.len(), FACTS);
    facts
}
