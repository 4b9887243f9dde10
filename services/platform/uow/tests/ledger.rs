//! What every write leaves behind, whatever the service: one effect, one audit row, its facts, its reply.
#![expect(clippy::unwrap_used, reason = "the ledger's own helpers are tests too")]

use std::time::Duration;

use fault::{Fault, Kind};
use onecode_proto::event::v1::{GetLatestCursorResponse, WatchEventsRequest};
use sqlx::{PgConnection, Row as _};
use testkit::{Database, START};
use uow::{Call, Clock, PoolOptions, Scope, Tx, Uow};

const METHOD: &str = "/test/Write";

struct Ledger {
    uow: Uow,
    database: Database,
}

impl Ledger {
    async fn open() -> Self {
        Self::open_with(PoolOptions::default()).await
    }

    async fn open_with(options: PoolOptions) -> Self {
        let database = Database::fresh(&[&uow::MIGRATOR]).await;
        sqlx::query("create table counter (name text primary key, value bigint not null)")
            .execute(&mut database.connection().await)
            .await
            .unwrap();
        let options = PoolOptions { lock_timeout: Duration::from_millis(300), ..options };
        let (writes, reads) = uow::connect(database.url(), options).unwrap();
        Self { uow: Uow::new("test", writes, reads, Clock::held(START)), database }
    }

    async fn count(&self, statement: &'static str) -> i64 {
        sqlx::query_scalar(statement).fetch_one(&mut self.database.connection().await).await.unwrap()
    }
}

fn call(key: &str, content: u8) -> Call {
    Call {
        method: METHOD,
        actor: "tax-330500".into(),
        department: "tax".into(),
        division: "330500".into(),
        officer: None,
        key: key.into(),
        request_hash: [content; 32],
        purpose: None,
        reveals: false,
        scope: Scope::division("330500"),
        trace_id: None,
        is_bulk: false,
    }
}

/// Counts how often it ran, publishes one fact, and answers with the count.
async fn increment(tx: &mut Tx, name: &String) -> Result<i64, Fault> {
    let row = sqlx::query(
        "insert into counter values ($1, 1) on conflict (name) do update set value = counter.value + 1 returning value",
    )
    .bind(name)
    .fetch_one(tx.conn())
    .await?;
    tx.emit(&format!("counters/{name}"), "330500", &WatchEventsRequest::default());
    Ok(row.get(0))
}

async fn refuse(tx: &mut Tx, name: &String) -> Result<i64, Fault> {
    increment(tx, name).await?;
    Err(Fault::new(Kind::FailedPrecondition, "NOT_NOW", "not now"))
}

fn reply(value: i64) -> GetLatestCursorResponse {
    GetLatestCursorResponse { cursor: value.to_string() }
}

#[tokio::test]
async fn a_repeated_call_gets_the_stored_reply_and_has_no_second_effect() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    for _ in 0..3 {
        let answer = ledger.uow.write(&call("k", 1), &name, increment, reply).await.unwrap();
        assert_eq!(answer.cursor, "1");
    }
    assert_eq!(ledger.count("select value from counter").await, 1);
    assert_eq!(ledger.count("select count(*) from uow.audit").await, 1);
    assert_eq!(ledger.count("select count(*) from uow.outbox").await, 1);
}

#[tokio::test]
async fn sixteen_racing_repeats_have_one_effect_and_one_answer() {
    let ledger = Ledger::open().await;
    let mut racers = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let uow = ledger.uow.clone();
        racers.spawn(async move { uow.write(&call("k", 1), &"a".to_owned(), increment, reply).await });
    }
    while let Some(answer) = racers.join_next().await {
        assert_eq!(answer.unwrap().unwrap().cursor, "1");
    }
    assert_eq!(ledger.count("select value from counter").await, 1);
    assert_eq!(ledger.count("select count(*) from uow.audit").await, 1);
}

#[tokio::test]
async fn the_same_key_with_another_request_is_refused() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    ledger.uow.write(&call("k", 1), &name, increment, reply).await.unwrap();
    let fault = ledger.uow.write(&call("k", 2), &name, increment, reply).await.unwrap_err();
    assert_eq!((fault.kind(), fault.reason()), (Kind::AlreadyExists, "IDEMPOTENCY_KEY_REUSED"));
    assert_eq!(ledger.count("select value from counter").await, 1);
}

