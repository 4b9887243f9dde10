//! What organisations ask of records.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.petition`.
#[derive(Debug, Clone)]
pub(crate) struct PetitionRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) record: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) department: String,
    /// Division of the department that decides.
    pub(crate) department_division: String,
    pub(crate) portal: String,
    pub(crate) statement: String,
    pub(crate) proof_number: String,
    pub(crate) state: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) reasons: String,
    pub(crate) decision_number: String,
    pub(crate) decided_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &PetitionRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.petition (id, kind, record, organization, division, department, department_division, portal,
           statement, proof_number, state, due_on, reasons, decision_number, decided_on, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        row.id,
        row.kind,
        row.record,
        row.organization.as_str(),
        row.division,
        row.department,
        row.department_division,
        row.portal,
        row.statement,
        row.proof_number,
        row.state,
        row.due_on,
        row.reasons,
        row.decision_number,
        row.decided_on,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from changing one until the unit of work ends.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from credit.petition where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// One that lies within a scope.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PetitionRow>> {
    sqlx::query_as!(
        PetitionRow,
        r#"select id, kind, record, organization as "organization: UnifiedCode", division, department,
             coalesce(department_division, division) as "department_division!", portal, statement, proof_number, state, due_on, reasons, decision_number, decided_on, revision, created_at, updated_at
         from credit.petition where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps what changed of one.
pub(crate) async fn update(conn: &mut PgConnection, row: &PetitionRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.petition set state = $2, due_on = $3, reasons = $4, decision_number = $5, decided_on = $6,
           revision = $7, updated_at = $8
         where id = $1",
        row.id,
        row.state,
        row.due_on,
        row.reasons,
        row.decision_number,
        row.decided_on,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
