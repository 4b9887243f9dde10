//! A course with one place: three people of an association enrol, who waited longest moves up, attends and is certified,
//! and whoever holds the certificate has it verified, here or by the keys that the register lists.

use jose::{Compact, KeySet};
use onecode_proto::registry::v1::ListCertificateKeysRequest;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::training_service_client::TrainingServiceClient;
use onecode_tests::harness::{Deployment, creation, reason};
use testkit::{Caller, Client};
use time::Duration;

use super::{reader, system};
use crate::contract::official;
use crate::register::name;
use crate::staff::{personnel, row};

type Trainings = TrainingServiceClient<Client>;

/// How many days from now enrolment ends, and the one session begins.
const DEADLINE: i64 = 7;
const BEGIN: i64 = 10;
const TITLE: &str = "社会组织负责人轮训班";
/// What it is worth, in tenths of an hour.
const HOURS: i32 = 80;

/// A token lasts less long than a course, so that everybody comes with a new one.
fn by(suite: &Deployment, caller: &Caller) -> Trainings {
    Trainings::new(suite.client(caller.fresh()))
}

/// Whoever holds the course.
fn organiser(suite: &Deployment) -> Trainings {
    by(suite, &official(suite, "training-organiser", "lin"))
}

/// The portal through which organisations enrol.
fn portal(suite: &Deployment) -> Trainings {
    by(suite, &system(suite, "data-bureau", "training-enroller"))
}

/// An association with three people on its roster; who they are.
async fn engaged(suite: &Deployment) -> Vec<String> {
    suite.organizations(suite.site.registrar().fresh()).create_organization(creation(1)).await.expect("it is new");
    let request = pb::ImportRosterRequest { parent: name(1), rows: [1, 2, 3].map(row).to_vec() };
    let reply = personnel(suite).import_roster(request).await.expect("the rows are whole").into_inner();
    assert_eq!(reply.recorded_count, 3);
    let request = pb::ListEngagementsRequest { parent: name(1), ..Default::default() };
    let listed = personnel(suite).list_engagements(request).await.expect("they can be listed").into_inner();
    listed.engagements.into_iter().map(|one| one.person).collect()
}

/// A published course; as a draft it was its organiser's alone.
async fn published(suite: &Deployment) -> pb::TrainingCourse {
    let stamp = |days, hours| Some(suite.site.second(Duration::days(days) + Duration::hours(hours)));
    let session = pb::TrainingSession {
        begin_time: stamp(BEGIN, 0),
        end_time: stamp(BEGIN, 3),
        place: "湖州市社会组织党群服务中心".into(),
    };
    let course = pb::TrainingCourse {
        title: TITLE.into(),
        kind: pb::TrainingKind::LeaderRotation.into(),
        hours_tenths: HOURS,
        places: 1,
        sessions: vec![session],
        enrolment_deadline: stamp(DEADLINE, 0),
        attendance_share_bp: 10_000,
        ..Default::default()
    };
    let request = pb::CreateCourseRequest { training_course: Some(course), validate_only: false };
    let draft = organiser(suite).create_course(request).await.expect("it is whole").into_inner().training_course;
    let draft = draft.expect("the answer holds it");
    let request = pb::GetCourseRequest { name: draft.name.clone() };
    let hidden = by(suite, &reader(suite)).get_course(request).await.expect_err("it is a draft");
    assert_eq!(reason(&hidden), "TRAINING_COURSE_NOT_FOUND");
    let request = pb::PublishCourseRequest { name: draft.name, etag: draft.etag };
    let answer = organiser(suite).publish_course(request).await.expect("there is time to enrol").into_inner();
    answer.training_course.expect("the answer holds it")
}

/// A course as everybody sees it.
async fn course(suite: &Deployment, name: &str) -> pb::TrainingCourse {
    let request = pb::GetCourseRequest { name: name.into() };
    let answer = by(suite, &reader(suite)).get_course(request).await.expect("it is published").into_inner();
    answer.training_course.expect("the answer holds it")
}

async fn enrolled(suite: &Deployment, course: &str, person: &str) -> pb::TrainingEnrolment {
    let stated = pb::TrainingEnrolment { person: person.into(), organization: name(1), ..Default::default() };
    let request = pb::EnrolRequest { parent: course.into(), training_enrolment: Some(stated) };
    let answer = portal(suite).enrol(request).await.expect("the association engages them").into_inner();
    answer.training_enrolment.expect("the answer holds it")
}

/// An enrolment as the portal that made it sees it.
async fn enrolment(suite: &Deployment, name: &str) -> pb::TrainingEnrolment {
    let request = pb::GetEnrolmentRequest { name: name.into() };
    let answer = portal(suite).get_enrolment(request).await.expect("it made it").into_inner();
    answer.training_enrolment.expect("the answer holds it")
}

fn place(enrolment: &pb::TrainingEnrolment) -> (pb::TrainingEnrolmentStatus, i32) {
    (enrolment.status(), enrolment.waiting_position)
}

/// The first gives the place up, and the second has it; the second and the third, who waits.
async fn moved_up(suite: &Deployment, name: &str, persons: &[String]) -> [pb::TrainingEnrolment; 2] {
    use pb::TrainingEnrolmentStatus::{Cancelled, Enrolled, Waiting};

    let mut made = Vec::new();
    for person in persons {
        made.push(enrolled(suite, name, person).await);
    }
    let places: Vec<_> = made.iter().map(place).collect();
    assert_eq!(places, [(Enrolled, 0), (Waiting, 1), (Waiting, 2)]);
    let request = pb::CancelEnrolmentRequest {
        name: made[0].name.clone(),
        etag: made[0].etag.clone(),
        reason: "临时有事".into(),
    };
    let cancelled = portal(suite).cancel_enrolment(request).await.expect("it has not begun").into_inner();
    let cancelled = cancelled.training_enrolment.expect("the answer holds it");
    assert_eq!(place(&cancelled), (Cancelled, 0));
    let rest = [enrolment(suite, &made[1].name).await, enrolment(suite, &made[2].name).await];
    assert_eq!([place(&rest[0]), place(&rest[1])], [(Enrolled, 0), (Waiting, 1)]);
    let seen = course(suite, name).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (1, 1));
    rest
}

