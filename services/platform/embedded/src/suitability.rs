//! What the suite needs of a PostgreSQL and would miss silently.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use crate::StartError;

/// Connects, and makes sure that databases have ctype C.UTF-8 and `pg_trgm` sees Chinese characters.
pub(crate) async fn assert_suitable(options: &PgConnectOptions) -> Result<(), StartError> {
    let mut connection = PgConnection::connect_with(options).await?;
    // `show lc_ctype` is gone since PostgreSQL 16.
    let ctype: String = sqlx::query_scalar("select datctype from pg_catalog.pg_database where datname = 'template1'")
        .fetch_one(&mut connection)
        .await?;
    if !matches!(ctype.as_str(), "C.UTF-8" | "C.utf8") {
        return Err(StartError::Unsuitable("its databases are not of ctype C.UTF-8; remove the data folder"));
    }
    let offered: bool =
        sqlx::query_scalar("select exists (select from pg_catalog.pg_available_extensions where name = 'pg_trgm')")
            .fetch_one(&mut connection)
            .await?;
    if !offered {
        return Err(StartError::Unsuitable("pg_trgm is missing; run `apt-get install postgresql-contrib`"));
    }
    let mut trial = connection.begin().await?;
    sqlx::query("create extension if not exists pg_trgm").execute(&mut *trial).await?;
    let trigrams: i32 = sqlx::query_scalar("select cardinality(show_trgm('湖州市'))").fetch_one(&mut *trial).await?;
    trial.rollback().await?;
    connection.close().await?;
    if trigrams == 0 {
        return Err(StartError::Unsuitable("its pg_trgm finds no trigrams in 湖州市"));
    }
    Ok(())
}
