//! Courses: what they are called here, and how they are told.

pub(crate) mod certificate;
pub(crate) mod draft;
pub(crate) mod facts;
pub(crate) mod name;
pub(crate) mod reply;
pub(crate) mod request;

use onecode_proto::talent::v1 as pb;

use super::word::{filtered, required, told};
use super::{page, text, time as day, violations::Violations};
use crate::store::training::CourseRow;
use crate::store::training::enrolment::EnrolmentRow;

/// Kinds by their names in the database.
const KINDS: [(&str, pb::TrainingKind); 4] = [
    ("leader_rotation", pb::TrainingKind::LeaderRotation),
    ("new_leader", pb::TrainingKind::NewLeader),
    ("continuing_education", pb::TrainingKind::ContinuingEducation),
    ("general", pb::TrainingKind::General),
];

/// Statuses of courses by their names in the database.
const STATUSES: [(&str, pb::TrainingCourseStatus); 4] = [
    ("draft", pb::TrainingCourseStatus::Draft),
    ("published", pb::TrainingCourseStatus::Published),
    ("closed", pb::TrainingCourseStatus::Closed),
    ("cancelled", pb::TrainingCourseStatus::Cancelled),
];

/// Statuses of enrolments by their names in the database.
const ENROLMENTS: [(&str, pb::TrainingEnrolmentStatus); 3] = [
    ("enrolled", pb::TrainingEnrolmentStatus::Enrolled),
    ("waiting", pb::TrainingEnrolmentStatus::Waiting),
    ("cancelled", pb::TrainingEnrolmentStatus::Cancelled),
];

/// Another one with every change of a course, which enrolments are not.
pub(crate) fn etag(row: &CourseRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Another one with every change of an enrolment.
pub(crate) fn etag_of(row: &EnrolmentRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// A number that the contract counts in 32 bits.
fn many(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn sessions(row: &CourseRow) -> Vec<pb::TrainingSession> {
    let times = row.session_begins.iter().zip(&row.session_ends);
    times
        .zip(&row.session_places)
        .map(|((begin, end), place)| pb::TrainingSession {
            begin_time: Some(day::timestamp(*begin)),
            end_time: Some(day::timestamp(*end)),
            place: place.clone(),
        })
        .collect()
}

/// A course as the contract has it.
pub(crate) fn course(row: CourseRow) -> pb::TrainingCourse {
    pb::TrainingCourse {
        name: name::course(row.id),
        etag: etag(&row),
        sessions: sessions(&row),
        division: row.division,
        department: name::department(&row.department),
        title: row.title,
        kind: told(&KINDS, &row.kind).into(),
        hours_tenths: row.hours_tenths,
        places: row.places,
        enrolment_deadline: Some(day::timestamp(row.enrolment_deadline)),
        attendance_share_bp: row.attendance_share,
        status: told(&STATUSES, &row.status).into(),
        enrolled_count: row.taken,
        waiting_count: many(row.waiting),
        credited_count: many(row.credited),
        held_date: row.held_on.map(day::date),
        cancel_reason: row.cancel_reason,
        publish_time: row.published_at.map(day::timestamp),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

/// An enrolment as the contract has it.
pub(crate) fn enrolment(row: EnrolmentRow) -> pb::TrainingEnrolment {
    pb::TrainingEnrolment {
        name: name::enrolment(row.course, row.id),
        etag: etag_of(&row),
        person: name::person(row.person),
        organization: name::organization(&row.organization),
        organization_title: row.organization_title,
        status: told(&ENROLMENTS, &row.status).into(),
        waiting_position: many(row.position),
        attended_sessions: row.sessions,
        credited_tenths: row.credited_tenths.unwrap_or_default(),
        cancel_reason: row.cancel_reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}
