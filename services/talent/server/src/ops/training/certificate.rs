//! What certificates of training are signed of, and verified by.

use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::read::{GetEnrolment, readable};
use super::refused;
use crate::store::training::enrolment::{self as enrolments, EnrolmentRow};
use crate::store::training::{self as store, CourseRow};

/// An enrolment whose hours are credited.
#[derive(Debug)]
pub(crate) struct Credited {
    pub(crate) course: CourseRow,
    pub(crate) enrolment: EnrolmentRow,
    pub(crate) hours_tenths: i32,
    pub(crate) held_on: Date,
}

/// Which enrolment a certificate names.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) course: Uuid,
    pub(crate) id: Uuid,
}

fn credited(course: CourseRow, enrolment: EnrolmentRow) -> Option<Credited> {
    let (hours_tenths, held_on) = enrolment.credited_tenths.zip(course.held_on)?;
    Some(Credited { course, enrolment, hours_tenths, held_on })
}

/// What a certificate may be signed of.
pub(crate) async fn get(conn: &mut PgConnection, query: &GetEnrolment) -> Result<Credited, Fault> {
    let (course, enrolment) = readable(conn, query).await?;
    credited(course, enrolment).ok_or_else(|| refused::no_certificate(query.course, query.id))
}

/// What is on record of the enrolment that a certificate names; nothing if no hours are credited.
pub(crate) async fn recorded(conn: &mut PgConnection, query: &Named) -> Result<Option<Credited>, Fault> {
    let course = store::get(conn, query.course).await?;
    let enrolment = enrolments::get(conn, query.id).await?.filter(|row| row.course == query.course);
    Ok(course.zip(enrolment).and_then(|(course, enrolment)| credited(course, enrolment)))
}
