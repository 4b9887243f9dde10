//! Grants: applications that were approved, with what was paid of each.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Which grants.
#[derive(Debug, Clone)]
pub(crate) struct GrantFilter {
    pub(crate) fund: Option<Uuid>,
    /// Of which year's budget.
    pub(crate) year: Option<i32>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// A grant, its fund, and what of it was paid and did not come back.
#[derive(Debug)]
pub(crate) struct GrantRow {
    pub(crate) id: Uuid,
    pub(crate) organization: String,
    pub(crate) payee_title: String,
    pub(crate) purpose: String,
    pub(crate) rating_grade: Option<String>,
    pub(crate) amount_fen: i64,
    pub(crate) disbursed_fen: i64,
    pub(crate) approved_at: OffsetDateTime,
    pub(crate) changed_at: OffsetDateTime,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) fund: Uuid,
    pub(crate) fund_title: String,
    pub(crate) fund_purpose: String,
}

/// How many the filter lets through.
pub(crate) async fn count(conn: &mut PgConnection, filter: &GrantFilter) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from purchase.fund_application
         where status in ('approved', 'paying', 'paid') and starts_with(division, $1) and ($2::uuid is null or fund = $2)
           and ($3::integer is null or year = $3)"#,
        filter.scope,
        filter.fund,
        filter.year,
    )
    .fetch_one(conn)
    .await
}

/// Those that the filter lets through, by id, after one; the nil id is before all.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &GrantFilter,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<GrantRow>> {
    // the movement that committed the money was made with the approval
    sqlx::query_as!(
        GrantRow,
        r#"select asked.id, asked.organization, asked.payee_title, asked.purpose, asked.rating_grade, asked.amount_fen,
           coalesce(payment.amount_fen - payment.returned_fen, 0) as "disbursed_fen!", committed.created_at as "approved_at!",
           greatest(asked.updated_at, payment.updated_at) as "changed_at!", fund.division as "division!",
           fund.department as "department!", fund.id as "fund!", fund.title as "fund_title!", fund.purpose as "fund_purpose!"
         from purchase.fund_application asked
         join purchase.fund fund on fund.id = asked.fund
         join purchase.ledger_movement committed
           on committed.fund = asked.fund and committed.year = asked.year and committed.number = asked.movement
         left join purchase.fund_payment payment on payment.application = asked.id and payment.status = 'paid'
         where asked.status in ('approved', 'paying', 'paid') and starts_with(asked.division, $1)
           and ($2::uuid is null or asked.fund = $2) and ($3::integer is null or asked.year = $3)
           and asked.id > $4
         order by asked.id limit $5"#,
        filter.scope,
        filter.fund,
        filter.year,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
