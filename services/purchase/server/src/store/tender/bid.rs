//! Bids: sealed, then opened, then ranked.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_bid`, without what is in it.
#[derive(Debug, Clone)]
pub(crate) struct BidRow {
    pub(crate) id: Uuid,
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) bidder_title: String,
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) sha256: Vec<u8>,
    pub(crate) status: String,
    /// 2: a last offer.
    pub(crate) round: i32,
    pub(crate) amount_fen: Option<i64>,
    pub(crate) eligibility: String,
    pub(crate) conditions: Vec<String>,
    pub(crate) exclude_reason: String,
    pub(crate) rank: Option<i32>,
    pub(crate) price_points: Option<i32>,
    pub(crate) quality_points: Option<i32>,
    pub(crate) total_points: Option<i32>,
    pub(crate) decided_by: String,
}

/// Keeps a sealed bid of a bidder, by code and name, in a round of a tender.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (tender, round): (Uuid, i32),
    (code, title): (&str, &str),
    (letter, sha256): (&[u8], &[u8]),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_bid (id, tender, bidder_code, bidder_title, created_by, created_officer, created_at, sha256, letter,
           round)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        by.id,
        tender,
        code,
        title,
        by.actor,
        by.officer,
        by.at,
        sha256,
        letter,
        round,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those that are sealed, as they came.
pub(crate) async fn sealed(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where tender = $1 and status = 'sealed' order by created_at, id",
        tender,
    )
    .fetch_all(conn)
    .await
}

/// Those that were opened, as they came; nothing of what is sealed.
pub(crate) async fn opened(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where tender = $1 and status in ('valid', 'excluded', 'superseded') order by created_at, id",
        tender,
    )
    .fetch_all(conn)
    .await
}

/// The one of a bidder that is sealed, or else stands opened, or else the last one that was withdrawn, or else replaced.
pub(crate) async fn last_of(conn: &mut PgConnection, tender: Uuid, code: &str) -> sqlx::Result<Option<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where tender = $1 and bidder_code = $2
         order by (status = 'sealed') desc, (status in ('valid', 'excluded')) desc, (status = 'replaced'), created_at desc, id desc
         limit 1",
        tender,
        code,
    )
    .fetch_optional(conn)
    .await
}

/// The first bid of a bidder that takes part in the talks, or made its last offer.
pub(crate) async fn negotiating(conn: &mut PgConnection, tender: Uuid, code: &str) -> sqlx::Result<Option<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where tender = $1 and bidder_code = $2 and round = 1 and status in ('valid', 'superseded')",
        tender,
        code,
    )
    .fetch_optional(conn)
    .await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The ranked ones of these tenders, of each the first one first.
pub(crate) async fn ranked(conn: &mut PgConnection, tenders: &[Uuid]) -> sqlx::Result<Vec<BidRow>> {
    sqlx::query_as!(
        BidRow,
        "select id, tender, bidder_code, bidder_title, created_by, created_at, sha256, status, round, amount_fen, eligibility,
           conditions, exclude_reason, rank, price_points, quality_points, total_points, decided_by
         from purchase.tender_bid where tender = any($1) and rank is not null order by tender, rank",
        tenders,
    )
    .fetch_all(conn)
    .await
}

/// The sealed letters of these.
pub(crate) async fn letters(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, Vec<u8>)>> {
    sqlx::query!(
        r#"select id, letter as "letter!" from purchase.tender_bid where id = any($1) and letter is not null"#,
        ids,
    )
    .map(|row| (row.id, row.letter))
    .fetch_all(conn)
    .await
}

/// What is in the opened ones of a tender, each in brief before the next one is read.
pub(crate) async fn contents(
    conn: &mut PgConnection,
    tender: Uuid,
    brief: fn(&[u8]) -> Vec<u8>,
) -> sqlx::Result<Vec<(Uuid, Vec<u8>)>> {
    sqlx::query!(
        r#"select id, content as "content!" from purchase.tender_bid where tender = $1 and content is not null"#,
        tender,
    )
    .map(|row| (row.id, brief(&row.content)))
    .fetch_all(conn)
    .await
}

/// What is in an opened one.
pub(crate) async fn content(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select content from purchase.tender_bid where id = $1", id).fetch_one(conn).await
}

/// It does not count any more: `replaced` or `withdrawn`; its letter is deleted.
pub(crate) async fn drop_letter(conn: &mut PgConnection, id: Uuid, status: &str) -> sqlx::Result<()> {
    sqlx::query!("update purchase.tender_bid set status = $2, letter = null where id = $1", id, status)
        .execute(conn)
        .await?;
    Ok(())
}

/// What an opening found.
#[derive(Debug)]
pub(crate) struct Opened<'a> {
    pub(crate) amount_fen: i64,
    pub(crate) content: &'a [u8],
    pub(crate) eligibility: &'static str,
    pub(crate) conditions: &'a [String],
    pub(crate) answer: Option<&'a [u8]>,
    /// Why it is excluded; empty: it is valid.
    pub(crate) exclude_reason: &'a str,
}

/// Opens one.
pub(crate) async fn open(conn: &mut PgConnection, id: Uuid, opened: &Opened<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_bid set status = case when $7 = '' then 'valid' else 'excluded' end, letter = null, amount_fen = $2,
           content = $3, eligibility = $4, conditions = $5, eligibility_answer = $6, exclude_reason = $7
         where id = $1",
        id,
        opened.amount_fen,
        opened.content,
        opened.eligibility,
        opened.conditions,
        opened.answer,
        opened.exclude_reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last offer of its bidder is opened in the place of an opened one.
pub(crate) async fn supersede(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update purchase.tender_bid set status = 'superseded' where id = $1", id).execute(conn).await?;
    Ok(())
}

/// Excludes an opened one.
pub(crate) async fn exclude(conn: &mut PgConnection, id: Uuid, reason: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_bid set status = 'excluded', exclude_reason = $2, rank = null, price_points = null,
           quality_points = null, total_points = null, decided_by = ''
         where id = $1",
        id,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where one stands in the ranking.
pub(crate) async fn rank(
    conn: &mut PgConnection,
    id: Uuid,
    rank: i32,
    (price, quality, total): (i32, i32, i32),
    decided_by: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_bid set rank = $2, price_points = $3, quality_points = $4, total_points = $5, decided_by = $6
         where id = $1",
        id,
        rank,
        price,
        quality,
        total,
        decided_by,
    )
    .execute(conn)
    .await?;
    Ok(())
}
