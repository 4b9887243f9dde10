//! What measures were imposed, and what departments have to do of them.

mod due;
mod task;

pub(crate) use due::{set_due, unreckoned};
pub(crate) use task::{
    DelayRow, Moved, TaskFilter, TaskRow, answer, delays, end_tasks, find, insert, lock, of_impositions, page,
};

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// What measures follow from, and are not imposed for yet.
#[derive(Debug)]
pub(crate) struct CauseRow {
    pub(crate) cause: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) target: String,
}

/// What measures followed from, and has ended.
#[derive(Debug, Clone)]
pub(crate) struct EndedRow {
    pub(crate) cause: Uuid,
    pub(crate) ended_on: Date,
    pub(crate) withdrawn: bool,
}

/// Adds an imposition, under an id, for each cause that has none; which were added.
pub(crate) async fn impose(
    conn: &mut PgConnection,
    causes: &[(Uuid, &CauseRow)],
    today: Date,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Uuid>> {
    let (ids, rows): (Vec<Uuid>, Vec<&CauseRow>) = causes.iter().copied().unzip();
    let texts = |of: fn(&CauseRow) -> String| rows.iter().map(|row| of(row)).collect::<Vec<String>>();
    let organizations = texts(|row| row.organization.to_string());
    let (divisions, targets) = (texts(|row| row.division.clone()), texts(|row| row.target.clone()));
    let causes: Vec<Uuid> = rows.iter().map(|row| row.cause).collect();
    sqlx::query_scalar!(
        "insert into credit.imposition (id, organization, division, target, cause, imposed_on, created_at)
         select id, organization, division, target, cause, $6, $7
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
           as stated (id, organization, division, target, cause)
         on conflict do nothing returning id",
        &ids,
        &organizations,
        &divisions,
        &targets,
        &causes,
        today,
        now,
    )
    .fetch_all(conn)
    .await
}

/// Ends the impositions of causes, and notes which were withdrawn; those that changed by it.
pub(crate) async fn end(conn: &mut PgConnection, causes: &[EndedRow]) -> sqlx::Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = causes.iter().map(|one| one.cause).collect();
    let days: Vec<Date> = causes.iter().map(|one| one.ended_on).collect();
    let withdrawn: Vec<bool> = causes.iter().map(|one| one.withdrawn).collect();
    sqlx::query_scalar!(
        "update credit.imposition set ended_on = coalesce(imposition.ended_on, ended.on_day),
           withdrawn = imposition.withdrawn or ended.withdrawn
         from unnest($1::uuid[], $2::date[], $3::bool[]) as ended (cause, on_day, withdrawn)
         where imposition.cause = ended.cause
           and (imposition.ended_on is null or (ended.withdrawn and not imposition.withdrawn))
         returning id",
        &ids,
        &days,
        &withdrawn,
    )
    .fetch_all(conn)
    .await
}

/// Listings that count on a day, and grades 4A and 5A that count while no listing does, without an imposition.
pub(crate) async fn unimposed(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<CauseRow>> {
    sqlx::query_as!(
        CauseRow,
        r#"select listing.id as "cause!", listing.organization as "organization!: UnifiedCode",
             listing.division as "division!", listing.list as "target!"
         from credit.listing
         where withdrawn_on is null and listed_on <= $1 and (removed_on is null or removed_on > $1)
           and not exists (select from credit.imposition
                           where cause = listing.id and target in ('abnormal', 'serious'))
         union all
         select record.id, record.organization, record.division,
             case record.value when '4A' then 'grade_4a' else 'grade_5a' end
         from credit.record
         where kind = 'rating' and value in ('4A', '5A') and withdrawn_on is null and counts_from <= $1
           and (counts_until is null or counts_until > $1)
           and not exists (select from credit.imposition where cause = record.id and ended_on is null)
           and not exists (select from credit.listing
                           where organization = record.organization and withdrawn_on is null and listed_on <= $1
                             and (removed_on is null or removed_on > $1))
         order by 1 limit $2"#,
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Causes of impositions that have ended by a day, or were withdrawn, which the impositions don't say yet.
pub(crate) async fn ended(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<EndedRow>> {
    sqlx::query_as!(
        EndedRow,
        r#"select cause as "cause!", listing.removed_on as "ended_on!", false as "withdrawn!"
         from credit.imposition join credit.listing on listing.id = cause
         where ended_on is null and target in ('abnormal', 'serious') and listing.withdrawn_on is null
           and listing.removed_on <= $1
         union all
         select cause, listing.withdrawn_on, true
         from credit.listing join credit.imposition on cause = listing.id
         where listing.withdrawn_on is not null and target in ('abnormal', 'serious') and not imposition.withdrawn
         union all
         select cause, record.withdrawn_on, true
         from credit.record join credit.imposition on cause = record.id
         where kind = 'rating' and record.withdrawn_on is not null and not imposition.withdrawn
         union all
         select cause, record.counts_until, false
         from credit.record join credit.imposition on cause = record.id
         where kind = 'rating' and value in ('4A', '5A') and record.withdrawn_on is null and counts_until <= $1
           and ended_on is null
         union all
         select cause, $1, false
         from credit.imposition
         where ended_on is null and target in ('grade_4a', 'grade_5a')
           and exists (select from credit.listing
                       where listing.organization = imposition.organization and withdrawn_on is null and listed_on <= $1
                         and (removed_on is null or removed_on > $1))
         order by 1 limit $2"#,
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}
