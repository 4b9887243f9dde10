//! Tasks of departments.

use credit_domain::measure::{LastDay, Outcome, State};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.measure_task`, with its imposition and the name of its organisation.
#[derive(Debug, Clone)]
pub(crate) struct TaskRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) organization_title: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) measure: String,
    pub(crate) title: String,
    pub(crate) action: String,
    pub(crate) rule: String,
    pub(crate) term_working_days: i32,
    pub(crate) state: String,
    pub(crate) due_on: Date,
    pub(crate) due_from: Date,
    pub(crate) provisional: bool,
    pub(crate) imposed_outcome: Option<String>,
    pub(crate) imposed_account: String,
    pub(crate) imposed_document: String,
    pub(crate) imposed_act_on: Option<Date>,
    pub(crate) lifted_outcome: Option<String>,
    pub(crate) lifted_account: String,
    pub(crate) lifted_document: String,
    pub(crate) lifted_act_on: Option<Date>,
    pub(crate) target: String,
    pub(crate) cause: Uuid,
    pub(crate) imposed_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) withdrawn: bool,
    pub(crate) created_at: OffsetDateTime,
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct TaskFilter {
    pub(crate) scope: Scope,
    pub(crate) department: String,
    pub(crate) organization: Option<UnifiedCode>,
    /// Those alone of which something is to be done.
    pub(crate) open: bool,
    /// Of those, the late ones alone.
    pub(crate) overdue: bool,
}

/// What one department has not done.
#[derive(Debug)]
pub(crate) struct DelayRow {
    pub(crate) department: String,
    pub(crate) open: i64,
    pub(crate) lifting: i64,
    pub(crate) overdue: i64,
    pub(crate) oldest_due_on: Option<Date>,
    pub(crate) oldest_task: Option<Uuid>,
    pub(crate) answered: i64,
}

/// Adds some, each of an imposition, with last days by the rules and calendar of a basis.
pub(crate) async fn insert(conn: &mut PgConnection, tasks: &[(Uuid, TaskRow)], basis: &str) -> sqlx::Result<()> {
    let Some((_, first)) = tasks.first() else { return Ok(()) };
    let texts = |of: fn(&TaskRow) -> &str| tasks.iter().map(|(_, row)| of(row).to_owned()).collect::<Vec<String>>();
    let (ids, impositions): (Vec<Uuid>, Vec<Uuid>) =
        tasks.iter().map(|(imposition, row)| (row.id, *imposition)).unzip();
    let terms: Vec<i32> = tasks.iter().map(|(_, row)| row.term_working_days).collect();
    let due: Vec<Date> = tasks.iter().map(|(_, row)| row.due_on).collect();
    let provisional: Vec<bool> = tasks.iter().map(|(_, row)| row.provisional).collect();
    sqlx::query!(
        "insert into credit.measure_task (id, imposition, organization, division, department, measure, title, action, rule,
             state, term_working_days, due_on, provisional, due_from, basis, created_at, updated_at)
         select stated.*, $14, $15, $16, $16
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
             $9::text[], $10::text[], $11::integer[], $12::date[], $13::bool[]) as stated",
        &ids,
        &impositions,
        &texts(|row| row.organization.as_str()),
        &texts(|row| &row.division),
        &texts(|row| &row.department),
        &texts(|row| &row.measure),
        &texts(|row| &row.title),
        &texts(|row| &row.action),
        &texts(|row| &row.rule),
        &texts(|row| &row.state),
        &terms,
        &due,
        &provisional,
        first.due_from,
        basis,
        first.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from changing one.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from credit.measure_task where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// One of a department that the caller may see.
pub(crate) async fn find(
    conn: &mut PgConnection,
    scope: &Scope,
    department: &str,
    id: Uuid,
) -> sqlx::Result<Option<TaskRow>> {
    sqlx::query_as!(
        TaskRow,
        r#"select task.id, task.organization as "organization: UnifiedCode", coalesce(known.title, '') as "organization_title!",
             task.division, department, measure, task.title, action, rule, term_working_days, state, due_on, due_from,
             provisional, imposed_outcome, imposed_account, imposed_document, imposed_act_on, lifted_outcome, lifted_account,
             lifted_document, lifted_act_on, target, cause, imposed_on, ended_on, withdrawn, task.created_at
         from credit.measure_task as task join credit.imposition on imposition.id = task.imposition
           left join credit.organization as known on known.code = task.organization
         where task.id = $1 and department = $2 and starts_with(task.division, $3)"#,
        id,
        department,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The first `limit` of a department after a place in the order of their last days.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &TaskFilter,
    today: Date,
    after: Option<(Date, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<TaskRow>> {
    let (after_day, after_id) = after.unzip();
    sqlx::query_as!(
        TaskRow,
        r#"select task.id, task.organization as "organization: UnifiedCode", coalesce(known.title, '') as "organization_title!",
             task.division, department, measure, task.title, action, rule, term_working_days, state, due_on, due_from,
             provisional, imposed_outcome, imposed_account, imposed_document, imposed_act_on, lifted_outcome, lifted_account,
             lifted_document, lifted_act_on, target, cause, imposed_on, ended_on, withdrawn, task.created_at
         from credit.measure_task as task join credit.imposition on imposition.id = task.imposition
           left join credit.organization as known on known.code = task.organization
         where department = $1 and starts_with(task.division, $2) and ($3::text is null or task.organization = $3)
           and (not $4 or state in ('open', 'lifting'))
           and (not $5 or (state in ('open', 'lifting') and due_on < $6))
           and ($7::date is null or (due_on, task.id) > ($7, $8))
         order by due_on, task.id limit $9"#,
        filter.department,
        filter.scope.prefix(),
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.open,
        filter.overdue,
        today,
        after_day,
        after_id,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Every one of some impositions, which nobody else changes until the unit of work ends.
pub(crate) async fn of_impositions(conn: &mut PgConnection, impositions: &[Uuid]) -> sqlx::Result<Vec<TaskRow>> {
    sqlx::query_as!(
        TaskRow,
        r#"select task.id, task.organization as "organization: UnifiedCode", '' as "organization_title!",
             task.division, department, measure, task.title, action, rule, term_working_days, state, due_on, due_from,
             provisional, imposed_outcome, imposed_account, imposed_document, imposed_act_on, lifted_outcome, lifted_account,
             lifted_document, lifted_act_on, target, cause, imposed_on, ended_on, withdrawn, task.created_at
         from credit.measure_task as task join credit.imposition on imposition.id = task.imposition
         where imposition = any($1) order by task.id for update of task"#,
        impositions,
    )
    .fetch_all(conn)
    .await
}

/// Notes what a department answered to what was to be done (`lifts`: to be lifted), and the state after it.
pub(crate) async fn answer(
    conn: &mut PgConnection,
    id: Uuid,
    lifts: bool,
    state: State,
    outcome: Outcome,
    (account, document, act_on): (&str, &str, Date),
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.measure_task set state = $3, updated_at = $8,
             imposed_outcome = case when $2 then imposed_outcome else $4 end,
             imposed_account = case when $2 then imposed_account else $5 end,
             imposed_document = case when $2 then imposed_document else $6 end,
             imposed_act_on = case when $2 then imposed_act_on else $7 end,
             lifted_outcome = case when $2 then $4 else lifted_outcome end,
             lifted_account = case when $2 then $5 else lifted_account end,
             lifted_document = case when $2 then $6 else lifted_document end,
             lifted_act_on = case when $2 then $7 else lifted_act_on end
         where id = $1",
        id,
        lifts,
        state.as_str(),
        outcome.as_str(),
        account,
        document,
        act_on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A task after its cause has ended.
#[derive(Debug)]
pub(crate) struct Moved {
    pub(crate) id: Uuid,
    pub(crate) after: State,
    /// The last day of the term that begins with it, if one does.
    pub(crate) begun: Option<LastDay>,
}

/// Notes the states after the end of the causes, and the terms that begin on a day by the rules and calendar of a basis.
pub(crate) async fn end_tasks(
    conn: &mut PgConnection,
    moved: &[Moved],
    (from, basis): (Date, &str),
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = moved.iter().map(|one| one.id).collect();
    let states: Vec<String> = moved.iter().map(|one| one.after.as_str().to_owned()).collect();
    let begun: Vec<bool> = moved.iter().map(|one| one.begun.is_some()).collect();
    let due: Vec<Date> = moved.iter().map(|one| one.begun.map_or(from, |last| last.on)).collect();
    let provisional: Vec<bool> = moved.iter().map(|one| one.begun.is_some_and(|last| last.provisional)).collect();
    sqlx::query!(
        "update credit.measure_task as task set state = moved.state, updated_at = $8,
             due_from = case when moved.begun then $6 else task.due_from end,
             due_on = case when moved.begun then moved.due_on else task.due_on end,
             provisional = case when moved.begun then moved.provisional else task.provisional end,
             basis = case when moved.begun then $7 else task.basis end
         from unnest($1::uuid[], $2::text[], $3::bool[], $4::date[], $5::bool[])
           as moved (id, state, begun, due_on, provisional)
         where task.id = moved.id",
        &ids,
        &states,
        &begun,
        &due,
        &provisional,
        from,
        basis,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What each department has not done, the latest first.
pub(crate) async fn delays(conn: &mut PgConnection, scope: &Scope, today: Date) -> sqlx::Result<Vec<DelayRow>> {
    sqlx::query_as!(
        DelayRow,
        r#"select department, count(*) filter (where state = 'open') as "open!",
             count(*) filter (where state = 'lifting') as "lifting!",
             count(*) filter (where state in ('open', 'lifting') and due_on < $2) as "overdue!",
             min(due_on) filter (where state in ('open', 'lifting')) as oldest_due_on,
             (array_agg(id order by due_on, id) filter (where state in ('open', 'lifting')))[1] as oldest_task,
             count(*) filter (where imposed_outcome is not null) as "answered!"
         from credit.measure_task where starts_with(division, $1)
         group by department order by 5 nulls last, department"#,
        scope.prefix(),
        today,
    )
    .fetch_all(conn)
    .await
}
