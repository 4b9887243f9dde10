//! Callers who come at once.

use futures::future::join_all;
use onecode_proto::talent::v1 as pb;
use testkit::refusal::reason;
use time::Duration;
use tonic::Code;

use crate::training::site::{BEGIN, Site};

/// Enrols so many persons, one after the other.
async fn enrolled(site: &Site, course: &str, organization: &str, most: u32) -> Vec<pb::TrainingEnrolment> {
    let mut made = Vec::new();
    for serial in 1..=most {
        let person = site.person(serial, organization).await;
        made.push(site.enrol(course, &person, organization).await.unwrap());
    }
    made
}

#[tokio::test]
async fn whoever_leaves_makes_room_for_the_longest_waiting_whoever_else_comes() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(3, 1).await.name;
    let made = enrolled(&site, &course, &organization, 8).await;
    let mut late = Vec::new();
    for serial in 9..=12 {
        late.push(site.person(serial, &organization).await);
    }
    // three with a place, and the last of those that wait
    let leaving = [0, 1, 2, 7].map(|at: usize| site.cancel_enrolment(&made[at]));
    let coming = late.iter().map(|person| site.enrol(&course, person, &organization));
    let (left, came) = tokio::join!(join_all(leaving), join_all(coming));
    assert!(left.iter().chain(&came).all(Result::is_ok), "{left:?} {came:?}");

    for one in &made[3..6] {
        assert_eq!(site.enrolment(&one.name).await.status(), pb::TrainingEnrolmentStatus::Enrolled);
    }
    assert_eq!(site.enrolment(&made[6].name).await.waiting_position, 1);
    let all = site.enrolments(&course).await;
    let mut positions: Vec<i32> = all.iter().map(|one| one.waiting_position).filter(|position| *position > 0).collect();
    positions.sort_unstable();
    assert_eq!(positions, [1, 2, 3, 4, 5]);
    let seen = site.course(&course).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (3, 5));
    site.stop().await;
}

#[tokio::test]
async fn nobody_has_a_place_in_a_course_that_is_cancelled_meanwhile() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(2, 1).await.name;
    let made = enrolled(&site, &course, &organization, 4).await;
    let late = site.person(5, &organization).await;
    let (cancelled, left, came) =
        tokio::join!(site.cancel(&course), site.cancel_enrolment(&made[0]), site.enrol(&course, &late, &organization),);
    cancelled.unwrap();
    if let Err(refused) = left {
        assert_eq!(reason(&refused), (Code::Aborted, "TRAINING_ENROLMENT_CHANGED".into()));
    }
    if let Err(refused) = came {
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    }
    let seen = site.course(&course).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (0, 0));
    let all = site.enrolments(&course).await;
    assert!(all.iter().all(|one| one.status() == pb::TrainingEnrolmentStatus::Cancelled), "{all:?}");
    site.stop().await;
}

#[tokio::test]
async fn attendance_counts_if_it_is_recorded_before_the_close() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(1, 1).await.name;
    let made = enrolled(&site, &course, &organization, 1).await;
    site.days(BEGIN);
    site.city.suite.clock().advance(Duration::hours(3));
    let present = [made[0].name.as_str()];
    let (attended, closed) = tokio::join!(site.attend(&course, 1, &present, &[]), site.close(&course));
    assert_eq!(closed.unwrap().credited_count, i32::from(attended.is_ok()));
    if let Err(late) = attended {
        assert_eq!(reason(&late), (Code::FailedPrecondition, "TRAINING_COURSE_STATE".into()));
    }
    let seen = site.enrolment(&made[0].name).await;
    assert_eq!(seen.credited_tenths > 0, seen.attended_sessions == [1]);
    let mut connection = site.city.suite.database().connection().await;
    for change in [
        "insert into talent.training_attendance select id, 2, 'test', null, now() from talent.training_enrolment",
        "update talent.training_attendance set session = 2",
        "delete from talent.training_attendance",
    ] {
        let changed = sqlx::query(change).execute(&mut connection).await;
        let changed = changed.map_or(0, |done| done.rows_affected());
        assert_eq!(changed, 0, "the database keeps what hours were credited by: {change}");
    }
    site.stop().await;
}
