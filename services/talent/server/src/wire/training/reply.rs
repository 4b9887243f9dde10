//! What is answered about courses, enrolments, attendance and hours.

use onecode_proto::talent::v1 as pb;

use super::{KINDS, course, day, enrolment, many, told};
use crate::ops::training::read::{Listed, ListedEnrolments, Turn};
use crate::store::training::CourseRow;
use crate::store::training::enrolment::{EnrolmentRow, HoursRow};

pub(crate) fn create(row: CourseRow) -> pb::CreateCourseResponse {
    pb::CreateCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn update(row: CourseRow) -> pb::UpdateCourseResponse {
    pb::UpdateCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn publish(row: CourseRow) -> pb::PublishCourseResponse {
    pb::PublishCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn cancel(row: CourseRow) -> pb::CancelCourseResponse {
    pb::CancelCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn close(row: CourseRow) -> pb::CloseCourseResponse {
    pb::CloseCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn get(row: CourseRow) -> pb::GetCourseResponse {
    pb::GetCourseResponse { training_course: Some(course(row)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListCoursesResponse {
    pb::ListCoursesResponse {
        training_courses: listed.courses.into_iter().map(course).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn enrol(row: EnrolmentRow) -> pb::EnrolResponse {
    pb::EnrolResponse { training_enrolment: Some(enrolment(row)) }
}

pub(crate) fn cancel_enrolment(row: EnrolmentRow) -> pb::CancelEnrolmentResponse {
    pb::CancelEnrolmentResponse { training_enrolment: Some(enrolment(row)) }
}

pub(crate) fn get_enrolment(row: EnrolmentRow) -> pb::GetEnrolmentResponse {
    pb::GetEnrolmentResponse { training_enrolment: Some(enrolment(row)) }
}

pub(crate) fn list_enrolments(listed: ListedEnrolments) -> pb::ListEnrolmentsResponse {
    pb::ListEnrolmentsResponse {
        training_enrolments: listed.enrolments.into_iter().map(enrolment).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn record(present: i64) -> pb::RecordAttendanceResponse {
    pb::RecordAttendanceResponse { present_count: many(present) }
}

pub(crate) fn hours(rows: Vec<HoursRow>) -> pb::GetTrainingHoursResponse {
    let hours = |row: HoursRow| pb::TrainingHours {
        kind: told(&KINDS, &row.kind).into(),
        hours_tenths: row.tenths,
        course_count: many(row.courses),
    };
    pb::GetTrainingHoursResponse { hours: rows.into_iter().map(hours).collect() }
}

pub(crate) fn rotation(turn: Turn) -> pb::CheckLeaderRotationResponse {
    pb::CheckLeaderRotationResponse {
        due_date: Some(day::date(turn.due.day)),
        overdue: turn.overdue,
        rule: turn.due.rule.reference().to_string(),
        last_course_date: turn.last.map(day::date),
    }
}
