//! Grants: applications that were approved, with what was paid of each. The parts of a grant of a venture round are one.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;

/// Which grants.
#[derive(Debug, Clone)]
pub(crate) struct GrantFilter {
    pub(crate) fund: Option<Uuid>,
    /// Of which year's budget.
    pub(crate) year: Option<i32>,
    pub(crate) scope: Scope,
}

/// A grant, its fund, and what of it was paid and did not come back.
#[derive(Debug)]
pub(crate) struct GrantRow {
    /// Of the application or, in a venture round, of the proposal.
    pub(crate) id: Uuid,
    pub(crate) organization: String,
    pub(crate) payee_title: String,
    pub(crate) purpose: String,
    /// The round and the project, if it is of a venture round.
    pub(crate) venture: Option<String>,
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
        r#"select count(distinct coalesce(part.proposal, asked.id)) as "count!"
         from purchase.fund_application asked
         left join purchase.venture_instalment part on part.application = asked.id
         where asked.status in ('approved', 'paying', 'paid') and starts_with(asked.division, $1)
           and ($2::uuid is null or asked.fund = $2) and ($3::integer is null or asked.year = $3)"#,
        filter.scope.prefix(),
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
    // the movement that committed the money was made with the approval; a settlement commits anew what is left of a part, which was made
    // with the grant
    sqlx::query_as!(
        GrantRow,
        r#"select coalesce(part.proposal, asked.id) as "id!", asked.organization as "organization!",
           max(asked.payee_title) as "payee_title!", max(asked.purpose) as "purpose!",
           venture.title || ' · ' || project.title as "venture?", max(asked.rating_grade) as "rating_grade?",
           sum(asked.amount_fen)::bigint as "amount_fen!",
           sum(coalesce(payment.amount_fen - payment.returned_fen, 0))::bigint as "disbursed_fen!",
           min(coalesce(part.created_at, committed.created_at)) as "approved_at!",
           max(greatest(asked.updated_at, payment.updated_at, project.updated_at)) as "changed_at!", fund.division as "division!",
           fund.department as "department!", fund.id as "fund!", fund.title as "fund_title!", fund.purpose as "fund_purpose!"
         from purchase.fund_application asked
         join purchase.fund fund on fund.id = asked.fund
         join purchase.ledger_movement committed
           on committed.fund = asked.fund and committed.year = asked.year and committed.number = asked.movement
         left join purchase.fund_payment payment on payment.application = asked.id and payment.status = 'paid'
         left join purchase.venture_instalment part on part.application = asked.id
         left join purchase.venture_proposal project on project.id = part.proposal
         left join purchase.venture_round venture on venture.id = project.round
         where asked.status in ('approved', 'paying', 'paid') and starts_with(asked.division, $1)
           and ($2::uuid is null or asked.fund = $2) and ($3::integer is null or asked.year = $3)
           and coalesce(part.proposal, asked.id) > $4
         group by coalesce(part.proposal, asked.id), asked.organization, fund.id, project.id, venture.id
         order by coalesce(part.proposal, asked.id) limit $5"#,
        filter.scope.prefix(),
        filter.fund,
        filter.year,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
