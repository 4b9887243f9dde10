//! Qualifications: recorded, registered, renewed, revoked, and the list of those that end.

use onecode_proto::google::r#type::Date;
use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use pb::QualificationKind::{AssistantSocialWorker, OccupationalCertificate, ProfessionalTitle, SocialWorker};
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::staff::site::{NANXUN, Site, WUXING, certificate, date};

/// A person who works for an association of Huzhou.
async fn employee(site: &Site, serial: u32) -> String {
    let organization = site.organization(serial).await;
    site.record(&organization, serial, FullTime).await.unwrap().person
}

/// A certificate that was issued on a day, under a number of its own.
async fn issued(site: &Site, person: &str, kind: pb::QualificationKind, issue_date: Option<Date>) -> pb::Qualification {
    let number = format!("ZJ-{}-0001", issue_date.as_ref().unwrap().year);
    let qualification = pb::Qualification { certificate_number: number, issue_date, ..certificate(kind) };
    let request = pb::RecordQualificationRequest { parent: person.into(), qualification: Some(qualification) };
    site.officer().record_qualification(request).await.unwrap().into_inner().qualification.unwrap()
}

async fn register(
    site: &Site,
    qualification: &pb::Qualification,
    register_date: Option<Date>,
    late_reason: &str,
) -> Result<pb::Qualification, Status> {
    let request = pb::RegisterQualificationRequest {
        name: qualification.name.clone(),
        etag: qualification.etag.clone(),
        register_date,
        late_reason: late_reason.into(),
    };
    Ok(site.officer().register_qualification(request).await?.into_inner().qualification.unwrap())
}

async fn renew(
    site: &Site,
    qualification: &pb::Qualification,
    register_date: Option<Date>,
    hours: i32,
) -> Result<pb::Qualification, Status> {
    let request = pb::RenewQualificationRequest {
        name: qualification.name.clone(),
        etag: qualification.etag.clone(),
        register_date,
        hours,
        hours_source: "继续教育登记手册".into(),
    };
    Ok(site.officer().renew_qualification(request).await?.into_inner().qualification.unwrap())
}

