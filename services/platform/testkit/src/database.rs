//! A database for one test, gone when the test ends.

use std::str::FromStr;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use uow::Clock;

/// A migrated database of its own.
#[derive(Debug)]
pub struct Database {
    name: String,
    server: String,
    url: String,
}

impl Database {
    /// Creates a database and runs the migrations in it.
    ///
    /// # Panics
    /// No server answers at `DATABASE_URL`, or a migration fails.
    pub async fn fresh(migrators: &[&Migrator]) -> Self {
        let database = Self::created("").await;
        uow::migrate(&mut database.connection().await, migrators).await.expect("migrations run");
        database
    }

    /// An empty database of another ctype than the suite wants.
    ///
    /// # Panics
    /// As [`Self::fresh`].
    pub async fn with_ctype(ctype: &str) -> Self {
        Self::created(&format!("lc_ctype '{ctype}'")).await
    }

    async fn created(options: &str) -> Self {
        let server = server();
        let name = format!("test_{}", Clock::system().new_id().simple());
        let statement = format!("create database {name} template template0 {options}");
        let created = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut admin(&server).await).await;
        created.expect("a database can be created");
        let url = with_database(&server, &name);
        Self { name, server, url }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A connection outside every pool, for looking at the books.
    ///
    /// # Panics
    /// The server does not answer.
    pub async fn connection(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.expect("the database answers")
    }

    /// Every row of every table as text, its bytes as hexadecimal: to look for what may not lie in the books as it is.
    /// Tables named in `but` are left out.
    ///
    /// # Panics
    /// The server does not answer, or there are hardly any tables to look at.
    pub async fn everything(&self, but: &[&str]) -> String {
        let mut connection = self.connection().await;
        let tables = "select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                and table_name <> all($1)";
        let tables = sqlx::query_scalar(tables).bind(but).fetch_all(&mut connection).await;
        let tables: Vec<String> = tables.expect("tables are listed");
        assert!(tables.len() > 10, "{tables:?}");
        let mut all = String::new();
        for table in tables {
            let rows = format!("select coalesce(string_agg(t::text, e'\\n'), '') from {table} t");
            let rows = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_one(&mut connection).await;
            let rows: String = rows.expect("tables can be read");
            all.push_str(&rows);
        }
        all
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A runtime cannot be entered from within another, so the clean-up takes a thread.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    let mut admin = admin(&server).await;
                    let statement = format!("drop database if exists {name} with (force)");
                    let _ = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut admin).await;
                });
            }
        });
        let _ = dropped.join();
    }
}

fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where PostgreSQL is")]
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL; `make test` starts one")
}

async fn admin(server: &str) -> PgConnection {
    let options = PgConnectOptions::from_str(server).expect("DATABASE_URL is a PostgreSQL URL");
    options.connect().await.expect("PostgreSQL answers at DATABASE_URL")
}

/// The same server, another database.
fn with_database(url: &str, database: &str) -> String {
    let (front, query) = url.split_once('?').map_or((url, None), |(front, query)| (front, Some(query)));
    let base = front.rsplit_once('/').map_or(front, |(base, _)| base);
    query.map_or_else(|| format!("{base}/{database}"), |query| format!("{base}/{database}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_is_replaced_and_the_rest_kept() {
        assert_eq!(with_database("postgres://u@h:1/a", "b"), "postgres://u@h:1/b");
        assert_eq!(with_database("postgres://u@h/a?host=/tmp/x", "b"), "postgres://u@h/b?host=/tmp/x");
    }
}
