//! Rounds in which honours are given, a row a round; what belongs to them, a file each.

pub(crate) mod conferred;
pub(crate) mod event;
pub(crate) mod nomination;
pub(crate) mod objection;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.honour_round`.
#[derive(Debug, Clone)]
pub(crate) struct RoundRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) title: String,
    pub(crate) year: i32,
    pub(crate) criteria: String,
    pub(crate) places: i32,
    pub(crate) nomination_deadline: OffsetDateTime,
    pub(crate) validity_years: i32,
    pub(crate) status: String,
    pub(crate) opened_at: Option<OffsetDateTime>,
    pub(crate) proposed_by: Option<String>,
    pub(crate) proposed_officer: Option<String>,
    pub(crate) notice_last_on: Option<Date>,
    pub(crate) rule: String,
    pub(crate) document_number: String,
    pub(crate) end_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Rounds, with what follows the table.
macro_rules! rounds {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            RoundRow,
            "select id, kind, division, department, title, year, criteria, places, nomination_deadline, validity_years, status,
           opened_at, proposed_by, proposed_officer, notice_last_on, rule, document_number, end_reason, created_at, updated_at, revision
         from talent.honour_round" + $rest,
            $($argument),+
        )
    };
}

/// What a round declares.
#[derive(Debug)]
pub(crate) struct Stated {
    /// `brand_organization`, `brand_project` or `leading_figure`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) year: i32,
    pub(crate) criteria: String,
    pub(crate) places: i32,
    pub(crate) nomination_deadline: OffsetDateTime,
    pub(crate) validity_years: i32,
}

/// Adds a draft.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.honour_round (id, kind, division, department, title, year, criteria, places, nomination_deadline,
           validity_years, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        by.id,
        stated.kind,
        by.division,
        by.department,
        stated.title,
        stated.year,
        stated.criteria,
        stated.places,
        stated.nomination_deadline,
        stated.validity_years,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a round from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.honour_round where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<RoundRow>> {
    rounds!(" where id = $1", id).fetch_optional(conn).await
}

/// Which rounds a list shows.
#[derive(Debug)]
pub(crate) struct RoundFilter {
    pub(crate) division: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) status: Option<&'static str>,
    pub(crate) year: Option<i32>,
    /// Whose drafts are shown: division and department.
    pub(crate) own: (String, String),
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RoundFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<RoundRow>> {
    rounds!(
        "
         where ($1::text is null or division = $1)
           and ($2::text is null or kind = $2)
           and ($3::text is null or status = $3)
           and ($4::integer is null or year = $4)
           and (opened_at is not null or (division, department) = ($5, $6))
           and ($7::uuid is null or id < $7)
         order by id desc limit $8",
        filter.division,
        filter.kind,
        filter.status,
        filter.year,
        filter.own.0,
        filter.own.1,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Opens it for nominations.
pub(crate) async fn open(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.honour_round set status = 'open', opened_at = $2, updated_at = $2, revision = revision + 1 where id = $1",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts whoever is proposed before the public, until a day by a rule.
pub(crate) async fn publicise(
    conn: &mut PgConnection,
    id: Uuid,
    (last, rule): (Date, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.honour_round set status = 'publicised', notice_last_on = $2, rule = $3, proposed_by = $4, proposed_officer = $5,
           updated_at = $6, revision = revision + 1
         where id = $1",
        id,
        last,
        rule,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A step was taken that changes nothing else of it.
pub(crate) async fn touch(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update talent.honour_round set updated_at = $2, revision = revision + 1 where id = $1", id, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Its honours are conferred by a document.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    id: Uuid,
    document_number: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.honour_round set status = 'decided', document_number = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        document_number,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Cancels it for a reason.
pub(crate) async fn cancel(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.honour_round set status = 'cancelled', end_reason = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
