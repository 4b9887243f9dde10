//! Tenders, a row a tender, with what happened to them.

pub(crate) mod bid;
pub(crate) mod challenge;
pub(crate) mod complaint;
pub(crate) mod draw;
pub(crate) mod expert;
pub(crate) mod notice;
pub(crate) mod question;
pub(crate) mod share;
pub(crate) mod supplier;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender`.
#[derive(Debug, Clone)]
pub(crate) struct TenderRow {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) title: String,
    pub(crate) budget_fen: i64,
    pub(crate) method: String,
    pub(crate) terms: String,
    pub(crate) criteria_keys: Vec<String>,
    pub(crate) criteria_titles: Vec<String>,
    pub(crate) criteria_kinds: Vec<String>,
    pub(crate) criteria_points: Vec<i32>,
    pub(crate) least_bids: i32,
    pub(crate) question_deadline: OffsetDateTime,
    pub(crate) bid_deadline: OffsetDateTime,
    pub(crate) prefers_social_organizations: bool,
    pub(crate) status: String,
    pub(crate) rules: Vec<String>,
    pub(crate) public_key: Vec<u8>,
    pub(crate) bid_count: i32,
    pub(crate) opened_at: Option<OffsetDateTime>,
    /// The key that last offers are sealed with; none: they are not called.
    pub(crate) offer_key: Option<Vec<u8>>,
    pub(crate) offer_deadline: Option<OffsetDateTime>,
    pub(crate) offer_changes: String,
    pub(crate) offers_opened_at: Option<OffsetDateTime>,
    pub(crate) offer_count: i32,
    pub(crate) announced_on: Option<Date>,
    pub(crate) challenge_last_on: Option<Date>,
    pub(crate) end_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// What a tender declares.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) terms: String,
    pub(crate) keys: Vec<String>,
    pub(crate) titles: Vec<String>,
    /// `price`, `quality` or `requirement`.
    pub(crate) kinds: Vec<String>,
    pub(crate) points: Vec<i32>,
    pub(crate) least_bids: i32,
    pub(crate) question_deadline: OffsetDateTime,
    pub(crate) bid_deadline: OffsetDateTime,
    pub(crate) prefers_social_organizations: bool,
}

/// Adds a draft for a project of this name, budget and method.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (project, title, budget_fen, method): (Uuid, &str, i64, &str),
    stated: &Stated,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender (id, project, division, buyer_department, title, budget_fen, method, terms, criteria_keys,
           criteria_titles, criteria_kinds, criteria_points, least_bids, question_deadline, bid_deadline,
           prefers_social_organizations, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)",
        by.id,
        project,
        by.division,
        by.department,
        title,
        budget_fen,
        method,
        stated.terms,
        &stated.keys,
        &stated.titles,
        &stated.kinds,
        &stated.points,
        stated.least_bids,
        stated.question_deadline,
        stated.bid_deadline,
        stated.prefers_social_organizations,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a tender from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.tender where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<TenderRow>> {
    sqlx::query_as!(
        TenderRow,
        "select id, project, division, buyer_department, title, budget_fen, method, terms, criteria_keys, criteria_titles,
           criteria_kinds, criteria_points, least_bids, question_deadline, bid_deadline,
           prefers_social_organizations, status, rules, public_key, bid_count, opened_at, offer_key, offer_deadline,
           offer_changes, offers_opened_at, offer_count, announced_on, challenge_last_on, end_reason, created_at, updated_at, revision
         from purchase.tender where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The one of a project that is under way, a draft aside.
pub(crate) async fn under_way(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from purchase.tender
         where project = $1 and status in ('published', 'opened', 'offering', 'evaluated', 'announced')",
        project,
    )
    .fetch_optional(conn)
    .await
}

/// Which tenders a list shows.
#[derive(Debug)]
pub(crate) struct TenderFilter {
    pub(crate) division: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) project: Option<Uuid>,
    /// Whose drafts are shown: division and department.
    pub(crate) own: (String, String),
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &TenderFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<TenderRow>> {
    sqlx::query_as!(
        TenderRow,
        "select id, project, division, buyer_department, title, budget_fen, method, terms, criteria_keys, criteria_titles,
           criteria_kinds, criteria_points, least_bids, question_deadline, bid_deadline,
           prefers_social_organizations, status, rules, public_key, bid_count, opened_at, offer_key, offer_deadline,
           offer_changes, offers_opened_at, offer_count, announced_on, challenge_last_on, end_reason, created_at, updated_at, revision
         from purchase.tender
         where ($1::text is null or division = $1)
           and ($2::text is null or status = $2)
           and ($3::uuid is null or project = $3)
           and (public_key <> '' or (division, buyer_department) = ($4, $5))
           and ($6::uuid is null or id < $6)
         order by id desc limit $7",
        filter.division,
        filter.status,
        filter.project,
        filter.own.0,
        filter.own.1,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Publishes it, with what the project is by now, the rules it was checked by, and the key.
pub(crate) async fn publish(
    conn: &mut PgConnection,
    id: Uuid,
    (title, budget_fen): (&str, i64),
    (rules, public_key): (&[String], &[u8]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = 'published', title = $2, budget_fen = $3, rules = $4, public_key = $5, updated_at = $6,
           revision = revision + 1
         where id = $1",
        id,
        title,
        budget_fen,
        rules,
        public_key,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It stands so from now on.
pub(crate) async fn step(conn: &mut PgConnection, id: Uuid, status: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        status,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Its bids are open.
pub(crate) async fn opened(conn: &mut PgConnection, id: Uuid, bids: i32, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = 'opened', bid_count = $2, opened_at = $3, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        bids,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Last offers are called, until an instant, sealed with a key.
pub(crate) async fn call_offers(
    conn: &mut PgConnection,
    id: Uuid,
    (deadline, changes): (OffsetDateTime, &str),
    key: &[u8],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = 'offering', offer_deadline = $2, offer_changes = $3, offer_key = $4, updated_at = $5,
           revision = revision + 1
         where id = $1",
        id,
        deadline,
        changes,
        key,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Its last offers are open.
pub(crate) async fn offers_opened(
    conn: &mut PgConnection,
    id: Uuid,
    offers: i32,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = 'opened', offer_count = $2, offers_opened_at = $3, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        offers,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The result was announced, or is not any more: day and last day for challenges.
pub(crate) async fn announced(
    conn: &mut PgConnection,
    id: Uuid,
    status: &str,
    term: Option<(Date, Date)>,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = $2, announced_on = $3, challenge_last_on = $4, updated_at = $5, revision = revision + 1
         where id = $1",
        id,
        status,
        term.map(|(on, _)| on),
        term.map(|(_, last)| last),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It failed or was cancelled.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (&str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender set status = $2, end_reason = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        status,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `purchase.tender_event`.
#[derive(Debug, Clone)]
pub(crate) struct EventRow {
    pub(crate) number: i32,
    pub(crate) kind: String,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) note: String,
}

/// Notes what happened, under the next number; the tender must be kept from others.
pub(crate) async fn note(
    conn: &mut PgConnection,
    tender: Uuid,
    (kind, note): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_event (tender, number, kind, department, created_by, created_officer, created_at, note)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from purchase.tender_event where tender = $1",
        tender,
        kind,
        by.department,
        by.actor,
        by.officer,
        by.at,
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The accounts that acted for the buyer in a tender: whoever drafted, drew, published, released a share, opened, called last
/// offers, or named experts.
pub(crate) async fn acting(conn: &mut PgConnection, tender: Uuid, department: &str) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select distinct created_officer as "account!" from purchase.tender_event
         where tender = $1 and department = $2 and created_officer is not null
           and kind in ('drafted', 'suppliers_frozen', 'suppliers_drawn', 'published', 'opening_authorized', 'opened', 'draw_frozen',
             'experts_drawn', 'experts_assigned', 'offers_called', 'offers_opened')"#,
        tender,
        department,
    )
    .fetch_all(conn)
    .await
}

/// What happened, the oldest first.
pub(crate) async fn events(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        "select number, kind, department, created_at, note from purchase.tender_event where tender = $1 order by number",
        tender,
    )
    .fetch_all(conn)
    .await
}
