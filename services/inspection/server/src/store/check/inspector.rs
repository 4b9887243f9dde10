//! The inspectors of checks.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `inspection.check_inspector`.
#[derive(Debug, Clone)]
pub(crate) struct AssignedRow {
    pub(crate) check_id: Uuid,
    pub(crate) inspector: Uuid,
    pub(crate) department: String,
    pub(crate) replacement: Option<Uuid>,
    pub(crate) replace_reason: String,
    pub(crate) replaced_at: Option<OffsetDateTime>,
}

/// An inspector of a check as the pool shows it.
#[derive(Debug, Clone)]
pub(crate) struct MemberRow {
    pub(crate) inspector: Uuid,
    pub(crate) department: String,
    pub(crate) replaced: bool,
    pub(crate) assistant: bool,
    pub(crate) suspended: bool,
    pub(crate) certificate_from: Date,
    pub(crate) certificate_to: Date,
}

/// Adds an inspector after those that are there; false if it is there.
pub(crate) async fn assign(
    conn: &mut PgConnection,
    check: Uuid,
    inspector: Uuid,
    department: &str,
) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into inspection.check_inspector (check_id, place, inspector, department)
         select $1, coalesce(max(place), 0) + 1, $2, $3 from inspection.check_inspector where check_id = $1
         on conflict on constraint check_inspector_pkey do nothing",
        check,
        inspector,
        department,
    );
    Ok(added.execute(conn).await?.rows_affected() == 1)
}

/// Notes who took over from an inspector of a department, once; false if there is no such inspector.
pub(crate) async fn replace(
    conn: &mut PgConnection,
    check: Uuid,
    department: &str,
    by: &AssignedRow,
) -> sqlx::Result<bool> {
    let replaced = sqlx::query!(
        "update inspection.check_inspector set replacement = $4, replace_reason = $5, replaced_at = $6
         where check_id = $1 and inspector = $2 and department = $3 and replacement is null",
        check,
        by.inspector,
        department,
        by.replacement,
        by.replace_reason,
        by.replaced_at,
    );
    Ok(replaced.execute(conn).await?.rows_affected() == 1)
}

/// The inspectors of some checks, by check and in the order in which they were assigned.
pub(crate) async fn of_checks(conn: &mut PgConnection, checks: &[Uuid]) -> sqlx::Result<Vec<AssignedRow>> {
    sqlx::query_as!(
        AssignedRow,
        "select check_id, inspector, department, replacement, replace_reason, replaced_at
         from inspection.check_inspector where check_id = any($1) order by check_id, place",
        checks,
    )
    .fetch_all(conn)
    .await
}

/// The inspectors of a check as the pool shows them now.
pub(crate) async fn members(conn: &mut PgConnection, check: Uuid) -> sqlx::Result<Vec<MemberRow>> {
    sqlx::query_as!(
        MemberRow,
        r#"select who.inspector, who.department, who.replacement is not null as "replaced!", pooled.assistant,
             pooled.suspended, pooled.certificate_from, pooled.certificate_to
         from inspection.check_inspector as who join inspection.inspector as pooled on pooled.id = who.inspector
         where who.check_id = $1 order by who.place"#,
        check,
    )
    .fetch_all(conn)
    .await
}
