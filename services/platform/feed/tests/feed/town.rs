//! A small town that writes through real units of work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use fault::{Fault, Kind};
use feed::{Feed, sequence};
use prost_types::Duration as Version;
use sqlx::{AssertSqlSafe, Row as _};
use testkit::Database;
use tokio::task::JoinSet;
use uow::{Call, Clock, PoolOptions, Scope, Tx, Uow};

/// Facts that each change of a subject leaves.
pub(crate) const FACTS: i32 = 3;

/// A database, and writers of it.
#[derive(Clone)]
pub(crate) struct Town {
    pub(crate) database: Arc<Database>,
    pub(crate) uow: Uow,
    keys: Arc<AtomicU64>,
}

/// Changes subjects, in this order.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) subjects: Vec<String>,
    pub(crate) division: String,
    pub(crate) facts: i32,
    pub(crate) refused: bool,
}

impl Change {
    pub(crate) fn of(subjects: &[&str]) -> Self {
        let subjects = subjects.iter().map(ToString::to_string).collect();
        Self { subjects, division: "330500".into(), facts: FACTS, refused: false }
    }
}

impl Town {
    pub(crate) async fn new() -> Self {
        let database = Database::fresh(&[&uow::MIGRATOR]).await;
        let subjects = "create table public.subject (name text primary key, version bigint not null)";
        sqlx::raw_sql(subjects).execute(&mut database.connection().await).await.unwrap();
        let options = PoolOptions { max_writes: 16, max_reads: 4, ..PoolOptions::default() };
        let (writes, reads) = uow::connect(database.url(), options).unwrap();
        let uow = Uow::new("test", writes, reads, Clock::system());
        Self { database: Arc::new(database), uow, keys: Arc::default() }
    }

    pub(crate) fn feed(&self) -> Feed {
        Feed::new(self.uow.reads().clone())
    }

    pub(crate) async fn write(&self, change: &Change) -> Result<(), Fault> {
        let key = self.keys.fetch_add(1, Ordering::Relaxed).to_string();
        self.uow.write(&call(key), change, apply, |()| ()).await
    }

    /// Gives every fact its position, here and now.
    pub(crate) async fn sequence(&self) {
        let mut connection = self.database.connection().await;
        while sequence(&mut connection).await.unwrap().count > 0 {}
    }

    /// Sixteen writers, each changing two of seven subjects, `each` times.
    pub(crate) async fn busy(&self, each: usize) {
        let mut writers = JoinSet::new();
        for writer in 0..16_usize {
            let town = self.clone();
            writers.spawn(async move {
                for turn in 0..each {
                    let mut pair = [(writer + turn) % 7, (writer * 3 + turn * 5 + 1) % 7];
                    pair.sort_unstable();
                    let [first, second] = pair.map(|subject| format!("s{subject}"));
                    let mut change = Change::of(&[&first, &second]);
                    change.subjects.dedup();
                    town.write(&change).await.unwrap();
                }
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
    }

    pub(crate) async fn count(&self, statement: &str) -> i64 {
        let mut connection = self.database.connection().await;
        let row = sqlx::query(AssertSqlSafe(statement.to_owned())).fetch_one(&mut connection).await.unwrap();
        row.get(0)
    }

    pub(crate) async fn execute(&self, statement: &str) {
        let mut connection = self.database.connection().await;
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    }

    pub(crate) async fn until_sequenced(&self) {
        until("the outbox is empty", async || self.count("select count(*) from uow.outbox").await == 0).await;
    }
}

/// Waits for something that will be so; fails after half a minute.
pub(crate) async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting).await.expect(what);
}

fn call(key: String) -> Call {
    Call {
        method: "/test.v1.Test/Change",
        actor: "test".into(),
        department: "test".into(),
        division: "330500".into(),
        officer: None,
        key,
        request_hash: [0; 32],
        purpose: None,
        reveals: false,
        scope: Scope::everywhere(),
        trace_id: None,
        is_bulk: false,
    }
}

/// The version of a subject rises under its row lock, and its facts tell it: the order of the feed can be checked.
async fn apply(tx: &mut Tx, change: &Change) -> Result<(), Fault> {
    for subject in &change.subjects {
        let version: i64 = sqlx::query_scalar(
            "insert into public.subject (name, version) values ($1, 1)
             on conflict (name) do update set version = subject.version + 1 returning version",
        )
        .bind(subject)
        .fetch_one(tx.conn())
        .await?;
        for nanos in 0..change.facts {
            tx.emit(&format!("subjects/{subject}"), &change.division, &Version { seconds: version, nanos });
        }
    }
    if change.refused {
        return Err(Fault::new(Kind::FailedPrecondition, "REFUSED", "as asked"));
    }
    Ok(())
}
