//! Entries that divisions additionally exclude.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use uow::Author;

/// A row of `purchase.negative_entry`.
#[derive(Debug, Clone)]
pub(crate) struct NegativeRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) catalog: Uuid,
    pub(crate) category: String,
    pub(crate) rule: String,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) end_reason: String,
}

/// What an exclusion states.
#[derive(Debug)]
pub(crate) struct Excluded {
    pub(crate) code: String,
    pub(crate) category: String,
    pub(crate) rule: String,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Adds an exclusion of an entry of this name in this catalogue.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    excluded: &Excluded,
    (catalog, title): (Uuid, &str),
    author: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.negative_entry (id, division, code, title, catalog, category, rule, basis, valid_from,
           valid_to, department, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        author.id,
        author.division,
        excluded.code,
        title,
        catalog,
        excluded.category,
        excluded.rule,
        excluded.basis,
        excluded.valid_from,
        excluded.valid_to,
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
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<NegativeRow>> {
    sqlx::query_as!(
        NegativeRow,
        "select id, division, code, title, catalog, category, rule, basis, valid_from, valid_to, department, created_at,
           updated_at, revision, end_reason
         from purchase.negative_entry where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// One of a division and code that holds on some day from `from` on and before `to`.
pub(crate) async fn overlapping(
    conn: &mut PgConnection,
    division: &str,
    code: &str,
    (from, to): (Date, Option<Date>),
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from purchase.negative_entry
         where division = $1 and code = $2 and (valid_to is null or (valid_to > $3 and valid_to > valid_from))
           and ($4::date is null or valid_from < $4)
         order by valid_from limit 1",
        division,
        code,
        from,
        to,
    )
    .fetch_optional(conn)
    .await
}

/// Those of some divisions and codes that hold on a day.
pub(crate) async fn hitting(
    conn: &mut PgConnection,
    divisions: &[String],
    codes: &[String],
    day: Date,
) -> sqlx::Result<Vec<NegativeRow>> {
    sqlx::query_as!(
        NegativeRow,
        "select id, division, code, title, catalog, category, rule, basis, valid_from, valid_to, department, created_at,
           updated_at, revision, end_reason
         from purchase.negative_entry
         where division = any($1) and code = any($2) and valid_from <= $3 and (valid_to is null or valid_to > $3)
         order by code, division, id",
        divisions,
        codes,
        day,
    )
    .fetch_all(conn)
    .await
}

/// Which exclusions a list shows.
#[derive(Debug)]
pub(crate) struct NegativeFilter {
    pub(crate) divisions: Vec<String>,
    pub(crate) day: Date,
    pub(crate) code_prefix: String,
}

/// Those that the filter lets through, after a place in the order of codes and ids.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &NegativeFilter,
    after: Option<&(String, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<NegativeRow>> {
    sqlx::query_as!(
        NegativeRow,
        r#"select id, division, code, title, catalog, category, rule, basis, valid_from, valid_to, department, created_at,
           updated_at, revision, end_reason
         from purchase.negative_entry
         where division = any($1) and valid_from <= $2 and (valid_to is null or valid_to > $2) and starts_with(code, $3)
           and ($4::text is null or (code, id) > ($4::text collate "C", $5::uuid))
         order by code, id limit $6"#,
        &filter.divisions,
        filter.day,
        filter.code_prefix,
        after.map(|(code, _)| code.as_str()),
        after.map(|(_, id)| *id),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Ends an exclusion on a day.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    on: Date,
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.negative_entry set valid_to = $2, end_reason = $3, updated_at = $4, revision = revision + 1
         where id = $1",
        id,
        on,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
