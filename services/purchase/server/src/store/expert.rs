//! The banks of experts.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.expert`.
#[derive(Debug, Clone)]
pub(crate) struct ExpertRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) account: String,
    pub(crate) fields: Vec<String>,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Date,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) removed_at: Option<OffsetDateTime>,
    pub(crate) remove_reason: String,
    pub(crate) revision: i64,
}

/// What is stated of an expert.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) account: String,
    pub(crate) fields: Vec<String>,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Date,
}

/// Adds one to the bank of a department.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.expert (id, division, department, account, fields, employer_code, tie_codes, tie_ends, valid_from, valid_to,
           created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        by.id,
        by.division,
        by.department,
        stated.account,
        &stated.fields,
        stated.employer_code,
        &stated.tie_codes,
        &stated.tie_ends as &[Option<Date>],
        stated.valid_from,
        stated.valid_to,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an account in a bank, unless it was removed.
pub(crate) async fn of_account(
    conn: &mut PgConnection,
    (division, department): (&str, &str),
    account: &str,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from purchase.expert where division = $1 and department = $2 and account = $3 and removed_at is null",
        division,
        department,
        account,
    )
    .fetch_optional(conn)
    .await
}

/// Keeps one from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.expert where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        r#"select id, division, department, account, fields, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>",
           valid_from, valid_to, created_at, removed_at, remove_reason, revision
         from purchase.expert where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Removes one.
pub(crate) async fn remove(conn: &mut PgConnection, id: Uuid, reason: &str, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.expert set removed_by = $2, removed_officer = $3, removed_at = $4, remove_reason = $5, revision = revision + 1
         where id = $1",
        id,
        by.actor,
        by.officer,
        by.at,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of a bank, the newest first, before an id; of a field, if one is stated.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (division, department): (&str, &str),
    field: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        r#"select id, division, department, account, fields, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>",
           valid_from, valid_to, created_at, removed_at, remove_reason, revision
         from purchase.expert
         where division = $1 and department = $2 and ($3::text is null or $3 = any(fields)) and ($4::uuid is null or id < $4)
         order by id desc limit $5"#,
        division,
        department,
        field,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of a bank who are appointed on a day for any of some fields, by id.
pub(crate) async fn appointed(
    conn: &mut PgConnection,
    (division, department): (&str, &str),
    fields: &[String],
    on: Date,
) -> sqlx::Result<Vec<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        r#"select id, division, department, account, fields, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>",
           valid_from, valid_to, created_at, removed_at, remove_reason, revision
         from purchase.expert
         where division = $1 and department = $2 and fields && $3 and removed_at is null and valid_from <= $4 and $4 <= valid_to
         order by id"#,
        division,
        department,
        fields,
        on,
    )
    .fetch_all(conn)
    .await
}
