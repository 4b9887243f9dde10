//! Secondments and their reports, with names sealed.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.secondment`.
#[derive(Debug, Clone)]
pub(crate) struct SecondmentRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) official_name: Vec<u8>,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
    pub(crate) post: String,
    pub(crate) begin_on: Date,
    pub(crate) end_on: Date,
    pub(crate) status: String,
    pub(crate) rule: String,
    pub(crate) ended_on: Option<Date>,
    pub(crate) grade: String,
    pub(crate) reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// A row of `talent.secondment_report`.
#[derive(Debug, Clone)]
pub(crate) struct ReportRow {
    pub(crate) year: i32,
    pub(crate) quarter: i32,
    pub(crate) text: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Secondments, with what follows the table.
macro_rules! secondments {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            SecondmentRow,
            "select id, division, department, official_name, organization, organization_title, post, begin_on, end_on, status, rule,
           ended_on, grade, reason, created_at, updated_at, revision
         from talent.secondment" + $rest,
            $($argument),+
        )
    };
}

/// One to be planned, sealed.
#[derive(Debug)]
pub(crate) struct Planned<'a> {
    pub(crate) official_name: Vec<u8>,
    pub(crate) official_hash: [u8; 32],
    pub(crate) organization: &'a str,
    pub(crate) organization_title: &'a str,
    pub(crate) post: &'a str,
    pub(crate) begin_on: Date,
    pub(crate) end_on: Date,
    pub(crate) rule: &'a str,
}

/// Plans one under the id of its author.
pub(crate) async fn insert(conn: &mut PgConnection, planned: &Planned<'_>, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.secondment (id, division, department, official_name, official_hash, organization, organization_title, post,
           begin_on, end_on, rule, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        by.id,
        by.division,
        by.department,
        planned.official_name.as_slice(),
        planned.official_hash.as_slice(),
        planned.organization,
        planned.organization_title,
        planned.post,
        planned.begin_on,
        planned.end_on,
        planned.rule,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps one from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.secondment where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<SecondmentRow>> {
    secondments!(" where id = $1", id).fetch_optional(conn).await
}

/// Which secondments a list shows.
#[derive(Debug)]
pub(crate) struct Filter {
    /// The digits with which the division begins.
    pub(crate) within: String,
    pub(crate) status: Option<&'static str>,
    pub(crate) organization: Option<String>,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<SecondmentRow>> {
    secondments!(
        "
         where starts_with(division, $1)
           and ($2::text is null or status = $2)
           and ($3::text is null or organization = $3)
           and ($4::uuid is null or id < $4)
         order by id desc limit $5",
        filter.within,
        filter.status,
        filter.organization,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// It stands so from now on; why, if that is to be said.
pub(crate) async fn step(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (&str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.secondment set status = $2, reason = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        status,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It ended on a day, and was recognised for a reason.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (on, grade, reason): (Date, &str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.secondment set status = 'ended', ended_on = $2, grade = $3, reason = $4, updated_at = $5,
           revision = revision + 1
         where id = $1",
        id,
        on,
        grade,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Files the report of a quarter.
pub(crate) async fn report(
    conn: &mut PgConnection,
    id: Uuid,
    (year, quarter, text): (i32, i32, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.secondment_report (secondment, year, quarter, text, created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        year,
        quarter,
        text,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A report was filed of it.
pub(crate) async fn touch(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update talent.secondment set updated_at = $2, revision = revision + 1 where id = $1", id, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The reports of one, the earliest quarter first.
pub(crate) async fn reports(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as!(
        ReportRow,
        "select year, quarter, text, created_at from talent.secondment_report where secondment = $1 order by year, quarter",
        id,
    )
    .fetch_all(conn)
    .await
}
