//! Connections as every part uses them: read committed, bounded waits, and a read-only twin.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgPool};

/// How long a connection may have been idle and still be taken to be alive.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);

/// How many connections a pool may hold and how long to wait for one.
#[derive(Debug, Clone, Copy)]
pub struct PoolOptions {
    /// Most connections of the pool that writes.
    pub max_writes: u32,
    /// Most connections of the pool that reads.
    pub max_reads: u32,
    /// Longest wait for a connection.
    pub acquire_timeout: Duration,
    /// Longest run of one statement.
    pub statement_timeout: Duration,
    /// Longest wait for a row lock.
    pub lock_timeout: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            max_writes: 16,
            max_reads: 16,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(5),
        }
    }
}

/// Opens the two pools of a part: `(writes, reads)`. Connects when first used.
///
/// # Errors
/// The URL is not a PostgreSQL URL.
pub fn connect(url: &str, options: PoolOptions) -> sqlx::Result<(PgPool, PgPool)> {
    let base = PgConnectOptions::from_str(url)?.application_name("onecode").options([
        ("default_transaction_isolation", "read committed".to_owned()),
        ("statement_timeout", options.statement_timeout.as_millis().to_string()),
        ("lock_timeout", options.lock_timeout.as_millis().to_string()),
        ("idle_in_transaction_session_timeout", "60000".to_owned()),
        ("timezone", "UTC".to_owned()),
        // Short statements whose cost is overestimated would be compiled for longer than they run.
        ("jit", "off".to_owned()),
    ]);
    let pool = |max, connect: PgConnectOptions| {
        PgPoolOptions::new()
            .max_connections(max)
            .acquire_timeout(options.acquire_timeout)
            // A connection used a moment ago needs no round trip to prove itself; the pool tests each when it comes back.
            .test_before_acquire(false)
            .before_acquire(|connection, metadata| {
                Box::pin(async move {
                    if metadata.idle_for > TRUSTED_IDLE {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(connect)
    };
    let reads = base.clone().options([("default_transaction_read_only", "on")]);
    Ok((pool(options.max_writes, base), pool(options.max_reads, reads)))
}
