//! The peer of an import: PostgreSQL's COPY of the same rows into one table with the same indexes.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use futures::TryStreamExt;
use sqlx::postgres::PgPoolCopyExt;
use sqlx::{AssertSqlSafe, PgPool};
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// Every column of `registry.organization`, and those of `registry.name` that search reads, of the present name alone.
const ROWS: &str = "select o.*, n.folded, n.pinyin, n.initials, n.grams
    from registry.organization o join registry.name n on n.code = o.code and n.kind = 'title'";

/// One table, `bench.peer`.
pub(crate) struct PeerTable {
    pool: PgPool,
    /// Names of the indexes, as ours are called.
    pub(crate) indexes: Vec<String>,
}

impl PeerTable {
    /// An empty one with every index of `registry.organization` and `registry.name`, made from their definitions; one
    /// that would index the same columns a second time is left out.
    pub(crate) async fn create(url: &str) -> Self {
        let pool = PgPool::connect(url).await.expect("the database answers");
        run(&pool, "create schema if not exists bench".to_owned()).await;
        run(&pool, format!("create table bench.peer as {ROWS} with no data")).await;
        let definitions: Vec<(String, String)> = sqlx::query_as(
            "select indexname, indexdef from pg_indexes
             where schemaname = 'registry' and tablename in ('organization', 'name')
             order by tablename desc, indexdef like 'CREATE UNIQUE%' desc, indexname",
        )
        .fetch_all(&pool)
        .await
        .expect("indexes are listed");
        let (mut known, mut indexes) = (HashSet::new(), Vec::new());
        for (name, definition) in definitions {
            let (head, what) = definition.split_once(" USING ").expect("an index uses a method");
            if known.insert(what.to_owned()) {
                let head = head.rsplit_once(" ON ").expect("an index is on a table").0;
                run(&pool, format!("{head} ON bench.peer USING {what}")).await;
                indexes.push(name);
            }
        }
        Self { pool, indexes }
    }

    /// Copies what the register has and the table has not, from a file made before; how long that took, and how many
    /// rows there were.
    pub(crate) async fn catch_up(&self) -> (Duration, u64) {
        let file = NamedTempFile::new().expect("a file can be made");
        let missing =
            format!("copy ({ROWS} where not exists (select from bench.peer p where p.code = o.code)) to stdout");
        let mut rows = self.pool.copy_out_raw(&missing).await.expect("rows can be rendered");
        let mut rendered = File::create(file.path()).await.expect("the file can be written");
        while let Some(part) = rows.try_next().await.expect("rows are rendered") {
            rendered.write_all(&part).await.expect("the disk has room");
        }
        rendered.flush().await.expect("the disk has room");
        drop(rows);

        let rendered = File::open(file.path()).await.expect("the file is there");
        let begun = Instant::now();
        let mut copy = self.pool.copy_in_raw("copy bench.peer from stdin").await.expect("the table takes rows");
        copy.read_from(rendered).await.expect("rows are sent");
        let count = copy.finish().await.expect("rows are copied");
        (begun.elapsed(), count)
    }

    /// Removes it, and gives the disk back.
    pub(crate) async fn drop(self) {
        run(&self.pool, "drop table bench.peer".to_owned()).await;
        self.pool.close().await;
    }
}

async fn run(pool: &PgPool, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(pool).await.expect("the statement runs");
}
