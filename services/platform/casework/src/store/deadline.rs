//! Terms: written with their case, and swept.

use sqlx::PgConnection;
use sqlx::types::Json;
use statute::Clock;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `casework.deadline` to be written.
#[derive(Debug, Clone)]
pub(crate) struct DeadlineRow {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) ordinal: i32,
    pub(crate) key: String,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) clock: Json<Clock>,
    pub(crate) state: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) warn_on: Option<Date>,
    pub(crate) provisional: bool,
    pub(crate) basis: String,
    pub(crate) overdue: bool,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `casework.deadline` as it stands.
#[derive(Debug, Clone)]
pub(crate) struct FoundDeadline {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) ordinal: i32,
    pub(crate) key: String,
    pub(crate) department: String,
    pub(crate) clock: Json<Clock>,
    pub(crate) state: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) provisional: bool,
    pub(crate) overdue: bool,
}

/// What a clock comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reckoned {
    pub(crate) due_on: Option<Date>,
    pub(crate) warn_on: Option<Date>,
    pub(crate) provisional: bool,
}

/// A term that a sweep found.
#[derive(Debug, Clone)]
pub(crate) struct Swept {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) key: String,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) due_on: Option<Date>,
}

/// Gives the terms under way of a case to the authority of another division.
pub(crate) async fn relocate(conn: &mut PgConnection, case_id: Uuid, division: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.deadline set division = $2 where case_id = $1 and state in ('running', 'suspended')",
        case_id,
        division,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the terms of a case, those already there over themselves. One that runs to another day is warned of anew.
pub(crate) async fn upsert(conn: &mut PgConnection, rows: &[DeadlineRow]) -> sqlx::Result<()> {
    fn column<'a, T>(rows: &'a [DeadlineRow], cell: impl Fn(&'a DeadlineRow) -> T) -> Vec<T> {
        rows.iter().map(cell).collect()
    }
    let clocks: Vec<Json<&Clock>> = column(rows, |row| Json(&row.clock.0));
    sqlx::query!(
        "insert into casework.deadline as held (id, case_id, ordinal, key, department, division, clock, state, due_on,
             warn_on, provisional, basis, overdue, created_at, updated_at)
         select row.*, row.created_at
         from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::text[],
             $9::date[], $10::date[], $11::boolean[], $12::text[], $13::boolean[], $14::timestamptz[])
             as row (id, case_id, ordinal, key, department, division, clock, state, due_on, warn_on, provisional, basis,
                 overdue, created_at)
         on conflict on constraint deadline_ordinal_key do update set clock = excluded.clock, state = excluded.state,
             due_on = excluded.due_on, warn_on = excluded.warn_on, provisional = excluded.provisional,
             basis = excluded.basis, updated_at = excluded.created_at,
             warned = held.warned and held.due_on is not distinct from excluded.due_on,
             overdue = excluded.overdue or (held.overdue and held.due_on is not distinct from excluded.due_on)",
        &column(rows, |row| row.id),
        &column(rows, |row| row.case_id),
        &column(rows, |row| row.ordinal),
        &column(rows, |row| row.key.as_str()) as _,
        &column(rows, |row| row.department.as_str()) as _,
        &column(rows, |row| row.division.as_str()) as _,
        clocks as _,
        &column(rows, |row| row.state.as_str()) as _,
        &column(rows, |row| row.due_on) as _,
        &column(rows, |row| row.warn_on) as _,
        &column(rows, |row| row.provisional),
        &column(rows, |row| row.basis.as_str()) as _,
        &column(rows, |row| row.overdue),
        &column(rows, |row| row.created_at),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The terms of some cases, in the order in which they began.
pub(crate) async fn of_cases(conn: &mut PgConnection, cases: &[Uuid]) -> sqlx::Result<Vec<FoundDeadline>> {
    sqlx::query_as!(
        FoundDeadline,
        "select id, case_id, ordinal, key, department, clock, state, due_on, provisional, overdue
         from casework.deadline where case_id = any($1) order by case_id, ordinal",
        cases,
    )
    .fetch_all(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(
    conn: &mut PgConnection,
    scope: &Scope,
    case_id: Uuid,
    id: Uuid,
) -> sqlx::Result<Option<FoundDeadline>> {
    sqlx::query_as!(
        FoundDeadline,
        "select id, case_id, ordinal, key, department, clock, state, due_on, provisional, overdue
         from casework.deadline where id = $2 and case_id = $1 and starts_with(division, $3)",
        case_id,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Marks up to `limit` running terms whose last day is over; those that another sweeper holds are left to it.
pub(crate) async fn mark_overdue(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<Swept>> {
    sqlx::query_as!(
        Swept,
        "update casework.deadline set overdue = true, warned = true
         where id in (
             select id from casework.deadline where state = 'running' and not overdue and due_on < $1
             order by due_on, id limit $2 for update skip locked
         )
         returning id, case_id, key, department, division, due_on",
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Marks up to `limit` running terms whose day of warning has come.
pub(crate) async fn mark_warned(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<Swept>> {
    sqlx::query_as!(
        Swept,
        "update casework.deadline set warned = true
         where id in (
             select id from casework.deadline where state = 'running' and not warned and warn_on <= $1 and due_on >= $1
             order by warn_on, id limit $2 for update skip locked
         )
         returning id, case_id, key, department, division, due_on",
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// A term reckoned from other rules or another calendar than those of today.
#[derive(Debug, Clone)]
pub(crate) struct Stale {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) key: String,
    pub(crate) division: String,
    pub(crate) clock: Json<Clock>,
    pub(crate) due_on: Option<Date>,
    pub(crate) warn_on: Option<Date>,
    pub(crate) provisional: bool,
}

/// Up to `limit` of them after `after`, held until the unit of work ends.
pub(crate) async fn stale(conn: &mut PgConnection, basis: &str, after: Uuid, limit: i64) -> sqlx::Result<Vec<Stale>> {
    sqlx::query_as!(
        Stale,
        "select id, case_id, key, division, clock, due_on, warn_on, provisional from casework.deadline
         where state in ('running', 'suspended') and basis <> $1 and id > $2
         order by id limit $3 for update skip locked",
        basis,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Writes what terms come to by the rules and calendar of today; a last day that moved is warned of anew.
pub(crate) async fn set_reckoned(
    conn: &mut PgConnection,
    ids: &[Uuid],
    reckoned: &[Reckoned],
    basis: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let due: Vec<Option<Date>> = reckoned.iter().map(|one| one.due_on).collect();
    let warn: Vec<Option<Date>> = reckoned.iter().map(|one| one.warn_on).collect();
    let provisional: Vec<bool> = reckoned.iter().map(|one| one.provisional).collect();
    sqlx::query!(
        "update casework.deadline set due_on = row.due_on, warn_on = row.warn_on, provisional = row.provisional,
             basis = $5, updated_at = $6,
             warned = deadline.warned and deadline.due_on is not distinct from row.due_on,
             overdue = deadline.overdue and deadline.due_on is not distinct from row.due_on
         from unnest($1::uuid[], $2::date[], $3::date[], $4::boolean[]) as row (id, due_on, warn_on, provisional)
         where deadline.id = row.id",
        ids,
        &due as _,
        &warn as _,
        &provisional,
        basis,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
