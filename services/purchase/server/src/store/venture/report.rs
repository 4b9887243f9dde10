//! Reports of projects, and what was found of them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.venture_report`.
#[derive(Debug, Clone)]
pub(crate) struct ReportRow {
    pub(crate) number: i32,
    pub(crate) stage: String,
    pub(crate) statement: String,
    pub(crate) spent_fens: Vec<i64>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) outcome: String,
    pub(crate) accepted_fens: Vec<i64>,
    pub(crate) reason: String,
    pub(crate) demanded_fen: i64,
    pub(crate) decided_at: Option<OffsetDateTime>,
}

/// Adds one, under the next number; the proposal must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    proposal: Uuid,
    (stage, statement): (&str, &str),
    spent_fens: &[i64],
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_report (proposal, number, stage, statement, spent_fens, created_by, created_officer, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from purchase.venture_report where proposal = $1",
        proposal,
        stage,
        statement,
        spent_fens,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a proposal, the oldest first.
pub(crate) async fn all(conn: &mut PgConnection, proposal: Uuid) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as!(
        ReportRow,
        "select number, stage, statement, spent_fens, created_at, outcome, accepted_fens, reason, demanded_fen, decided_at
         from purchase.venture_report where proposal = $1 order by number",
        proposal,
    )
    .fetch_all(conn)
    .await
}

/// What each completed project of a round reached, as the final check took it: its first 1,000 characters.
pub(crate) async fn outcomes(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select distinct on (report.proposal) report.proposal, left(report.statement, 1000) as "statement!"
         from purchase.venture_proposal project
         join purchase.venture_report report on report.proposal = project.id
         where project.round = $1 and project.status = 'completed' and report.stage = 'final' and report.outcome = 'passed'
         order by report.proposal, report.number desc"#,
        round,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.proposal, row.statement)).collect())
}

/// What was found of a report.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// `passed`, `mend` or `failed`.
    pub(crate) outcome: &'static str,
    pub(crate) accepted_fens: &'a [i64],
    pub(crate) reason: &'a str,
    pub(crate) demanded_fen: i64,
}

/// Decides one.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    (proposal, number): (Uuid, i32),
    found: &Found<'_>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_report set outcome = $3, accepted_fens = $4, reason = $5, demanded_fen = $6, decided_by = $7,
           decided_officer = $8, decided_at = $9
         where proposal = $1 and number = $2",
        proposal,
        number,
        found.outcome,
        found.accepted_fens,
        found.reason,
        found.demanded_fen,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
