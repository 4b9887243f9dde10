//! What was not met on its last day.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// A duty that was not met.
#[derive(Debug)]
pub(crate) struct Missed {
    pub(crate) code: UnifiedCode,
    pub(crate) year: i32,
    pub(crate) division: String,
    pub(crate) due_on: Date,
    pub(crate) campaign: Uuid,
    pub(crate) kind: String,
    pub(crate) department: String,
    pub(crate) second_year: bool,
}

/// Whether the sweeper has something to mark.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) missed: bool,
    /// More duties than a batch were not met.
    pub(crate) many: bool,
    pub(crate) unrectified: bool,
}

/// Whether duties were not met, more of them than a batch, or rectifications not reported, on a last day before `today`.
pub(crate) async fn waiting(conn: &mut PgConnection, today: Date, batch: i64) -> sqlx::Result<Waiting> {
    sqlx::query_as!(
        Waiting,
        r#"select exists (select from inspection.report_duty
                 where due_on < $1 and submitted_on is null and not overdue and exemption = '') as "missed!",
             exists (select from inspection.report_duty
                 where due_on < $1 and submitted_on is null and not overdue and exemption = '' offset $2) as "many!",
             exists (select from inspection.annual_report as report
                 join casework.deadline as term on term.case_id = report.case_id
                 where report.state = 'rectifying' and not report.rectification_missed
                   and term.key = 'rectification' and term.state = 'running' and term.due_on < $1) as "unrectified!""#,
        today,
        batch,
    )
    .fetch_one(conn)
    .await
}

/// Marks some duties that were not met on their last day; whoever holds a row is not waited for.
pub(crate) async fn mark_overdue(
    conn: &mut PgConnection,
    today: Date,
    at: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Missed>> {
    // By their places: a join would read the whole table for every batch.
    sqlx::query_as!(
        Missed,
        r#"with late as (
             select ctid as place from inspection.report_duty
             where due_on < $1 and submitted_on is null and not overdue and exemption = ''
             order by due_on, year, code limit $3 for update skip locked
         ), marked as (
             update inspection.report_duty set overdue = true, updated_at = $2
             where ctid = any(array(select place from late))
             returning year, code, division, due_on, campaign
         )
         select marked.code as "code!: UnifiedCode", marked.year as "year!", marked.division as "division!",
             marked.due_on as "due_on!", marked.campaign as "campaign!", campaign.kind as "kind!",
             campaign.department as "department!",
             coalesce(earlier.overdue and earlier.submitted_on is null, false) as "second_year!"
         from marked
         join inspection.report_campaign as campaign on campaign.id = marked.campaign
         left join inspection.report_duty as earlier on earlier.year = marked.year - 1 and earlier.code = marked.code"#,
        today,
        at,
        limit,
    )
    .fetch_all(conn)
    .await
}
