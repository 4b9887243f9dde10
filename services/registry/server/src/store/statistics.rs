//! Counts over the register as it stands today.

use registry_domain::Status;
use sqlx::PgConnection;
use uow::Scope;
use vocab::DivisionCode;

/// How many organisations of one kind, status and year lie in a division.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) division: DivisionCode,
    /// As the database spells it.
    pub(crate) kind: String,
    pub(crate) status: Status,
    /// 0 if unknown.
    pub(crate) established_year: i32,
    pub(crate) count: i64,
}

/// Every combination that occurs within a scope. Reads each row once: a quarter of a second for a million.
pub(crate) async fn counts(conn: &mut PgConnection, within: &Scope) -> sqlx::Result<Vec<Group>> {
    sqlx::query_as!(
        Group,
        r#"select division, kind, status, coalesce(extract(year from established_date), 0)::int as "established_year!",
             count(*) as "count!"
         from registry.organization
         where division between $1 and $2
         group by 1, 2, 3, 4
         order by 1, 2, 3, 4"#,
        format!("{:0<6}", within.prefix()),
        format!("{:9<6}", within.prefix()),
    )
    .fetch_all(conn)
    .await
}
