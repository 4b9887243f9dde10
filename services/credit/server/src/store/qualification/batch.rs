//! Lists of a year.

use credit_domain::qualification::Kind;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.qualification_batch`, with how many are on it.
#[derive(Debug, Clone)]
pub(crate) struct BatchRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) act: String,
    pub(crate) year: i32,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) authority: String,
    pub(crate) document_number: String,
    pub(crate) decided_on: Date,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) entries: i64,
}

/// Who is on a list.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) organization: UnifiedCode,
    pub(crate) title: String,
    pub(crate) application: Uuid,
    pub(crate) qualification: Option<Uuid>,
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct BatchFilter {
    pub(crate) kind: Option<Kind>,
    pub(crate) year: Option<i32>,
    pub(crate) division: Scope,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &BatchRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification_batch (id, kind, act, year, division, department, authority, document_number, decided_on,
           created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row.id,
        row.kind,
        row.act,
        row.year,
        row.division,
        row.department,
        row.authority,
        row.document_number,
        row.decided_on,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<BatchRow>> {
    sqlx::query_as!(
        BatchRow,
        r#"select id, kind, act, year, division, department, authority, document_number, decided_on, created_at,
             (select count(*) from credit.qualification_application as one
              where one.batch = list.id or one.proposal = list.id) as "entries!"
         from credit.qualification_batch as list where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those that the filter lets through, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &BatchFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<BatchRow>> {
    sqlx::query_as!(
        BatchRow,
        r#"select id, kind, act, year, division, department, authority, document_number, decided_on, created_at,
             (select count(*) from credit.qualification_application as one
              where one.batch = list.id or one.proposal = list.id) as "entries!"
         from credit.qualification_batch as list
         where ($1::text is null or kind = $1) and ($2::integer is null or year = $2) and starts_with(division, $3)
           and ($4::uuid is null or id < $4)
         order by id desc limit $5"#,
        filter.kind.map(Kind::as_str),
        filter.year,
        filter.division.prefix(),
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Who is on one, in the order of their codes.
pub(crate) async fn entries(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        r#"select organization as "organization: UnifiedCode", coalesce(title, '') as "title!", id as application,
             case when batch = $1 then qualification end as qualification
         from credit.qualification_application left join credit.organization on code = organization
         where batch = $1 or proposal = $1 order by organization, id"#,
        id,
    )
    .fetch_all(conn)
    .await
}
