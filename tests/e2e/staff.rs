//! An association hands in its roster; a certificate of one of its people expires, and is renewed once there are hours enough.

use onecode_proto::google::r#type::Date;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::personnel_service_client::PersonnelServiceClient;
use onecode_tests::harness::{Deployment, code, creation, id_number, reason};
use testkit::Client;

use crate::contract::official;

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

pub(crate) fn personnel(suite: &Deployment) -> PersonnelServiceClient<Client> {
    PersonnelServiceClient::new(suite.client(official(suite, "talent-officer", "wu").fresh()))
}

pub(crate) fn row(serial: u32) -> pb::RosterRow {
    let person = pb::StaffParticulars {
        name: "沈样本".into(),
        id_kind: pb::StaffIdentityKind::ResidentId.into(),
        id_number: id_number(serial),
    };
    pb::RosterRow {
        person: Some(person),
        kind: pb::EngagementKind::FullTime.into(),
        post_title: "社工".into(),
        start_date: date(2025, 3, 1),
        end_date: None,
    }
}

/// The roster of an association, one row of which nobody can read; whom its first row engages.
async fn rostered(suite: &Deployment) -> String {
    suite.organizations(suite.site.registrar().fresh()).create_organization(creation(1)).await.expect("it is new");
    let parent = format!("organizations/{}", code(1));
    let unreadable = pb::RosterRow { start_date: None, ..row(3) };
    let request = pb::ImportRosterRequest { parent: parent.clone(), rows: vec![row(1), row(2), unreadable] };
    let reply = personnel(suite).import_roster(request).await.expect("rows are judged by themselves").into_inner();
    assert_eq!((reply.recorded_count, reply.wrong_count), (2, 1));
    assert_eq!(reply.outcomes[2].problems[0].field, "start_date");
    let request = pb::ListEngagementsRequest { parent, ..Default::default() };
    let listed = personnel(suite).list_engagements(request).await.expect("they can be listed").into_inner();
    let first = listed.engagements.into_iter().find(|one| one.name == reply.outcomes[0].engagement);
    let first = first.expect("it was recorded");
    assert_eq!(first.person_details.expect("a list says who").display_name, "沈*");
    first.person
}

/// A certificate of an assistant social worker whose registration is valid until 19 December 2026.
async fn registered(suite: &Deployment, person: &str) -> pb::Qualification {
    let qualification = pb::Qualification {
        kind: pb::QualificationKind::AssistantSocialWorker.into(),
        certificate_number: "ZJ2023-0000001".into(),
        issuer: "人力资源和社会保障部、民政部".into(),
        issue_date: date(2023, 12, 1),
        ..Default::default()
    };
    let request = pb::RecordQualificationRequest { parent: person.to_owned(), qualification: Some(qualification) };
    let made = personnel(suite).record_qualification(request).await.expect("it is whole").into_inner().qualification;
    let made = made.expect("the answer holds it");
    let request = pb::RegisterQualificationRequest {
        name: made.name,
        etag: made.etag,
        register_date: date(2023, 12, 20),
        late_reason: String::new(),
    };
    let made = personnel(suite).register_qualification(request).await.expect("it is in time").into_inner();
    let made = made.qualification.expect("the answer holds it");
    assert_eq!(made.valid_until_date, date(2026, 12, 19));
    made
}

/// Whether the registrations that end by the end of a year are expired.
async fn ending(suite: &Deployment, year: i32) -> Vec<bool> {
    let request = pb::ListExpiringQualificationsRequest { until_date: date(year, 12, 31), ..Default::default() };
    let found = personnel(suite).list_expiring_qualifications(request).await.expect("it can be asked").into_inner();
    found.expiring_qualifications.iter().map(|one| one.expired).collect()
}

pub(crate) async fn rostered_expired_and_renewed(suite: &Deployment) {
    let person = rostered(suite).await;
    let certificate = registered(suite, &person).await;
    assert_eq!(ending(suite, 2026).await, [false]);
    suite.site.pass(time::Duration::days(40));
    assert_eq!(ending(suite, 2026).await, [true]);

    let renewal = |hours| pb::RenewQualificationRequest {
        name: certificate.name.clone(),
        etag: certificate.etag.clone(),
        register_date: date(2027, 1, 3),
        hours,
        hours_source: "湖社工继教〔2026〕1号".into(),
    };
    let refused = personnel(suite).renew_qualification(renewal(71)).await.expect_err("72 hours are asked for");
    assert_eq!(reason(&refused), "STAFF_QUALIFICATION_HOURS_MISSING");
    let renewed = personnel(suite).renew_qualification(renewal(72)).await.expect("they are enough").into_inner();
    let renewed = renewed.qualification.expect("the answer holds it");
    assert_eq!(renewed.valid_until_date, date(2030, 1, 2), "it begins anew on its day");
    assert_eq!(ending(suite, 2029).await, Vec::<bool>::new());

    let request =
        pb::GetStaffCountsRequest { organization: format!("organizations/{}", code(1)), ..Default::default() };
    let counts = personnel(suite).get_staff_counts(request).await.expect("it can be asked").into_inner();
    let counts = counts.staff_counts.expect("the answer holds them");
    let held = &counts.qualification_counts[0];
    assert_eq!((counts.full_time_count, held.person_count, held.registered_count), (2, 1, 1));
}
