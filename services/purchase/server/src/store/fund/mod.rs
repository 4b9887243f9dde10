//! Special funds, a row a fund; what belongs to them, a file each.

pub(crate) mod allotment;
pub(crate) mod application;
pub(crate) mod award;
pub(crate) mod grant;
pub(crate) mod ledger;
pub(crate) mod payment;
pub(crate) mod recovery;
pub(crate) mod statement;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `purchase.fund`.
#[derive(Debug, Clone)]
pub(crate) struct FundRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
}

/// What a fund states.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.fund (id, division, department, title, purpose, basis, valid_from, valid_to, created_by,
           created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        author.id,
        author.division,
        author.department,
        stated.title,
        stated.purpose,
        stated.basis,
        stated.valid_from,
        stated.valid_to,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id, within a scope.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<FundRow>> {
    sqlx::query_as!(
        FundRow,
        "select id, division, department, title, purpose, basis, valid_from, valid_to, created_at
         from purchase.fund where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Those within a scope, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (scope, valid_on): (&Scope, Option<Date>),
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<FundRow>> {
    sqlx::query_as!(
        FundRow,
        "select id, division, department, title, purpose, basis, valid_from, valid_to, created_at
         from purchase.fund
         where starts_with(division, $1)
           and ($2::date is null or (valid_from <= $2 and (valid_to is null or valid_to > $2)))
           and ($3::uuid is null or id < $3)
         order by id desc limit $4",
        scope.prefix(),
        valid_on,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
