//! Organisations whose publications are to be looked at on a day.

use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

/// Notes that those of an organisation are to be looked at on a day, or before if that was noted.
pub(crate) async fn note(conn: &mut PgConnection, organizations: &[UnifiedCode], on: Date) -> sqlx::Result<()> {
    let organizations: Vec<&str> = organizations.iter().map(UnifiedCode::as_str).collect();
    sqlx::query!(
        "insert into credit.publication_due as d (organization, due_on)
         select distinct organization, $2::date from unnest($1::text[]) as organization order by organization
         on conflict (organization) do update set due_on = least(d.due_on, excluded.due_on)",
        &organizations as _,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Some of those that are due on a day.
pub(crate) async fn some(conn: &mut PgConnection, on: Date, limit: i64) -> sqlx::Result<Vec<UnifiedCode>> {
    sqlx::query_scalar!(
        r#"select organization as "organization: UnifiedCode" from credit.publication_due where due_on <= $1
         order by due_on, organization limit $2"#,
        on,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Takes one that is due on a day, unless somebody is about to note it; whether it was there.
pub(crate) async fn take(conn: &mut PgConnection, organization: UnifiedCode, on: Date) -> sqlx::Result<bool> {
    let taken = sqlx::query!(
        "delete from credit.publication_due where organization =
           (select organization from credit.publication_due where organization = $1 and due_on <= $2 for update skip locked)",
        organization.as_str(),
        on,
    );
    Ok(taken.execute(conn).await?.rows_affected() == 1)
}
