//! Draws of experts and of suppliers: what was frozen, what was entered, which experts were drawn.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_draw`.
#[derive(Debug, Clone)]
pub(crate) struct DrawRow {
    pub(crate) id: Uuid,
    pub(crate) tender: Uuid,
    /// `experts` or `suppliers`.
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) bank_department: String,
    pub(crate) buyer_code: String,
    pub(crate) fields: Vec<String>,
    pub(crate) seats: i32,
    pub(crate) program: String,
    pub(crate) year: i32,
    pub(crate) population: String,
    pub(crate) on_day: Date,
    pub(crate) root: Vec<u8>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) seed: Option<Vec<u8>>,
    pub(crate) drawn_at: Option<OffsetDateTime>,
}

/// A row of `purchase.tender_draw_candidate`.
#[derive(Debug, Clone)]
pub(crate) struct CandidateRow {
    pub(crate) expert: Uuid,
    pub(crate) account: String,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Date,
    /// Why never drawn; empty: may be.
    pub(crate) recuse_reason: String,
    /// From 1, once drawn.
    pub(crate) place: Option<i32>,
}

/// A row of `purchase.tender_draw_round`.
#[derive(Debug, Clone)]
pub(crate) struct RoundRow {
    pub(crate) number: i32,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) commit_by: OffsetDateTime,
    pub(crate) reveal_by: OffsetDateTime,
    pub(crate) reason: String,
    pub(crate) failure: String,
    pub(crate) failed_departments: Vec<String>,
    pub(crate) failed_at: Option<OffsetDateTime>,
}

/// A row of `purchase.tender_draw_entry`.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) round: i32,
    pub(crate) department: String,
    pub(crate) commitment: Vec<u8>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) share: Option<Vec<u8>>,
    pub(crate) revealed_at: Option<OffsetDateTime>,
}

/// Adds what is frozen; the key allows one of a kind a tender.
pub(crate) async fn insert(conn: &mut PgConnection, row: &DrawRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_draw (id, tender, division, buyer_department, bank_department, buyer_code, fields, seats, program,
           year, population, on_day, root, created_by, created_officer, created_at, kind)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        row.id,
        row.tender,
        row.division,
        row.buyer_department,
        row.bank_department,
        row.buyer_code,
        &row.fields,
        row.seats,
        row.program,
        row.year,
        row.population,
        row.on_day,
        row.root,
        by.actor,
        by.officer,
        row.created_at,
        row.kind,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds one who may be drawn, or is recused.
pub(crate) async fn insert_candidate(conn: &mut PgConnection, draw: Uuid, one: &CandidateRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_draw_candidate (draw, expert, account, employer_code, tie_codes, tie_ends, valid_from, valid_to,
           recuse_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        draw,
        one.expert,
        one.account,
        one.employer_code,
        &one.tie_codes,
        &one.tie_ends as &[Option<Date>],
        one.valid_from,
        one.valid_to,
        one.recuse_reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<DrawRow>> {
    sqlx::query_as!(
        DrawRow,
        "select id, tender, kind, division, buyer_department, bank_department, buyer_code, fields, seats, program, year, population, on_day, root,
           created_at, seed, drawn_at
         from purchase.tender_draw where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The one of the experts of a tender: its id, how many judge, and whether it is drawn.
pub(crate) async fn of_tender(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Option<(Uuid, i32, bool)>> {
    let row = sqlx::query!(
        r#"select id, seats, seed is not null as "is_drawn!" from purchase.tender_draw
         where tender = $1 and kind = 'experts'"#,
        tender,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.id, row.seats, row.is_drawn)))
}

/// Everybody who was frozen, those drawn in their order first.
pub(crate) async fn candidates(conn: &mut PgConnection, draw: Uuid) -> sqlx::Result<Vec<CandidateRow>> {
    sqlx::query_as!(
        CandidateRow,
        r#"select expert, account, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>", valid_from, valid_to, recuse_reason,
           place
         from purchase.tender_draw_candidate where draw = $1 order by place, expert"#,
        draw,
    )
    .fetch_all(conn)
    .await
}

/// Opens a round.
pub(crate) async fn open_round(conn: &mut PgConnection, draw: Uuid, row: &RoundRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_draw_round (draw, number, commit_by, reveal_by, reason, created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        draw,
        row.number,
        row.commit_by,
        row.reveal_by,
        row.reason,
        by.actor,
        by.officer,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A round has failed.
pub(crate) async fn fail_round(
    conn: &mut PgConnection,
    (draw, number): (Uuid, i32),
    (failure, departments): (&str, &[String]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_draw_round set failure = $3, failed_departments = $4, failed_at = $5 where draw = $1 and number = $2",
        draw,
        number,
        failure,
        departments,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The rounds.
pub(crate) async fn rounds(conn: &mut PgConnection, draw: Uuid) -> sqlx::Result<Vec<RoundRow>> {
    sqlx::query_as!(
        RoundRow,
        "select number, created_at, commit_by, reveal_by, reason, failure, failed_departments, failed_at
         from purchase.tender_draw_round where draw = $1 order by number",
        draw,
    )
    .fetch_all(conn)
    .await
}

/// Enters a commitment; the key allows one a department and round.
pub(crate) async fn commit(
    conn: &mut PgConnection,
    (draw, round, department): (Uuid, i32, &str),
    commitment: &[u8],
    at: OffsetDateTime,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_draw_entry (draw, round, department, commitment, created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        draw,
        round,
        department,
        commitment,
        by.actor,
        by.officer,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters a share.
pub(crate) async fn reveal(
    conn: &mut PgConnection,
    (draw, round, department): (Uuid, i32, &str),
    share: &[u8],
    at: OffsetDateTime,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_draw_entry set share = $4, revealed_by = $5, revealed_officer = $6, revealed_at = $7
         where draw = $1 and round = $2 and department = $3",
        draw,
        round,
        department,
        share,
        by.actor,
        by.officer,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was entered, as it came.
pub(crate) async fn entries(conn: &mut PgConnection, draw: Uuid) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select round, department, commitment, created_at, share, revealed_at
         from purchase.tender_draw_entry where draw = $1 order by round, created_at, department",
        draw,
    )
    .fetch_all(conn)
    .await
}

/// It is drawn, by a seed.
pub(crate) async fn drawn(conn: &mut PgConnection, id: Uuid, seed: &[u8], at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update purchase.tender_draw set seed = $2, drawn_at = $3 where id = $1", id, seed, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The experts in the order that was drawn.
pub(crate) async fn order(conn: &mut PgConnection, id: Uuid, order: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_draw_candidate as one set place = drawn.place
         from unnest($2::uuid[]) with ordinality as drawn (expert, place) where one.draw = $1 and one.expert = drawn.expert",
        id,
        order,
    )
    .execute(conn)
    .await?;
    Ok(())
}
