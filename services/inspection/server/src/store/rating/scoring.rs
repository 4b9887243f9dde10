//! Who scores an application, who is recused from it, and the sheets that were handed in.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::application::ScoreRow;

/// An expert that is assigned, with the hash of its account.
#[derive(Clone)]
pub(crate) struct AssignedRow {
    pub(crate) expert: Uuid,
    pub(crate) account_hash: Vec<u8>,
    pub(crate) recused: bool,
}

/// A row of `inspection.rating_score_sheet`.
#[derive(Debug, Clone)]
pub(crate) struct SheetRow {
    pub(crate) expert: Uuid,
    pub(crate) tenths: i64,
    pub(crate) created_at: OffsetDateTime,
}

/// Assigns an expert, unless it is assigned.
pub(crate) async fn assign(
    conn: &mut PgConnection,
    application: Uuid,
    expert: Uuid,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_assignment (application, expert, created_at) values ($1, $2, $3)
         on conflict on constraint rating_assignment_pkey do nothing",
        application,
        expert,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Everybody who is assigned, in the order in which they were, those recused too.
pub(crate) async fn assigned(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<AssignedRow>> {
    sqlx::query_as!(
        AssignedRow,
        r#"select assigned.expert, expert.account_hash,
             exists (select 1 from inspection.rating_recusal as recusal
                 where recusal.application = assigned.application and recusal.account_hash = expert.account_hash)
                 as "recused!"
         from inspection.rating_assignment as assigned
             join inspection.rating_expert as expert on expert.id = assigned.expert
         where assigned.application = $1 order by assigned.created_at, assigned.expert"#,
        application,
    )
    .fetch_all(conn)
    .await
}

/// Records that an account takes no part, unless that is recorded.
pub(crate) async fn recuse(
    conn: &mut PgConnection,
    application: Uuid,
    account_hash: &[u8],
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_recusal (application, account_hash, reason, created_at) values ($1, $2, $3, $4)
         on conflict on constraint rating_recusal_pkey do nothing",
        application,
        account_hash,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether an account takes no part.
pub(crate) async fn is_recused(conn: &mut PgConnection, application: Uuid, account_hash: &[u8]) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select 1 from inspection.rating_recusal where application = $1 and account_hash = $2) as "it!""#,
        application,
        account_hash,
    );
    found.fetch_one(conn).await
}

/// Adds a sheet with its scores.
pub(crate) async fn insert_sheet(
    conn: &mut PgConnection,
    application: Uuid,
    sheet: &SheetRow,
    scores: &[ScoreRow],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_score_sheet (application, expert, tenths, created_at) values ($1, $2, $3, $4)",
        application,
        sheet.expert,
        sheet.tenths,
        sheet.created_at,
    )
    .execute(&mut *conn)
    .await?;
    let indicators: Vec<String> = scores.iter().map(|row| row.indicator.clone()).collect();
    let tenths: Vec<i64> = scores.iter().map(|row| row.tenths).collect();
    let reasons: Vec<String> = scores.iter().map(|row| row.reason.clone()).collect();
    sqlx::query!(
        "insert into inspection.rating_score (application, expert, indicator, tenths, reason)
         select $1, $2, given.* from unnest($3::text[], $4::bigint[], $5::text[]) as given",
        application,
        sheet.expert,
        &indicators,
        &tenths,
        &reasons,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The sheets of an application, in the order in which they came.
pub(crate) async fn sheets(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<SheetRow>> {
    sqlx::query_as!(
        SheetRow,
        "select expert, tenths, created_at from inspection.rating_score_sheet
         where application = $1 order by created_at, expert",
        application,
    )
    .fetch_all(conn)
    .await
}

/// The scores of the sheets of an application, by expert.
pub(crate) async fn scores(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<(Uuid, ScoreRow)>> {
    let rows = sqlx::query!(
        "select expert, indicator, tenths, reason from inspection.rating_score where application = $1",
        application,
    )
    .fetch_all(conn)
    .await?;
    let of_expert = rows.into_iter().map(|row| {
        let (indicator, tenths, reason) = (row.indicator, row.tenths, row.reason);
        (row.expert, ScoreRow { indicator, tenths, reason })
    });
    Ok(of_expert.collect())
}