/// Whoever has the place attends, and whoever waits cannot; the hours are credited when the course is over.
async fn attended(suite: &Deployment, name: &str, [placed, waiting]: &[pb::TrainingEnrolment; 2]) {
    suite.site.pass(Duration::days(BEGIN));
    let request = |who: &pb::TrainingEnrolment| pb::RecordAttendanceRequest {
        name: name.into(),
        session: 1,
        present: vec![who.name.clone()],
        absent: Vec::new(),
    };
    let refused = organiser(suite).record_attendance(request(waiting)).await.expect_err("there is no place");
    assert_eq!(reason(&refused), "INVALID_FIELDS");
    let recorded = organiser(suite).record_attendance(request(placed)).await.expect("it has begun").into_inner();
    assert_eq!(recorded.present_count, 1);
    let request = pb::CloseCourseRequest { name: name.into(), etag: course(suite, name).await.etag };
    let early = organiser(suite).close_course(request.clone()).await.expect_err("it goes on");
    assert_eq!(reason(&early), "TRAINING_COURSE_NOT_HELD");
    suite.site.pass(Duration::hours(3));
    let closed = organiser(suite).close_course(request).await.expect("it is over").into_inner();
    let closed = closed.training_course.expect("the answer holds it");
    assert_eq!((closed.status(), closed.credited_count), (pb::TrainingCourseStatus::Closed, 1));
    assert_eq!(closed.held_date, Some(suite.site.day(0)));
}

/// The hours of whoever attended, as the portal of the association sees them.
async fn credited(suite: &Deployment, person: &str) {
    let request = pb::GetTrainingHoursRequest {
        person: person.into(),
        organization: name(1),
        from_date: Some(suite.site.day(0)),
        to_date: Some(suite.site.day(0)),
    };
    let answer = portal(suite).get_training_hours(request).await.expect("the person is engaged").into_inner();
    let expected = pb::TrainingHours {
        kind: pb::TrainingKind::LeaderRotation.into(),
        hours_tenths: i64::from(HOURS),
        course_count: 1,
    };
    assert_eq!(answer.hours, [expected]);
}

/// What the service says of a certificate to whoever shows it.
async fn shown(suite: &Deployment, jws: String) -> pb::VerifyTrainingCertificateResponse {
    let request = pb::VerifyTrainingCertificateRequest { jws };
    let answer = by(suite, &reader(suite)).verify_training_certificate(request).await;
    answer.expect("anybody may ask").into_inner()
}

/// The payload of a certificate, by the keys that the register lists.
async fn statement(suite: &Deployment, jws: &str) -> serde_json::Value {
    let mut register = suite.certificates(suite.site.tax().fresh());
    let listed = register.list_certificate_keys(ListCertificateKeysRequest::default()).await;
    let keys = KeySet::parse(&listed.expect("anybody may have them").into_inner().jwk_set).expect("a key set");
    let payload = Compact::split(jws).and_then(|jws| jws.verify(&keys)).expect("the signature is right");
    serde_json::from_slice(&payload).expect("a statement is JSON")
}

/// The certificate of whoever attended is genuine; another text is not, another system has none, and whoever waited in vain has none.
async fn verified(suite: &Deployment, [attendant, waiting]: &[pb::TrainingEnrolment; 2]) {
    let get = |of: &pb::TrainingEnrolment| pb::GetTrainingCertificateRequest { name: of.name.clone() };
    let none = portal(suite).get_training_certificate(get(waiting)).await.expect_err("no hours were credited");
    assert_eq!(reason(&none), "TRAINING_CERTIFICATE_NONE");
    let mut stranger = by(suite, &system(suite, "education", "training-enroller"));
    let hidden = stranger.get_training_certificate(get(attendant)).await.expect_err("another system enrolled them");
    assert_eq!(reason(&hidden), "TRAINING_ENROLMENT_NOT_FOUND");

    let answer = portal(suite).get_training_certificate(get(attendant)).await.expect("hours were credited");
    let pb::GetTrainingCertificateResponse { training_certificate, jws } = answer.into_inner();
    let stated = training_certificate.expect("the answer holds it");
    assert_eq!((stated.training_enrolment.as_str(), stated.person.as_str()), (&*attendant.name, &*attendant.person));
    assert_eq!((stated.title.as_str(), stated.hours_tenths), (TITLE, HOURS));
    assert_eq!(stated.held_date, Some(suite.site.day(0)));
    let forged = jws.replacen(".ey", ".eZ", 1);
    assert_ne!(forged, jws);
    let answer = shown(suite, forged).await;
    assert_eq!((answer.valid, answer.training_certificate), (false, None));
    let statement = statement(suite, &jws).await;
    assert_eq!((statement["sub"].as_str(), statement["jti"].as_str()), (Some(&*stated.person), Some(&*attendant.name)));
    let answer = shown(suite, jws).await;
    assert_eq!((answer.valid, answer.training_certificate), (true, Some(stated)));
}

pub(crate) async fn certified(suite: &Deployment) {
    let persons = engaged(suite).await;
    let name = published(suite).await.name;
    let enrolments = moved_up(suite, &name, &persons).await;
    attended(suite, &name, &enrolments).await;
    credited(suite, &enrolments[0].person).await;
    verified(suite, &enrolments).await;
}
