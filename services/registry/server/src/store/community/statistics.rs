//! Counts of the community organisations on file today.

use registry_domain::community::{CommunityType, FilingClass, Guidance};
use sqlx::PgConnection;
use uow::Scope;
use vocab::DivisionCode;

/// How many of one sort are on file.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) division: DivisionCode,
    pub(crate) community_type: CommunityType,
    pub(crate) class: FilingClass,
    pub(crate) guidance: Guidance,
    pub(crate) filed: i64,
}

/// In how many communities of a type they are.
#[derive(Debug)]
pub(crate) struct Average {
    pub(crate) division: DivisionCode,
    pub(crate) community_type: CommunityType,
    pub(crate) filed: i64,
    pub(crate) communities: i64,
    pub(crate) reaching: i64,
}

/// Every combination that occurs within a scope.
pub(crate) async fn counts(conn: &mut PgConnection, within: &Scope) -> sqlx::Result<Vec<Group>> {
    sqlx::query_as!(
        Group,
        r#"select division, community_type, class, guidance, count(*) as "filed!"
         from registry.community_filing
         where latest and status = 'filed' and starts_with(division, $1)
         group by division, community_type, class, guidance
         order by division, community_type, class, guidance"#,
        within.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// How many are on file in each division and type of community, in how many communities, and in how many of these the
/// target of the type is reached.
pub(crate) async fn averages(
    conn: &mut PgConnection,
    within: &Scope,
    urban: i64,
    rural: i64,
) -> sqlx::Result<Vec<Average>> {
    sqlx::query_as!(
        Average,
        r#"select division as "division!: DivisionCode", community_type as "community_type!: CommunityType",
             sum(filed)::bigint as "filed!", count(*) as "communities!",
             count(*) filter (where filed >= case community_type when 'urban' then $2::bigint else $3::bigint end) as "reaching!"
         from (
             select division, community_type, township_code, community, count(*) as filed
             from registry.community_filing
             where latest and status = 'filed' and starts_with(division, $1)
             group by division, community_type, township_code, community
         ) as one
         group by division, community_type
         order by division, community_type"#,
        within.prefix(),
        urban,
        rural,
    )
    .fetch_all(conn)
    .await
}