/// How the statements of a unit of work are planned.
async fn planning(tx: &mut Tx, (): &()) -> Result<String, Fault> {
    Ok(sqlx::query_scalar("show plan_cache_mode").fetch_one(tx.conn()).await?)
}

#[tokio::test]
async fn a_unit_of_many_rows_is_planned_for_the_tables_as_they_are_and_the_next_one_as_ever() {
    let ledger = Ledger::open_with(PoolOptions { max_writes: 1, ..PoolOptions::default() }).await;
    let single = call("k", 1);
    for (call, planned) in [
        (single.clone(), "auto"),
        (single.step(1, [2; 32]), "force_custom_plan"),
        (Call::of_task("test/sweep", 1), "force_custom_plan"),
        (Call { key: "l".into(), ..single }, "auto"),
    ] {
        let answer = ledger.uow.write(&call, &(), planning, |mode| GetLatestCursorResponse { cursor: mode }).await;
        assert_eq!(answer.unwrap().cursor, planned, "{}", call.key);
    }
}

#[tokio::test]
async fn another_caller_may_use_the_same_key() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    let other = Call { actor: "audit-330500".into(), ..call("k", 2) };
    ledger.uow.write(&call("k", 1), &name, increment, reply).await.unwrap();
    ledger.uow.write(&other, &name, increment, reply).await.unwrap();
    assert_eq!(ledger.count("select value from counter").await, 2);
}

#[tokio::test]
async fn a_refusal_leaves_nothing_but_its_record_and_frees_the_key() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    let fault = ledger.uow.write(&call("k", 1), &name, refuse, reply).await.unwrap_err();
    assert_eq!(fault.reason(), "NOT_NOW");
    for table in [
        "select count(*) from counter",
        "select count(*) from uow.audit",
        "select count(*) from uow.outbox",
        "select count(*) from uow.idempotency",
    ] {
        assert_eq!(ledger.count(table).await, 0, "{table}");
    }
    let mut recorded = 0;
    for _ in 0..200 {
        recorded = ledger.count("select count(*) from uow.refusal where reason = 'NOT_NOW'").await;
        if recorded == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(recorded, 1);
    ledger.uow.write(&call("k", 1), &name, increment, reply).await.unwrap();
}

#[tokio::test]
async fn a_rehearsal_says_what_would_happen_and_changes_nothing() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    let answer = ledger.uow.rehearse(&call("k", 1), &name, increment, reply).await.unwrap();
    assert_eq!(answer.cursor, "1");
    assert_eq!(ledger.count("select count(*) from counter").await, 0);
    assert_eq!(ledger.count("select count(*) from uow.idempotency").await, 0);
}

#[tokio::test]
async fn a_row_that_stays_locked_is_reported_as_locked_and_not_tried_again() {
    let ledger = Ledger::open().await;
    let name = "a".to_owned();
    ledger.uow.write(&call("k1", 1), &name, increment, reply).await.unwrap();
    let mut rival = ledger.database.connection().await;
    sqlx::query("begin").execute(&mut rival).await.unwrap();
    sqlx::query("select * from counter for update").execute(&mut rival).await.unwrap();
    let fault = ledger.uow.write(&call("k2", 1), &name, increment, reply).await.unwrap_err();
    assert_eq!((fault.kind(), fault.reason()), (Kind::Aborted, "LOCKED"));
    assert!(fault.retry_delay().is_some());
}

#[tokio::test]
async fn deadlocks_are_run_again_until_both_have_their_effect() {
    async fn both(tx: &mut Tx, names: &[String; 2]) -> Result<i64, Fault> {
        increment(tx, &names[0]).await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
        increment(tx, &names[1]).await
    }
    let ledger = Ledger::open().await;
    let (writes, reads) = uow::connect(ledger.database.url(), PoolOptions::default()).unwrap();
    let uow = Uow::new("test", writes, reads, Clock::held(START));
    let (ab, ba) = (["a".to_owned(), "b".to_owned()], ["b".to_owned(), "a".to_owned()]);
    let (one, two) = (call("k1", 1), call("k2", 1));
    let (left, right) = tokio::join!(uow.write(&one, &ab, both, reply), uow.write(&two, &ba, both, reply));
    left.unwrap();
    right.unwrap();
    assert_eq!(ledger.count("select sum(value)::bigint from counter").await, 4);
    assert_eq!(ledger.count("select count(*) from uow.outbox").await, 4);
}

