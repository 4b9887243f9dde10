//! `onecode migrate`: brings the database up to date. Run once, before the new version serves.

use std::path::Path;

use fault::Fault;
use sqlx::{Connection as _, PgConnection};

use crate::serve::{self, MIGRATORS};

/// Runs every migration that has not run.
///
/// # Errors
/// The database does not answer, or a migration failed.
pub async fn run(file: Option<&Path>) -> Result<(), Fault> {
    apply(serve::load(file)?.database.url.expose()).await
}

/// Runs every migration that has not run, on the database at `url`.
///
/// # Errors
/// As [`run`].
pub async fn apply(url: &str) -> Result<(), Fault> {
    let mut connection = PgConnection::connect(url).await?;
    uow::migrate(&mut connection, &MIGRATORS).await.map_err(Fault::internal)?;
    connection.close().await?;
    Ok(())
}
