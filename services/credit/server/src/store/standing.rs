//! How records stand: what else is known of them on a day.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// How a record stands.
#[derive(Debug, Clone)]
pub(crate) struct StandingRow {
    pub(crate) id: Uuid,
    /// The register has told of the organisation.
    pub(crate) known: bool,
    pub(crate) in_objection: bool,
    pub(crate) repaired_on: Option<Date>,
    /// Division of the department that found or decided it.
    pub(crate) department_division: String,
    /// Departments that reported it beside the first.
    pub(crate) further: Vec<String>,
    /// The withdrawn record that it states anew.
    pub(crate) corrects: Option<Uuid>,
    pub(crate) seriously_listed: bool,
}

/// How records stand on a day, in no order.
pub(crate) async fn of(conn: &mut PgConnection, ids: &[Uuid], day: Date) -> sqlx::Result<Vec<StandingRow>> {
    sqlx::query_as!(
        StandingRow,
        r#"select record.id,
             exists (select from credit.organization where code = record.organization) as "known!",
             exists (select from credit.petition as p
                     where p.record = record.id and p.kind = 'objection' and p.decided_on is null) as "in_objection!",
             (select min(p.decided_on) from credit.petition as p
              where p.record = record.id and p.kind = 'repair' and p.state = 'granted') as repaired_on,
             decider.division as "department_division!",
             array(select distinct r.department from credit.reporting as r
                   where r.record = record.id and r.withdrawn_on is null
                     and (r.department, r.division) <> (record.department, decider.division)
                   order by r.department) as "further!",
             (select r.corrects from credit.reporting as r where r.id = record.id) as corrects,
             exists (select from credit.listing as l
                     where l.organization = record.organization and l.list = 'serious' and l.withdrawn_on is null
                       and l.listed_on <= $2 and (l.removed_on is null or l.removed_on > $2)) as "seriously_listed!"
         from credit.record cross join lateral (
             -- what a feed told lies where it was decided; what was submitted, where its organisation does
             select coalesce((select r.division from credit.reporting as r
                              where r.id = record.id and starts_with(record.source, 'submissions/')), record.division)
         ) as decider (division)
         where record.id = any($1)"#,
        ids,
        day,
    )
    .fetch_all(conn)
    .await
}
