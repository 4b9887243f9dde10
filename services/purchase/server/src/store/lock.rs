//! What is done one after the other.

use sqlx::PgConnection;

/// Waits for whoever holds the key, and holds it until the end of the transaction.
pub(crate) async fn hold(conn: &mut PgConnection, key: &str) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key).execute(conn).await?;
    Ok(())
}
