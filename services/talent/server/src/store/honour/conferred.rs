//! Honours that were conferred, with names and posts sealed.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.honour`.
#[derive(Debug, Clone)]
pub(crate) struct HonourRow {
    pub(crate) id: Uuid,
    pub(crate) round: Uuid,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
    pub(crate) project_title: String,
    pub(crate) person_name: Option<Vec<u8>>,
    pub(crate) person_post: Option<Vec<u8>>,
    pub(crate) document_number: String,
    pub(crate) conferred_on: Date,
    pub(crate) valid_until: Date,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) withdraw_reason: String,
    pub(crate) withdraw_document_number: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Honours, with what follows the table.
macro_rules! honours {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            HonourRow,
            "select id, round, kind, division, department, organization, organization_title, project_title, person_name, person_post,
           document_number, conferred_on, valid_until, withdrawn_on, withdraw_reason, withdraw_document_number, created_at, updated_at,
           revision
         from talent.honour" + $rest,
            $($argument),+
        )
    };
}

/// Confers one that a nomination came to, by an author.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    row: &HonourRow,
    nomination: Uuid,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.honour (id, round, nomination, kind, division, department, organization, organization_title, project_title,
           person_name, person_post, document_number, conferred_on, valid_until, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)",
        row.id,
        row.round,
        nomination,
        row.kind,
        row.division,
        row.department,
        row.organization,
        row.organization_title,
        row.project_title,
        row.person_name.as_deref(),
        row.person_post.as_deref(),
        row.document_number,
        row.conferred_on,
        row.valid_until,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps one from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.honour where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<HonourRow>> {
    honours!(" where id = $1", id).fetch_optional(conn).await
}

/// Which honours a list shows.
#[derive(Debug)]
pub(crate) struct HonourFilter {
    /// The digits with which the division begins.
    pub(crate) within: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) organization: Option<String>,
    pub(crate) valid_on: Option<Date>,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &HonourFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<HonourRow>> {
    honours!(
        "
         where ($1::text is null or starts_with(division, $1))
           and ($2::text is null or kind = $2)
           and ($3::text is null or organization = $3)
           and ($4::date is null or $4 between conferred_on and valid_until and (withdrawn_on is null or $4 < withdrawn_on))
           and ($5::uuid is null or id < $5)
         order by id desc limit $6",
        filter.within,
        filter.kind,
        filter.organization,
        filter.valid_on,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Withdraws one from a day on, for a reason, by a document.
pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    id: Uuid,
    (on, reason, document_number): (Date, &str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.honour set withdrawn_on = $2, withdraw_reason = $3, withdraw_document_number = $4, withdrawn_by = $5,
           withdrawn_officer = $6, updated_at = $7, revision = revision + 1
         where id = $1",
        id,
        on,
        reason,
        document_number,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
