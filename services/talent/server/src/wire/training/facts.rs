//! What is told of courses; who takes part is told of nobody.

use onecode_proto::talent::v1 as pb;
use uuid::Uuid;

use super::{course, many, name};
use crate::store::training::CourseRow;

/// It was published.
pub(crate) fn published(row: &CourseRow) -> pb::TrainingCoursePublished {
    pb::TrainingCoursePublished { training_course: Some(course(row.clone())) }
}

/// It was cancelled.
pub(crate) fn cancelled(row: &CourseRow) -> pb::TrainingCourseCancelled {
    pb::TrainingCourseCancelled { training_course: Some(course(row.clone())) }
}

/// It was held.
pub(crate) fn closed(row: &CourseRow) -> pb::TrainingCourseClosed {
    pb::TrainingCourseClosed { training_course: Some(course(row.clone())) }
}

/// Others have a place, or wait for one; one may have moved up.
pub(crate) fn places_changed(row: &CourseRow, moved_up: Option<Uuid>) -> pb::TrainingPlacesChanged {
    pb::TrainingPlacesChanged {
        training_course: name::course(row.id),
        enrolled_count: row.taken,
        waiting_count: many(row.waiting),
        moved_up: moved_up.map(|id| name::enrolment(row.id, id)).unwrap_or_default(),
    }
}

/// Attendance of a session was recorded.
pub(crate) fn attendance_recorded(row: &CourseRow, session: i32, present: i64) -> pb::TrainingAttendanceRecorded {
    pb::TrainingAttendanceRecorded { training_course: name::course(row.id), session, present_count: many(present) }
}
