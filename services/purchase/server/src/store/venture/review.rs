//! Experts of rounds and their points.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::store::tender::expert::Named;

/// A row of `purchase.venture_expert`.
#[derive(Debug, Clone)]
pub(crate) struct ExpertRow {
    pub(crate) account: String,
    pub(crate) tracks: Vec<String>,
    pub(crate) employer_code: String,
    pub(crate) tie_codes: Vec<String>,
    pub(crate) tie_ends: Vec<Option<Date>>,
    pub(crate) review_scored_at: Option<OffsetDateTime>,
    pub(crate) defence_scored_at: Option<OffsetDateTime>,
    pub(crate) recused_at: Option<OffsetDateTime>,
    pub(crate) recuse_reason: String,
}

/// All of a round, those who withdrew too.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        r#"select account, tracks, employer_code, tie_codes, tie_ends as "tie_ends!: Vec<Option<Date>>", review_scored_at,
             defence_scored_at, recused_at, recuse_reason
         from purchase.venture_expert where round = $1 order by account"#,
        round,
    )
    .fetch_all(conn)
    .await
}

/// Removes those who have neither scored nor withdrawn.
pub(crate) async fn clear(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from purchase.venture_expert where round = $1 and review_scored_at is null and recused_at is null",
        round,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Names one for tracks, unless it is there.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    round: Uuid,
    (named, tracks): (&Named, &[String]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_expert (round, account, tracks, employer_code, tie_codes, tie_ends, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        round,
        named.account,
        tracks,
        named.employer_code,
        &named.tie_codes,
        &named.tie_ends as &[Option<Date>],
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One withdraws.
pub(crate) async fn recuse(
    conn: &mut PgConnection,
    (round, account): (Uuid, &str),
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_expert set recused_at = $3, recuse_reason = $4 where round = $1 and account = $2",
        round,
        account,
        at,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One has scored a stage.
pub(crate) async fn scored(
    conn: &mut PgConnection,
    (round, account): (Uuid, &str),
    stage: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_expert set
           review_scored_at = case when $3 = 'review' then $4 else review_scored_at end,
           defence_scored_at = case when $3 = 'defence' then $4 else defence_scored_at end
         where round = $1 and account = $2",
        round,
        account,
        stage,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what an expert gave a proposal in a stage.
pub(crate) async fn score(
    conn: &mut PgConnection,
    (round, account, proposal): (Uuid, &str, Uuid),
    (stage, points): (&str, &[i32]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_score (round, account, proposal, stage, points, created_at) values ($1, $2, $3, $4, $5, $6)",
        round,
        account,
        proposal,
        stage,
        points,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What all experts gave each proposal of a round, in hundredths: in the review, and in the defence.
pub(crate) async fn sums(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<(Uuid, (i64, i64))>> {
    let rows = sqlx::query!(
        r#"select proposal, coalesce(sum(point) filter (where stage = 'review'), 0)::bigint as "review!",
             coalesce(sum(point) filter (where stage = 'defence'), 0)::bigint as "defence!"
         from purchase.venture_score cross join unnest(points) as point where round = $1 group by proposal"#,
        round,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.proposal, (row.review, row.defence))).collect())
}
