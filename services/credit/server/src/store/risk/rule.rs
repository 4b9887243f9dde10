//! Rules of warning, a row a version.

use credit_domain::risk::Level;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `credit.risk_rule`.
#[derive(Debug, Clone)]
pub(crate) struct RuleRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) key: String,
    pub(crate) version: i32,
    pub(crate) title: String,
    pub(crate) expression: String,
    pub(crate) level: String,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) duty_department: String,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) approved_at: Option<OffsetDateTime>,
    pub(crate) end_reason: String,
}

/// What a draft states.
#[derive(Debug)]
pub(crate) struct Drafted {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) expression: String,
    pub(crate) level: Level,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) duty_department: String,
}

/// Adds a draft, as the next version of its key.
pub(crate) async fn insert(conn: &mut PgConnection, drafted: &Drafted, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.risk_rule (id, division, key, version, title, expression, level, basis, valid_from, valid_to,
           duty_department, department, created_by, created_officer, created_at)
         select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
         from credit.risk_rule where division = $2 and key = $3",
        author.id,
        author.division,
        drafted.key,
        drafted.title,
        drafted.expression,
        drafted.level.as_str(),
        drafted.basis,
        drafted.valid_from,
        drafted.valid_to,
        drafted.duty_department,
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
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<RuleRow>> {
    Ok(of_ids(conn, &[id]).await?.pop())
}

/// Those of some ids.
pub(crate) async fn of_ids(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<RuleRow>> {
    sqlx::query_as!(
        RuleRow,
        "select id, division, key, version, title, expression, level, basis, valid_from, valid_to, duty_department,
           department, created_by, created_officer, created_at, approved_at, end_reason
         from credit.risk_rule where id = any($1)",
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Holds every version of a key until the end of the transaction.
pub(crate) async fn lock_key(conn: &mut PgConnection, division: &str, key: &str) -> sqlx::Result<Vec<RuleRow>> {
    sqlx::query_as!(
        RuleRow,
        "select id, division, key, version, title, expression, level, basis, valid_from, valid_to, duty_department,
           department, created_by, created_officer, created_at, approved_at, end_reason
         from credit.risk_rule where division = $1 and key = $2 order by version for update",
        division,
        key,
    )
    .fetch_all(conn)
    .await
}

/// Every one that is in force on a day.
pub(crate) async fn in_force(conn: &mut PgConnection, day: Date) -> sqlx::Result<Vec<RuleRow>> {
    sqlx::query_as!(
        RuleRow,
        "select id, division, key, version, title, expression, level, basis, valid_from, valid_to, duty_department,
           department, created_by, created_officer, created_at, approved_at, end_reason
         from credit.risk_rule
         where approved_at is not null and valid_from <= $1 and (valid_to is null or valid_to > $1)
         order by division, key, version",
        day,
    )
    .fetch_all(conn)
    .await
}

/// Which versions a list shows.
#[derive(Debug)]
pub(crate) struct RuleFilter {
    /// Of this division alone.
    pub(crate) division: Option<String>,
    pub(crate) key: Option<String>,
    /// In force on this day alone.
    pub(crate) day: Option<Date>,
}

/// Those that the filter lets through, after a place in the order of keys, versions and ids.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RuleFilter,
    after: Option<&(String, i32, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<RuleRow>> {
    sqlx::query_as!(
        RuleRow,
        r#"select id, division, key, version, title, expression, level, basis, valid_from, valid_to, duty_department,
           department, created_by, created_officer, created_at, approved_at, end_reason
         from credit.risk_rule
         where ($1::text is null or key = $1)
           and ($2::date is null or (approved_at is not null and valid_from <= $2 and (valid_to is null or valid_to > $2)))
           and ($3::text is null or (key, version, id) > ($3::text collate "C", $4::integer, $5::uuid))
           and ($7::text is null or division = $7)
         order by key, version, id limit $6"#,
        filter.key,
        filter.day,
        after.map(|(key, ..)| key.as_str()),
        after.map(|(_, version, _)| *version),
        after.map(|(.., id)| *id),
        limit,
        filter.division,
    )
    .fetch_all(conn)
    .await
}

/// Approves a draft, from the first day of the rule given.
pub(crate) async fn approve(conn: &mut PgConnection, rule: &RuleRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.risk_rule set valid_from = $5, approved_by = $2, approved_officer = $3, approved_at = $4 where id = $1",
        rule.id,
        by.actor,
        by.officer,
        by.at,
        rule.valid_from,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends approved versions of a key that are in force on a day, or would be later, but one.
pub(crate) async fn replace(conn: &mut PgConnection, rule: &RuleRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.risk_rule set valid_to = $4
         where division = $1 and key = $2 and id <> $3 and approved_at is not null and (valid_to is null or valid_to > $4)",
        rule.division,
        rule.key,
        rule.id,
        rule.valid_from,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends one on a day, or before it began.
pub(crate) async fn end(conn: &mut PgConnection, id: Uuid, on: Date, reason: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.risk_rule set valid_to = greatest($2, valid_from), end_reason = $3 where id = $1",
        id,
        on,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}
