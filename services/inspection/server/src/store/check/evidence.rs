//! Documents that entries state, and entries that other departments may use.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `inspection.check_evidence`.
#[derive(Debug, Clone)]
pub(crate) struct EvidenceRow {
    pub(crate) sha256: Vec<u8>,
    pub(crate) document: Uuid,
    pub(crate) kind: String,
}

/// A row of `inspection.shared_evidence`.
#[derive(Debug, Clone)]
pub(crate) struct SharedRow {
    pub(crate) id: Uuid,
    pub(crate) check_id: Uuid,
    pub(crate) entry_id: Uuid,
    pub(crate) digest: Vec<u8>,
    pub(crate) division: String,
    pub(crate) shared_by: String,
    pub(crate) department: String,
    pub(crate) matter: String,
    pub(crate) basis: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds a document; of one content the last counts, since it may have been handed in under the wrong kind before.
pub(crate) async fn attach(
    conn: &mut PgConnection,
    check: Uuid,
    row: &EvidenceRow,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.check_evidence (check_id, sha256, document, kind, attached_at)
         values ($1, $2, $3, $4, $5) on conflict on constraint check_evidence_pkey
             do update set document = excluded.document, kind = excluded.kind, attached_at = excluded.attached_at",
        check,
        row.sha256,
        row.document,
        row.kind,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The documents of a check.
pub(crate) async fn attached(conn: &mut PgConnection, check: Uuid) -> sqlx::Result<Vec<EvidenceRow>> {
    sqlx::query_as!(
        EvidenceRow,
        "select sha256, document, kind from inspection.check_evidence where check_id = $1 order by sha256",
        check,
    )
    .fetch_all(conn)
    .await
}

/// Adds a reference; false if there is one for the department and matter.
pub(crate) async fn share(conn: &mut PgConnection, row: &SharedRow, actor: &str) -> sqlx::Result<bool> {
    let shared = sqlx::query!(
        "insert into inspection.shared_evidence (id, check_id, entry_id, digest, division, shared_by, department, matter,
             basis, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict on constraint shared_evidence_matter_key do nothing",
        row.id,
        row.check_id,
        row.entry_id,
        row.digest,
        row.division,
        row.shared_by,
        row.department,
        row.matter,
        row.basis,
        actor,
        row.created_at,
    );
    Ok(shared.execute(conn).await?.rows_affected() == 1)
}

/// The id of the reference that is there for the department and matter of another.
pub(crate) async fn shared(conn: &mut PgConnection, row: &SharedRow) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from inspection.shared_evidence
         where check_id = $1 and entry_id = $2 and department = $3 and matter = $4",
        row.check_id,
        row.entry_id,
        row.department,
        row.matter,
    )
    .fetch_optional(conn)
    .await
}

/// The first `limit` references made before `before`, the latest first: those of a check, or those to a department.
pub(crate) async fn page(
    conn: &mut PgConnection,
    check: Option<Uuid>,
    department: &str,
    division: &str,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<SharedRow>> {
    sqlx::query_as!(
        SharedRow,
        "select id, check_id, entry_id, digest, division, shared_by, department, matter, basis, created_at
         from inspection.shared_evidence
         where id < $1 and (check_id = $2 or ($2::uuid is null and department = $3 and division = $4))
         order by id desc limit $5",
        before.unwrap_or(Uuid::max()),
        check,
        department,
        division,
        limit,
    )
    .fetch_all(conn)
    .await
}