#[tokio::test]
async fn a_certificate_is_registered_for_three_years_and_renewed_for_enough_hours() {
    let site = Site::start().await;
    let person = employee(&site, 1).await;
    let recorded = issued(&site, &person, SocialWorker, date(2024, 1, 10)).await;
    assert_eq!((recorded.certificate_number.as_str(), recorded.masked_certificate_number.as_str()), ("", ""));
    let none = renew(&site, &recorded, date(2026, 11, 24), 90).await.unwrap_err();
    assert_eq!(reason(&none), (Code::FailedPrecondition, "STAFF_QUALIFICATION_NOT_REGISTERED".into()));
    let first = register(&site, &recorded, date(2024, 2, 1), "").await.unwrap();
    assert_eq!(first.valid_until_date, date(2027, 1, 31));
    assert_eq!(first.registrations[0].rules, ["TA-03a@1", "TA-03b@1"]);
    let twice = register(&site, &first, date(2024, 2, 1), "").await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "STAFF_QUALIFICATION_REGISTERED".into()));

    let few = renew(&site, &first, date(2026, 11, 24), 89).await.unwrap_err();
    assert_eq!(reason(&few), (Code::FailedPrecondition, "STAFF_QUALIFICATION_HOURS_MISSING".into()));
    assert_eq!((metadata(&few, "hours"), metadata(&few, "rule")), ("90".into(), "TA-03d@1".into()));
    let renewed = renew(&site, &first, date(2026, 11, 24), 90).await.unwrap();
    assert_eq!(renewed.valid_until_date, date(2030, 1, 31));
    let second = &renewed.registrations[1];
    assert_eq!((second.number, second.hours, second.valid_from_date), (2, 90, date(2027, 2, 1)));
    assert_eq!(second.rules, ["TA-03d@1", "TA-03b@1"]);
    let ahead = renew(&site, &renewed, date(2026, 11, 24), 90).await.unwrap_err();
    assert_eq!(reason(&ahead), (Code::FailedPrecondition, "STAFF_QUALIFICATION_RENEWED".into()));
    let stale = renew(&site, &first, date(2026, 11, 24), 90).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "STAFF_QUALIFICATION_CHANGED".into()));
    let facts: Vec<pb::QualificationRegistered> = site.city.suite.facts().await;
    assert_eq!(facts.iter().map(|fact| fact.number).collect::<Vec<_>>(), [1, 2]);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn a_late_first_registration_needs_a_reason_which_is_kept() {
    let site = Site::start().await;
    let person = employee(&site, 1).await;
    let recorded = issued(&site, &person, AssistantSocialWorker, date(2024, 1, 10)).await;
    let early = register(&site, &recorded, date(2024, 1, 9), "").await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["register_date"]);
    let late = register(&site, &recorded, date(2025, 1, 11), "").await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "STAFF_QUALIFICATION_LATE".into()));
    assert_eq!(metadata(&late, "until"), "2025-01-10");
    let made = register(&site, &recorded, date(2025, 1, 11), "长期出国，未能按期登记").await.unwrap();
    assert_eq!(made.registrations[0].late_reason, "长期出国，未能按期登记");
    let punctual = issued(&site, &person, AssistantSocialWorker, date(2025, 1, 10)).await;
    let punctual = register(&site, &punctual, date(2026, 1, 10), "以防万一的说明").await.unwrap();
    assert_eq!(punctual.registrations[0].late_reason, "", "it was not late");
    let renewed = renew(&site, &made, date(2026, 11, 24), 72).await.unwrap();
    assert_eq!(renewed.registrations[1].rules, ["TA-03c@1", "TA-03b@1"]);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn a_title_is_recorded_and_not_registered_and_a_number_belongs_to_one() {
    let site = Site::start().await;
    let (person, other) = (employee(&site, 1).await, employee(&site, 2).await);
    let bare =
        pb::RecordQualificationRequest { parent: person.clone(), qualification: Some(certificate(ProfessionalTitle)) };
    let untitled = site.officer().record_qualification(bare).await.unwrap_err();
    assert_eq!(violated_sorted(&untitled), ["qualification.title"]);
    let titled = pb::Qualification { title: "高级政工师".into(), ..certificate(ProfessionalTitle) };
    let request = pb::RecordQualificationRequest { parent: person.clone(), qualification: Some(titled.clone()) };
    let title = site.officer().record_qualification(request).await.unwrap().into_inner().qualification.unwrap();
    let refused = register(&site, &title, date(2026, 7, 1), "").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "STAFF_QUALIFICATION_NOT_REGISTRABLE".into()));
    let number = "zj2026 - 0012345".into();
    let same = pb::Qualification { certificate_number: number, ..titled.clone() };
    let request = pb::RecordQualificationRequest { parent: other.clone(), qualification: Some(same) };
    let taken = site.officer().record_qualification(request).await.unwrap_err();
    assert_eq!(reason(&taken), (Code::AlreadyExists, "STAFF_QUALIFICATION_EXISTS".into()));
    let kind = OccupationalCertificate.into();
    let of_another_kind = pb::Qualification { kind, title: "社团会员管理员".into(), ..titled };
    let request = pb::RecordQualificationRequest { parent: other, qualification: Some(of_another_kind) };
    site.officer().record_qualification(request).await.unwrap();

    let list = pb::ListQualificationsRequest { parent: person };
    let masked = site.officer().list_qualifications(list.clone()).await.unwrap().into_inner().qualifications;
    let number = (masked[0].certificate_number.as_str(), masked[0].masked_certificate_number.as_str());
    assert_eq!(number, ("", "ZJ**********45"));
    let shown = site.privy().list_qualifications(list).await.unwrap().into_inner().qualifications;
    assert_eq!(shown[0].certificate_number, "ZJ2026-0012345");
    site.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_revoked_is_neither_renewed_nor_listed_as_ending() {
    let site = Site::start().await;
    let person = employee(&site, 1).await;
    let recorded = issued(&site, &person, SocialWorker, date(2024, 1, 10)).await;
    let first = register(&site, &recorded, date(2024, 2, 1), "").await.unwrap();
    let revoke = |etag: &str, revoke_date| pb::RevokeQualificationRequest {
        name: first.name.clone(),
        etag: etag.into(),
        revoke_date,
        reason: "以欺骗手段取得证书".into(),
    };
    let early = site.officer().revoke_qualification(revoke(&first.etag, date(2023, 1, 1))).await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["revoke_date"]);
    let revoked = site.officer().revoke_qualification(revoke(&first.etag, date(2026, 11, 1))).await.unwrap();
    let revoked = revoked.into_inner().qualification.unwrap();
    assert_eq!(revoked.revoke_date, date(2026, 11, 1));
    let refused = renew(&site, &revoked, date(2026, 11, 24), 90).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "STAFF_QUALIFICATION_REVOKED".into()));
    let request = pb::ListExpiringQualificationsRequest { until_date: date(2030, 1, 1), ..Default::default() };
    let ending = site.officer().list_expiring_qualifications(request).await.unwrap().into_inner();
    assert_eq!(ending.expiring_qualifications, []);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_recorded_of_the_wrong_person_is_revoked_and_recorded_of_the_right_one() {
    let site = Site::start().await;
    let (wrong, right) = (employee(&site, 1).await, employee(&site, 2).await);
    let mistaken = site.certificate(&wrong, SocialWorker).await;
    let record = async |parent: &str| {
        let qualification = Some(certificate(SocialWorker));
        let request = pb::RecordQualificationRequest { parent: parent.into(), qualification };
        site.officer().record_qualification(request).await
    };
    let exists = (Code::AlreadyExists, "STAFF_QUALIFICATION_EXISTS".to_owned());
    assert_eq!(reason(&record(&right).await.unwrap_err()), exists);
    let revoke = pb::RevokeQualificationRequest {
        name: mistaken.name,
        etag: mistaken.etag,
        revoke_date: mistaken.issue_date,
        reason: "误录于他人名下".into(),
    };
    site.officer().revoke_qualification(revoke).await.unwrap();
    assert_eq!(reason(&record(&wrong).await.unwrap_err()), exists, "revoked is revoked");
    record(&right).await.unwrap();
    site.city.suite.stop().await;
}

