//! Attendance decides about hours, and hours about rotation.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::{reason, violated};
use time::Duration;
use tonic::Code;

use crate::city::date;
use crate::training::site::{BEGIN, Site};

/// A course of five sessions with three people enrolled; its name and theirs.
async fn enrolled(site: &Site, organization: &str) -> (String, Vec<pb::TrainingEnrolment>) {
    let course = site.published(3, 5).await.name;
    let mut made = Vec::new();
    for serial in 1..=3 {
        let person = site.person(serial, organization).await;
        made.push(site.enrol(&course, &person, organization).await.unwrap());
    }
    (course, made)
}

async fn hours(site: &Site, person: &str, organization: &str) -> Vec<pb::TrainingHours> {
    let request = pb::GetTrainingHoursRequest {
        person: person.into(),
        organization: organization.into(),
        from_date: date(2026, 12, 8),
        to_date: date(2026, 12, 8),
    };
    site.portal().get_training_hours(request).await.unwrap().into_inner().hours
}

async fn turn(site: &Site, person: &str, organization: &str, since: (i32, i32)) -> pb::CheckLeaderRotationResponse {
    let request = pb::CheckLeaderRotationRequest {
        person: person.into(),
        organization: organization.into(),
        leader_since_date: date(since.0, since.1, 1),
        date: None,
    };
    site.portal().check_leader_rotation(request).await.unwrap().into_inner()
}

/// The second of three is certified, to whom may see the enrolment, and the third is not.
async fn certified(site: &Site, made: &[pb::TrainingEnrolment]) {
    let get = |at: usize| pb::GetTrainingCertificateRequest { name: made[at].name.clone() };
    let certificate = site.portal().get_training_certificate(get(1)).await.unwrap().into_inner();
    let stated = certificate.training_certificate.clone().unwrap();
    assert_eq!((stated.person.as_str(), stated.hours_tenths), (made[1].person.as_str(), 80));
    assert_eq!(stated.held_date, date(2026, 12, 8));
    let verify = |jws: String| pb::VerifyTrainingCertificateRequest { jws };
    let genuine = site.reader().verify_training_certificate(verify(certificate.jws.clone())).await.unwrap();
    assert_eq!(genuine.into_inner().training_certificate, Some(stated));
    let (message, signature) = certificate.jws.rsplit_once('.').unwrap();
    let (header, _) = message.split_once('.').unwrap();
    for forged in [format!("{header}.e30.{signature}"), format!("{message}."), "nothing".to_owned()] {
        let answer = site.reader().verify_training_certificate(verify(forged)).await.unwrap().into_inner();
        assert_eq!((answer.valid, answer.training_certificate), (false, None));
    }
    let empty = site.reader().verify_training_certificate(verify(String::new())).await.unwrap_err();
    assert_eq!(violated(&empty), ["jws"]);
    let none = site.portal().get_training_certificate(get(2)).await.unwrap_err();
    assert_eq!(reason(&none), (Code::FailedPrecondition, "TRAINING_CERTIFICATE_NONE".into()));
    let hidden = site.stranger().get_training_certificate(get(1)).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_ENROLMENT_NOT_FOUND".into()));
}

#[tokio::test]
async fn the_share_of_sessions_decides_about_hours() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let (course, made) = enrolled(&site, &organization).await;
    let [all, four, three] = [0, 1, 2].map(|at: usize| made[at].name.as_str());
    site.days(BEGIN);
    site.attend(&course, 1, &[all, four, three], &[]).await.unwrap();
    assert_eq!(turn(&site, &made[0].person, &organization, (2020, 3)).await.rule, "TA-07b@1");
    for session in 2..=5 {
        site.days(1);
        let present: &[&str] = if session <= 3 { &[all, four, three] } else { &[all, four] };
        site.attend(&course, session, present, &[]).await.unwrap();
    }
    assert_eq!(site.attend(&course, 5, &[], &[four]).await.unwrap(), 1);
    let early = site.close(&course).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TRAINING_COURSE_NOT_HELD".into()));
    site.city.suite.clock().advance(Duration::hours(3));
    let published = site.course(&course).await;
    let closed = site.close(&course).await.unwrap();
    assert_eq!((closed.status(), closed.credited_count), (pb::TrainingCourseStatus::Closed, 2));
    assert_eq!(closed.held_date, date(2026, 12, 8));
    let told = site.city.suite.facts::<pb::TrainingCourseClosed>().await;
    assert_eq!(told[0].training_course.as_ref(), Some(&closed));
    let seen = site.enrolment(four).await;
    assert_eq!((seen.credited_tenths, seen.attended_sessions), (80, vec![1, 2, 3, 4]), "four of five are 80 percent");
    assert_eq!(site.enrolment(three).await.credited_tenths, 0);

    let expected =
        pb::TrainingHours { kind: pb::TrainingKind::LeaderRotation.into(), hours_tenths: 80, course_count: 1 };
    assert_eq!(hours(&site, &made[1].person, &organization).await, [expected]);
    assert_eq!(hours(&site, &made[2].person, &organization).await, []);
    let again = turn(&site, &made[1].person, &organization, (2020, 3)).await;
    assert_eq!((again.rule.as_str(), again.due_date, again.overdue), ("TA-07a@1", date(2031, 12, 8), false));
    assert_eq!(again.last_course_date, date(2026, 12, 8));
    let never = turn(&site, &made[2].person, &organization, (2025, 3)).await;
    assert_eq!((never.rule.as_str(), never.due_date, never.overdue), ("TA-07b@1", date(2026, 3, 1), true));
    assert_eq!(never.last_course_date, None);

    certified(&site, &made).await;
    let stale = pb::CloseCourseRequest { name: course.clone(), etag: published.etag };
    let refused = site.organiser().close_course(stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "TRAINING_COURSE_CHANGED".into()));
    let refused = site.close(&course).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    let refused = site.attend(&course, 5, &[four], &[]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    let refused = site.cancel(&course).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    site.stop().await;
}

