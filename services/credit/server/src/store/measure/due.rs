//! Last days that may still move.

use credit_domain::measure::LastDay;
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

/// States last days anew, but of terms that were begun anew meanwhile.
pub(crate) async fn set_due(
    conn: &mut PgConnection,
    reckoned: &[(Unreckoned, LastDay)],
    basis: &str,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = reckoned.iter().map(|(one, _)| one.id).collect();
    let from: Vec<Date> = reckoned.iter().map(|(one, _)| one.due_from).collect();
    let due: Vec<Date> = reckoned.iter().map(|(_, last)| last.on).collect();
    let provisional: Vec<bool> = reckoned.iter().map(|(_, last)| last.provisional).collect();
    sqlx::query!(
        "update credit.measure_task as task set due_on = reckoned.due_on, provisional = reckoned.provisional, basis = $5
         from unnest($1::uuid[], $2::date[], $3::date[], $4::bool[]) as reckoned (id, due_from, due_on, provisional)
         where task.id = reckoned.id and task.due_from = reckoned.due_from",
        &ids,
        &from,
        &due,
        &provisional,
        basis,
    )
    .execute(conn)
    .await?;
    Ok(())
}
