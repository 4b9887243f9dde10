//! People are enrolled in courses, wait for a place, and move up.

use fault::{Fault, on_constraint};
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{End, Mark, keep, of_course, refused, seen, standing, told};
use crate::store::training::enrolment::{self as store, EnrolmentRow, Stated};
use crate::store::training::{self as courses, CourseRow, person};
use crate::wire::training::{self as wire, facts, name};

/// Who is to take part, of an organisation that the register shows active.
#[derive(Debug)]
pub(crate) struct Enrol {
    pub(crate) stated: Stated,
}

/// Tells that others have a place or wait for one; who moved up is named.
async fn tell_places(tx: &mut Tx, course: Uuid, moved_up: Option<Uuid>) -> Result<(), Fault> {
    let row = told(tx, course).await?;
    tx.emit(&name::course(row.id), &row.division, &facts::places_changed(&row, moved_up));
    Ok(())
}

pub(crate) async fn enrol(tx: &mut Tx, command: &Enrol) -> Result<EnrolmentRow, Fault> {
    let stated = &command.stated;
    let course = keep(tx, stated.course).await?;
    standing(&course, &["published"])?;
    let now = tx.now();
    if now >= course.enrolment_deadline {
        return Err(refused::enrolment_closed(&course, now));
    }
    if !person::engaged(tx.conn(), stated.person, &stated.organization, day_of(now)).await? {
        return Err(refused::not_engaged(&stated.organization));
    }
    let is_full = course.taken >= course.places;
    let number = is_full.then_some(course.last_number + 1);
    let by = tx.author();
    let inserted = store::insert(tx.conn(), stated, number, &by).await;
    on_constraint(inserted, "training_enrolment_person_key", || refused::enrolment_exists(course.id))?;
    let counts = number.map_or((course.taken + 1, course.last_number), |number| (course.taken, number));
    courses::count(tx.conn(), course.id, counts).await?;
    tell_places(tx, course.id, None).await?;
    of_course(tx.conn(), (course.id, by.id)).await
}

/// An enrolment of the caller's own system, kept from others with its course, as the caller read it, that stands.
async fn hold_own(tx: &mut Tx, mark: &Mark) -> Result<(CourseRow, EnrolmentRow), Fault> {
    courses::lock(tx.conn(), mark.course).await?;
    let call = tx.call().clone();
    let no_enrolment = || refused::no_enrolment(mark.course, mark.id);
    let course = seen(tx.conn(), mark.course, &call).await?.ok_or_else(no_enrolment)?;
    let row = of_course(tx.conn(), (mark.course, mark.id)).await?;
    // another system is not told that there is one
    if row.created_by != call.actor {
        return Err(no_enrolment());
    }
    if wire::etag_of(&row) != mark.etag {
        return Err(refused::enrolment_changed(wire::etag_of(&row)));
    }
    if row.status == "cancelled" {
        return Err(refused::enrolment_state(&row));
    }
    Ok((course, row))
}

pub(crate) async fn cancel(tx: &mut Tx, command: &End<Mark>) -> Result<EnrolmentRow, Fault> {
    let (course, row) = hold_own(tx, &command.which).await?;
    standing(&course, &["published"])?;
    let now = tx.now();
    if now >= course.begins_at {
        return Err(refused::begun(&course));
    }
    store::cancel(tx.conn(), row.id, &command.reason, now).await?;
    let mut moved_up = None;
    if row.status == "enrolled" {
        moved_up = store::move_up(tx.conn(), course.id, now).await?;
        if moved_up.is_none() {
            courses::count(tx.conn(), course.id, (course.taken - 1, course.last_number)).await?;
        }
    }
    tell_places(tx, course.id, moved_up).await?;
    of_course(tx.conn(), (course.id, row.id)).await
}
