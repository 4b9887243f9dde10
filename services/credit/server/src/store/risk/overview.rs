//! Warnings and their tasks, counted.

use sqlx::PgConnection;
use time::Date;
use uow::Scope;

/// Warnings of one sort; what it is a sort of is what is set.
#[derive(Debug)]
pub(crate) struct CountRow {
    pub(crate) level: Option<String>,
    pub(crate) division: Option<String>,
    pub(crate) rule_division: Option<String>,
    pub(crate) rule_key: Option<String>,
    /// First day of the month.
    pub(crate) month: Option<Date>,
    pub(crate) open: i64,
    pub(crate) closed: i64,
    /// Of those that people closed.
    pub(crate) median_days: Option<i32>,
}

/// Tasks of a department.
#[derive(Debug)]
pub(crate) struct TaskCountRow {
    pub(crate) department: String,
    pub(crate) open: i64,
    pub(crate) overdue: i64,
}

/// Those raised from a day to another: all of them, and by level, division, rule and month. Levels are in the order of their words.
pub(crate) async fn counts(
    conn: &mut PgConnection,
    within: &Scope,
    from: Option<Date>,
    to: Option<Date>,
) -> sqlx::Result<Vec<CountRow>> {
    sqlx::query_as!(
        CountRow,
        r#"select level as "level?", division as "division?", rule_division as "rule_division?", rule_key as "rule_key?",
             month as "month?", count(*) filter (where status = 'open') as "open!",
             count(*) filter (where status = 'closed') as "closed!",
             percentile_disc(0.5) within group (order by days) filter (where close_reason <> 'cause_withdrawn') as "median_days?"
         from (
             select level, division, rule_division, rule_key, date_trunc('month', raised_on)::date as month, status, close_reason,
               (closed_at at time zone 'Asia/Shanghai')::date - raised_on as days
             from credit.risk_alert
             where starts_with(division, $1) and ($2::date is null or raised_on >= $2) and ($3::date is null or raised_on <= $3)
         ) as one
         group by grouping sets ((), (level), (division), (rule_division, rule_key), (month))
         order by level, division, rule_division, rule_key, month"#,
        within.prefix(),
        from,
        to,
    )
    .fetch_all(conn)
    .await
}

/// Tasks that are not done, of open warnings raised from a day to another.
pub(crate) async fn tasks(
    conn: &mut PgConnection,
    within: &Scope,
    from: Option<Date>,
    to: Option<Date>,
    today: Date,
) -> sqlx::Result<Vec<TaskCountRow>> {
    sqlx::query_as!(
        TaskCountRow,
        r#"select task.department, count(*) as "open!", count(*) filter (where due_on < $4) as "overdue!"
         from credit.risk_alert_task as task join credit.risk_alert as alert on alert.id = task.alert
         where done_on is null and status = 'open' and starts_with(division, $1)
           and ($2::date is null or raised_on >= $2) and ($3::date is null or raised_on <= $3)
         group by task.department order by task.department"#,
        within.prefix(),
        from,
        to,
        today,
    )
    .fetch_all(conn)
    .await
}
