//! Certificates and titles of people; their numbers are sealed.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `talent.qualification`.
#[derive(Debug, Clone)]
pub(crate) struct QualificationRow {
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) number: Vec<u8>,
    pub(crate) issuer: String,
    pub(crate) issued_on: Date,
    pub(crate) valid_until: Option<Date>,
    pub(crate) revoked_on: Option<Date>,
    pub(crate) revoke_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// One to be recorded, its number sealed.
#[derive(Debug)]
pub(crate) struct Fresh<'a> {
    pub(crate) person: Uuid,
    pub(crate) kind: &'static str,
    pub(crate) title: &'a str,
    pub(crate) number: Vec<u8>,
    pub(crate) number_hash: [u8; 32],
    pub(crate) issuer: &'a str,
    pub(crate) issued_on: Date,
}

/// Whose working places count, and on which day.
#[derive(Debug)]
pub(crate) struct Staff<'a> {
    pub(crate) scope: &'a Scope,
    /// Of this organisation alone, if one is named.
    pub(crate) organization: Option<&'a str>,
    pub(crate) day: Date,
}

/// Records one.
pub(crate) async fn insert(conn: &mut PgConnection, fresh: &Fresh<'_>, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.qualification (id, person, kind, title, number, number_hash, issuer, issued_on, division, department,
             created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        by.id,
        fresh.person,
        fresh.kind,
        fresh.title,
        fresh.number,
        fresh.number_hash.as_slice(),
        fresh.issuer,
        fresh.issued_on,
        by.division,
        by.department,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from changing one.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.qualification where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id that is a person's.
pub(crate) async fn get(conn: &mut PgConnection, person: Uuid, id: Uuid) -> sqlx::Result<Option<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        "select id, person, kind, title, number, issuer, issued_on, valid_until, revoked_on, revoke_reason, created_at, updated_at, revision
         from talent.qualification where person = $1 and id = $2",
        person,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// All of a person, by id.
pub(crate) async fn of_person(conn: &mut PgConnection, person: Uuid) -> sqlx::Result<Vec<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        "select id, person, kind, title, number, issuer, issued_on, valid_until, revoked_on, revoke_reason, created_at, updated_at, revision
         from talent.qualification where person = $1 order by id",
        person,
    )
    .fetch_all(conn)
    .await
}

/// One is valid until another day.
pub(crate) async fn prolong(
    conn: &mut PgConnection,
    id: Uuid,
    valid_until: Date,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.qualification set valid_until = $2, revision = revision + 1, updated_at = $3 where id = $1",
        id,
        valid_until,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Revokes one.
pub(crate) async fn revoke(
    conn: &mut PgConnection,
    id: Uuid,
    (on, reason): (Date, &str),
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.qualification set revoked_on = $2, revoke_reason = $3, revision = revision + 1, updated_at = $4 where id = $1",
        id,
        on,
        reason,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of staff whose registration ends by a day, after a place in their order.
pub(crate) async fn expiring(
    conn: &mut PgConnection,
    staff: &Staff<'_>,
    until: Date,
    after: Option<(Date, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<QualificationRow>> {
    let (after_day, after_id) = after.unzip();
    sqlx::query_as!(
        QualificationRow,
        "select id, person, kind, title, number, issuer, issued_on, valid_until, revoked_on, revoke_reason, created_at, updated_at, revision
         from talent.qualification q
         where revoked_on is null and valid_until <= $1 and ($2::date is null or (valid_until, id) > ($2, $3::uuid))
             and exists (
                 select from talent.engagement e join talent.employer o on o.organization = e.organization
                 where e.person = q.person and starts_with(o.division, $4) and ($5::text is null or e.organization = $5)
                     and e.starts_on <= $6 and (e.ended_on is null or e.ended_on > $6))
         order by valid_until, id limit $7",
        until,
        after_day,
        after_id,
        staff.scope.prefix(),
        staff.organization,
        staff.day,
        limit,
    )
    .fetch_all(conn)
    .await
}