#[tokio::test]
async fn a_cancelled_course_credits_nothing() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let (course, made) = enrolled(&site, &organization).await;
    site.days(BEGIN);
    site.attend(&course, 1, &[made[0].name.as_str()], &[]).await.unwrap();
    let cancelled = site.cancel(&course).await.unwrap();
    assert_eq!((cancelled.status(), cancelled.enrolled_count), (pb::TrainingCourseStatus::Cancelled, 0));
    let seen = site.enrolment(&made[0].name).await;
    assert_eq!((seen.status(), seen.cancel_reason.as_str()), (pb::TrainingEnrolmentStatus::Cancelled, "场地维修"));
    site.days(5);
    let refused = site.close(&course).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    assert_eq!(hours(&site, &made[0].person, &organization).await, []);
    let refused = site.enrol(&course, &made[0].person, &organization).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    site.stop().await;
}

#[tokio::test]
async fn attendance_is_of_whoever_has_a_place_from_the_begin_on() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let (course, made) = enrolled(&site, &organization).await;
    let (one, two) = (made[0].name.as_str(), made[1].name.as_str());
    let waiting = site.person(4, &organization).await;
    let waiting = site.enrol(&course, &waiting, &organization).await.unwrap().name;
    let early = site.attend(&course, 1, &[one], &[]).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TRAINING_SESSION_NOT_BEGUN".into()));
    site.days(BEGIN);
    let early = site.attend(&course, 2, &[one], &[]).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TRAINING_SESSION_NOT_BEGUN".into()));
    let none = site.attend(&course, 6, &[one], &[]).await.unwrap_err();
    assert_eq!(violated(&none), ["session"]);
    let unknown = format!("{course}/enrolments/00000000-0000-0000-0000-0000000000ff");
    let wrong = site.attend(&course, 1, &[one, &waiting], &[&unknown]).await.unwrap_err();
    assert_eq!(violated(&wrong), ["present[1]", "absent[0]"]);
    let twice = site.attend(&course, 1, &[one], &[one]).await.unwrap_err();
    assert_eq!(violated(&twice), ["absent[0]"]);
    assert_eq!(site.attend(&course, 1, &[one, two], &[]).await.unwrap(), 2);
    assert_eq!(site.attend(&course, 1, &[one], &[]).await.unwrap(), 2, "whoever is not named stays");
    assert_eq!(site.attend(&course, 1, &[], &[two]).await.unwrap(), 1);
    assert_eq!(site.enrolment(one).await.attended_sessions, [1]);
    let request = pb::RecordAttendanceRequest {
        name: course.clone(),
        session: 1,
        present: vec![one.to_owned()],
        absent: Vec::new(),
    };
    let foreign = site.stranger().record_attendance(request).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::PermissionDenied, "TRAINING_OTHER_DEPARTMENT".into()));
    site.stop().await;
}

#[tokio::test]
async fn hours_are_told_to_whoever_names_the_organisation() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let elsewhere = site.organization(2).await;
    let person = site.person(1, &organization).await;
    let request = pb::GetTrainingHoursRequest {
        person,
        organization: elsewhere,
        from_date: date(2026, 1, 2),
        to_date: date(2026, 1, 1),
    };
    let wrong = site.portal().get_training_hours(request.clone()).await.unwrap_err();
    assert_eq!(violated(&wrong), ["to_date"]);
    let request = pb::GetTrainingHoursRequest { to_date: date(2026, 1, 2), ..request };
    let hidden = site.portal().get_training_hours(request).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::FailedPrecondition, "TRAINING_PERSON_NOT_ENGAGED".into()));
    site.stop().await;
}
