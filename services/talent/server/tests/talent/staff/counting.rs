//! GetStaffCounts: sums as of a day, within reach.

use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use pb::QualificationKind::{AssistantSocialWorker, ProfessionalTitle, SocialWorker};

use crate::staff::site::{HUZHOU, NANXUN, Site, WUXING, certificate, date};

async fn counts(site: &Site, division: &str, request: pb::GetStaffCountsRequest) -> pb::StaffCounts {
    let reader = site.by(&site.caller(division, "talent-reader")).get_staff_counts(request).await;
    reader.unwrap().into_inner().staff_counts.unwrap()
}

#[tokio::test]
async fn people_engagements_and_what_they_hold_are_counted_as_of_a_day() {
    let site = Site::start().await;
    let (one, other) = (site.organization_in(1, WUXING).await, site.organization_in(2, NANXUN).await);
    let first = site.record(&one, 1, FullTime).await.unwrap();
    site.record(&other, 1, PartTime).await.unwrap();
    let second = site.record(&other, 2, FullTime).await.unwrap();
    for (kind, year) in [(AssistantSocialWorker, 2023), (SocialWorker, 2024)] {
        let qualification = pb::Qualification { issue_date: date(year, 6, 1), ..certificate(kind) };
        let request =
            pb::RecordQualificationRequest { parent: first.person.clone(), qualification: Some(qualification) };
        let made = site.officer().record_qualification(request).await.unwrap().into_inner().qualification.unwrap();
        let request = pb::RegisterQualificationRequest {
            name: made.name,
            etag: made.etag,
            register_date: date(year, 7, 1),
            late_reason: String::new(),
        };
        site.officer().register_qualification(request).await.unwrap();
    }
    let title = pb::Qualification { title: "会计师".into(), ..certificate(ProfessionalTitle) };
    let request = pb::RecordQualificationRequest { parent: second.person.clone(), qualification: Some(title) };
    site.officer().record_qualification(request).await.unwrap();
    let end = pb::EndEngagementRequest { name: first.name, etag: first.etag, end_date: date(2026, 10, 1) };
    site.officer().end_engagement(end).await.unwrap();

    let on = |as_of_date| pb::GetStaffCountsRequest { as_of_date, ..Default::default() };
    let held = |kind: pb::QualificationKind, person_count, registered_count| pb::QualificationCount {
        kind: kind.into(),
        person_count,
        registered_count,
    };
    let september = counts(&site, HUZHOU, on(date(2026, 9, 30))).await;
    let expected = pb::StaffCounts {
        organization_count: 2,
        person_count: 2,
        full_time_count: 2,
        part_time_count: 1,
        qualification_counts: vec![held(SocialWorker, 1, 1), held(ProfessionalTitle, 1, 0)],
        has_small_groups: true,
    };
    assert_eq!(september, expected, "the lower certificate does not count beside the higher");
    let today = counts(&site, HUZHOU, on(None)).await;
    assert_eq!((today.full_time_count, today.part_time_count, today.person_count), (1, 1, 2));
    let of = pb::GetStaffCountsRequest { organization: one.clone(), ..on(date(2026, 9, 30)) };
    assert_eq!(counts(&site, HUZHOU, of.clone()).await.person_count, 1);
    assert_eq!(counts(&site, NANXUN, of).await, pb::StaffCounts::default(), "out of reach");
    let nobody = counts(&site, HUZHOU, on(date(2026, 2, 28))).await;
    assert_eq!(nobody, pb::StaffCounts::default());
    site.city.suite.stop().await;
}
