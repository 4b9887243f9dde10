//! People are enrolled, wait, and move up.

use futures::future::join_all;
use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::training::site::{BEGIN, DEADLINE, Site, Trainings};

#[tokio::test]
async fn one_place_is_given_once_and_the_others_wait_in_a_row() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(1, 1).await.name;
    let mut persons = Vec::new();
    for serial in 1..=50 {
        persons.push(site.person(serial, &organization).await);
    }
    let outcomes = join_all(persons.iter().map(|person| site.enrol(&course, person, &organization))).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let all = site.enrolments(&course).await;
    assert_eq!(all.len(), 50);
    let enrolled: Vec<_> = all.iter().filter(|one| one.status() == pb::TrainingEnrolmentStatus::Enrolled).collect();
    assert_eq!(enrolled.len(), 1);
    assert_eq!(enrolled[0].waiting_position, 0);
    let mut positions: Vec<i32> = all.iter().map(|one| one.waiting_position).collect();
    positions.sort_unstable();
    assert_eq!(positions, (0..50).collect::<Vec<_>>());
    let seen = site.course(&course).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (1, 49));

    let first = all.iter().find(|one| one.waiting_position == 1).unwrap();
    let second = all.iter().find(|one| one.waiting_position == 2).unwrap();
    let cancelled = site.cancel_enrolment(enrolled[0]).await.unwrap();
    assert_eq!(cancelled.status(), pb::TrainingEnrolmentStatus::Cancelled);
    let moved = site.enrolment(&first.name).await;
    assert_eq!((moved.status(), moved.waiting_position), (pb::TrainingEnrolmentStatus::Enrolled, 0));
    assert_eq!(site.enrolment(&second.name).await.waiting_position, 1);
    let seen = site.course(&course).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (1, 48));
    let told = site.city.suite.facts::<pb::TrainingPlacesChanged>().await;
    assert_eq!(told.last().unwrap().moved_up, first.name);
    site.stop().await;
}

#[tokio::test]
async fn whoever_stops_waiting_gives_no_place_away() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(1, 1).await.name;
    let mut made = Vec::new();
    for serial in 1..=3 {
        let person = site.person(serial, &organization).await;
        made.push(site.enrol(&course, &person, &organization).await.unwrap());
    }
    site.cancel_enrolment(&made[1]).await.unwrap();
    assert_eq!(site.enrolment(&made[2].name).await.waiting_position, 1);
    let again = site.enrolment(&made[1].name).await;
    let refused = site.cancel_enrolment(&again).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_ENROLMENT_STATE".into()));
    site.cancel_enrolment(&made[0]).await.unwrap();
    let moved = site.enrolment(&made[2].name).await;
    assert_eq!(moved.status(), pb::TrainingEnrolmentStatus::Enrolled);
    let stale = site.cancel_enrolment(&made[2]).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "TRAINING_ENROLMENT_CHANGED".into()));
    site.cancel_enrolment(&moved).await.unwrap();
    let seen = site.course(&course).await;
    assert_eq!((seen.enrolled_count, seen.waiting_count), (0, 0));
    let back = site.enrol(&course, &made[0].person, &organization).await.unwrap();
    assert_eq!(back.status(), pb::TrainingEnrolmentStatus::Enrolled);
    site.stop().await;
}

#[tokio::test]
async fn nobody_is_enrolled_twice_or_too_late() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(5, 1).await.name;
    let one = site.person(1, &organization).await;
    let made = site.enrol(&course, &one, &organization).await.unwrap();
    assert_eq!(made.organization_title, "湖州市第1协会");
    let twice = site.enrol(&course, &one, &organization).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "TRAINING_ENROLMENT_EXISTS".into()));
    assert_eq!(site.course(&course).await.enrolled_count, 1);
    let other = site.person(2, &organization).await;
    site.days(DEADLINE);
    let late = site.enrol(&course, &other, &organization).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TRAINING_ENROLMENT_CLOSED".into()));
    site.days(BEGIN - DEADLINE);
    let begun = site.cancel_enrolment(&made).await.unwrap_err();
    assert_eq!(reason(&begun), (Code::FailedPrecondition, "TRAINING_COURSE_BEGUN".into()));
    site.stop().await;
}

