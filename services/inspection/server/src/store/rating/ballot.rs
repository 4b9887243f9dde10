//! Proposals and the votes on them.

use inspection_domain::rating::Difference;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `inspection.rating_ballot`.
#[derive(Debug, Clone)]
pub(crate) struct BallotRow {
    pub(crate) application: Uuid,
    pub(crate) number: i32,
    pub(crate) body: String,
    pub(crate) tenths: i64,
    pub(crate) grade: Option<String>,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) reasons: String,
    pub(crate) outcome: String,
    pub(crate) member_count: i32,
    pub(crate) in_favour_count: i32,
    pub(crate) against_count: i32,
    pub(crate) abstained_count: i32,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `inspection.rating_vote`.
pub(crate) struct VoteRow {
    pub(crate) account_hash: Vec<u8>,
    pub(crate) account: Vec<u8>,
    pub(crate) choice: String,
    /// Whether the member was recused, before or after it voted.
    pub(crate) recused: bool,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds a proposal with its differences.
pub(crate) async fn insert(conn: &mut PgConnection, row: &BallotRow, differences: &[Difference]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_ballot (application, number, body, tenths, grade, rule, rule_version, reasons, outcome,
             member_count, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.application,
        row.number,
        row.body,
        row.tenths,
        row.grade,
        row.rule,
        row.rule_version,
        row.reasons,
        row.outcome,
        row.member_count,
        row.created_at,
    )
    .execute(&mut *conn)
    .await?;
    for one in differences {
        sqlx::query!(
            r#"insert into inspection.rating_difference (application, ballot, indicator, least, most, "limit")
             values ($1, $2, $3, $4, $5, $6)"#,
            row.application,
            row.number,
            one.indicator,
            one.least,
            one.most,
            one.limit,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The proposals of an application, the first first.
pub(crate) async fn of(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<BallotRow>> {
    sqlx::query_as!(
        BallotRow,
        "select application, number, body, tenths, grade, rule, rule_version, reasons, outcome, member_count,
             in_favour_count, against_count, abstained_count, created_at
         from inspection.rating_ballot where application = $1 order by number",
        application,
    )
    .fetch_all(conn)
    .await
}

/// Where the sheets behind a proposal differ beyond the limit.
pub(crate) async fn differences(
    conn: &mut PgConnection,
    application: Uuid,
    ballot: i32,
) -> sqlx::Result<Vec<Difference>> {
    sqlx::query_as!(
        Difference,
        r#"select indicator, least, most, "limit" from inspection.rating_difference
         where application = $1 and ballot = $2 order by indicator = '', indicator"#,
        application,
        ballot,
    )
    .fetch_all(conn)
    .await
}

/// Notes what the vote on a proposal came to.
pub(crate) async fn close(conn: &mut PgConnection, row: &BallotRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rating_ballot set outcome = $3, in_favour_count = $4, against_count = $5, abstained_count = $6
         where application = $1 and number = $2",
        row.application,
        row.number,
        row.outcome,
        row.in_favour_count,
        row.against_count,
        row.abstained_count,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a vote.
pub(crate) async fn vote(conn: &mut PgConnection, application: Uuid, ballot: i32, row: &VoteRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_vote (application, ballot, account_hash, account, choice, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        application,
        ballot,
        row.account_hash,
        row.account,
        row.choice,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The votes on a proposal, in the order in which they were cast.
pub(crate) async fn votes(conn: &mut PgConnection, application: Uuid, ballot: i32) -> sqlx::Result<Vec<VoteRow>> {
    sqlx::query_as!(
        VoteRow,
        r#"select account_hash, account, choice,
             exists (select 1 from inspection.rating_recusal as recusal
                 where recusal.application = rating_vote.application
                     and recusal.account_hash = rating_vote.account_hash) as "recused!",
             created_at
         from inspection.rating_vote where application = $1 and ballot = $2 order by created_at, account_hash"#,
        application,
        ballot,
    )
    .fetch_all(conn)
    .await
}
