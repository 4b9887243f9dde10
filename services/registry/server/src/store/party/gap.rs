//! Active organisations whose party building lacks something today, by code.

use registry_domain::Title;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

/// What must hold of every organisation of the list.
#[derive(Debug)]
pub(crate) struct Filter {
    /// Where it lies; `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    pub(crate) kinds: Vec<OrganizationClass>,
    pub(crate) lacking: Lacking,
}

/// What is looked for, and from how many full members on each rule asks; `i32::MAX` where a rule is not in force.
#[derive(Debug)]
pub(crate) struct Lacking {
    /// Keys of the conditions below.
    pub(crate) conditions: Vec<&'static str>,
    pub(crate) own: i32,
    pub(crate) joint: i32,
    pub(crate) general_branch: i32,
    pub(crate) committee: i32,
}

/// An organisation that lacks something.
#[derive(Debug)]
pub(crate) struct LackingRow {
    pub(crate) code: UnifiedCode,
    pub(crate) title: Title,
    pub(crate) division: DivisionCode,
    /// Since when it could be asked to report.
    pub(crate) registered_on: Date,
    /// Number of the report that holds today.
    pub(crate) report: Option<i64>,
}

/// The first `limit` of them after `after`. The conditions are those of the domain's checklist, which judges each row
/// again; a test compares the two.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<LackingRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let kinds: Vec<&str> = filter.kinds.iter().map(|kind| kind.as_str()).collect();
    let Lacking { conditions, own, joint, general_branch, committee } = &filter.lacking;
    sqlx::query_as!(
        LackingRow,
        r#"select organization.code, title, division, number as "report?",
             coalesce(established_date, (organization.created_at at time zone 'Asia/Shanghai')::date)
                 as "registered_on!"
         from registry.organization
         left join registry.party_report as report on report.code = organization.code and report.latest
         where status = 'active' and organization.code > $1 and division between $2 and $3
             and (cardinality($4::text[]) = 0 or kind = any($4))
             and (
                 ('report' = any($5) and report.code is null)
                 or ('own' = any($5) and full_members >= $6 and own_organization = 'none')
                 or ('joint' = any($5) and full_members >= $7 and full_members < $6 and own_organization = 'none'
                     and not exists (
                         select from registry.joint_branch_member as member
                         where member.code = organization.code and member.left_on is null))
                 or ('general_branch' = any($5) and full_members >= $8 and full_members < $9
                     and own_organization = 'branch')
                 or ('committee' = any($5) and full_members >= $9 and own_organization in ('branch', 'general_branch'))
                 or ('instructor' = any($5) and full_members = 0 and instructor_department is null)
                 or ('mass' = any($5) and full_members = 0 and not (trade_union or youth_league or womens_federation))
                 or ('discipline' = any($5) and own_organization <> 'none' and discipline = 'none')
                 or ('charter' = any($5) and not charter_clause)
             )
         order by organization.code limit $10"#,
        after,
        format!("{:0<6}", within.prefix()),
        format!("{:9<6}", within.prefix()),
        kinds as _,
        conditions as &[&str],
        own,
        joint,
        general_branch,
        committee,
        limit,
    )
    .fetch_all(conn)
    .await
}
