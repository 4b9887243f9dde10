//! Last days that may still move.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// A task whose last day was reckoned without the calendar of this deployment, or while that did not reach far enough.
#[derive(Debug)]
pub(crate) struct Unreckoned {
    pub(crate) id: Uuid,
    pub(crate) due_from: Date,
    pub(crate) term_working_days: i32,
}

/// Those of which something is to be done.
pub(crate) async fn unreckoned(conn: &mut PgConnection, basis: &str, limit: i64) -> sqlx::Result<Vec<Unreckoned>> {
    sqlx::query_as!(
        Unreckoned,
        "select id, due_from, term_working_days from credit.measure_task
         where provisional and state in ('open', 'lifting') and basis <> $1 order by id limit $2",
        basis,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// States a last day anew, unless the term was begun anew meanwhile.
pub(crate) async fn set_due(
    conn: &mut PgConnection,
    one: &Unreckoned,
    due_on: Date,
    provisional: bool,
    basis: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.measure_task set due_on = $3, provisional = $4, basis = $5 where id = $1 and due_from = $2",
        one.id,
        one.due_from,
        due_on,
        provisional,
        basis,
    )
    .execute(conn)
    .await?;
    Ok(())
}
