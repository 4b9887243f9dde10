//! The statements on `archive.document`; they decide nothing.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

use crate::document::Document;

pub(crate) async fn insert(conn: &mut PgConnection, document: &Document) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into archive.document (id, title, kind, media_type, size_bytes, sha256, subject, department, division,
             retain_until, attached_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        document.id,
        document.title,
        document.kind,
        document.media_type,
        document.size_bytes,
        document.sha256,
        document.subject,
        document.department,
        document.division,
        document.retain_until,
        document.attached_at,
        document.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of some documents that lie within a scope, by id.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Document>> {
    sqlx::query_as!(
        Document,
        "select id, title, kind, media_type, size_bytes, sha256, subject, department, division, retain_until, attached_at,
             created_at
         from archive.document where id = any($1) and starts_with(division, $2) order by id",
        ids,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// As [`find`], and nobody else attaches or removes them until the transaction ends.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Document>> {
    sqlx::query_as!(
        Document,
        "select id, title, kind, media_type, size_bytes, sha256, subject, department, division, retain_until, attached_at,
             created_at
         from archive.document where id = any($1) and starts_with(division, $2) order by id for update",
        ids,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// The first `limit` documents of a subject whose ids follow `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    subject: &str,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Document>> {
    sqlx::query_as!(
        Document,
        "select id, title, kind, media_type, size_bytes, sha256, subject, department, division, retain_until, attached_at,
             created_at
         from archive.document
         where subject = $1 and id > $2 and starts_with(division, $3) order by id limit $4",
        subject,
        after,
        scope.prefix(),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Gives documents that nothing refers to their subject.
pub(crate) async fn attach(
    conn: &mut PgConnection,
    ids: &[Uuid],
    subject: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update archive.document set subject = $2, attached_at = $3 where id = any($1) and attached_at is null",
        ids,
        subject,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A document that is kept for longer.
#[derive(Debug)]
pub(crate) struct Prolonged {
    pub(crate) id: Uuid,
    pub(crate) division: String,
}

/// Keeps what belongs to some subjects until a day, unless it is kept for longer anyway.
pub(crate) async fn prolong(conn: &mut PgConnection, subjects: &[String], until: Date) -> sqlx::Result<Vec<Prolonged>> {
    sqlx::query_as!(
        Prolonged,
        "update archive.document set retain_until = $2
         where subject = any($1) and attached_at is not null and retain_until < $2
         returning id, division",
        subjects,
        until,
    )
    .fetch_all(conn)
    .await
}

/// Gives what belongs to a subject to another division.
pub(crate) async fn relocate(conn: &mut PgConnection, subject: &str, division: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update archive.document set division = $2 where subject = $1 and attached_at is not null",
        subject,
        division,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first `limit` ids after `after` of documents that nothing refers to, recorded before an instant.
pub(crate) async fn unattached(
    conn: &mut PgConnection,
    before: OffsetDateTime,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from archive.document where attached_at is null and created_at < $1 and id > $2 order by id limit $3",
        before,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Removes those of some documents that nothing refers to and nobody has locked.
pub(crate) async fn remove_unattached(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<Document>> {
    sqlx::query_as!(
        Document,
        "delete from archive.document where id in (
             select id from archive.document where id = any($1) and attached_at is null for update skip locked)
         returning id, title, kind, media_type, size_bytes, sha256, subject, department, division, retain_until,
             attached_at, created_at",
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Those of some ids that are recorded, whoever may see them.
pub(crate) async fn known(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("select id from archive.document where id = any($1)", ids).fetch_all(conn).await
}

/// Who this database is to its store.
pub(crate) async fn owner(conn: &mut PgConnection) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!("select id from archive.owner").fetch_one(conn).await
}
