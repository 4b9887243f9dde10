//! Payments of what was approved, a row a payment.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

use super::application::ApplicationRow;
use super::statement::Columns;

/// A row of `purchase.fund_payment`.
#[derive(Debug, Clone)]
pub(crate) struct PaymentRow {
    pub(crate) id: Uuid,
    pub(crate) application: Uuid,
    pub(crate) fund: Uuid,
    pub(crate) division: String,
    pub(crate) year: i32,
    pub(crate) organization: String,
    pub(crate) number: String,
    pub(crate) payee_title: String,
    pub(crate) amount_fen: i64,
    pub(crate) status: String,
    pub(crate) movement: i64,
    pub(crate) bank_reference: String,
    pub(crate) paid_on: Option<Date>,
    pub(crate) fail_reason: String,
    pub(crate) demanded_fen: i64,
    pub(crate) returned_fen: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// A number that no other payment has.
pub(crate) async fn next_serial(conn: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select nextval('purchase.fund_payment_number') as "serial!""#).fetch_one(conn).await
}

/// Adds one, of an application.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    of: &ApplicationRow,
    (number, movement): (&str, i64),
    author: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.fund_payment (id, application, fund, division, year, organization, number, payee_title,
           amount_fen, movement, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        author.id,
        of.id,
        of.fund,
        of.division,
        of.year,
        of.organization,
        number,
        of.payee_title,
        of.amount_fen,
        movement,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of some ids, within a scope, in no order.
pub(crate) async fn get(conn: &mut PgConnection, ids: &[Uuid], scope: &Scope) -> sqlx::Result<Vec<PaymentRow>> {
    sqlx::query_as!(
        PaymentRow,
        "select id, application, fund, division, year, organization, number, payee_title, amount_fen, status, movement,
           bank_reference, paid_on, fail_reason, demanded_fen, returned_fen, created_at, updated_at, revision
         from purchase.fund_payment where id = any($1) and starts_with(division, $2)",
        ids,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// Keeps some from others until the end of the transaction, in the order of their ids.
pub(crate) async fn lock(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.fund_payment where id = any($1) order by id for update", ids)
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// Which payments a list shows.
#[derive(Debug)]
pub(crate) struct PaymentFilter {
    pub(crate) scope: Scope,
    pub(crate) fund: Option<Uuid>,
    pub(crate) organization: Option<String>,
    pub(crate) status: Option<&'static str>,
}

/// Those that the filter lets through, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &PaymentFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PaymentRow>> {
    sqlx::query_as!(
        PaymentRow,
        "select id, application, fund, division, year, organization, number, payee_title, amount_fen, status, movement,
           bank_reference, paid_on, fail_reason, demanded_fen, returned_fen, created_at, updated_at, revision
         from purchase.fund_payment
         where starts_with(division, $1) and ($2::uuid is null or fund = $2)
           and ($3::text is null or organization = $3) and ($4::text is null or status = $4)
           and ($5::uuid is null or id < $5)
         order by id desc limit $6",
        filter.scope.prefix(),
        filter.fund,
        filter.organization,
        filter.status,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of a division under way that lines of a statement may be of: every one whose number is in a reference, and of each line so many of
/// its amount, to its payee first, then whatever was instructed shortly before it was booked.
pub(crate) async fn under_way(
    conn: &mut PgConnection,
    division: &str,
    (lines, most): (&Columns, i64),
) -> sqlx::Result<Vec<PaymentRow>> {
    sqlx::query_as!(
        PaymentRow,
        "select id, application, fund, division, year, organization, number, payee_title, amount_fen, status, movement,
           bank_reference, paid_on, fail_reason, demanded_fen, returned_fen, created_at, updated_at, revision
         from purchase.fund_payment
         where id in (
             select named.id from purchase.fund_payment named
             where named.division = $1 and named.status = 'instructed'
               and exists (select from unnest($2::text[]) as said (text) where strpos(upper(said.text), named.number) > 0)
             union
             select alike.id
             from unnest($3::bigint[], $4::text[], $5::date[]) as line (amount_fen, payee, booked_on)
             cross join lateral (
                 select other.id from purchase.fund_payment other
                 where other.division = $1 and other.status = 'instructed' and other.amount_fen = line.amount_fen
                 order by other.payee_title = line.payee desc,
                   (other.created_at at time zone 'Asia/Shanghai')::date > line.booked_on,
                   abs((other.created_at at time zone 'Asia/Shanghai')::date - line.booked_on), other.id
                 limit $6
             ) alike
         )
         order by id",
        division,
        &lines.references,
        &lines.amounts,
        &lines.payees,
        &lines.days,
        most,
    )
    .fetch_all(conn)
    .await
}

/// Which payments the bank made, what it calls them, and when it paid, column by column.
#[derive(Debug, Default)]
pub(crate) struct Paid {
    pub(crate) ids: Vec<Uuid>,
    pub(crate) bank_references: Vec<String>,
    pub(crate) days: Vec<Date>,
}

/// The bank paid some.
pub(crate) async fn pay(conn: &mut PgConnection, paid: &Paid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_payment this set status = 'paid', bank_reference = paid.bank_reference, paid_on = paid.day,
           updated_at = $4, revision = this.revision + 1
         from unnest($1::uuid[], $2::text[], $3::date[]) as paid (id, bank_reference, day)
         where this.id = paid.id",
        &paid.ids,
        &paid.bank_references,
        &paid.days,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The bank did not pay one.
pub(crate) async fn fail(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_payment set status = 'failed', fail_reason = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// More of one is demanded back, or came back.
pub(crate) async fn recover(
    conn: &mut PgConnection,
    id: Uuid,
    (demanded, returned): (i64, i64),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_payment set demanded_fen = demanded_fen + $2, returned_fen = returned_fen + $3, updated_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        demanded,
        returned,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
