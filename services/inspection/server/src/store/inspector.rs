//! Inspectors, sealed. What is sealed and opened is decided elsewhere; here are bytes.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `inspection.inspector`.
#[derive(Debug)]
pub(crate) struct InspectorRow {
    pub(crate) id: Uuid,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) full_name: Vec<u8>,
    pub(crate) certificate_number: Vec<u8>,
    pub(crate) certificate_from: Date,
    pub(crate) certificate_to: Date,
    pub(crate) skills: Vec<String>,
    pub(crate) assistant: bool,
    pub(crate) suspended: bool,
    pub(crate) capacity: i32,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// Adds an inspector.
pub(crate) async fn insert(conn: &mut PgConnection, row: &InspectorRow, hash: &[u8; 32]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.inspector (id, department, division, full_name, certificate_number, certificate_hash,
             certificate_from, certificate_to, skills, assistant, suspended, capacity, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        row.id,
        row.department,
        row.division,
        row.full_name,
        row.certificate_number,
        hash.as_slice(),
        row.certificate_from,
        row.certificate_to,
        &row.skills,
        row.assistant,
        row.suspended,
        row.capacity,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites an inspector.
pub(crate) async fn update(conn: &mut PgConnection, row: &InspectorRow, hash: &[u8; 32]) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.inspector set full_name = $2, certificate_number = $3, certificate_hash = $4,
             certificate_from = $5, certificate_to = $6, skills = $7, assistant = $8, suspended = $9, capacity = $10,
             revision = $11, updated_at = $12
         where id = $1",
        row.id,
        row.full_name,
        row.certificate_number,
        hash.as_slice(),
        row.certificate_from,
        row.certificate_to,
        &row.skills,
        row.assistant,
        row.suspended,
        row.capacity,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of a department's inspectors.
pub(crate) async fn find(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    id: Uuid,
) -> sqlx::Result<Option<InspectorRow>> {
    sqlx::query_as!(
        InspectorRow,
        "select id, department, division, full_name, certificate_number, certificate_from, certificate_to, skills,
             assistant, suspended, capacity, revision, created_at, updated_at
         from inspection.inspector where id = $1 and department = $2 and division = $3",
        id,
        department,
        division,
    )
    .fetch_optional(conn)
    .await
}

/// One of a department's inspectors, kept from being changed by others.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    id: Uuid,
) -> sqlx::Result<Option<InspectorRow>> {
    sqlx::query_as!(
        InspectorRow,
        "select id, department, division, full_name, certificate_number, certificate_from, certificate_to, skills,
             assistant, suspended, capacity, revision, created_at, updated_at
         from inspection.inspector where id = $1 and department = $2 and division = $3 for update",
        id,
        department,
        division,
    )
    .fetch_optional(conn)
    .await
}

/// The first `limit` of a department's inspectors registered after `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    certified_on: Option<Date>,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<InspectorRow>> {
    sqlx::query_as!(
        InspectorRow,
        "select id, department, division, full_name, certificate_number, certificate_from, certificate_to, skills,
             assistant, suspended, capacity, revision, created_at, updated_at
         from inspection.inspector
         where department = $1 and division = $2 and id > $3
             and ($4::date is null or (certificate_from <= $4 and certificate_to > $4))
         order by id limit $5",
        department,
        division,
        after,
        certified_on,
        limit,
    )
    .fetch_all(conn)
    .await
}
