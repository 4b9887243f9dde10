//! Framework agreements, a row a framework, with those who entered.

pub(crate) mod call_off;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.framework`, without those who could not be hired any more.
#[derive(Debug, Clone)]
pub(crate) struct FrameworkRow {
    pub(crate) id: Uuid,
    pub(crate) tender: Uuid,
    pub(crate) project: Uuid,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) title: String,
    pub(crate) document_number: String,
    pub(crate) call_off_method: String,
    pub(crate) begins_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) rules: Vec<String>,
    pub(crate) bid_count: i32,
    pub(crate) ended_on: Option<Date>,
    pub(crate) end_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// A row of `purchase.framework_entrant`, without what credit answered.
#[derive(Debug, Clone)]
pub(crate) struct EntrantRow {
    pub(crate) framework: Uuid,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) rank: i32,
    pub(crate) unit_fen: i64,
    pub(crate) removed_on: Option<Date>,
    pub(crate) remove_ground: String,
    pub(crate) remove_reason: String,
}

/// What is concluded.
#[derive(Debug)]
pub(crate) struct Concluded<'a> {
    pub(crate) tender: Uuid,
    pub(crate) project: Uuid,
    pub(crate) title: &'a str,
    pub(crate) document_number: &'a str,
    /// `direct` or `rotation`.
    pub(crate) call_off_method: &'a str,
    pub(crate) begins_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) rules: &'a [String],
    pub(crate) bid_count: i32,
    /// Codes of those who could not be hired any more, and the conditions of each that were not met.
    pub(crate) refused_codes: &'a [String],
    pub(crate) refused_conditions: &'a [String],
}

/// Adds a framework of the caller's department.
pub(crate) async fn insert(conn: &mut PgConnection, concluded: &Concluded<'_>, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.framework (id, tender, project, division, buyer_department, title, document_number, call_off_method,
           begins_on, ends_on, rules, bid_count, refused_codes, refused_conditions, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)",
        by.id,
        concluded.tender,
        concluded.project,
        by.division,
        by.department,
        concluded.title,
        concluded.document_number,
        concluded.call_off_method,
        concluded.begins_on,
        concluded.ends_on,
        concluded.rules,
        concluded.bid_count,
        concluded.refused_codes,
        concluded.refused_conditions,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Who enters.
#[derive(Debug)]
pub(crate) struct Entered<'a> {
    pub(crate) code: &'a str,
    pub(crate) title: &'a str,
    pub(crate) rank: i32,
    pub(crate) bid: Uuid,
    pub(crate) unit_fen: i64,
    /// `allowed`, `not_known` or `no_record`.
    pub(crate) eligibility: &'a str,
    /// `key rule@version`.
    pub(crate) unknown: &'a [String],
    /// Credit's answer as bytes of its contract.
    pub(crate) answer: Option<&'a [u8]>,
}

/// Adds an entrant.
pub(crate) async fn enter(conn: &mut PgConnection, framework: Uuid, entered: &Entered<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.framework_entrant (framework, code, title, rank, bid, unit_fen, eligibility, unknown_conditions,
           eligibility_answer)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        framework,
        entered.code,
        entered.title,
        entered.rank,
        entered.bid,
        entered.unit_fen,
        entered.eligibility,
        entered.unknown,
        entered.answer,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a framework from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.framework where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<FrameworkRow>> {
    sqlx::query_as!(
        FrameworkRow,
        "select id, tender, project, division, buyer_department, title, document_number, call_off_method, begins_on, ends_on, rules,
           bid_count, ended_on, end_reason, created_at, updated_at, revision
         from purchase.framework where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those who entered these frameworks, by framework and rank.
pub(crate) async fn entrants(conn: &mut PgConnection, frameworks: &[Uuid]) -> sqlx::Result<Vec<EntrantRow>> {
    sqlx::query_as!(
        EntrantRow,
        "select framework, code, title, rank, unit_fen, removed_on, remove_ground, remove_reason
         from purchase.framework_entrant where framework = any($1) order by framework, rank",
        frameworks,
    )
    .fetch_all(conn)
    .await
}

/// Which frameworks a list shows.
#[derive(Debug)]
pub(crate) struct FrameworkFilter {
    pub(crate) division: Option<String>,
    pub(crate) supplier_code: Option<String>,
    pub(crate) valid_on: Option<Date>,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &FrameworkFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<FrameworkRow>> {
    sqlx::query_as!(
        FrameworkRow,
        "select id, tender, project, division, buyer_department, title, document_number, call_off_method, begins_on, ends_on, rules,
           bid_count, ended_on, end_reason, created_at, updated_at, revision
         from purchase.framework this
         where ($1::text is null or division = $1)
           and ($2::text is null or exists (
             select from purchase.framework_entrant entrant
             where entrant.framework = this.id and entrant.code = $2 and entrant.removed_on is null
           ))
           and ($3::date is null or begins_on <= $3 and $3 <= ends_on and (ended_on is null or $3 < ended_on))
           and ($4::uuid is null or id < $4)
         order by id desc limit $5",
        filter.division,
        filter.supplier_code,
        filter.valid_on,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Removes an entrant on a day.
pub(crate) async fn remove(
    conn: &mut PgConnection,
    (framework, code): (Uuid, &str),
    (ground, reason): (&str, &str),
    on: Date,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.framework_entrant set removed_on = $3, removed_by = $4, removed_officer = $5, remove_ground = $6,
           remove_reason = $7
         where framework = $1 and code = $2",
        framework,
        code,
        on,
        by.actor,
        by.officer,
        ground,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It has changed.
pub(crate) async fn touch(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update purchase.framework set updated_at = $2, revision = revision + 1 where id = $1", id, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends a framework on a day.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (on, reason): (Date, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.framework set ended_on = $2, end_reason = $3, ended_by = $4, ended_officer = $5, updated_at = $6,
           revision = revision + 1
         where id = $1",
        id,
        on,
        reason,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
