//! Experts and their points.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `purchase.tender_expert`.
#[derive(Debug, Clone)]
pub(crate) struct ExpertRow {
    pub(crate) account: String,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
    pub(crate) scored_at: Option<OffsetDateTime>,
    pub(crate) recused_at: Option<OffsetDateTime>,
    pub(crate) recuse_reason: String,
    /// The expert of the bank and the place in the order, of one who was drawn.
    pub(crate) expert: Option<Uuid>,
    pub(crate) place: Option<i32>,
    /// Why the buyer named one who was not.
    pub(crate) name_reason: String,
}

/// All of a tender, those who withdrew too.
pub(crate) async fn all(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        r#"select account, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>", scored_at, recused_at, recuse_reason,
           expert, place, name_reason
         from purchase.tender_expert where tender = $1 order by account"#,
        tender,
    )
    .fetch_all(conn)
    .await
}

/// Removes those who have neither scored nor withdrawn.
pub(crate) async fn clear(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from purchase.tender_expert where tender = $1 and scored_at is null and recused_at is null",
        tender,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An expert as named, or drawn.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) account: String,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
}

/// How an expert came to judge.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By<'a> {
    /// Named by the buyer, for a reason.
    Name(&'a str),
    /// Drawn: the expert of the bank, and the place in the order.
    Draw(Uuid, i32),
}

/// Seats one, unless it is there.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    tender: Uuid,
    named: &Named,
    by: By<'_>,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let (expert, place, reason) = match by {
        By::Name(reason) => (None, None, reason),
        By::Draw(expert, place) => (Some(expert), Some(place), ""),
    };
    sqlx::query!(
        "insert into purchase.tender_expert (tender, account, employer_code, tie_codes, tie_ends, created_at, expert, place, name_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        tender,
        named.account,
        named.employer_code,
        &named.tie_codes,
        &named.tie_ends as &[Option<Date>],
        at,
        expert,
        place,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One withdraws.
pub(crate) async fn recuse(
    conn: &mut PgConnection,
    (tender, account): (Uuid, &str),
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_expert set recused_at = $3, recuse_reason = $4 where tender = $1 and account = $2",
        tender,
        account,
        at,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One has scored.
pub(crate) async fn scored(
    conn: &mut PgConnection,
    (tender, account): (Uuid, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_expert set scored_at = $3 where tender = $1 and account = $2",
        tender,
        account,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what an expert gave a bid: points of each quality criterion, and whether it meets each requirement.
pub(crate) async fn score(
    conn: &mut PgConnection,
    (tender, account, bid): (Uuid, &str, Uuid),
    (points, met): (&[i32], &[bool]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_score (tender, account, bid, points, created_at, met) values ($1, $2, $3, $4, $5, $6)",
        tender,
        account,
        bid,
        points,
        at,
        met,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What all experts gave each bid, in hundredths; 0 where nothing but requirements is judged.
pub(crate) async fn sums(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<(Uuid, i64)>> {
    let rows = sqlx::query!(
        r#"select bid as "bid!", coalesce(sum(point), 0)::bigint as "quality!"
         from purchase.tender_score left join unnest(points) as point on true where tender = $1 group by bid"#,
        tender,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.bid, row.quality)).collect())
}

/// What each expert found of each bid: whether it meets each requirement, in their order.
pub(crate) async fn verdicts(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<(Uuid, Vec<bool>)>> {
    let rows = sqlx::query!("select bid, met from purchase.tender_score where tender = $1 order by bid", tender)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.bid, row.met)).collect())
}
