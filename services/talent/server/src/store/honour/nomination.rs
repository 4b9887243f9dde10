//! Nominations, with names and posts sealed.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

use crate::credit::Checked;

/// A row of `talent.nomination`.
#[derive(Debug, Clone)]
pub(crate) struct NominationRow {
    pub(crate) id: Uuid,
    pub(crate) round: Uuid,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
    pub(crate) project_title: String,
    pub(crate) person_name: Option<Vec<u8>>,
    pub(crate) person_post: Option<Vec<u8>>,
    pub(crate) statement: String,
    pub(crate) status: String,
    pub(crate) rank: Option<i32>,
    pub(crate) reason: String,
    pub(crate) eligibility: String,
    pub(crate) eligibility_conditions: Vec<String>,
    pub(crate) eligibility_at: Option<OffsetDateTime>,
    pub(crate) end_reason: String,
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Nominations, with what follows the table.
macro_rules! nominations {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            NominationRow,
            "select id, round, organization, organization_title, project_title, person_name, person_post, statement, status, rank, reason,
           eligibility, eligibility_conditions, eligibility_at, end_reason, created_by, created_at, updated_at, revision
         from talent.nomination" + $rest,
            $($argument),+
        )
    };
}

/// One to be filed, sealed.
#[derive(Debug)]
pub(crate) struct Filed<'a> {
    pub(crate) round: Uuid,
    pub(crate) organization: &'a str,
    pub(crate) organization_title: &'a str,
    pub(crate) project_title: &'a str,
    pub(crate) person_name: Option<Vec<u8>>,
    pub(crate) person_post: Option<Vec<u8>>,
    pub(crate) subject_hash: [u8; 32],
    pub(crate) statement: &'a str,
}

/// Files one under the id of its author.
pub(crate) async fn insert(conn: &mut PgConnection, filed: &Filed<'_>, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.nomination (id, round, organization, organization_title, project_title, person_name, person_post,
           subject_hash, statement, department, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        by.id,
        filed.round,
        filed.organization,
        filed.organization_title,
        filed.project_title,
        filed.person_name.as_deref(),
        filed.person_post.as_deref(),
        filed.subject_hash.as_slice(),
        filed.statement,
        by.department,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id in a round.
pub(crate) async fn get(conn: &mut PgConnection, round: Uuid, id: Uuid) -> sqlx::Result<Option<NominationRow>> {
    nominations!(" where round = $1 and id = $2", round, id).fetch_optional(conn).await
}

/// Those of a round that are or were before the public, the first place first.
pub(crate) async fn ranked(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<NominationRow>> {
    nominations!(" where round = $1 and rank is not null order by rank", round).fetch_all(conn).await
}

/// Those of a round among some ids.
pub(crate) async fn among(conn: &mut PgConnection, round: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<NominationRow>> {
    nominations!(" where round = $1 and id = any($2)", round, ids).fetch_all(conn).await
}

/// Those of a round that stand so, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (round, status): (Uuid, Option<&str>),
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<NominationRow>> {
    nominations!(
        "
         where round = $1 and ($2::text is null or status = $2) and ($3::uuid is null or id < $3)
         order by id desc limit $4",
        round,
        status,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts one before the public, at a place for a reason, with what credit answered.
pub(crate) async fn propose(
    conn: &mut PgConnection,
    id: Uuid,
    (rank, reason): (i32, &str),
    checked: &Checked,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.nomination set status = 'proposed', rank = $2, reason = $3, organization_title = $4, eligibility = $5,
           eligibility_conditions = $6, eligibility_cursor = $7, eligibility_at = $8, updated_at = $8, revision = revision + 1
         where id = $1",
        id,
        rank,
        reason,
        checked.title,
        checked.eligible.as_str(),
        &checked.conditions,
        checked.cursor,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what credit answered of one before it is honoured or struck off.
pub(crate) async fn checked(
    conn: &mut PgConnection,
    id: Uuid,
    (status, end_reason): (&str, &str),
    checked: &Checked,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.nomination set status = $2, end_reason = $3, eligibility = $4, eligibility_conditions = $5,
           eligibility_cursor = $6, eligibility_at = $7, updated_at = $7, revision = revision + 1
         where id = $1",
        id,
        status,
        end_reason,
        checked.eligible.as_str(),
        &checked.conditions,
        checked.cursor,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One was withdrawn or struck off for a reason.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (&str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.nomination set status = $2, end_reason = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        status,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whatever still stands in a round has had no success.
pub(crate) async fn end_rest(conn: &mut PgConnection, round: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.nomination set status = 'unsuccessful', updated_at = $2, revision = revision + 1
         where round = $1 and status in ('filed', 'proposed')",
        round,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
