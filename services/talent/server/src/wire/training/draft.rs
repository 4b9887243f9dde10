//! What a course states.

use std::ops::RangeInclusive;

use ::time::{Duration, OffsetDateTime};
use fault::Fault;
use onecode_proto::talent::v1 as pb;
use talent_domain::training::WHOLE;

use super::{KINDS, Violations, day, name, required, text};
use crate::ops::training::Which;
use crate::ops::training::course::Update;
use crate::store::training::Stated;

const HOURS: RangeInclusive<i32> = 1..=10_000;
const PLACES: RangeInclusive<i32> = 1..=10_000;
/// In basis points.
const SHARE: RangeInclusive<i32> = 1..=WHOLE;
const SESSIONS: RangeInclusive<usize> = 1..=30;
/// How many days from now a course ends at the latest: two years.
const LONGEST_DAYS: i64 = 731;

/// A field of the course.
fn field(name: &str) -> String {
    format!("training_course.{name}")
}

fn within(violations: &mut Violations, name: &str, stated: i32, range: &RangeInclusive<i32>) -> i32 {
    if !range.contains(&stated) {
        violations.note(field(name), format_args!("must be {} to {}", range.start(), range.end()));
    }
    stated
}

/// An instant that a request must state, as exact as a database keeps it: to the microsecond.
fn instant(violations: &mut Violations, field: &str, stamp: Option<&prost_types::Timestamp>) -> Option<OffsetDateTime> {
    if stamp.is_none() {
        violations.note(field, "is required");
    }
    let at = day::parse_timestamp(violations, field, stamp)?;
    Some(at - Duration::nanoseconds(i64::from(at.nanosecond() % 1_000)))
}

/// Sessions, a column a field; shorter where something is wrong with one.
#[derive(Debug, Default)]
struct Sessions {
    begins: Vec<OffsetDateTime>,
    ends: Vec<OffsetDateTime>,
    places: Vec<String>,
}

fn sessions(violations: &mut Violations, stated: &[pb::TrainingSession]) -> Sessions {
    if !SESSIONS.contains(&stated.len()) {
        violations.note(field("sessions"), format_args!("must be {} to {}", SESSIONS.start(), SESSIONS.end()));
    }
    let mut columns = Sessions::default();
    for (at, session) in stated.iter().enumerate().take(*SESSIONS.end()) {
        let of = |name: &str| field(&format!("sessions[{at}].{name}"));
        let begin = instant(violations, &of("begin_time"), session.begin_time.as_ref());
        let end = instant(violations, &of("end_time"), session.end_time.as_ref());
        if begin.zip(end).is_some_and(|(begin, end)| end <= begin) {
            violations.note(of("end_time"), "must be after the session begins");
        }
        if begin.zip(columns.ends.last().copied()).is_some_and(|(begin, before)| begin < before) {
            violations.note(of("begin_time"), "must not be before the session before it ends");
        }
        columns.begins.extend(begin);
        columns.ends.extend(end);
        columns.places.extend(text::text(violations, &of("place"), &session.place, 200));
    }
    columns
}

fn stated(violations: &mut Violations, course: &pb::TrainingCourse, now: OffsetDateTime) -> Option<Stated> {
    let title = text::text(violations, &field("title"), &course.title, 100);
    let kind = required(violations, &field("kind"), &KINDS, course.kind(), "must be a kind of the contract");
    let hours_tenths = within(violations, "hours_tenths", course.hours_tenths, &HOURS);
    let places = within(violations, "places", course.places, &PLACES);
    let sessions = sessions(violations, &course.sessions);
    let (begins_at, ends_at) = (sessions.begins.first().copied(), sessions.ends.last().copied());
    if begins_at.is_some_and(|begin| begin <= now) {
        violations.note(field("sessions[0].begin_time"), "must lie ahead");
    }
    if ends_at.is_some_and(|end| end > now + Duration::days(LONGEST_DAYS)) {
        violations.note(field("sessions"), "must end within two years");
    }
    let deadline = field("enrolment_deadline");
    let enrolment_deadline = instant(violations, &deadline, course.enrolment_deadline.as_ref());
    if enrolment_deadline.is_some_and(|deadline| deadline <= now) {
        violations.note(&deadline, "must lie ahead");
    }
    if enrolment_deadline.zip(begins_at).is_some_and(|(deadline, begin)| deadline > begin) {
        violations.note(&deadline, "must not be after the first session begins");
    }
    let attendance_share = within(violations, "attendance_share_bp", course.attendance_share_bp, &SHARE);
    Some(Stated {
        title: title?,
        kind: kind?,
        hours_tenths,
        places,
        session_begins: sessions.begins,
        session_ends: sessions.ends,
        session_places: sessions.places,
        begins_at: begins_at?,
        ends_at: ends_at?,
        enrolment_deadline: enrolment_deadline?,
        attendance_share,
    })
}

pub(crate) fn create(request: &pb::CreateCourseRequest, now: OffsetDateTime) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::TrainingCourse::default();
    let course = request.training_course.as_ref().unwrap_or(&unstated);
    let stated = stated(&mut violations, course, now);
    violations.finish(stated)
}

pub(crate) fn update(request: &pb::UpdateCourseRequest, now: OffsetDateTime) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::TrainingCourse::default();
    let course = request.training_course.as_ref().unwrap_or(&unstated);
    let id = name::parse_course(&mut violations, &field("name"), &course.name);
    if course.etag.is_empty() {
        violations.note(field("etag"), "is required");
    }
    let stated = stated(&mut violations, course, now);
    let read = || Some(Update { which: Which { id: id?, etag: course.etag.clone() }, stated: stated? });
    violations.finish(read())
}