#[tokio::test]
async fn registrations_that_end_are_listed_of_who_works_within_reach() {
    let site = Site::start().await;
    let (wuxing, nanxun) = (site.organization_in(1, WUXING).await, site.organization_in(2, NANXUN).await);
    let first = site.record(&wuxing, 1, FullTime).await.unwrap();
    let second = site.record(&nanxun, 2, FullTime).await.unwrap();
    site.record(&nanxun, 1, PartTime).await.unwrap();
    let over = issued(&site, &first.person, AssistantSocialWorker, date(2022, 5, 1)).await;
    register(&site, &over, date(2022, 6, 1), "").await.unwrap();
    let soon = issued(&site, &second.person, SocialWorker, date(2024, 1, 10)).await;
    register(&site, &soon, date(2024, 2, 1), "").await.unwrap();
    let later = issued(&site, &second.person, SocialWorker, date(2026, 1, 10)).await;
    register(&site, &later, date(2026, 2, 1), "").await.unwrap();

    let request =
        pb::ListExpiringQualificationsRequest { until_date: date(2027, 1, 31), page_size: 1, ..Default::default() };
    let page = site.officer().list_expiring_qualifications(request.clone()).await.unwrap().into_inner();
    let [ending] = page.expiring_qualifications.as_slice() else { panic!("{page:?}") };
    assert_eq!((ending.qualification.as_ref().unwrap().name.as_str(), ending.expired), (over.name.as_str(), true));
    assert_eq!(ending.person.as_ref().unwrap().display_name, "欧*");
    let next = pb::ListExpiringQualificationsRequest { page_token: page.next_page_token, ..request.clone() };
    let page = site.officer().list_expiring_qualifications(next).await.unwrap().into_inner();
    let [ending] = page.expiring_qualifications.as_slice() else { panic!("{page:?}") };
    assert_eq!((ending.qualification.as_ref().unwrap().name.as_str(), ending.expired), (soon.name.as_str(), false));
    assert_eq!(page.next_page_token, "");

    let request = pb::ListExpiringQualificationsRequest { page_size: 0, ..request };
    let count = async |request: pb::ListExpiringQualificationsRequest, division: &str| {
        let found = site.officer_of(division).list_expiring_qualifications(request).await.unwrap().into_inner();
        found.expiring_qualifications.len()
    };
    assert_eq!(count(request.clone(), WUXING).await, 1);
    assert_eq!(count(request.clone(), NANXUN).await, 2, "whoever works for two is listed in both");
    let of = pb::ListExpiringQualificationsRequest { organization: wuxing.clone(), ..request.clone() };
    assert_eq!((count(of.clone(), WUXING).await, count(of, NANXUN).await), (1, 0));
    let of = pb::ListExpiringQualificationsRequest { division: WUXING.into(), ..request.clone() };
    assert_eq!((count(of.clone(), "330500").await, count(of, NANXUN).await), (1, 0));
    let both = pb::ListExpiringQualificationsRequest { organization: wuxing, division: WUXING.into(), ..request };
    let refused = site.officer().list_expiring_qualifications(both).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["division"]);

    let end = pb::EndEngagementRequest { name: second.name, etag: second.etag, end_date: date(2026, 11, 24) };
    site.officer().end_engagement(end).await.unwrap();
    let request = pb::ListExpiringQualificationsRequest { until_date: date(2027, 1, 31), ..Default::default() };
    assert_eq!(count(request, NANXUN).await, 1, "whoever left is not theirs any more");
    site.city.suite.stop().await;
}
