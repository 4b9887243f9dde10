//! Periodic bulletins.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `credit.bulletin`, with what it corrects and what corrects it.
#[derive(Debug, Clone)]
pub(crate) struct BulletinRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) rule: String,
    pub(crate) title: String,
    pub(crate) corrects: Option<Uuid>,
    pub(crate) corrects_number: Option<String>,
    pub(crate) corrected_by: Vec<Uuid>,
    pub(crate) number: Option<String>,
    pub(crate) revision: i64,
    pub(crate) reviewed_by: Option<String>,
    pub(crate) reviewed_officer: Option<String>,
    pub(crate) reviewed_at: Option<OffsetDateTime>,
    pub(crate) published_at: Option<OffsetDateTime>,
    pub(crate) digest: Option<Vec<u8>>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) entry_count: i64,
}

/// A bulletin that is to be drafted.
#[derive(Debug)]
pub(crate) struct Fresh<'a> {
    pub(crate) id: Uuid,
    pub(crate) kind: &'a str,
    pub(crate) division: &'a str,
    pub(crate) department: &'a str,
    pub(crate) days: (Date, Date),
    pub(crate) rule: &'a str,
    pub(crate) title: &'a str,
    pub(crate) corrects: Option<Uuid>,
}

/// Adds a draft, as the next part of its period; whether nobody else has.
pub(crate) async fn insert(conn: &mut PgConnection, one: &Fresh<'_>, at: OffsetDateTime) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "insert into credit.bulletin (id, kind, state, division, department, starts_on, ends_on, part, rule, title, corrects,
           revision, created_at)
         select $1, $2, 'drafted', $3, $4, $5, $6,
           coalesce((select max(part) from credit.bulletin
                     where kind = $2 and division = $3 and department = $4 and starts_on = $5 and corrects is null), 0) + 1,
           $7, $8, $9, 1, $10
         on conflict do nothing",
        one.id,
        one.kind,
        one.division,
        one.department,
        one.days.0,
        one.days.1,
        one.rule,
        one.title,
        one.corrects,
        at,
    );
    Ok(inserted.execute(conn).await?.rows_affected() == 1)
}

/// Holds one until the end of the transaction; whether it is there.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<bool> {
    let row = sqlx::query!("select id from credit.bulletin where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(row.is_some())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<BulletinRow>> {
    sqlx::query_as!(
        BulletinRow,
        r#"select b.id, b.kind, b.state, b.division, b.department, b.starts_on, b.ends_on, b.rule, b.title, b.corrects,
             (select o.number from credit.bulletin as o where o.id = b.corrects) as corrects_number,
             array(select c.id from credit.bulletin as c where c.corrects = b.id and c.state = 'published' order by c.id)
               as "corrected_by!",
             b.number, b.revision, b.reviewed_by, b.reviewed_officer, b.reviewed_at, b.published_at, b.digest, b.created_at,
             (select count(*) from credit.bulletin_entry where bulletin = b.id) as "entry_count!"
         from credit.bulletin as b where b.id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those that were published, of a kind and a division if stated, before one, the newest first.
pub(crate) async fn published(
    conn: &mut PgConnection,
    kind: Option<&str>,
    division: &str,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<BulletinRow>> {
    sqlx::query_as!(
        BulletinRow,
        r#"select b.id, b.kind, b.state, b.division, b.department, b.starts_on, b.ends_on, b.rule, b.title, b.corrects,
             (select o.number from credit.bulletin as o where o.id = b.corrects) as corrects_number,
             array(select c.id from credit.bulletin as c where c.corrects = b.id and c.state = 'published' order by c.id)
               as "corrected_by!",
             b.number, b.revision, b.reviewed_by, b.reviewed_officer, b.reviewed_at, b.published_at, b.digest, b.created_at,
             (select count(*) from credit.bulletin_entry where bulletin = b.id) as "entry_count!"
         from credit.bulletin as b
         where b.state = 'published' and ($1::text is null or b.kind = $1) and starts_with(b.division, $2)
           and ($3::uuid is null or b.id < $3)
         order by b.id desc limit $4"#,
        kind,
        division,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those that are drafts, after one, the oldest first.
pub(crate) async fn drafts(
    conn: &mut PgConnection,
    scope: &Scope,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<BulletinRow>> {
    sqlx::query_as!(
        BulletinRow,
        r#"select b.id, b.kind, b.state, b.division, b.department, b.starts_on, b.ends_on, b.rule, b.title, b.corrects,
             (select o.number from credit.bulletin as o where o.id = b.corrects) as corrects_number,
             array(select c.id from credit.bulletin as c where c.corrects = b.id and c.state = 'published' order by c.id)
               as "corrected_by!",
             b.number, b.revision, b.reviewed_by, b.reviewed_officer, b.reviewed_at, b.published_at, b.digest, b.created_at,
             (select count(*) from credit.bulletin_entry where bulletin = b.id) as "entry_count!"
         from credit.bulletin as b
         where b.state <> 'published' and starts_with(b.division, $1) and ($2::uuid is null or b.id > $2)
         order by b.id limit $3"#,
        scope.prefix(),
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// A draft was reviewed.
pub(crate) async fn review(conn: &mut PgConnection, id: Uuid, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.bulletin set state = 'reviewed', reviewed_by = $2, reviewed_officer = $3, reviewed_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        by.actor,
        by.officer.as_deref(),
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A draft changed: it is to be reviewed again.
pub(crate) async fn reopen(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.bulletin set state = 'drafted', reviewed_by = null, reviewed_officer = null, reviewed_at = null,
           revision = revision + 1
         where id = $1 and state <> 'published'",
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A draft was approved, under a number.
pub(crate) async fn publish(
    conn: &mut PgConnection,
    id: Uuid,
    by: &Author,
    number: &str,
    digest: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.bulletin set state = 'published', approved_by = $2, approved_officer = $3, published_at = $4, number = $5,
           digest = $6, revision = revision + 1
         where id = $1",
        id,
        by.actor,
        by.officer.as_deref(),
        by.at,
        number,
        digest,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An empty draft is no bulletin.
pub(crate) async fn discard_empty(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from credit.bulletin as b where id = $1 and state <> 'published'
           and not exists (select from credit.bulletin_entry where bulletin = b.id)",
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}
