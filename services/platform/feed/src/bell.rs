//! Waking on notifications of the database.

use std::convert::Infallible;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::Notify;

/// Rings whenever a notification comes, over a connection of its own; ends only with an error.
///
/// Rings once as soon as it listens, and again after each reconnection: what came before is found by the query that
/// follows the bell.
pub(crate) async fn ring(options: &PgConnectOptions, channel: &str, bell: &Notify) -> sqlx::Result<Infallible> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with(options.clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(channel).await?;
    loop {
        bell.notify_one();
        listener.try_recv().await?;
    }
}
