//! Resource names of training.

use uuid::Uuid;

use super::Violations;

pub(crate) use crate::wire::name::{
    department, hyphenated, organization, parse_id, parse_organization, parse_person, person,
};

/// The name of a course.
pub(crate) fn course(id: Uuid) -> String {
    format!("trainingCourses/{id}")
}

/// The id in the name of a course.
pub(crate) fn parse_course(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "trainingCourses/")
}

/// The name of an enrolment.
pub(crate) fn enrolment(course: Uuid, id: Uuid) -> String {
    format!("trainingCourses/{course}/enrolments/{id}")
}

/// The ids of course and enrolment in the name of an enrolment.
pub(crate) fn parse_enrolment(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, Uuid)> {
    let parts = raw.strip_prefix("trainingCourses/").and_then(|rest| rest.split_once("/enrolments/"));
    let ids = parts.and_then(|(course, id)| Some((hyphenated(course)?, hyphenated(id)?)));
    if ids.is_none() {
        violations.note(field, "must be trainingCourses/{uuid}/enrolments/{uuid}");
    }
    ids
}
