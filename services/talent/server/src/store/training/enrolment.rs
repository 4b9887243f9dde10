//! Enrolments and the hours that they are credited.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.training_enrolment`, with its place on the waiting list and the sessions attended.
#[derive(Debug, Clone)]
pub(crate) struct EnrolmentRow {
    pub(crate) id: Uuid,
    pub(crate) course: Uuid,
    pub(crate) person: Uuid,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
    pub(crate) status: String,
    pub(crate) credited_tenths: Option<i32>,
    pub(crate) cancel_reason: String,
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    /// From 1; 0 unless waiting.
    pub(crate) position: i64,
    pub(crate) sessions: Vec<i32>,
}

/// Enrolments, with what follows the table.
macro_rules! enrolments {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            EnrolmentRow,
            r#"select id, course, person, organization, organization_title, status, credited_tenths, cancel_reason, created_by, created_at,
           updated_at, revision,
           (select count(*) from talent.training_enrolment ahead
            where this.status = 'waiting' and ahead.course = this.course and ahead.status = 'waiting'
              and ahead.waiting_number <= this.waiting_number) as "position!",
           array(select session from talent.training_attendance where enrolment = this.id order by session) as "sessions!"
         from talent.training_enrolment this"# + $rest,
            $($argument),+
        )
    };
}

/// Who is to take part, and for whom.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) course: Uuid,
    pub(crate) person: Uuid,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
}

/// Adds one with a place, or with a number of the waiting list.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    stated: &Stated,
    waiting_number: Option<i32>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.training_enrolment (id, course, person, organization, organization_title, status, waiting_number, created_by,
           created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, case when $6::integer is null then 'enrolled' else 'waiting' end, $6, $7, $8, $9, $9)",
        by.id,
        stated.course,
        stated.person,
        stated.organization,
        stated.organization_title,
        waiting_number,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<EnrolmentRow>> {
    enrolments!(" where id = $1", id).fetch_optional(conn).await
}

/// Those of a course, or those of them that a system made, in their order, after an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (course, actor): (Uuid, Option<&str>),
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<EnrolmentRow>> {
    enrolments!(
        "
         where course = $1 and ($2::text is null or created_by = $2) and ($3::uuid is null or id > $3)
         order by id limit $4",
        course,
        actor,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// One was cancelled for a reason.
pub(crate) async fn cancel(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_enrolment set status = 'cancelled', cancel_reason = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a course were cancelled for a reason.
pub(crate) async fn cancel_all(
    conn: &mut PgConnection,
    course: Uuid,
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_enrolment set status = 'cancelled', cancel_reason = $2, updated_at = $3, revision = revision + 1
         where course = $1 and status <> 'cancelled'",
        course,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first of the waiting list of a course gets a place, if there is one.
pub(crate) async fn move_up(conn: &mut PgConnection, course: Uuid, at: OffsetDateTime) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "update talent.training_enrolment set status = 'enrolled', updated_at = $2, revision = revision + 1
         where id = (
             select id from talent.training_enrolment where course = $1 and status = 'waiting' order by waiting_number limit 1
         )
         returning id",
        course,
        at,
    )
    .fetch_optional(conn)
    .await
}

/// Credits hours, in tenths.
pub(crate) async fn credit(
    conn: &mut PgConnection,
    ids: &[Uuid],
    hours_tenths: i32,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.training_enrolment set credited_tenths = $2, updated_at = $3, revision = revision + 1 where id = any($1)",
        ids,
        hours_tenths,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Hours of a kind of courses.
#[derive(Debug)]
pub(crate) struct HoursRow {
    pub(crate) kind: String,
    pub(crate) tenths: i64,
    pub(crate) courses: i64,
}

/// What a person was credited by courses held between two days, both counted, by kind.
pub(crate) async fn hours(
    conn: &mut PgConnection,
    person: Uuid,
    (from, to): (Date, Date),
) -> sqlx::Result<Vec<HoursRow>> {
    sqlx::query_as!(
        HoursRow,
        r#"select course.kind, sum(enrolment.credited_tenths) as "tenths!", count(*) as "courses!"
         from talent.training_enrolment enrolment join talent.training_course course on course.id = enrolment.course
         where enrolment.person = $1 and enrolment.credited_tenths is not null and course.held_on between $2 and $3
         group by course.kind order by course.kind"#,
        person,
        from,
        to,
    )
    .fetch_all(conn)
    .await
}

/// The day of the last course for leaders that a person was credited for, on a day or before it.
pub(crate) async fn last_for_leaders(conn: &mut PgConnection, person: Uuid, on: Date) -> sqlx::Result<Option<Date>> {
    sqlx::query_scalar!(
        "select max(course.held_on)
         from talent.training_enrolment enrolment join talent.training_course course on course.id = enrolment.course
         where enrolment.person = $1 and enrolment.credited_tenths is not null and course.held_on <= $2
           and course.kind in ('leader_rotation', 'new_leader')",
        person,
        on,
    )
    .fetch_one(conn)
    .await
}
