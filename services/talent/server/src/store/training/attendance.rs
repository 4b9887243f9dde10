//! Who attended which session.

use sqlx::PgConnection;
use uow::Author;
use uuid::Uuid;

/// Which of some enrolments have a place in a course.
pub(crate) async fn with_place(conn: &mut PgConnection, course: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from talent.training_enrolment where course = $1 and status = 'enrolled' and id = any($2)",
        course,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// These attended a session; of whom it is recorded, it stays so.
pub(crate) async fn present(conn: &mut PgConnection, session: i32, ids: &[Uuid], by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.training_attendance (enrolment, session, created_by, created_officer, created_at)
         select unnest($2::uuid[]), $1, $3, $4, $5
         on conflict on constraint training_attendance_pkey do nothing",
        session,
        ids,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// These did not.
pub(crate) async fn absent(conn: &mut PgConnection, session: i32, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from talent.training_attendance where session = $1 and enrolment = any($2)", session, ids)
        .execute(conn)
        .await?;
    Ok(())
}

/// How many with a place attended a session of a course.
pub(crate) async fn count(conn: &mut PgConnection, course: Uuid, session: i32) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!"
         from talent.training_attendance attendance join talent.training_enrolment enrolment on enrolment.id = attendance.enrolment
         where enrolment.course = $1 and enrolment.status = 'enrolled' and attendance.session = $2"#,
        course,
        session,
    )
    .fetch_one(conn)
    .await
}

/// An enrolment, and how many sessions it attended.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) enrolment: Uuid,
    pub(crate) attended: i64,
}

/// How many sessions whoever has a place in a course attended.
pub(crate) async fn tally(conn: &mut PgConnection, course: Uuid) -> sqlx::Result<Vec<Tally>> {
    sqlx::query_as!(
        Tally,
        r#"select enrolment.id as "enrolment!", count(attendance.session) as "attended!"
         from talent.training_enrolment enrolment left join talent.training_attendance attendance on attendance.enrolment = enrolment.id
         where enrolment.course = $1 and enrolment.status = 'enrolled'
         group by enrolment.id"#,
        course,
    )
    .fetch_all(conn)
    .await
}
