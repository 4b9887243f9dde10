//! Joint branches (联合党支部).

use registry_domain::Text;
use registry_domain::party::{Ground, JointBranch};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

use super::membership;

/// A row of `registry.joint_branch` with the number of its members.
#[derive(Debug)]
pub(crate) struct BranchRow {
    pub(crate) id: Uuid,
    pub(crate) title: Text<100>,
    pub(crate) division: DivisionCode,
    pub(crate) ground: Ground,
    pub(crate) ground_description: Text<200>,
    pub(crate) managing_department: String,
    pub(crate) established_on: Date,
    pub(crate) dissolved_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) member_count: i64,
}

/// Which branches a list shows.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Where they lie; `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    /// Empty: whoever manages them.
    pub(crate) managing_department: String,
    pub(crate) dissolved_too: bool,
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<BranchRow>> {
    sqlx::query_as!(
        BranchRow,
        r#"select id, title, division, ground, ground_description, managing_department, established_on, dissolved_on,
             revision, created_at, updated_at,
             (select count(*) from registry.joint_branch_member where branch = joint_branch.id and left_on is null)
                 as "member_count!"
         from registry.joint_branch where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see with everybody in it, kept from being changed by others.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<JointBranch>> {
    sqlx::query!("select id from registry.joint_branch where id = $1 for update", id)
        .fetch_optional(&mut *conn)
        .await?;
    // a statement of its own: it must see what the lock waited for
    let Some(row) = find(conn, scope, id).await? else { return Ok(None) };
    let members = membership::members(conn, id).await?;
    Ok(Some(JointBranch {
        id: row.id,
        title: row.title,
        division: row.division,
        ground: row.ground,
        ground_description: row.ground_description,
        managing_department: row.managing_department,
        established_on: row.established_on,
        dissolved_on: row.dissolved_on,
        revision: row.revision,
        created_at: row.created_at,
        updated_at: row.updated_at,
        members,
    }))
}

/// The first `limit` branches recorded before `before`, the latest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<BranchRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    sqlx::query_as!(
        BranchRow,
        r#"select id, title, division, ground, ground_description, managing_department, established_on, dissolved_on,
             revision, created_at, updated_at,
             (select count(*) from registry.joint_branch_member where branch = joint_branch.id and left_on is null)
                 as "member_count!"
         from registry.joint_branch
         where id < $1 and starts_with(division, $2) and ($3 = '' or managing_department = $3)
             and ($4 or dissolved_on is null)
         order by id desc limit $5"#,
        before.unwrap_or(Uuid::max()),
        within.prefix(),
        filter.managing_department,
        filter.dissolved_too,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Adds a branch, without its members.
pub(crate) async fn insert(conn: &mut PgConnection, branch: &JointBranch) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.joint_branch (id, title, division, ground, ground_description, managing_department,
             established_on, dissolved_on, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        branch.id,
        branch.title.as_str(),
        branch.division.as_str(),
        branch.ground.as_str(),
        branch.ground_description.as_str(),
        branch.managing_department,
        branch.established_on,
        branch.dissolved_on,
        branch.revision,
        branch.created_at,
        branch.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what changes of a branch.
pub(crate) async fn update(conn: &mut PgConnection, branch: &JointBranch) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.joint_branch set dissolved_on = $2, revision = $3, updated_at = $4 where id = $1",
        branch.id,
        branch.dissolved_on,
        branch.revision,
        branch.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
