//! RecordEngagement, EndEngagement and CorrectPerson: what is recorded, and what is refused.

use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::staff::site::{HUZHOU, NANXUN, Personnel, Site, WUXING, date, engaged, id_number, person};
use pb::EngagementKind::{FullTime, PartTime};

#[tokio::test]
async fn whoever_works_for_two_organisations_is_one_person() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization_in(2, WUXING).await);
    let first = site.record(&one, 1, FullTime).await.unwrap();
    let second = site.record(&other, 1, PartTime).await.unwrap();
    assert_eq!(first.person, second.person);
    assert_eq!(
        (first.organization_title.as_str(), second.organization_title.as_str()),
        ("湖州市第1协会", "湖州市第2协会")
    );
    assert_eq!((first.kind(), first.person_details, first.end_date), (FullTime, None, None));
    assert_eq!(site.count("select count(*) from talent.person").await, 1);
    let facts: Vec<pb::EngagementRecorded> = site.city.suite.facts().await;
    assert_eq!(facts.iter().map(|fact| fact.organization.as_str()).collect::<Vec<_>>(), [&one, &other]);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn nobody_works_full_time_for_two_organisations_nor_twice_for_one() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    let first = site.record(&one, 1, FullTime).await.unwrap();
    let refused = site.record(&other, 1, FullTime).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ENGAGEMENT_FULL_TIME_ELSEWHERE".into()));
    assert!(!format!("{refused:?}").contains(&one["organizations/".len()..]), "where is not told");
    let refused = site.record(&one, 1, PartTime).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "ENGAGEMENT_EXISTS".into()));
    assert_eq!(metadata(&refused, "engagement"), first.name);

    let end = |end_date| pb::EndEngagementRequest { name: first.name.clone(), etag: first.etag.clone(), end_date };
    let refused = site.officer().end_engagement(end(date(2026, 2, 28))).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["end_date"]);
    let ended = site.officer().end_engagement(end(date(2026, 9, 1))).await.unwrap().into_inner().engagement.unwrap();
    assert_eq!(ended.end_date, date(2026, 9, 1));
    let stale = site.officer().end_engagement(end(date(2026, 9, 2))).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "ENGAGEMENT_CHANGED".into()));
    let again = pb::EndEngagementRequest { etag: ended.etag, ..end(date(2026, 9, 2)) };
    let over = site.officer().end_engagement(again).await.unwrap_err();
    assert_eq!(reason(&over), (Code::FailedPrecondition, "ENGAGEMENT_OVER".into()));

    let still = site.record(&other, 1, FullTime).await.unwrap_err();
    assert_eq!(reason(&still).1, "ENGAGEMENT_FULL_TIME_ELSEWHERE", "until September");
    let mut later = engaged(&other, 1, FullTime);
    later.engagement.as_mut().unwrap().start_date = date(2026, 9, 1);
    site.officer().record_engagement(later).await.unwrap();
    site.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_recorded_by_mistake_ends_on_its_first_day_and_keeps_nobody_out() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    let mistaken = site.record(&one, 1, FullTime).await.unwrap();
    let end = async |etag: &str, end_date| {
        let request = pb::EndEngagementRequest { name: mistaken.name.clone(), etag: etag.into(), end_date };
        site.officer().end_engagement(request).await.map(|reply| reply.into_inner().engagement.unwrap())
    };
    let ended = end(&mistaken.etag, date(2026, 9, 1)).await.unwrap();
    let sooner = end(&ended.etag, date(2026, 8, 1)).await.unwrap();
    let later = end(&sooner.etag, date(2026, 8, 1)).await.unwrap_err();
    assert_eq!(reason(&later), (Code::FailedPrecondition, "ENGAGEMENT_OVER".into()));
    end(&sooner.etag, date(2026, 3, 1)).await.unwrap();
    site.record(&other, 1, FullTime).await.unwrap();
    let listed = pb::ListEngagementsRequest { parent: one, as_of_date: date(2026, 3, 1), ..Default::default() };
    assert_eq!(site.officer().list_engagements(listed).await.unwrap().into_inner().engagements, []);
    let counts = pb::GetStaffCountsRequest { as_of_date: date(2026, 3, 1), ..Default::default() };
    let counts = site.officer().get_staff_counts(counts).await.unwrap().into_inner().staff_counts.unwrap();
    assert_eq!((counts.organization_count, counts.full_time_count), (1, 1));
    site.city.suite.stop().await;
}

