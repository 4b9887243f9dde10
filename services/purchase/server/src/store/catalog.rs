//! Versions of catalogues, a row a version.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use uow::Author;

/// A row of `purchase.catalog`, and the day on which a later version takes its place.
#[derive(Debug, Clone)]
pub(crate) struct CatalogRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) version: i32,
    pub(crate) title: String,
    pub(crate) year: i32,
    pub(crate) entry_count: i32,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) adopted_at: Option<OffsetDateTime>,
    pub(crate) document_number: String,
    pub(crate) valid_from: Option<Date>,
    pub(crate) valid_to: Option<Date>,
    pub(crate) replaced_on: Option<Date>,
    pub(crate) discarded_at: Option<OffsetDateTime>,
    pub(crate) discard_reason: String,
}

/// Adds a draft, as the next version of its division.
pub(crate) async fn insert(conn: &mut PgConnection, title: &str, year: i32, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.catalog (id, division, version, title, year, department, created_by, created_officer,
           created_at, updated_at)
         select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $8 from purchase.catalog where division = $2",
        author.id,
        author.division,
        title,
        year,
        author.department,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<CatalogRow>> {
    sqlx::query_as!(
        CatalogRow,
        r#"select id, division, version, title, year, entry_count, department, created_by, created_officer, created_at,
           updated_at, revision, adopted_at, document_number, valid_from, valid_to,
           (select min(later.valid_from) from purchase.catalog later
            where later.division = this.division and later.valid_from > this.valid_from) as "replaced_on?",
           discarded_at, discard_reason
         from purchase.catalog this where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Every adopted one of some divisions, the oldest first.
pub(crate) async fn adopted(conn: &mut PgConnection, divisions: &[String]) -> sqlx::Result<Vec<CatalogRow>> {
    sqlx::query_as!(
        CatalogRow,
        r#"select id, division, version, title, year, entry_count, department, created_by, created_officer, created_at,
           updated_at, revision, adopted_at, document_number, valid_from, valid_to,
           lead(valid_from) over (partition by division order by valid_from) as "replaced_on?",
           discarded_at, discard_reason
         from purchase.catalog where division = any($1) and adopted_at is not null order by division, valid_from"#,
        divisions,
    )
    .fetch_all(conn)
    .await
}

/// Which versions a list shows.
#[derive(Debug)]
pub(crate) struct CatalogFilter {
    pub(crate) division: Option<String>,
    pub(crate) year: Option<i32>,
    /// `draft`, `adopted` or `discarded`.
    pub(crate) status: Option<&'static str>,
    /// With which the division of whatever is not adopted begins.
    pub(crate) scope: String,
}

/// Those that the filter lets through, after a place in the order of divisions and versions.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &CatalogFilter,
    after: Option<&(String, i32)>,
    limit: i64,
) -> sqlx::Result<Vec<CatalogRow>> {
    sqlx::query_as!(
        CatalogRow,
        r#"select id, division, version, title, year, entry_count, department, created_by, created_officer, created_at,
           updated_at, revision, adopted_at, document_number, valid_from, valid_to,
           (select min(later.valid_from) from purchase.catalog later
            where later.division = this.division and later.valid_from > this.valid_from) as "replaced_on?",
           discarded_at, discard_reason
         from purchase.catalog this
         where ($1::text is null or division = $1)
           and ($2::integer is null or year = $2)
           and ($3::text is null or $3 = case when adopted_at is not null then 'adopted'
                when discarded_at is not null then 'discarded' else 'draft' end)
           and (adopted_at is not null or starts_with(division, $4))
           and ($5::text is null or (division, version) > ($5::text collate "C", $6::integer))
         order by division, version limit $7"#,
        filter.division,
        filter.year,
        filter.status,
        filter.scope,
        after.map(|(division, _)| division.as_str()),
        after.map(|(_, version)| *version),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// States how many entries a draft has.
pub(crate) async fn count(conn: &mut PgConnection, id: Uuid, entries: i32, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.catalog set entry_count = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        entries,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// By which document a version is adopted, and when it holds.
#[derive(Debug)]
pub(crate) struct Adoption {
    pub(crate) document_number: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Adopts a draft.
pub(crate) async fn adopt(conn: &mut PgConnection, id: Uuid, adoption: &Adoption, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.catalog set document_number = $2, valid_from = $3, valid_to = $4, adopted_by = $5,
           adopted_officer = $6, adopted_at = $7, updated_at = $7, revision = revision + 1
         where id = $1",
        id,
        adoption.document_number,
        adoption.valid_from,
        adoption.valid_to,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a draft up.
pub(crate) async fn discard(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.catalog set discarded_at = $3, discard_reason = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
