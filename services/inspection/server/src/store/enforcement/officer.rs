//! Who investigates.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// An assignment that stands.
#[derive(Debug)]
pub(crate) struct AssignedRow {
    pub(crate) proceeding: Uuid,
    pub(crate) inspector: Uuid,
}

/// Who investigates some cases now, in the order in which they were assigned.
pub(crate) async fn assigned(conn: &mut PgConnection, proceedings: &[Uuid]) -> sqlx::Result<Vec<AssignedRow>> {
    sqlx::query_as!(
        AssignedRow,
        "select proceeding, inspector from inspection.case_officer
         where proceeding = any($1) and released_on is null order by proceeding, created_at, inspector",
        proceedings,
    )
    .fetch_all(conn)
    .await
}

/// Who of some inspectors was assigned to a case on a day.
pub(crate) async fn assigned_on(
    conn: &mut PgConnection,
    proceeding: Uuid,
    inspectors: &[Uuid],
    day: Date,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select distinct inspector from inspection.case_officer
         where proceeding = $1 and inspector = any($2) and assigned_on <= $3 and (released_on is null or released_on > $3)",
        proceeding,
        inspectors,
        day,
    )
    .fetch_all(conn)
    .await
}

/// Releases from a case whoever is not among some inspectors.
pub(crate) async fn release(conn: &mut PgConnection, proceeding: Uuid, staying: &[Uuid], on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.case_officer set released_on = $3
         where proceeding = $1 and released_on is null and inspector <> all($2)",
        proceeding,
        staying,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Assigns inspectors to a case; who is assigned stays so.
pub(crate) async fn assign(
    conn: &mut PgConnection,
    proceeding: Uuid,
    inspectors: &[Uuid],
    (on, at): (Date, OffsetDateTime),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.case_officer (proceeding, inspector, assigned_on, created_at)
         select $1, stated, $3, $4 from unnest($2::uuid[]) as stated
         on conflict (proceeding, inspector) where released_on is null do nothing",
        proceeding,
        inspectors,
        on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
