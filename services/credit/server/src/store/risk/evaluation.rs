//! Who is to be looked at, how far the daily look is, and what could not be evaluated.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// Whether there is anything to do.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) due: bool,
    pub(crate) round: bool,
}

/// A rule that cannot be evaluated for an organisation.
#[derive(Debug)]
pub(crate) struct FailureRow {
    pub(crate) rule: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) description: String,
}

/// Notes that something of each of some organisations changed, a row each: no change waits for whoever takes another one, and none is
/// lost while somebody does.
pub(crate) async fn note(
    conn: &mut PgConnection,
    organizations: &[UnifiedCode],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let organizations: BTreeSet<&str> = organizations.iter().map(UnifiedCode::as_str).collect();
    let organizations: Vec<&str> = organizations.into_iter().collect();
    sqlx::query!(
        "insert into credit.risk_due (organization, created_at) select organization, $2 from unnest($1::text[]) as organization",
        &organizations as _,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes some changes, which nobody else takes; an organisation is there once for each of its changes.
pub(crate) async fn take(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"delete from credit.risk_due where (organization, id) in (
           select organization, id from credit.risk_due order by organization, id limit $1 for update skip locked)
         returning organization as "organization: String""#,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Whether anything is to be looked at.
pub(crate) async fn waiting(conn: &mut PgConnection, day: Date) -> sqlx::Result<Waiting> {
    sqlx::query_as!(
        Waiting,
        r#"select exists (select from credit.risk_due) as "due!",
             not exists (select from credit.risk_round where day = $1 and done) as "round!""#,
        day,
    )
    .fetch_one(conn)
    .await
}

/// How far the look of a day is, held until the end of the transaction; `None` once it is done.
pub(crate) async fn round(conn: &mut PgConnection, day: Date, at: OffsetDateTime) -> sqlx::Result<Option<String>> {
    sqlx::query!(
        "insert into credit.risk_round (day, created_at) values ($1, $2) on conflict (day) do nothing",
        day,
        at
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query_scalar!(
        r#"select after_code as "after_code: String" from credit.risk_round where day = $1 and not done for update"#,
        day,
    )
    .fetch_optional(conn)
    .await
}

/// Moves the look of a day.
pub(crate) async fn advance(conn: &mut PgConnection, day: Date, after: &str, done: bool) -> sqlx::Result<()> {
    sqlx::query!("update credit.risk_round set after_code = $2, done = $3 where day = $1", day, after, done)
        .execute(conn)
        .await?;
    Ok(())
}

/// Begins the look of a day again.
pub(crate) async fn again(conn: &mut PgConnection, day: Date) -> sqlx::Result<()> {
    sqlx::query!("update credit.risk_round set after_code = '', done = false where day = $1", day)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets what could not be evaluated for some organisations.
pub(crate) async fn clear(conn: &mut PgConnection, codes: &[String]) -> sqlx::Result<()> {
    sqlx::query!("delete from credit.risk_failure where organization = any($1)", codes).execute(conn).await?;
    Ok(())
}

/// Notes what could not be evaluated.
pub(crate) async fn fail(conn: &mut PgConnection, failed: &[FailureRow], at: OffsetDateTime) -> sqlx::Result<()> {
    if failed.is_empty() {
        return Ok(());
    }
    let rules: Vec<Uuid> = failed.iter().map(|one| one.rule).collect();
    let organizations: Vec<String> = failed.iter().map(|one| one.organization.to_string()).collect();
    let descriptions: Vec<String> = failed.iter().map(|one| one.description.clone()).collect();
    sqlx::query!(
        "insert into credit.risk_failure (rule, organization, description, created_at)
         select rule, organization, description, $4
         from unnest($1::uuid[], $2::text[], $3::text[]) as one (rule, organization, description)
         on conflict (rule, organization) do update set description = excluded.description, created_at = excluded.created_at",
        &rules,
        &organizations,
        &descriptions,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many organisations a rule could not be evaluated for.
pub(crate) async fn count_failed(conn: &mut PgConnection, rule: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from credit.risk_failure where rule = $1"#, rule)
        .fetch_one(conn)
        .await
}

/// Some of them, by code.
pub(crate) async fn failed(conn: &mut PgConnection, rule: Uuid, limit: i64) -> sqlx::Result<Vec<FailureRow>> {
    sqlx::query_as!(
        FailureRow,
        r#"select rule, organization as "organization: UnifiedCode", description
         from credit.risk_failure where rule = $1 order by organization limit $2"#,
        rule,
        limit,
    )
    .fetch_all(conn)
    .await
}
