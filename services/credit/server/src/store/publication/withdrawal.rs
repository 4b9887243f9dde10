//! What must still be taken from before the public (PN-03b).

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `credit.publication_withdrawal`.
#[derive(Debug, Clone)]
pub(crate) struct WithdrawalRow {
    pub(crate) publication: Uuid,
    pub(crate) resource: String,
    pub(crate) number: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) fell_on: Date,
    pub(crate) due_on: Date,
    pub(crate) rule: String,
    pub(crate) done_on: Option<Date>,
}

/// Which ones are listed.
#[derive(Debug)]
pub(crate) struct WithdrawalFilter {
    pub(crate) scope: Scope,
    /// Also what was done.
    pub(crate) done: bool,
    /// Only what is late and not done on this day.
    pub(crate) overdue_on: Option<Date>,
}

/// Adds one, unless it is there.
pub(crate) async fn insert(conn: &mut PgConnection, row: &WithdrawalRow, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.publication_withdrawal (publication, resource, number, division, department, fell_on, due_on, rule,
           created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        row.publication,
        row.resource,
        row.number,
        row.division,
        row.department,
        row.fell_on,
        row.due_on,
        row.rule,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was to be withdrawn of a resource was; of these publications, or of all if none is named.
pub(crate) async fn done(conn: &mut PgConnection, resource: &str, publications: &[Uuid], on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.publication_withdrawal set done_on = $3
         where resource = $1 and done_on is null and (cardinality($2::uuid[]) = 0 or publication = any($2))",
        resource,
        publications,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those that the filter lets through, after a place, what is due first first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &WithdrawalFilter,
    after: Option<&(Date, Uuid, String)>,
    limit: i64,
) -> sqlx::Result<Vec<WithdrawalRow>> {
    sqlx::query_as!(
        WithdrawalRow,
        r#"select publication, resource, number, division, department, fell_on, due_on, rule, done_on
         from credit.publication_withdrawal
         where starts_with(division, $1) and ($2 or done_on is null)
           and ($3::date is null or (done_on is null and due_on < $3))
           and ($4::date is null or (due_on, publication, resource) > ($4, $5::uuid, $6::text collate "C"))
         order by due_on, publication, resource limit $7"#,
        filter.scope.prefix(),
        filter.done,
        filter.overdue_on,
        after.map(|(due, ..)| *due),
        after.map(|(_, publication, _)| *publication),
        after.map(|(.., resource)| resource.as_str()),
        limit,
    )
    .fetch_all(conn)
    .await
}