#[tokio::test]
async fn audit_rows_and_events_cannot_be_rewritten() {
    let ledger = Ledger::open().await;
    ledger.uow.write(&call("k", 1), &"a".to_owned(), increment, reply).await.unwrap();
    let mut connection = ledger.database.connection().await;
    for statement in ["update uow.audit set actor = 'nobody'", "delete from uow.audit", "truncate uow.audit"] {
        assert!(sqlx::query(statement).execute(&mut connection).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn reads_cannot_write_and_disclosures_are_recorded() {
    async fn look(connection: &mut PgConnection, (): &()) -> Result<i64, Fault> {
        assert!(sqlx::query("insert into counter values ('x', 1)").execute(&mut *connection).await.is_err());
        Ok(sqlx::query_scalar("select count(*) from counter").fetch_one(connection).await?)
    }
    let ledger = Ledger::open().await;
    let secret = Call { reveals: true, purpose: Some("case 12".into()), ..call("", 0) };
    assert_eq!(ledger.uow.read(&call("", 0), &(), look, |count| count).await.unwrap(), 0);
    assert_eq!(ledger.count("select count(*) from uow.audit").await, 0);
    ledger.uow.read(&secret, &(), look, |count| count).await.unwrap();
    assert_eq!(
        ledger.count("select count(*) from uow.audit where kind = 'sensitive_read' and purpose = 'case 12'").await,
        1
    );
}

#[tokio::test]
async fn a_database_that_goes_away_is_unavailable_and_not_internal() {
    let ledger = Ledger::open().await;
    let (writes, reads) = uow::connect(
        "postgres://nobody@127.0.0.1:1/none",
        PoolOptions { acquire_timeout: Duration::from_millis(200), ..PoolOptions::default() },
    )
    .unwrap();
    let uow = Uow::new("test", writes, reads, Clock::held(START));
    let fault = uow.write(&call("k", 1), &"a".to_owned(), increment, reply).await.unwrap_err();
    assert_eq!(fault.kind(), Kind::Unavailable);
    assert!(!fault.message().contains("127.0.0.1"), "no host in a message");
    drop(ledger);
}

#[tokio::test]
async fn a_database_that_is_behind_or_of_another_ctype_is_refused() {
    let empty = Database::fresh(&[]).await;
    let fault = uow::require_current(&mut empty.connection().await, &[&uow::MIGRATOR]).await.unwrap_err();
    assert_eq!(fault.reason(), "MIGRATIONS_PENDING");
    uow::migrate(&mut empty.connection().await, &[&uow::MIGRATOR]).await.unwrap();
    uow::require_current(&mut empty.connection().await, &[&uow::MIGRATOR]).await.unwrap();
    uow::require_ctype(&mut empty.connection().await).await.unwrap();

    let other = Database::with_ctype("C").await;
    let fault = uow::require_ctype(&mut other.connection().await).await.unwrap_err();
    assert_eq!(fault.reason(), "CTYPE_UNSUITABLE");
}

#[test]
fn scopes_cover_what_lies_below() {
    let (city, county, everywhere) = (Scope::division("330500"), Scope::division("330502"), Scope::division("100000"));
    assert!(city.covers("330502") && city.covers("330500") && !city.covers("330400"));
    assert!(county.covers("330502") && !county.covers("330500"));
    assert!(everywhere.covers("110101"));
    assert_eq!(city.narrowed(&county), Some(county.clone()));
    assert_eq!(county.narrowed(&city), Some(county.clone()));
    assert_eq!(city.narrowed(&Scope::division("330400")), None);
}

#[tokio::test]
async fn a_storm_of_refusals_leaves_connections_for_writes() {
    let options = PoolOptions { max_writes: 4, acquire_timeout: Duration::from_secs(1), ..PoolOptions::default() };
    let ledger = Ledger::open_with(options).await;
    let mut rival = ledger.database.connection().await;
    // Whoever notes a refusal now holds its connection until the lock times out.
    sqlx::raw_sql("begin; lock table uow.refusal in access exclusive mode").execute(&mut rival).await.unwrap();
    let fault = Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", "not you");
    for _ in 0..1_000 {
        ledger.uow.record_refusal("tax-330500", "tax", METHOD, &fault);
    }
    tokio::task::yield_now().await;
    let done = ledger.uow.write(&call("k1", 1), &"c".to_owned(), increment, reply).await.unwrap();
    assert_eq!(done.cursor, "1");
}