#[tokio::test]
async fn people_of_active_organisations_alone_are_enrolled() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let elsewhere = site.organization(2).await;
    let course = site.published(5, 1).await.name;
    let person = site.person(1, &organization).await;
    let foreign = site.enrol(&course, &person, &elsewhere).await.unwrap_err();
    let nobody = site.enrol(&course, "persons/00000000-0000-0000-0000-0000000000ff", &elsewhere).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::FailedPrecondition, "TRAINING_PERSON_NOT_ENGAGED".into()));
    assert_eq!(foreign.message(), nobody.message(), "whether there is such a person is not told");
    let unsure = site.city.register_as(3, "湖州市第3协会", OrganizationStatus::Unknown).await;
    let unsure = format!("organizations/{unsure}");
    let person = site.person(2, &unsure).await;
    let refused = site.enrol(&course, &person, &unsure).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRAINING_ORGANIZATION_NOT_ACTIVE".into()));
    let unknown = format!("organizations/{}", crate::city::code(9));
    let refused = site.enrol(&course, &person, &unknown).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let draft = site.create(site.stated(5, 1)).await.unwrap();
    let person = site.person(3, &organization).await;
    let hidden = site.enrol(&draft.name, &person, &organization).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_COURSE_NOT_FOUND".into()));
    site.stop().await;
}

#[tokio::test]
async fn an_enrolment_is_seen_by_its_system_and_the_organiser_alone() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(5, 1).await.name;
    let person = site.person(1, &organization).await;
    let made = site.enrol(&course, &person, &organization).await.unwrap();
    let other = || site.by(&site.system("education", "training-enroller"));
    let get = || pb::GetEnrolmentRequest { name: made.name.clone() };
    for mut stranger in [other(), site.stranger()] {
        let hidden = stranger.get_enrolment(get()).await.unwrap_err();
        assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_ENROLMENT_NOT_FOUND".into()));
        let list = pb::ListEnrolmentsRequest { parent: course.clone(), ..Default::default() };
        assert_eq!(stranger.list_enrolments(list).await.unwrap().into_inner().training_enrolments, []);
    }
    let cancel =
        pb::CancelEnrolmentRequest { name: made.name.clone(), etag: made.etag.clone(), reason: "不是我的".into() };
    let hidden = other().cancel_enrolment(cancel).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "TRAINING_ENROLMENT_NOT_FOUND".into()));
    let missing = site.reader().get_enrolment(get()).await.unwrap_err();
    assert_eq!(reason(&missing), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let seen = site.organiser().get_enrolment(get()).await.unwrap().into_inner().training_enrolment.unwrap();
    assert_eq!(seen, made);
    let list = pb::ListEnrolmentsRequest { parent: course.clone(), ..Default::default() };
    assert_eq!(site.portal().list_enrolments(list).await.unwrap().into_inner().training_enrolments, [made]);
    site.stop().await;
}

#[tokio::test]
async fn an_enrolment_is_made_once_however_often_it_is_sent() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(5, 1).await.name;
    let person = site.person(1, &organization).await;
    let keyed = site.system("data-bureau", "training-enroller").keyed("enrol-1");
    let stated = pb::TrainingEnrolment { person, organization, ..Default::default() };
    let request = pb::EnrolRequest { parent: course.clone(), training_enrolment: Some(stated) };
    let mut client = Trainings::new(site.city.client(keyed));
    let first = client.enrol(request.clone()).await.unwrap().into_inner();
    assert_eq!(client.enrol(request).await.unwrap().into_inner(), first);
    assert_eq!(site.course(&course).await.enrolled_count, 1);
    site.stop().await;
}
