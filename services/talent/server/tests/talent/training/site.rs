//! A city whose civil affairs department holds courses, with portals of organisations and people who work for them.

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::training_service_client::TrainingServiceClient;
use testkit::{Caller, Client};
use time::{Duration, OffsetDateTime};
use tonic::Status;
use uuid::Uuid;

use crate::city::{City, HUZHOU};

pub(crate) type Trainings = TrainingServiceClient<Client>;

/// How many days from now enrolment ends, and the first of the sessions begins.
pub(crate) const DEADLINE: i64 = 7;
pub(crate) const BEGIN: i64 = 10;

/// A city that holds courses.
pub(crate) struct Site {
    pub(crate) city: City,
}

impl Site {
    pub(crate) async fn start() -> Self {
        Self { city: City::start().await }
    }

    pub(crate) fn by(&self, caller: &Caller) -> Trainings {
        Trainings::new(self.city.client(caller.fresh()))
    }

    /// A system of a department of the city.
    pub(crate) fn system(&self, department: &str, role: &str) -> Caller {
        self.city.suite.identities().caller(department, HUZHOU, &[role])
    }

    /// Whoever holds the course.
    pub(crate) fn organiser(&self) -> Trainings {
        self.by(&self.system("civil-affairs", "training-organiser"))
    }

    /// Another department that holds courses.
    pub(crate) fn stranger(&self) -> Trainings {
        self.by(&self.system("education", "training-organiser"))
    }

    /// The portal through which organisations act.
    pub(crate) fn portal(&self) -> Trainings {
        self.by(&self.system("data-bureau", "training-enroller"))
    }

    /// Whoever may read what everybody may.
    pub(crate) fn reader(&self) -> Trainings {
        self.by(&self.system("education", "talent-reader"))
    }

    pub(crate) fn days(&self, days: i64) {
        self.city.suite.clock().advance(Duration::days(days));
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.city.suite.clock().now()
    }

    #[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
    pub(crate) fn stamp(&self, days: i64, hours: i64) -> Option<prost_types::Timestamp> {
        Some(intake::time::timestamp(self.now() + Duration::days(days) + Duration::hours(hours)))
    }

    /// The `serial`-th association, registered.
    pub(crate) async fn organization(&self, serial: u32) -> String {
        format!("organizations/{}", self.city.register(serial, &format!("湖州市第{serial}协会")).await)
    }

