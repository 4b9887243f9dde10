//! Whether a database has the tables that this build expects.

use fault::{Fault, Kind};
use sqlx::PgConnection;
use sqlx::migrate::{Migrate as _, MigrateError, Migrator};

/// Brings a database up to date; safe to run from several processes at once.
///
/// # Errors
/// A migration failed, or one that ran before was changed since.
pub async fn migrate(connection: &mut PgConnection, migrators: &[&Migrator]) -> Result<(), MigrateError> {
    for migrator in migrators {
        migrator.run(&mut *connection).await?;
    }
    Ok(())
}

/// Refuses a database whose ctype is not C.UTF-8: with ctype C PostgreSQL takes Chinese for no letters at all, silently.
///
/// # Errors
/// FAILED_PRECONDITION names the ctype; database faults.
pub async fn require_ctype(connection: &mut PgConnection) -> Result<(), Fault> {
    let ctype = sqlx::query_scalar!("select datctype::text from pg_database where datname = current_database()")
        .fetch_one(connection)
        .await?;
    if matches!(ctype.to_ascii_lowercase().as_str(), "c.utf-8" | "c.utf8") {
        return Ok(());
    }
    let sentence = format!("the database's lc_ctype is {ctype}; create it with lc_ctype C.UTF-8");
    Err(Fault::new(Kind::FailedPrecondition, "CTYPE_UNSUITABLE", sentence))
}

/// Refuses while migrations that this build knows have not run: a process doesn't serve on tables it doesn't know.
///
/// # Errors
/// FAILED_PRECONDITION names how many are pending; database faults.
pub async fn require_current(connection: &mut PgConnection, migrators: &[&Migrator]) -> Result<(), Fault> {
    for migrator in migrators {
        let table = migrator.table_name.as_ref();
        let known = sqlx::query_scalar!("select to_regclass($1) is not null", table)
            .fetch_one(&mut *connection)
            .await?
            .unwrap_or_default();
        let applied =
            if known { connection.list_applied_migrations(table).await.map_err(Fault::internal)? } else { Vec::new() };
        let pending =
            migrator.iter().filter(|migration| !applied.iter().any(|done| done.version == migration.version)).count();
        if pending > 0 {
            return Err(Fault::new(
                Kind::FailedPrecondition,
                "MIGRATIONS_PENDING",
                format!("{pending} migration(s) of {table} have not run; run `onecode migrate`"),
            ));
        }
    }
    Ok(())
}
