//! What measures were imposed, and what departments have to do of them.

mod due;
mod task;

pub(crate) use due::{set_due, unreckoned};
pub(crate) use task::{
    DelayRow, TaskFilter, TaskRow, answer, delays, end_task, find, insert, lock, of_imposition, page,
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
#[derive(Debug)]
pub(crate) struct EndedRow {
    pub(crate) cause: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) target: String,
    pub(crate) ended_on: Date,
    pub(crate) withdrawn: bool,
}

/// Adds an imposition, unless its cause has one; whether it was added.
pub(crate) async fn impose(
    conn: &mut PgConnection,
    id: Uuid,
    cause: &CauseRow,
    today: Date,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "insert into credit.imposition (id, organization, division, target, cause, imposed_on, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        id,
        cause.organization.as_str(),
        cause.division,
        cause.target,
        cause.cause,
        today,
        now,
    );
    Ok(inserted.execute(conn).await?.rows_affected() == 1)
}

/// Ends the impositions of a cause, and notes that it was withdrawn; which of them changed by it.
pub(crate) async fn end(conn: &mut PgConnection, cause: Uuid, on: Date, withdrawn: bool) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "update credit.imposition set ended_on = coalesce(ended_on, $2), withdrawn = withdrawn or $3
         where cause = $1 and (ended_on is null or ($3 and not withdrawn))
         returning id",
        cause,
        on,
        withdrawn,
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
        r#"select cause as "cause!", imposition.organization as "organization!: UnifiedCode", target as "target!",
             listing.removed_on as "ended_on!", false as "withdrawn!"
         from credit.imposition join credit.listing on listing.id = cause
         where ended_on is null and target in ('abnormal', 'serious') and listing.withdrawn_on is null
           and listing.removed_on <= $1
         union all
         select cause, imposition.organization, target, listing.withdrawn_on, true
         from credit.listing join credit.imposition on cause = listing.id
         where listing.withdrawn_on is not null and target in ('abnormal', 'serious') and not imposition.withdrawn
         union all
         select cause, imposition.organization, target, record.withdrawn_on, true
         from credit.record join credit.imposition on cause = record.id
         where kind = 'rating' and record.withdrawn_on is not null and not imposition.withdrawn
         union all
         select cause, imposition.organization, target, record.counts_until, false
         from credit.record join credit.imposition on cause = record.id
         where kind = 'rating' and value in ('4A', '5A') and record.withdrawn_on is null and counts_until <= $1
           and ended_on is null
         union all
         select cause, organization, target, $1, false
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
