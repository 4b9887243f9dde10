//! Courses: drafted, published, enrolled in, attended, closed. The row of the course is locked before anything that belongs to it.

pub(crate) mod attendance;
pub(crate) mod certificate;
pub(crate) mod course;
pub(crate) mod enrol;
pub(crate) mod read;
pub(crate) mod refused;

use fault::Fault;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use super::limit;
use crate::store::training::enrolment::{self as enrolments, EnrolmentRow};
use crate::store::training::{self as store, CourseRow};
use crate::wire::training as wire;

/// Which course, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which enrolment of which course, as it was read.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) course: Uuid,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Why something ends.
#[derive(Debug)]
pub(crate) struct End<W> {
    pub(crate) which: W,
    pub(crate) reason: String,
}

/// Whether the caller is of the department that holds a course.
fn is_organiser(call: &Call, row: &CourseRow) -> bool {
    (&row.division, &row.department) == (&call.division, &call.department)
}

/// One, if the caller may see it: what was never published is its organiser's.
async fn seen(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<Option<CourseRow>, Fault> {
    Ok(store::get(conn, id).await?.filter(|row| row.published_at.is_some() || is_organiser(call, row)))
}

/// One that the caller may see.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<CourseRow, Fault> {
    seen(conn, id, call).await?.ok_or_else(|| refused::no_course(id))
}

/// One that the caller may see, kept from others, as it stands now.
async fn keep(tx: &mut Tx, id: Uuid) -> Result<CourseRow, Fault> {
    store::lock(tx.conn(), id).await?;
    let call = tx.call().clone();
    visible(tx.conn(), id, &call).await
}

/// One of the caller's own, kept from others, as it stands now.
async fn keep_own(tx: &mut Tx, id: Uuid) -> Result<CourseRow, Fault> {
    let row = keep(tx, id).await?;
    if is_organiser(tx.call(), &row) {
        return Ok(row);
    }
    Err(refused::other_department(&row.division, &row.department))
}

/// One of the caller's own, kept from others, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<CourseRow, Fault> {
    let row = keep_own(tx, which.id).await?;
    if wire::etag(&row) != which.etag {
        return Err(refused::course_changed(wire::etag(&row)));
    }
    standing(&row, statuses)?;
    Ok(row)
}

fn standing(row: &CourseRow, statuses: &[&str]) -> Result<(), Fault> {
    if statuses.contains(&row.status.as_str()) { Ok(()) } else { Err(refused::course_state(row.id, &row.status)) }
}

/// A course as it is now.
async fn told(tx: &mut Tx, id: Uuid) -> Result<CourseRow, Fault> {
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_course(id))
}

/// An enrolment of a course.
async fn of_course(conn: &mut PgConnection, (course, id): (Uuid, Uuid)) -> Result<EnrolmentRow, Fault> {
    let row = enrolments::get(conn, id).await?.filter(|row| row.course == course);
    row.ok_or_else(|| refused::no_enrolment(course, id))
}
