//! Courses are stated, seen, published and cancelled.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::{reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::city::date;
use crate::training::site::{BEGIN, DEADLINE, Site};

#[tokio::test]
async fn a_draft_is_seen_by_its_organiser_alone() {
    let site = Site::start().await;
    let draft = site.create(site.stated(30, 2)).await.unwrap();
    let get = || pb::GetCourseRequest { name: draft.name.clone() };
    for mut other in [site.reader(), site.stranger(), site.portal()] {
        let hidden = other.get_course(get()).await.unwrap_err();
        assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_COURSE_NOT_FOUND".into()));
        let listed = other.list_courses(pb::ListCoursesRequest::default()).await.unwrap().into_inner();
        assert_eq!(listed.training_courses, []);
    }
    let publish = pb::PublishCourseRequest { name: draft.name.clone(), etag: draft.etag.clone() };
    let hidden = site.stranger().publish_course(publish).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_COURSE_NOT_FOUND".into()));
    let own = site.organiser().get_course(get()).await.unwrap().into_inner().training_course.unwrap();
    assert_eq!(own, draft);
    let published = site.publish(&draft).await.unwrap();
    assert_eq!(site.course(&draft.name).await, published);
    assert_eq!(published.status(), pb::TrainingCourseStatus::Published);
    let told = site.city.suite.facts::<pb::TrainingCoursePublished>().await;
    assert_eq!(told[0].training_course.as_ref(), Some(&published));
    site.stop().await;
}

#[tokio::test]
async fn everything_wrong_is_named_at_once() {
    let site = Site::start().await;
    let mut stated = site.stated(0, 2);
    stated.title = " ".into();
    stated.kind = 9;
    stated.hours_tenths = 10_001;
    stated.attendance_share_bp = 0;
    stated.sessions[0].end_time = stated.sessions[0].begin_time;
    stated.sessions[1].begin_time = site.stamp(BEGIN, -1);
    stated.sessions[1].place = String::new();
    stated.enrolment_deadline = site.stamp(BEGIN, 1);
    let refused = site.create(stated).await.unwrap_err();
    let fields = [
        "attendance_share_bp",
        "enrolment_deadline",
        "hours_tenths",
        "kind",
        "places",
        "sessions[0].end_time",
        "sessions[1].begin_time",
        "sessions[1].place",
        "title",
    ];
    assert_eq!(violated_sorted(&refused), fields.map(|field| format!("training_course.{field}")));
    let empty = pb::CreateCourseRequest::default();
    let refused = site.organiser().create_course(empty).await.unwrap_err();
    let fields = ["attendance_share_bp", "enrolment_deadline", "hours_tenths", "kind", "places", "sessions", "title"];
    assert_eq!(violated_sorted(&refused), fields.map(|field| format!("training_course.{field}")));
    site.stop().await;
}

#[tokio::test]
async fn a_draft_is_written_anew_and_a_published_course_is_not() {
    let site = Site::start().await;
    let draft = site.create(site.stated(30, 2)).await.unwrap();
    let mut other = draft.clone();
    other.places = 31;
    other.sessions.pop();
    let update = |course: &pb::TrainingCourse| pb::UpdateCourseRequest { training_course: Some(course.clone()) };
    let updated = site.organiser().update_course(update(&other)).await.unwrap().into_inner().training_course.unwrap();
    assert_eq!((updated.places, updated.sessions.len()), (31, 1));
    let stale = site.organiser().update_course(update(&other)).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "TRAINING_COURSE_CHANGED".into()));
    let published = site.publish(&updated).await.unwrap();
    let late = site.organiser().update_course(update(&published)).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    let foreign = pb::CancelCourseRequest {
        name: published.name.clone(),
        etag: published.etag.clone(),
        reason: "不是我的".into(),
    };
    let refused = site.stranger().cancel_course(foreign).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TRAINING_OTHER_DEPARTMENT".into()));
    site.stop().await;
}

#[tokio::test]
async fn a_draft_whose_deadline_has_come_is_not_published() {
    let site = Site::start().await;
    let draft = site.create(site.stated(30, 1)).await.unwrap();
    site.days(DEADLINE);
    let refused = site.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_ENROLMENT_CLOSED".into()));
    site.stop().await;
}

#[tokio::test]
async fn courses_are_found_by_kind_and_day() {
    let site = Site::start().await;
    let rotation = site.published(30, 1).await;
    site.city.suite.clock().advance(Duration::seconds(1));
    let mut stated = site.stated(30, 1);
    stated.kind = pb::TrainingKind::General.into();
    let general = site.create(stated).await.unwrap();
    let general = site.publish(&general).await.unwrap();
    let found = async |request: pb::ListCoursesRequest| {
        let answer = site.reader().list_courses(request).await.unwrap().into_inner();
        answer.training_courses.into_iter().map(|course| course.name).collect::<Vec<_>>()
    };
    let any = pb::ListCoursesRequest::default;
    assert_eq!(found(any()).await, [general.name.clone(), rotation.name.clone()]);
    let kind = pb::ListCoursesRequest { kind: pb::TrainingKind::LeaderRotation.into(), ..any() };
    assert_eq!(found(kind).await, std::slice::from_ref(&rotation.name));
    let day = |day| pb::ListCoursesRequest { from_date: date(2026, 12, day), ..any() };
    assert_eq!(found(day(4)).await.len(), 2);
    assert_eq!(found(day(5)).await, Vec::<String>::new());
    let elsewhere = pb::ListCoursesRequest { division: "330100".into(), ..any() };
    assert_eq!(found(elsewhere).await, Vec::<String>::new());
    let first = pb::ListCoursesRequest { page_size: 1, ..any() };
    let page = site.reader().list_courses(first).await.unwrap().into_inner();
    let second = pb::ListCoursesRequest { page_size: 1, page_token: page.next_page_token, ..any() };
    assert_eq!(found(second).await, [rotation.name]);
    site.stop().await;
}
