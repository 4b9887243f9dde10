//! What is done one after the other, where there is no row to lock.

use sqlx::PgConnection;

/// Waits for whoever holds the key, and holds it until the end of the transaction. What the lock waited for is seen by the next statement,
/// not by the one before.
///
/// # Errors
/// Database faults.
pub async fn hold(conn: &mut PgConnection, key: &str) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key).execute(conn).await?;
    Ok(())
}
