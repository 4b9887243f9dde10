//! Evidence and its custody; rows are only ever added.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `inspection.evidence`.
#[derive(Debug, Clone)]
pub(crate) struct EvidenceRow {
    pub(crate) id: Uuid,
    pub(crate) proceeding: Uuid,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) place: String,
    pub(crate) collected_on: Date,
    pub(crate) collectors: Vec<Uuid>,
    pub(crate) document: Option<Uuid>,
    pub(crate) sha256: String,
    pub(crate) cited_resource: String,
    pub(crate) holder: String,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `inspection.custody`.
#[derive(Debug, Clone)]
pub(crate) struct CustodyRow {
    pub(crate) evidence: Uuid,
    pub(crate) number: i32,
    pub(crate) from_holder: String,
    pub(crate) to_holder: String,
    pub(crate) passed_on: Date,
    pub(crate) place: String,
    pub(crate) reason: String,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &EvidenceRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.evidence (id, proceeding, kind, title, source, place, collected_on, collectors, document,
             sha256, cited_resource, holder, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        row.id,
        row.proceeding,
        row.kind,
        row.title,
        row.source,
        row.place,
        row.collected_on,
        &row.collectors,
        row.document,
        row.sha256,
        row.cited_resource,
        row.holder,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of a case.
pub(crate) async fn find(conn: &mut PgConnection, proceeding: Uuid, id: Uuid) -> sqlx::Result<Option<EvidenceRow>> {
    sqlx::query_as!(
        EvidenceRow,
        "select id, proceeding, kind, title, source, place, collected_on, collectors, document, sha256, cited_resource,
             holder, created_at
         from inspection.evidence where proceeding = $1 and id = $2",
        proceeding,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The first `limit` of a case put on file after `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    proceeding: Uuid,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<EvidenceRow>> {
    sqlx::query_as!(
        EvidenceRow,
        "select id, proceeding, kind, title, source, place, collected_on, collectors, document, sha256, cited_resource,
             holder, created_at
         from inspection.evidence where proceeding = $1 and id > $2 order by id limit $3",
        proceeding,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many items some cases have.
pub(crate) async fn count(conn: &mut PgConnection, proceedings: &[Uuid]) -> sqlx::Result<Vec<(Uuid, i64)>> {
    let rows = sqlx::query!(
        r#"select proceeding, count(*) as "count!" from inspection.evidence where proceeding = any($1) group by proceeding"#,
        proceedings,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.proceeding, row.count)).collect())
}

/// The custody of some items, in order.
pub(crate) async fn custody(conn: &mut PgConnection, evidence: &[Uuid]) -> sqlx::Result<Vec<CustodyRow>> {
    sqlx::query_as!(
        CustodyRow,
        "select evidence, number, from_holder, to_holder, passed_on, place, reason
         from inspection.custody where evidence = any($1) order by evidence, number",
        evidence,
    )
    .fetch_all(conn)
    .await
}

/// Adds a passing-on.
pub(crate) async fn pass(
    conn: &mut PgConnection,
    row: &CustodyRow,
    actor: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.custody (evidence, number, from_holder, to_holder, passed_on, place, reason, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.evidence,
        row.number,
        row.from_holder,
        row.to_holder,
        row.passed_on,
        row.place,
        row.reason,
        actor,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
