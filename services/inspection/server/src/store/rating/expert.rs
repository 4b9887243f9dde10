//! Experts of a pool, sealed, and the posts that recuse them.

use inspection_domain::inspector::Post;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.rating_expert`.
#[derive(Clone)]
pub(crate) struct ExpertRow {
    pub(crate) id: Uuid,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) full_name: Vec<u8>,
    pub(crate) account: Vec<u8>,
    pub(crate) account_hash: Vec<u8>,
    pub(crate) fields: Vec<String>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
}

/// Which of a pool a list shows.
#[derive(Debug)]
pub(crate) struct ExpertFilter {
    pub(crate) department: String,
    pub(crate) division: String,
    /// Empty: whatever they know.
    pub(crate) field: String,
    pub(crate) include_ended: bool,
}

/// Adds an expert.
pub(crate) async fn insert(conn: &mut PgConnection, row: &ExpertRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_expert (id, department, division, full_name, account, account_hash, fields, ended_on,
             revision, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row.id,
        row.department,
        row.division,
        row.full_name,
        row.account,
        row.account_hash,
        &row.fields,
        row.ended_on,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that an expert changed, and whether it is out of the pool.
pub(crate) async fn update(conn: &mut PgConnection, row: &ExpertRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rating_expert set ended_on = $2, revision = $3 where id = $1",
        row.id,
        row.ended_on,
        row.revision,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a post.
pub(crate) async fn insert_post(
    conn: &mut PgConnection,
    id: Uuid,
    expert: Uuid,
    post: &Post,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_expert_post (id, expert, code, valid_from, valid_to, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        expert,
        post.organization.as_str(),
        post.valid_from,
        post.valid_to,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The posts of an expert, in the order in which they were recorded.
pub(crate) async fn posts(conn: &mut PgConnection, expert: Uuid) -> sqlx::Result<Vec<Post>> {
    sqlx::query_as!(
        Post,
        r#"select code as "organization: UnifiedCode", valid_from, valid_to from inspection.rating_expert_post
         where expert = $1 order by id"#,
        expert,
    )
    .fetch_all(conn)
    .await
}

/// One of a department's pool.
pub(crate) async fn find(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    id: Uuid,
) -> sqlx::Result<Option<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        "select id, department, division, full_name, account, account_hash, fields, ended_on, revision, created_at
         from inspection.rating_expert where id = $1 and department = $2 and division = $3",
        id,
        department,
        division,
    )
    .fetch_optional(conn)
    .await
}

/// Keeps others from changing an expert.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from inspection.rating_expert where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The first `limit` of a pool taken in after `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ExpertFilter,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<ExpertRow>> {
    sqlx::query_as!(
        ExpertRow,
        "select id, department, division, full_name, account, account_hash, fields, ended_on, revision, created_at
         from inspection.rating_expert
         where department = $1 and division = $2 and id > $3 and ($4 = '' or $4 = any(fields)) and ($5 or ended_on is null)
         order by id limit $6",
        filter.department,
        filter.division,
        after,
        filter.field,
        filter.include_ended,
        limit,
    )
    .fetch_all(conn)
    .await
}
