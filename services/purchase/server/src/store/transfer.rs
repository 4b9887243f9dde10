//! Functions for transfer, a row a version.

use purchase_domain::transfer::Grade;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use uow::Author;

/// A row of `purchase.transfer_function`, and the day on which a later version takes its place.
#[derive(Debug, Clone)]
pub(crate) struct FunctionRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) key: String,
    pub(crate) version: i32,
    pub(crate) title: String,
    pub(crate) owner_department: String,
    pub(crate) content: String,
    pub(crate) basis: String,
    pub(crate) conditions: Vec<String>,
    pub(crate) least_grade: String,
    pub(crate) grade_rule: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) published_at: Option<OffsetDateTime>,
    pub(crate) document_number: String,
    pub(crate) replaced_on: Option<Date>,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) withdraw_reason: String,
}

/// What a draft states.
#[derive(Debug)]
pub(crate) struct Drafted {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) owner_department: String,
    pub(crate) content: String,
    pub(crate) basis: String,
    pub(crate) conditions: Vec<String>,
    pub(crate) least_grade: Grade,
    pub(crate) grade_rule: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Adds a draft, as the next version of its key.
pub(crate) async fn insert(conn: &mut PgConnection, drafted: &Drafted, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.transfer_function (id, division, key, version, title, owner_department, content, basis,
           conditions, least_grade, grade_rule, valid_from, valid_to, department, created_by, created_officer, created_at,
           updated_at)
         select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16
         from purchase.transfer_function where division = $2 and key = $3",
        author.id,
        author.division,
        drafted.key,
        drafted.title,
        drafted.owner_department,
        drafted.content,
        drafted.basis,
        &drafted.conditions,
        drafted.least_grade.as_str(),
        drafted.grade_rule,
        drafted.valid_from,
        drafted.valid_to,
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
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<FunctionRow>> {
    sqlx::query_as!(
        FunctionRow,
        r#"select id, division, key, version, title, owner_department, content, basis, conditions, least_grade, grade_rule,
           valid_from, valid_to, department, created_by, created_officer, created_at, updated_at, revision, published_at,
           document_number,
           (select min(later.valid_from) from purchase.transfer_function later
            where later.division = this.division and later.key = this.key and later.published_at is not null
              and this.published_at is not null and later.valid_from > this.valid_from) as "replaced_on?",
           withdrawn_on, withdraw_reason
         from purchase.transfer_function this where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Whose function a key of a division is; `None` if there is no version yet.
pub(crate) async fn owner(conn: &mut PgConnection, division: &str, key: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select owner_department from purchase.transfer_function where division = $1 and key = $2 order by version limit 1",
        division,
        key,
    )
    .fetch_optional(conn)
    .await
}

/// The published version of a key that begins last, and its first day.
pub(crate) async fn last_published(
    conn: &mut PgConnection,
    division: &str,
    key: &str,
) -> sqlx::Result<Option<(Uuid, Date)>> {
    let last = sqlx::query!(
        "select id, valid_from from purchase.transfer_function
         where division = $1 and key = $2 and published_at is not null order by valid_from desc limit 1",
        division,
        key,
    )
    .fetch_optional(conn)
    .await?;
    Ok(last.map(|row| (row.id, row.valid_from)))
}

/// Which versions a list shows.
#[derive(Debug)]
pub(crate) struct FunctionFilter {
    pub(crate) division: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) key: Option<String>,
    /// That may be taken on on this day alone.
    pub(crate) day: Option<Date>,
    /// `draft`, `published` or `withdrawn`.
    pub(crate) status: Option<&'static str>,
    /// With which the division of drafts begins.
    pub(crate) scope: String,
}

/// Those that the filter lets through, after a place in the order of divisions, keys and versions.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &FunctionFilter,
    after: Option<&(String, String, i32)>,
    limit: i64,
) -> sqlx::Result<Vec<FunctionRow>> {
    sqlx::query_as!(
        FunctionRow,
        r#"with shown as (
           select id, division, key, version, title, owner_department, content, basis, conditions, least_grade, grade_rule,
             valid_from, valid_to, department, created_by, created_officer, created_at, updated_at, revision, published_at,
             document_number,
             (select min(later.valid_from) from purchase.transfer_function later
              where later.division = this.division and later.key = this.key and later.published_at is not null
                and this.published_at is not null and later.valid_from > this.valid_from) as replaced_on,
             withdrawn_on, withdraw_reason
           from purchase.transfer_function this
           where ($1::text is null or division = $1)
             and ($2::text is null or owner_department = $2)
             and ($3::text is null or key = $3)
             and ($4::text is null or $4 = case when withdrawn_on is not null then 'withdrawn'
                  when published_at is not null then 'published' else 'draft' end)
             and (published_at is not null or starts_with(division, $5))
         )
         select id, division, key, version, title, owner_department, content, basis, conditions, least_grade, grade_rule,
           valid_from, valid_to, department, created_by, created_officer, created_at, updated_at, revision, published_at,
           document_number, replaced_on as "replaced_on?", withdrawn_on, withdraw_reason
         from shown
         where ($6::date is null or (published_at is not null and valid_from <= $6
             and (valid_to is null or valid_to > $6) and (withdrawn_on is null or withdrawn_on > $6)
             and (replaced_on is null or replaced_on > $6)))
           and ($7::text is null or (division, key, version) > ($7::text collate "C", $8::text collate "C", $9::integer))
         order by division, key, version limit $10"#,
        filter.division,
        filter.owner,
        filter.key,
        filter.status,
        filter.scope,
        filter.day,
        after.map(|(division, ..)| division.as_str()),
        after.map(|(_, key, _)| key.as_str()),
        after.map(|(.., version)| *version),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Publishes a draft.
pub(crate) async fn publish(conn: &mut PgConnection, id: Uuid, document_number: &str, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.transfer_function set document_number = $2, published_by = $3, published_officer = $4,
           published_at = $5, updated_at = $5, revision = revision + 1
         where id = $1",
        id,
        document_number,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws a published one.
pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    id: Uuid,
    on: Date,
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.transfer_function set withdrawn_on = $2, withdraw_reason = $3, updated_at = $4,
           revision = revision + 1
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
