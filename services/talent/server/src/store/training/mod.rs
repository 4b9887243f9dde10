//! Courses, a row a course; what belongs to them, a file each.

pub(crate) mod attendance;
pub(crate) mod enrolment;
pub(crate) mod person;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.training_course`, with how many wait and how many were credited.
#[derive(Debug, Clone)]
pub(crate) struct CourseRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) hours_tenths: i32,
    pub(crate) places: i32,
    pub(crate) session_begins: Vec<OffsetDateTime>,
    pub(crate) session_ends: Vec<OffsetDateTime>,
    pub(crate) session_places: Vec<String>,
    pub(crate) begins_at: OffsetDateTime,
    pub(crate) ends_at: OffsetDateTime,
    pub(crate) enrolment_deadline: OffsetDateTime,
    pub(crate) attendance_share: i32,
    pub(crate) status: String,
    pub(crate) taken: i32,
    pub(crate) last_number: i32,
    pub(crate) published_at: Option<OffsetDateTime>,
    pub(crate) held_on: Option<Date>,
    pub(crate) cancel_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) waiting: i64,
    pub(crate) credited: i64,
}

/// Courses, with what follows the table.
macro_rules! courses {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            CourseRow,
            r#"select id, division, department, title, kind, hours_tenths, places, session_begins, session_ends, session_places, begins_at,
           ends_at, enrolment_deadline, attendance_share, status, taken, last_number, published_at, held_on, cancel_reason, created_at,
           updated_at, revision,
           (select count(*) from talent.training_enrolment where course = this.id and training_enrolment.status = 'waiting') as "waiting!",
           (select count(*) from talent.training_enrolment where course = this.id and credited_tenths is not null) as "credited!"
         from talent.training_course this"# + $rest,
            $($argument),+
        )
    };
}

/// What a course states.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) title: String,
    pub(crate) kind: &'static str,
    pub(crate) hours_tenths: i32,
    pub(crate) places: i32,
    /// A session a place.
    pub(crate) session_begins: Vec<OffsetDateTime>,
    pub(crate) session_ends: Vec<OffsetDateTime>,
    pub(crate) session_places: Vec<String>,
    /// Of the first session.
    pub(crate) begins_at: OffsetDateTime,
    /// Of the last one.
    pub(crate) ends_at: OffsetDateTime,
    pub(crate) enrolment_deadline: OffsetDateTime,
    /// Basis points of the sessions.
    pub(crate) attendance_share: i32,
}

/// Adds a draft.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.training_course (id, division, department, title, kind, hours_tenths, places, session_begins, session_ends,
           session_places, begins_at, ends_at, enrolment_deadline, attendance_share, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)",
        by.id,
        by.division,
        by.department,
        stated.title,
        stated.kind,
        stated.hours_tenths,
        stated.places,
        &stated.session_begins,
        &stated.session_ends,
        &stated.session_places,
        stated.begins_at,
        stated.ends_at,
        stated.enrolment_deadline,
        stated.attendance_share,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a draft anew.
pub(crate) async fn rewrite(
    conn: &mut PgConnection,
    id: Uuid,
    stated: &Stated,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_course set title = $2, kind = $3, hours_tenths = $4, places = $5, session_begins = $6, session_ends = $7,
           session_places = $8, begins_at = $9, ends_at = $10, enrolment_deadline = $11, attendance_share = $12, updated_at = $13,
           revision = revision + 1
         where id = $1",
        id,
        stated.title,
        stated.kind,
        stated.hours_tenths,
        stated.places,
        &stated.session_begins,
        &stated.session_ends,
        &stated.session_places,
        stated.begins_at,
        stated.ends_at,
        stated.enrolment_deadline,
        stated.attendance_share,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a course from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.training_course where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<CourseRow>> {
    courses!(" where id = $1", id).fetch_optional(conn).await
}

/// Which courses a list shows.
#[derive(Debug)]
pub(crate) struct CourseFilter {
    pub(crate) division: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) status: Option<&'static str>,
    /// Beginning then or later.
    pub(crate) from: Option<OffsetDateTime>,
    /// Whose drafts are shown: division and department.
    pub(crate) own: (String, String),
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &CourseFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<CourseRow>> {
    courses!(
        "
         where ($1::text is null or division = $1)
           and ($2::text is null or kind = $2)
           and ($3::text is null or status = $3)
           and ($4::timestamptz is null or begins_at >= $4)
           and (published_at is not null or (division, department) = ($5, $6))
           and ($7::uuid is null or id < $7)
         order by id desc limit $8",
        filter.division,
        filter.kind,
        filter.status,
        filter.from,
        filter.own.0,
        filter.own.1,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Publishes it.
pub(crate) async fn publish(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_course set status = 'published', published_at = $2, updated_at = $2, revision = revision + 1
         where id = $1",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It was cancelled for a reason; nobody has a place any more.
pub(crate) async fn cancel(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_course set status = 'cancelled', cancel_reason = $2, taken = 0, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It was held, its last session on a day.
pub(crate) async fn close(conn: &mut PgConnection, id: Uuid, held_on: Date, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_course set status = 'closed', held_on = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        held_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// So many have a place from now on, and so many numbers of the waiting list are given.
pub(crate) async fn count(conn: &mut PgConnection, id: Uuid, (taken, last_number): (i32, i32)) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_course set taken = $2, last_number = $3 where id = $1",
        id,
        taken,
        last_number,
    )
    .execute(conn)
    .await?;
    Ok(())
}
