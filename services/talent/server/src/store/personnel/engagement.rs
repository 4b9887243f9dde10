//! Organisations that engage people, and their engagements.

use sqlx::PgConnection;
use talent_domain::Engagement;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::register::Registered;

/// A row of `talent.engagement`.
#[derive(Debug, Clone)]
pub(crate) struct EngagementRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    /// Its registered name when somebody was last recorded there.
    pub(crate) title: String,
    pub(crate) person: Uuid,
    pub(crate) kind: String,
    pub(crate) post_title: String,
    pub(crate) starts_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Enters an organisation as the register shows it, and keeps others from recording its people meanwhile.
pub(crate) async fn employ(conn: &mut PgConnection, shown: &Registered, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.employer (organization, title, division, created_at, updated_at) values ($1, $2, $3, $4, $4)
         on conflict on constraint employer_pkey
             do update set title = excluded.title, division = excluded.division, updated_at = excluded.updated_at",
        shown.code.as_str(),
        shown.title,
        shown.division,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The division in which an organisation lies.
pub(crate) async fn division(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<String> {
    sqlx::query_scalar!("select division from talent.employer where organization = $1", organization.as_str())
        .fetch_one(conn)
        .await
}

/// Records that a person works for an organisation.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    person: Uuid,
    stated: &Engagement,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.engagement (id, organization, person, kind, post_title, starts_on, ended_on, division, department, created_by,
             created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        by.id,
        stated.organization.as_str(),
        person,
        stated.kind.as_str(),
        stated.post_title,
        stated.span.from,
        stated.span.until,
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
    sqlx::query!("select id from talent.engagement where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id, within reach.
pub(crate) async fn get(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<EngagementRow>> {
    sqlx::query_as!(
        EngagementRow,
        "select e.id, e.organization, o.title, e.person, e.kind, e.post_title, e.starts_on, e.ended_on, e.created_at, e.updated_at, e.revision
         from talent.engagement e join talent.employer o on o.organization = e.organization
         where e.id = $1 and starts_with(o.division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Ends one.
pub(crate) async fn end(conn: &mut PgConnection, id: Uuid, on: Date, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.engagement set ended_on = $2, revision = revision + 1, updated_at = $3 where id = $1",
        id,
        on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The latest of a person, within reach.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    scope: &Scope,
    person: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<EngagementRow>> {
    sqlx::query_as!(
        EngagementRow,
        "select e.id, e.organization, o.title, e.person, e.kind, e.post_title, e.starts_on, e.ended_on, e.created_at, e.updated_at, e.revision
         from talent.engagement e join talent.employer o on o.organization = e.organization
         where e.person = $1 and starts_with(o.division, $2)
         order by e.starts_on desc, e.id desc limit $3",
        person,
        scope.prefix(),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of a person that have a day in common with a span.
pub(crate) async fn meeting(
    conn: &mut PgConnection,
    person: Uuid,
    from: Date,
    until: Option<Date>,
) -> sqlx::Result<Vec<EngagementRow>> {
    sqlx::query_as!(
        EngagementRow,
        "select e.id, e.organization, o.title, e.person, e.kind, e.post_title, e.starts_on, e.ended_on, e.created_at, e.updated_at,
             e.revision
         from talent.engagement e join talent.employer o on o.organization = e.organization
         where e.person = $1 and (e.ended_on is null or e.ended_on > $2) and ($3::date is null or e.starts_on < $3)
         order by e.id",
        person,
        from,
        until,
    )
    .fetch_all(conn)
    .await
}

/// Those of an organisation within reach that hold on a day, after one, by id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    organization: UnifiedCode,
    (day, after): (Date, Uuid),
    limit: i64,
) -> sqlx::Result<Vec<EngagementRow>> {
    sqlx::query_as!(
        EngagementRow,
        "select e.id, e.organization, o.title, e.person, e.kind, e.post_title, e.starts_on, e.ended_on, e.created_at, e.updated_at, e.revision
         from talent.engagement e join talent.employer o on o.organization = e.organization
         where e.organization = $1 and starts_with(o.division, $2) and e.id > $3
             and e.starts_on <= $4 and (e.ended_on is null or e.ended_on > $4)
         order by e.id limit $5",
        organization.as_str(),
        scope.prefix(),
        after,
        day,
        limit,
    )
    .fetch_all(conn)
    .await
}
