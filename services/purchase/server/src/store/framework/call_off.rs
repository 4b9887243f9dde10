//! What was called off.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.framework_call_off`, with what the entrant is called.
#[derive(Debug, Clone)]
pub(crate) struct CallOffRow {
    pub(crate) framework: Uuid,
    pub(crate) number: i32,
    pub(crate) project: Uuid,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) quantity: i64,
    pub(crate) unit_fen: i64,
    pub(crate) amount_fen: i64,
    pub(crate) award_on: Date,
    pub(crate) award_number: String,
    pub(crate) passed_codes: Vec<String>,
    pub(crate) passed_reasons: Vec<String>,
    pub(crate) created_at: OffsetDateTime,
}

/// Those who were passed over, a column a field.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    pub(crate) codes: Vec<String>,
    /// `removed` or `refused`.
    pub(crate) reasons: Vec<String>,
    /// The conditions that were not met.
    pub(crate) conditions: Vec<String>,
}

/// What is called off, from whom.
#[derive(Debug)]
pub(crate) struct Called<'a> {
    pub(crate) framework: Uuid,
    pub(crate) project: Uuid,
    pub(crate) code: &'a str,
    pub(crate) quantity: i64,
    pub(crate) unit_fen: i64,
    pub(crate) amount_fen: i64,
    pub(crate) award_on: Date,
    pub(crate) award_number: &'a str,
}

/// Adds a call-off of the caller's department under the next number, and says it; the framework must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    called: &Called<'_>,
    passed: &Passed,
    by: &Author,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into purchase.framework_call_off (framework, number, project, division, buyer_department, code, quantity, unit_fen,
           amount_fen, award_on, award_number, passed_codes, passed_reasons, passed_conditions, created_by, created_officer, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
         from purchase.framework_call_off where framework = $1
         returning number",
        called.framework,
        called.project,
        by.division,
        by.department,
        called.code,
        called.quantity,
        called.unit_fen,
        called.amount_fen,
        called.award_on,
        called.award_number,
        &passed.codes,
        &passed.reasons,
        &passed.conditions,
        by.actor,
        by.officer,
        by.at,
    )
    .fetch_one(conn)
    .await
}

/// The rank of whoever was called last.
pub(crate) async fn last_rank(conn: &mut PgConnection, framework: Uuid) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        "select entrant.rank from purchase.framework_call_off call_off
           join purchase.framework_entrant entrant on entrant.framework = call_off.framework and entrant.code = call_off.code
         where call_off.framework = $1 order by call_off.number desc limit 1",
        framework,
    )
    .fetch_optional(conn)
    .await
}

/// Those of a framework, the newest first, before a number.
pub(crate) async fn page(
    conn: &mut PgConnection,
    framework: Uuid,
    before: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<CallOffRow>> {
    sqlx::query_as!(
        CallOffRow,
        "select call_off.framework, call_off.number, call_off.project, call_off.division, call_off.buyer_department, call_off.code,
           entrant.title, call_off.quantity, call_off.unit_fen, call_off.amount_fen, call_off.award_on, call_off.award_number,
           call_off.passed_codes, call_off.passed_reasons, call_off.created_at
         from purchase.framework_call_off call_off
           join purchase.framework_entrant entrant on entrant.framework = call_off.framework and entrant.code = call_off.code
         where call_off.framework = $1 and ($2::integer is null or call_off.number < $2)
         order by call_off.number desc limit $3",
        framework,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}
