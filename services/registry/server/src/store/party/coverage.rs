//! Counts of the coverage (PB-07) over the register as it stands today.

use sqlx::PgConnection;
use uow::Scope;
use vocab::DivisionCode;

/// The counts of active organisations of one kind in one division.
#[derive(Debug)]
pub(crate) struct Counts {
    pub(crate) division: DivisionCode,
    /// As the database spells it.
    pub(crate) kind: String,
    pub(crate) active: i64,
    pub(crate) reported: i64,
    pub(crate) with_members: i64,
    pub(crate) should_set_up: i64,
    pub(crate) set_up: i64,
    /// With members, and with an organisation of their own or in a joint branch.
    pub(crate) organized: i64,
    /// With an organisation, an instructor or a mass organisation.
    pub(crate) worked: i64,
}

/// Every combination that occurs within a scope. Reads each row once. `own` is the number of full members from which an
/// organisation of one's own is asked (PB-01).
pub(crate) async fn counts(conn: &mut PgConnection, within: &Scope, own: i32) -> sqlx::Result<Vec<Counts>> {
    sqlx::query_as!(
        Counts,
        r#"select division, kind,
             count(*) as "active!",
             count(report.code) as "reported!",
             count(*) filter (where full_members > 0) as "with_members!",
             count(*) filter (where full_members >= $3) as "should_set_up!",
             count(*) filter (where full_members >= $3 and own_organization <> 'none') as "set_up!",
             count(*) filter (where full_members > 0 and (own_organization <> 'none' or member.code is not null))
                 as "organized!",
             count(*) filter (where own_organization <> 'none' or member.code is not null
                 or instructor_department is not null or trade_union or youth_league or womens_federation) as "worked!"
         from registry.organization
         left join registry.party_report as report on report.code = organization.code and report.latest
         left join registry.joint_branch_member as member on member.code = organization.code and member.left_on is null
         where status = 'active' and division between $1 and $2
         group by division, kind
         order by division, kind"#,
        format!("{:0<6}", within.prefix()),
        format!("{:9<6}", within.prefix()),
        own,
    )
    .fetch_all(conn)
    .await
}