    /// The `serial`-th person, engaged at an organisation.
    pub(crate) async fn person(&self, serial: u32, organization: &str) -> String {
        let id = Uuid::from_u128(u128::from(serial));
        let code = organization.trim_start_matches("organizations/");
        let mut connection = self.city.suite.database().connection().await;
        sqlx::query(
            "insert into talent.person (id, id_kind, id_hash, name, id_number, created_at, updated_at)
             values ($1, 'resident_id', uuid_send($1), '', '', now(), now())",
        )
        .bind(id)
        .execute(&mut connection)
        .await
        .unwrap();
        sqlx::query(
            "insert into talent.employer (organization, title, division, created_at, updated_at)
             values ($1, '湖州市协会', '330500', now(), now())
             on conflict do nothing",
        )
        .bind(code)
        .execute(&mut connection)
        .await
        .unwrap();
        sqlx::query(
            "insert into talent.engagement (id, organization, person, kind, post_title, starts_on, division, department, created_by,
               created_at, updated_at)
             values (gen_random_uuid(), $1, $2, 'part_time', '秘书长', '2026-01-01', '330500', 'civil-affairs', 'test', now(), now())",
        )
        .bind(code)
        .bind(id)
        .execute(&mut connection)
        .await
        .unwrap();
        format!("persons/{id}")
    }

    /// A course as it is stated: 8 hours, so many places and sessions, one a day, of which four fifths must be attended.
    pub(crate) fn stated(&self, places: i32, sessions: i64) -> pb::TrainingCourse {
        let session = |day: i64| pb::TrainingSession {
            begin_time: self.stamp(BEGIN + day, 0),
            end_time: self.stamp(BEGIN + day, 3),
            place: "湖州市社会组织党群服务中心".into(),
        };
        pb::TrainingCourse {
            title: "社会组织负责人轮训班".into(),
            kind: pb::TrainingKind::LeaderRotation.into(),
            hours_tenths: 80,
            places,
            sessions: (0..sessions).map(session).collect(),
            enrolment_deadline: self.stamp(DEADLINE, 0),
            attendance_share_bp: 8_000,
            ..Default::default()
        }
    }

    pub(crate) async fn create(&self, stated: pb::TrainingCourse) -> Result<pb::TrainingCourse, Status> {
        let request = pb::CreateCourseRequest { training_course: Some(stated), validate_only: false };
        Ok(self.organiser().create_course(request).await?.into_inner().training_course.unwrap())
    }

    pub(crate) async fn publish(&self, draft: &pb::TrainingCourse) -> Result<pb::TrainingCourse, Status> {
        let request = pb::PublishCourseRequest { name: draft.name.clone(), etag: draft.etag.clone() };
        Ok(self.organiser().publish_course(request).await?.into_inner().training_course.unwrap())
    }

    /// A published course.
    pub(crate) async fn published(&self, places: i32, sessions: i64) -> pb::TrainingCourse {
        let draft = self.create(self.stated(places, sessions)).await.unwrap();
        self.publish(&draft).await.unwrap()
    }

    /// A course as everybody sees it.
    pub(crate) async fn course(&self, name: &str) -> pb::TrainingCourse {
        let request = pb::GetCourseRequest { name: name.into() };
        self.reader().get_course(request).await.unwrap().into_inner().training_course.unwrap()
    }

    pub(crate) async fn enrol(
        &self,
        course: &str,
        person: &str,
        organization: &str,
    ) -> Result<pb::TrainingEnrolment, Status> {
        let enrolment =
            pb::TrainingEnrolment { person: person.into(), organization: organization.into(), ..Default::default() };
        let request = pb::EnrolRequest { parent: course.into(), training_enrolment: Some(enrolment) };
        Ok(self.portal().enrol(request).await?.into_inner().training_enrolment.unwrap())
    }

    pub(crate) async fn cancel_enrolment(&self, one: &pb::TrainingEnrolment) -> Result<pb::TrainingEnrolment, Status> {
        let request =
            pb::CancelEnrolmentRequest {
                name: one.name.clone(), etag: one.etag.clone(), reason: "临时有事".into()
            };
        Ok(self.portal().cancel_enrolment(request).await?.into_inner().training_enrolment.unwrap())
    }

    /// An enrolment as the portal that made it sees it.
    pub(crate) async fn enrolment(&self, name: &str) -> pb::TrainingEnrolment {
        let request = pb::GetEnrolmentRequest { name: name.into() };
        self.portal().get_enrolment(request).await.unwrap().into_inner().training_enrolment.unwrap()
    }

    /// Every enrolment of a course, to its organiser.
    pub(crate) async fn enrolments(&self, course: &str) -> Vec<pb::TrainingEnrolment> {
        let request = pb::ListEnrolmentsRequest { parent: course.into(), page_size: 500, ..Default::default() };
        self.organiser().list_enrolments(request).await.unwrap().into_inner().training_enrolments
    }

    pub(crate) async fn attend(
        &self,
        course: &str,
        session: i32,
        present: &[&str],
        absent: &[&str],
    ) -> Result<i32, Status> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let request = pb::RecordAttendanceRequest {
            name: course.into(),
            session,
            present: named(present),
            absent: named(absent),
        };
        Ok(self.organiser().record_attendance(request).await?.into_inner().present_count)
    }

    pub(crate) async fn close(&self, course: &str) -> Result<pb::TrainingCourse, Status> {
        let request = pb::CloseCourseRequest { name: course.into(), etag: self.course(course).await.etag };
        Ok(self.organiser().close_course(request).await?.into_inner().training_course.unwrap())
    }

    pub(crate) async fn cancel(&self, course: &str) -> Result<pb::TrainingCourse, Status> {
        let request = pb::CancelCourseRequest {
            name: course.into(),
            etag: self.course(course).await.etag,
            reason: "场地维修".into(),
        };
        Ok(self.organiser().cancel_course(request).await?.into_inner().training_course.unwrap())
    }

    pub(crate) async fn stop(self) {
        self.city.suite.stop().await;
    }
}
