//! Which organisation is or was in which joint branch.

use std::collections::HashMap;

use registry_domain::Title;
use registry_domain::party::{Member, Membership};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode};

/// An organisation in a branch, with its name.
#[derive(Debug)]
pub(crate) struct MemberRow {
    pub(crate) code: UnifiedCode,
    pub(crate) title: Title,
    pub(crate) joined_on: Date,
}

/// An organisation that left a branch because it ended.
#[derive(Debug)]
pub(crate) struct LeftRow {
    pub(crate) branch: Uuid,
    pub(crate) division: DivisionCode,
    pub(crate) code: UnifiedCode,
    pub(crate) left_on: Option<Date>,
}

/// The members of a branch that a caller may see, by code.
pub(crate) async fn seen(conn: &mut PgConnection, scope: &Scope, branch: Uuid) -> sqlx::Result<Vec<MemberRow>> {
    sqlx::query_as!(
        MemberRow,
        "select organization.code, title, joined_on
         from registry.joint_branch_member
         join registry.organization on organization.code = joint_branch_member.code
         where branch = $1 and left_on is null and starts_with(division, $2)
         order by organization.code",
        branch,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// Every member of a branch, by code.
pub(crate) async fn members(conn: &mut PgConnection, branch: Uuid) -> sqlx::Result<Vec<Member>> {
    sqlx::query_as!(
        Member,
        "select code, joined_on from registry.joint_branch_member where branch = $1 and left_on is null order by code",
        branch,
    )
    .fetch_all(conn)
    .await
}

/// The branch that an organisation is in on a day.
pub(crate) async fn branch_on(conn: &mut PgConnection, code: UnifiedCode, day: Date) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select branch from registry.joint_branch_member
         where code = $1 and joined_on <= $2 and (left_on is null or left_on > $2)",
        code.as_str(),
        day,
    )
    .fetch_optional(conn)
    .await
}

/// The days that some organisations spent in branches, in order.
pub(crate) async fn all(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
) -> sqlx::Result<HashMap<UnifiedCode, Vec<Membership>>> {
    let rows = sqlx::query!(
        "select code, joined_on, left_on from registry.joint_branch_member
         where code = any($1) order by code, joined_on",
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await?;
    let mut memberships: HashMap<UnifiedCode, Vec<Membership>> = HashMap::new();
    for row in rows {
        memberships.entry(row.code).or_default().push(Membership { joined: row.joined_on, left: row.left_on });
    }
    Ok(memberships)
}

/// Takes organisations in.
pub(crate) async fn join(
    conn: &mut PgConnection,
    branch: Uuid,
    members: &[(Uuid, Member)],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = members.iter().map(|(id, _)| *id).collect();
    let codes: Vec<&str> = members.iter().map(|(_, member)| member.code.as_str()).collect();
    let days: Vec<Date> = members.iter().map(|(_, member)| member.joined_on).collect();
    sqlx::query!(
        "insert into registry.joint_branch_member (id, branch, code, joined_on, created_at)
         select id, $1, code, joined_on, $5 from unnest($2::uuid[], $3::text[], $4::date[]) as row (id, code, joined_on)",
        branch,
        &ids,
        codes as _,
        &days,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets organisations leave a branch on a day.
pub(crate) async fn leave(conn: &mut PgConnection, branch: Uuid, codes: &[UnifiedCode], on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.joint_branch_member set left_on = $3 where branch = $1 and code = any($2) and left_on is null",
        branch,
        codes as &[UnifiedCode],
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets organisations that ended leave whatever branch they are in, each on its day or, if it joined later, on that one.
pub(crate) async fn leave_ended(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
    days: &[Date],
    at: OffsetDateTime,
) -> sqlx::Result<Vec<LeftRow>> {
    sqlx::query_as!(
        LeftRow,
        r#"with ended as (
             update registry.joint_branch_member set left_on = greatest(joined_on, row.day)
             from unnest($1::text[], $2::date[]) as row (code, day)
             where joint_branch_member.code = row.code and left_on is null
             returning branch, joint_branch_member.code, left_on
         )
         update registry.joint_branch set revision = revision + 1, updated_at = $3
         from ended where joint_branch.id = ended.branch
         returning ended.branch, division, ended.code, ended.left_on"#,
        codes as &[UnifiedCode],
        days,
        at,
    )
    .fetch_all(conn)
    .await
}
