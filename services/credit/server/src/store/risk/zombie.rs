//! What people decided on organisations that show signs of having no life.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use vocab::UnifiedCode;

/// A row of `credit.zombie_decision`.
#[derive(Debug, Clone)]
pub(crate) struct DecisionRow {
    pub(crate) organization: UnifiedCode,
    pub(crate) outcome: String,
    pub(crate) reason: String,
    pub(crate) score: i64,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
}

/// The last decision on each of some organisations: later ones have a higher score.
pub(crate) async fn last(conn: &mut PgConnection, codes: &[String]) -> sqlx::Result<Vec<DecisionRow>> {
    sqlx::query_as!(
        DecisionRow,
        r#"select distinct on (organization) organization as "organization: UnifiedCode", outcome, reason, score, department,
             created_at
         from credit.zombie_decision where organization = any($1) order by organization, score desc"#,
        codes,
    )
    .fetch_all(conn)
    .await
}

/// Adds one; the organisation is held by the caller.
pub(crate) async fn insert(conn: &mut PgConnection, decision: &DecisionRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.zombie_decision (id, organization, division, outcome, reason, score, department, decided_by,
           decided_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        by.id,
        decision.organization.as_str(),
        by.division,
        decision.outcome,
        decision.reason,
        decision.score,
        decision.department,
        by.actor,
        by.officer,
        decision.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
