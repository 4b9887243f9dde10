//! Tasks, and what they amount to.

use procedure::{Office, Task};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

use super::case::CaseRow;
use super::place;

/// A task with what it says of its case.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct TaskRow {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) step: String,
    pub(crate) title: String,
    pub(crate) department: String,
    /// Its division; that of the case may be another.
    pub(crate) department_division: String,
    pub(crate) division: String,
    pub(crate) procedure: String,
    pub(crate) state: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) sort_on: Date,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) ended_at: Option<OffsetDateTime>,
    pub(crate) case_title: String,
    pub(crate) resource: String,
}

/// What a list of tasks is narrowed to.
#[derive(Debug, Clone)]
pub(crate) struct TaskFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    /// Empty: of any.
    pub(crate) department: String,
    /// Only of departments of this division; empty: of any.
    pub(crate) department_division: String,
    pub(crate) due_before: Option<Date>,
    /// Only those whose last day had passed on this day, or when they ended.
    pub(crate) overdue_on: Option<Date>,
    /// Empty: of any.
    pub(crate) procedure: String,
    pub(crate) state: &'static str,
}

/// What one department's tasks of one step amount to.
#[derive(Debug, Clone)]
pub(crate) struct StatisticsRow {
    pub(crate) department: String,
    pub(crate) procedure: String,
    pub(crate) step: String,
    pub(crate) open: i64,
    pub(crate) open_overdue: i64,
    pub(crate) done: i64,
    pub(crate) done_overdue: i64,
    pub(crate) dropped: i64,
    pub(crate) done_seconds: i64,
    pub(crate) longest_seconds: i64,
}

/// Adds tasks of a case.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    case: &CaseRow,
    ids: &[Uuid],
    tasks: &[Task],
    due: &[Option<Date>],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let keys: Vec<&str> = tasks.iter().map(|task| task.key.as_str()).collect();
    // What a step is called leaves the department out: `state:reviewing`, `opinion:consultation`.
    let steps: Vec<&str> =
        tasks.iter().map(|task| task.key.rsplit_once(':').map_or(task.key.as_str(), |(step, _)| step)).collect();
    let titles: Vec<&str> = tasks.iter().map(|task| task.title).collect();
    let departments: Vec<&str> = tasks.iter().map(|task| task.office.department.as_str()).collect();
    let seats: Vec<&str> = tasks.iter().map(|task| task.office.division.as_str()).collect();
    let clocks: Vec<&str> = tasks.iter().map(|task| task.clock.as_deref().unwrap_or_default()).collect();
    sqlx::query!(
        "insert into casework.task (id, case_id, key, step, title, department, department_division, division, procedure, clock,
             state, due_on, created_at)
         select row.id, $1, row.key, row.step, row.title, row.department, row.seat, $2, $3, row.clock, 'open', row.due_on, $4
         from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::date[])
             as row (id, key, step, title, department, seat, clock, due_on)",
        case.id,
        case.division,
        case.procedure,
        now,
        ids,
        &keys as _,
        &steps as _,
        &titles as _,
        &departments as _,
        &seats as _,
        &clocks as _,
        due as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends open tasks of a case: those of the office that acted are done, the others are no longer needed.
pub(crate) async fn end(
    conn: &mut PgConnection,
    case_id: Uuid,
    keys: &[String],
    by: &Office,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.task set ended_at = $5, state = case
             when department = $3 and coalesce(department_division, division) = $4 then 'done' else 'dropped' end
         where case_id = $1 and key = any($2) and state = 'open'",
        case_id,
        keys,
        by.department,
        by.division,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives the open tasks of a case to the authority of another division.
pub(crate) async fn relocate(conn: &mut PgConnection, case_id: Uuid, division: &str) -> sqlx::Result<()> {
    sqlx::query!("update casework.task set division = $2 where case_id = $1 and state = 'open'", case_id, division,)
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives open tasks that a clock times its last day.
pub(crate) async fn set_due(
    conn: &mut PgConnection,
    cases: &[Uuid],
    clocks: &[String],
    due: &[Option<Date>],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.task set due_on = row.due_on
         from unnest($1::uuid[], $2::text[], $3::date[]) as row (case_id, clock, due_on)
         where task.case_id = row.case_id and task.clock = row.clock and task.state = 'open'",
        cases,
        clocks,
        due as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Soonest last day first, those after (`after`).
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &TaskFilter,
    after: Option<(Date, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<TaskRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select task.id, task.case_id, task.step, task.title, task.department,
             coalesce(task.department_division, task.division) as department_division, task.division, task.procedure, task.state,
             task.due_on, task.sort_on, task.created_at, task.ended_at, owner.title as case_title, owner.resource
         from casework.task as task join casework.case as owner on owner.id = task.case_id where ",
    );
    place::within(&mut query, "task.division", within);
    query.push(if filter.state == "open" { " and task.state = 'open'" } else { " and task.state <> 'open'" });
    if filter.state != "open" {
        query.push(" and task.state = ").push_bind(filter.state);
    }
    if !filter.department.is_empty() {
        query.push(" and task.department = ").push_bind(filter.department.clone());
    }
    if !filter.department_division.is_empty() {
        let division = filter.department_division.clone();
        query.push(" and coalesce(task.department_division, task.division) = ").push_bind(division);
    }
    if !filter.procedure.is_empty() {
        query.push(" and task.procedure = ").push_bind(filter.procedure.clone());
    }
    if let Some(before) = filter.due_before {
        query.push(" and task.sort_on < ").push_bind(before);
    }
    if let Some(today) = filter.overdue_on {
        query.push(" and task.sort_on < ");
        if filter.state == "open" {
            query.push_bind(today);
        } else {
            query.push("(task.ended_at at time zone 'Asia/Shanghai')::date");
        }
    }
    if let Some((day, id)) = after {
        query.push(" and (task.sort_on, task.id) > (").push_bind(day).push(", ").push_bind(id).push(")");
    }
    query.push(" order by task.sort_on, task.id limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// What tasks that arose in a span amount to. A day is one in Shanghai.
pub(crate) async fn statistics(
    conn: &mut PgConnection,
    within: &Scope,
    from: Option<Date>,
    before: Option<Date>,
    today: Date,
) -> sqlx::Result<Vec<StatisticsRow>> {
    sqlx::query_as!(
        StatisticsRow,
        r#"select department, procedure, step,
             count(*) filter (where state = 'open') as "open!",
             count(*) filter (where state = 'open' and due_on < $4) as "open_overdue!",
             count(*) filter (where state = 'done') as "done!",
             count(*) filter (where state = 'done' and due_on < (ended_at at time zone 'Asia/Shanghai')::date)
                 as "done_overdue!",
             count(*) filter (where state = 'dropped') as "dropped!",
             coalesce(sum(extract(epoch from ended_at - created_at)) filter (where state = 'done'), 0)::bigint
                 as "done_seconds!",
             coalesce(max(extract(epoch from ended_at - created_at)) filter (where state = 'done'), 0)::bigint
                 as "longest_seconds!"
         from casework.task
         where starts_with(division, $1)
             and ($2::date is null or (created_at at time zone 'Asia/Shanghai')::date >= $2)
             and ($3::date is null or (created_at at time zone 'Asia/Shanghai')::date < $3)
         group by department, procedure, step
         order by department, procedure, step"#,
        within.prefix(),
        from,
        before,
        today,
    )
    .fetch_all(conn)
    .await
}
