//! What is asked of courses, enrolments, attendance and hours.

use std::collections::BTreeSet;

use ::intake::etag::stated_etag;
use ::time::Date;
use fault::Fault;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode, midnight};

use super::page::{self, Binding};
use super::{KINDS, STATUSES, Violations, day, filtered, name, text};
use crate::ops::training::attendance::Record;
use crate::ops::training::enrol::Enrol;
use crate::ops::training::read::{Get, GetEnrolment, Hours, List, ListEnrolments, Rotation};
use crate::ops::training::{End, Mark, Which, refused};
use crate::register::Registered;
use crate::store::training::CourseFilter;
use crate::store::training::enrolment::Stated;

/// The most enrolments of which attendance is recorded at once.
const MOST_ATTENDING: usize = 1_000;

fn seen(violations: &mut Violations, course: &str, etag: &str) -> Option<Which> {
    let id = name::parse_course(violations, "name", course);
    let etag = stated_etag(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

/// Which course, as it was read.
pub(crate) fn which(course: &str, etag: &str) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, course, etag);
    violations.finish(seen)
}

pub(crate) fn cancel(request: &pb::CancelCourseRequest) -> Result<End<Which>, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { which: which?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetCourseRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_course(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, call: call.clone() }))
}

pub(crate) fn list(request: &pb::ListCoursesRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCoursesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let stated = Some(request.division.as_str()).filter(|division| !division.is_empty());
    let division = stated.and_then(|raw| violations.take("division", DivisionCode::parse(raw)));
    let kind = filtered(&mut violations, "kind", &KINDS, request.kind);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let from = day::parse_date(&mut violations, "from_date", request.from_date.as_ref()).map(midnight);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let own = (call.division.clone(), call.department.clone());
    let filter = CourseFilter { division: division.map(|code| code.to_string()), kind, status, from, own };
    violations.finish(Some(List { filter, before, size, binding }))
}

/// An enrolment of whose organisation the register has not been asked yet.
#[derive(Debug)]
pub(crate) struct Asked {
    course: Uuid,
    person: Uuid,
    pub(crate) code: UnifiedCode,
}

impl Asked {
    /// With the organisation as the register shows it. Refuses with TRAINING_ORGANIZATION_NOT_ACTIVE.
    pub(crate) fn answered(self, registered: Registered) -> Result<Enrol, Fault> {
        let organization = registered.code.to_string();
        if registered.status != OrganizationStatus::Active {
            return Err(refused::not_active(&organization));
        }
        let organization_title = registered.title;
        Ok(Enrol { stated: Stated { course: self.course, person: self.person, organization, organization_title } })
    }
}

pub(crate) fn enrol(request: &pb::EnrolRequest) -> Result<Asked, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::TrainingEnrolment::default();
    let stated = request.training_enrolment.as_ref().unwrap_or(&unstated);
    let course = name::parse_course(&mut violations, "parent", &request.parent);
    let person = name::parse_person(&mut violations, "training_enrolment.person", &stated.person);
    let code = name::parse_organization(&mut violations, "training_enrolment.organization", &stated.organization);
    violations.finish((|| Some(Asked { course: course?, person: person?, code: code? }))())
}

pub(crate) fn cancel_enrolment(request: &pb::CancelEnrolmentRequest) -> Result<End<Mark>, Fault> {
    let mut violations = Violations::default();
    let ids = name::parse_enrolment(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    let read = || {
        let (course, id) = ids?;
        Some(End { which: Mark { course, id, etag: etag? }, reason: reason? })
    };
    violations.finish(read())
}

/// Which enrolment is read.
pub(crate) fn of_enrolment(enrolment: &str, call: &Call) -> Result<GetEnrolment, Fault> {
    let mut violations = Violations::default();
    let ids = name::parse_enrolment(&mut violations, "name", enrolment);
    violations.finish(ids.map(|(course, id)| GetEnrolment { course, id, call: call.clone() }))
}

pub(crate) fn list_enrolments(request: &pb::ListEnrolmentsRequest, call: &Call) -> Result<ListEnrolments, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListEnrolmentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let course = name::parse_course(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 100, 500);
    let after: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let list = course.map(|course| ListEnrolments { course, call: call.clone(), after, size, binding });
    violations.finish(list)
}

/// The enrolments of a course that a field names, each once.
fn attending(
    violations: &mut Violations,
    field: &str,
    stated: &[String],
    (course, named): (Option<Uuid>, &mut BTreeSet<Uuid>),
) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for (at, raw) in stated.iter().enumerate().take(MOST_ATTENDING) {
        let field = format!("{field}[{at}]");
        let Some((of, id)) = name::parse_enrolment(violations, &field, raw) else { continue };
        if course.is_some_and(|course| course != of) {
            violations.note(&field, "is of another course");
        }
        if !named.insert(id) {
            violations.note(&field, "is named twice");
        }
        ids.push(id);
    }
    ids
}

pub(crate) fn record(request: &pb::RecordAttendanceRequest) -> Result<Record, Fault> {
    let mut violations = Violations::default();
    let course = name::parse_course(&mut violations, "name", &request.name);
    if request.session < 1 {
        violations.note("session", "must be 1 or more");
    }
    let count = request.present.len() + request.absent.len();
    if !(1..=MOST_ATTENDING).contains(&count) {
        violations.note("present", format_args!("must be, with absent, 1 to {MOST_ATTENDING}"));
    }
    let mut named = BTreeSet::new();
    let present = attending(&mut violations, "present", &request.present, (course, &mut named));
    let absent = attending(&mut violations, "absent", &request.absent, (course, &mut named));
    let session = request.session;
    violations.finish(course.map(|course| Record { course, session, present, absent }))
}

/// A day that a request must state.
fn required_day(violations: &mut Violations, field: &str, stated: Option<&PbDate>) -> Option<Date> {
    if stated.is_none() {
        violations.note(field, "is required");
    }
    day::parse_date(violations, field, stated)
}

/// The hours of a person, of whose organisation the register has not been asked yet.
pub(crate) fn hours(request: &pb::GetTrainingHoursRequest, today: Date) -> Result<(UnifiedCode, Hours), Fault> {
    let mut violations = Violations::default();
    let person = name::parse_person(&mut violations, "person", &request.person);
    let code = name::parse_organization(&mut violations, "organization", &request.organization);
    let from = required_day(&mut violations, "from_date", request.from_date.as_ref());
    let to = required_day(&mut violations, "to_date", request.to_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("to_date", "must not be before from_date");
    }
    let read = || {
        let code = code?;
        Some((code, Hours { person: person?, organization: code.to_string(), from: from?, to: to?, today }))
    };
    violations.finish(read())
}

/// Whether a leader is due, of whose organisation the register has not been asked yet.
pub(crate) fn rotation(
    request: &pb::CheckLeaderRotationRequest,
    today: Date,
) -> Result<(UnifiedCode, Rotation), Fault> {
    let mut violations = Violations::default();
    let person = name::parse_person(&mut violations, "person", &request.person);
    let code = name::parse_organization(&mut violations, "organization", &request.organization);
    let since = required_day(&mut violations, "leader_since_date", request.leader_since_date.as_ref());
    let on = match request.date.as_ref() {
        None => Some(today),
        stated => day::parse_date(&mut violations, "date", stated),
    };
    if since.zip(on).is_some_and(|(since, on)| since > on) {
        violations.note("leader_since_date", "must not be later than the day asked about");
    }
    let read = || {
        let code = code?;
        Some((code, Rotation { person: person?, organization: code.to_string(), since: since?, on: on?, today }))
    };
    violations.finish(read())
}
