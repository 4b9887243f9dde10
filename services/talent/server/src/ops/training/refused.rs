//! What is refused of courses and enrolments because of what is on record.

use fault::{Fault, Kind};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

use crate::store::training::CourseRow;
use crate::store::training::enrolment::EnrolmentRow;
use crate::wire::training::name;

fn instant(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

fn of_course(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("training_course", name::course(id))
}

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of_course(Kind::FailedPrecondition, reason, sentence, id)
}

/// No such course, or the caller may not see it.
pub(crate) fn no_course(id: Uuid) -> Fault {
    of_course(Kind::NotFound, "TRAINING_COURSE_NOT_FOUND", "no such course", id)
}

/// Somebody saw an older state.
pub(crate) fn course_changed(etag: String) -> Fault {
    let sentence = "the course has changed since it was read";
    Fault::new(Kind::Aborted, "TRAINING_COURSE_CHANGED", sentence).with("etag", etag)
}

/// It is another department's.
pub(crate) fn other_department(division: &str, department: &str) -> Fault {
    let sentence = "only the organiser works on its course";
    Fault::new(Kind::PermissionDenied, "TRAINING_OTHER_DEPARTMENT", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// It stands otherwise.
pub(crate) fn course_state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the course is {status}: this cannot be done");
    refused("TRAINING_COURSE_STATE", &sentence, id).with("status", status)
}

/// It came too late.
pub(crate) fn enrolment_closed(course: &CourseRow, arrival: OffsetDateTime) -> Fault {
    let sentence = "the deadline of enrolment had come when this arrived";
    refused("TRAINING_ENROLMENT_CLOSED", sentence, course.id)
        .with("deadline", instant(course.enrolment_deadline))
        .with("arrival", instant(arrival))
}

/// Who sends somebody is not active.
pub(crate) fn not_active(organization: &str) -> Fault {
    let sentence = "the organisation is not active in the register";
    Fault::new(Kind::FailedPrecondition, "TRAINING_ORGANIZATION_NOT_ACTIVE", sentence)
        .with("organization", name::organization(organization))
}

/// Nobody of the name is engaged there; whether there is such a person is not told.
pub(crate) fn not_engaged(organization: &str) -> Fault {
    let sentence = "nobody of the name is engaged at the organisation today";
    Fault::new(Kind::FailedPrecondition, "TRAINING_PERSON_NOT_ENGAGED", sentence)
        .with("organization", name::organization(organization))
}

/// Nobody takes part twice.
pub(crate) fn enrolment_exists(course: Uuid) -> Fault {
    let sentence = "the person is enrolled in the course, or waits for a place";
    of_course(Kind::AlreadyExists, "TRAINING_ENROLMENT_EXISTS", sentence, course)
}

/// No such enrolment, or the caller may not see it.
pub(crate) fn no_enrolment(course: Uuid, id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "TRAINING_ENROLMENT_NOT_FOUND", "no such enrolment")
        .with("training_enrolment", name::enrolment(course, id))
}

/// Somebody saw an older state.
pub(crate) fn enrolment_changed(etag: String) -> Fault {
    let sentence = "the enrolment has changed since it was read";
    Fault::new(Kind::Aborted, "TRAINING_ENROLMENT_CHANGED", sentence).with("etag", etag)
}

/// It stands otherwise.
pub(crate) fn enrolment_state(row: &EnrolmentRow) -> Fault {
    let sentence = format!("the enrolment is {}: this cannot be done", row.status);
    Fault::new(Kind::FailedPrecondition, "TRAINING_ENROLMENT_STATE", sentence)
        .with("training_enrolment", name::enrolment(row.course, row.id))
        .with("status", row.status.as_str())
}

/// Whoever has a place keeps it.
pub(crate) fn begun(course: &CourseRow) -> Fault {
    let sentence = "the course has begun";
    refused("TRAINING_COURSE_BEGUN", sentence, course.id).with("begin", instant(course.begins_at))
}

/// Nobody has attended it yet.
pub(crate) fn session_not_begun(course: Uuid, begin: OffsetDateTime) -> Fault {
    let sentence = "the session has not begun";
    refused("TRAINING_SESSION_NOT_BEGUN", sentence, course).with("begin", instant(begin))
}

/// It is not over.
pub(crate) fn not_held(course: &CourseRow) -> Fault {
    let sentence = "the last session has not ended";
    refused("TRAINING_COURSE_NOT_HELD", sentence, course.id).with("end", instant(course.ends_at))
}

/// There is nothing to certify.
pub(crate) fn no_certificate(course: Uuid, id: Uuid) -> Fault {
    let sentence = "no hours are credited to the enrolment";
    Fault::new(Kind::FailedPrecondition, "TRAINING_CERTIFICATE_NONE", sentence)
        .with("training_enrolment", name::enrolment(course, id))
}