#[tokio::test]
async fn another_name_of_the_same_document_is_refused_unless_it_is_a_correction() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    let first = site.record(&one, 1, FullTime).await.unwrap();
    let mut request = engaged(&other, 1, PartTime);
    request.person.as_mut().unwrap().name = "欧阳静芝".into();
    let refused = site.officer().record_engagement(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PERSON_NAME_DIFFERS".into()));
    assert!(!refused.message().contains("欧阳"));
    let shown = async || {
        let request = pb::GetPersonRequest { name: first.person.clone() };
        site.privy().get_person(request).await.unwrap().into_inner().person.unwrap()
    };
    assert_eq!(shown().await.display_name, "欧阳静之");
    let request = pb::RecordEngagementRequest { corrects_name: true, ..request };
    site.officer().record_engagement(request).await.unwrap();
    let corrected = shown().await;
    assert_eq!(corrected.display_name, "欧阳静芝");

    let correct = |etag: &str| pb::CorrectPersonRequest {
        name: first.person.clone(),
        etag: etag.into(),
        display_name: "欧阳靖之".into(),
    };
    let stale = site.officer().correct_person(correct("\"old\"")).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "PERSON_CHANGED".into()));
    let reply = site.officer().correct_person(correct(&corrected.etag)).await.unwrap().into_inner();
    let now = shown().await;
    assert_eq!((now.display_name.as_str(), now.etag), ("欧阳靖之", reply.etag));
    let facts: Vec<pb::PersonCorrected> = site.city.suite.facts().await;
    assert_eq!(facts.len(), 2);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn the_organisation_is_registered_within_reach_and_not_deregistered() {
    let site = Site::start().await;
    let there = site.organization_in(1, NANXUN).await;
    let mut elsewhere = site.officer_of(WUXING);
    let refused = elsewhere.record_engagement(engaged(&there, 1, FullTime)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let ended = site.organization_as(2, HUZHOU, OrganizationStatus::Deregistered).await;
    let refused = site.record(&ended, 1, FullTime).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ORGANIZATION_ENDED".into()));
    let reader = site.caller(HUZHOU, "talent-reader");
    let denied = site.by(&reader).record_engagement(engaged(&there, 1, FullTime)).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(site.count("select count(*) from talent.person").await, 0);
    let engagement = site.record(&there, 1, FullTime).await.unwrap();
    let end = pb::EndEngagementRequest { name: engagement.name, etag: engagement.etag, end_date: date(2026, 9, 1) };
    let hidden = elsewhere.end_engagement(end).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "ENGAGEMENT_NOT_FOUND".into()));
    site.city.suite.stop().await;
}

#[tokio::test]
async fn every_wrong_field_is_named_and_nothing_of_it_repeated() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let mut request = engaged(&organization, 1, PartTime);
    request.person =
        Some(pb::StaffParticulars { name: "欧*".into(), id_number: "330502198001010000".into(), ..person(1) });
    let engagement = request.engagement.as_mut().unwrap();
    engagement.kind = 0;
    engagement.post_title = format!("会计 {}", id_number(9));
    engagement.start_date = date(2027, 1, 1);
    engagement.end_date = date(2026, 1, 1);
    let refused = site.officer().record_engagement(request).await.unwrap_err();
    let wrong =
        ["engagement.kind", "engagement.post_title", "engagement.start_date", "person.id_number", "person.name"];
    assert_eq!(violated_sorted(&refused), wrong);
    assert!(!format!("{refused:?}").contains("33050219800101"), "neither number");
    site.city.suite.stop().await;
}

#[tokio::test]
async fn a_repeated_call_is_answered_alike_and_has_one_effect() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let officer = site.caller(HUZHOU, "talent-officer");
    let mut client = Personnel::new(site.city.client(officer.keyed("k")));
    let request = engaged(&organization, 1, FullTime);
    let first = client.record_engagement(request.clone()).await.unwrap().into_inner();
    let second = client.record_engagement(request.clone()).await.unwrap().into_inner();
    assert_eq!(first, second);
    let other = pb::RecordEngagementRequest { person: Some(person(2)), ..request };
    let reused = client.record_engagement(other).await.unwrap_err();
    assert_eq!(reason(&reused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
    assert_eq!(site.count("select count(*) from talent.engagement").await, 1);
    assert_ne!(id_number(1), id_number(2));
    site.city.suite.stop().await;
}
