//! Rounds of public-welfare venture, a row a round; what belongs to them, a file each.

pub(crate) mod course;
pub(crate) mod event;
pub(crate) mod grant;
pub(crate) mod objection;
pub(crate) mod proposal;
pub(crate) mod report;
pub(crate) mod review;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.venture_round`.
#[derive(Debug, Clone)]
pub(crate) struct RoundRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) fund: Uuid,
    pub(crate) year: i32,
    pub(crate) title: String,
    pub(crate) call: String,
    pub(crate) track_keys: Vec<String>,
    pub(crate) track_titles: Vec<String>,
    pub(crate) budget_fen: i64,
    pub(crate) ceiling_fen: i64,
    pub(crate) criteria_keys: Vec<String>,
    pub(crate) criteria_titles: Vec<String>,
    pub(crate) criteria_stages: Vec<String>,
    pub(crate) criteria_points: Vec<i32>,
    pub(crate) instalment_percents: Vec<i32>,
    pub(crate) instalment_gates: Vec<String>,
    pub(crate) filing_deadline: OffsetDateTime,
    pub(crate) status: String,
    pub(crate) rules: Vec<String>,
    pub(crate) published_at: Option<OffsetDateTime>,
    pub(crate) defence_at: Option<OffsetDateTime>,
    pub(crate) defence_place: String,
    pub(crate) listed_by: Option<String>,
    pub(crate) listed_officer: Option<String>,
    pub(crate) listed_department: Option<String>,
    /// Why the last list was returned, told to the department alone.
    pub(crate) return_reason: String,
    pub(crate) notice_last_on: Option<Date>,
    pub(crate) granted_fen: i64,
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
            "select id, division, department, fund, year, title, call, track_keys, track_titles, budget_fen, ceiling_fen, criteria_keys,
           criteria_titles, criteria_stages, criteria_points, instalment_percents, instalment_gates, filing_deadline, status, rules,
           published_at, defence_at, defence_place, listed_by, listed_officer, listed_department, return_reason, notice_last_on,
           granted_fen, end_reason, created_at, updated_at, revision
         from purchase.venture_round" + $rest,
            $($argument),+
        )
    };
}

/// What a round declares.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) fund: Uuid,
    pub(crate) year: i32,
    pub(crate) title: String,
    pub(crate) call: String,
    pub(crate) track_keys: Vec<String>,
    pub(crate) track_titles: Vec<String>,
    pub(crate) budget_fen: i64,
    pub(crate) ceiling_fen: i64,
    pub(crate) criteria_keys: Vec<String>,
    pub(crate) criteria_titles: Vec<String>,
    /// `review` or `defence`.
    pub(crate) criteria_stages: Vec<String>,
    pub(crate) criteria_points: Vec<i32>,
    pub(crate) instalment_percents: Vec<i32>,
    /// `agreement`, `midterm` or `final`.
    pub(crate) instalment_gates: Vec<String>,
    pub(crate) filing_deadline: OffsetDateTime,
}

/// Adds a draft.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_round (id, division, department, fund, year, title, call, track_keys, track_titles, budget_fen,
           ceiling_fen, criteria_keys, criteria_titles, criteria_stages, criteria_points, instalment_percents, instalment_gates,
           filing_deadline, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21)",
        by.id,
        by.division,
        by.department,
        stated.fund,
        stated.year,
        stated.title,
        stated.call,
        &stated.track_keys,
        &stated.track_titles,
        stated.budget_fen,
        stated.ceiling_fen,
        &stated.criteria_keys,
        &stated.criteria_titles,
        &stated.criteria_stages,
        &stated.criteria_points,
        &stated.instalment_percents,
        &stated.instalment_gates,
        stated.filing_deadline,
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
    sqlx::query!("select id from purchase.venture_round where id = $1 for update", id).fetch_optional(conn).await?;
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
           and ($2::text is null or status = $2)
           and ($3::integer is null or year = $3)
           and (published_at is not null or (division, department) = ($4, $5))
           and ($6::uuid is null or id < $6)
         order by id desc limit $7",
        filter.division,
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

/// Publishes it, with the rules it was checked by.
pub(crate) async fn publish(
    conn: &mut PgConnection,
    id: Uuid,
    rules: &[String],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'open', rules = $2, published_at = $3, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        rules,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It stands so from now on.
pub(crate) async fn step(conn: &mut PgConnection, id: Uuid, status: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        status,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A defence day is called, at an instant and a place.
pub(crate) async fn defend(
    conn: &mut PgConnection,
    id: Uuid,
    (time, place): (OffsetDateTime, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'defending', defence_at = $2, defence_place = $3, updated_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        time,
        place,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody proposed the list of grants.
pub(crate) async fn list(conn: &mut PgConnection, id: Uuid, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'proposed', listed_by = $2, listed_officer = $3, listed_department = $4,
           return_reason = '', updated_at = $5, revision = revision + 1
         where id = $1",
        id,
        by.actor,
        by.officer,
        by.department,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The list was returned for a reason.
pub(crate) async fn unlist(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'ranked', listed_by = null, listed_officer = null, listed_department = null,
           return_reason = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The list is before the public until a day.
pub(crate) async fn notice(conn: &mut PgConnection, id: Uuid, last_on: Date, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'noticed', notice_last_on = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        last_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// So much more was granted.
pub(crate) async fn granted(conn: &mut PgConnection, id: Uuid, fen: i64, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set granted_fen = granted_fen + $2, updated_at = $3 where id = $1",
        id,
        fen,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It was cancelled.
pub(crate) async fn cancel(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_round set status = 'cancelled', end_reason = $2, notice_last_on = null, updated_at = $3,
           revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
