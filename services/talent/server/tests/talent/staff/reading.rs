//! GetPerson, FindPerson and ListEngagements: what is shown of whom to whom, and what is recorded of it.

use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use testkit::refusal::{reason, violated_sorted};
use tonic::Code;

use crate::staff::site::{HUZHOU, NANXUN, Site, WUXING, date, id_number};

const READS: &str = "select count(*) from uow.audit where kind = 'sensitive_read'";

#[tokio::test]
async fn a_person_is_masked_without_permission_and_purpose_and_an_unmasked_read_is_recorded() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let engagement = site.record(&organization, 1, FullTime).await.unwrap();
    let request = pb::GetPersonRequest { name: engagement.person.clone() };
    let masked = site.officer().get_person(request.clone()).await.unwrap().into_inner().person.unwrap();
    let number = id_number(1);
    let starred = format!("3305************{}", &number[16..]);
    assert_eq!((masked.display_name.as_str(), masked.id_number.as_str()), ("欧*", ""));
    assert_eq!(masked.masked_id_number, starred);
    let silent = site.caller(HUZHOU, "talent-personal-reader");
    let silent = site.by(&silent).get_person(request.clone()).await.unwrap().into_inner().person.unwrap();
    assert_eq!(silent.display_name, "欧*", "no purpose, no name");
    assert_eq!(site.count(READS).await, 0);
    let shown = site.privy().get_person(request).await.unwrap().into_inner();
    let person = shown.person.unwrap();
    assert_eq!((person.display_name.as_str(), person.id_number), ("欧阳静之", number));
    assert_eq!(shown.engagements, [engagement]);
    assert_eq!(site.count(READS).await, 1);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn whom_no_organisation_within_reach_engages_does_not_exist() {
    let site = Site::start().await;
    let (here, there) = (site.organization_in(1, WUXING).await, site.organization_in(2, NANXUN).await);
    let both = site.record(&here, 1, FullTime).await.unwrap();
    site.record(&there, 1, PartTime).await.unwrap();
    let only = site.record(&there, 2, FullTime).await.unwrap();
    let mut wuxing = site.officer_of(WUXING);
    let get = |name: &str| pb::GetPersonRequest { name: name.into() };
    let seen = wuxing.get_person(get(&both.person)).await.unwrap().into_inner();
    assert_eq!(seen.engagements, [both], "the other place is not told");
    let hidden = wuxing.get_person(get(&only.person)).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "PERSON_NOT_FOUND".into()));
    let list = pb::ListEngagementsRequest { parent: there, ..Default::default() };
    assert_eq!(wuxing.list_engagements(list).await.unwrap().into_inner().engagements, []);
    let request = pb::ListQualificationsRequest { parent: only.person };
    let hidden = wuxing.list_qualifications(request).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "PERSON_NOT_FOUND".into()));
    site.city.suite.stop().await;
}

#[tokio::test]
async fn a_person_is_found_by_number_for_a_purpose_and_the_search_is_recorded() {
    let site = Site::start().await;
    let organization = site.organization_in(1, WUXING).await;
    let engagement = site.record(&organization, 1, FullTime).await.unwrap();
    let request = |serial| pb::FindPersonRequest {
        id_kind: pb::StaffIdentityKind::ResidentId.into(),
        id_number: id_number(serial).replace('1', "１"),
    };
    let unexplained = site.officer().find_person(request(1)).await.unwrap_err();
    assert_eq!(violated_sorted(&unexplained), ["metadata[onecode-purpose]"]);
    let asking = |division| site.caller(division, "talent-officer").because("roster");
    let found = site.by(&asking(HUZHOU)).find_person(request(1)).await.unwrap().into_inner();
    assert_eq!(found.person.unwrap().display_name, "欧*");
    assert_eq!(found.engagements[0].name, engagement.name);
    let nobody = site.by(&asking(HUZHOU)).find_person(request(2)).await.unwrap().into_inner();
    assert_eq!(nobody, pb::FindPersonResponse::default());
    let elsewhere = site.by(&asking(NANXUN)).find_person(request(1)).await.unwrap().into_inner();
    assert_eq!(elsewhere, pb::FindPersonResponse::default());
    assert_eq!(site.count("select count(*) from uow.audit where purpose = 'roster'").await, 3);
    let reader = site.caller(HUZHOU, "talent-reader").because("curiosity");
    let denied = site.by(&reader).find_person(request(1)).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    site.city.suite.stop().await;
}

#[tokio::test]
async fn staff_is_listed_as_it_was_on_a_day_page_by_page() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let mut made = Vec::new();
    for serial in 1..=3 {
        made.push(site.record(&organization, serial, PartTime).await.unwrap());
        site.city.suite.clock().advance(time::Duration::seconds(1));
    }
    let end =
        pb::EndEngagementRequest { name: made[1].name.clone(), etag: made[1].etag.clone(), end_date: date(2026, 9, 1) };
    site.officer().end_engagement(end).await.unwrap();
    let on = |as_of_date, page_size| pb::ListEngagementsRequest {
        parent: organization.clone(),
        as_of_date,
        page_size,
        ..Default::default()
    };
    let names = |page: &pb::ListEngagementsResponse| -> Vec<String> {
        page.engagements.iter().map(|one| one.name.clone()).collect()
    };
    let today = site.officer().list_engagements(on(None, 0)).await.unwrap().into_inner();
    assert_eq!(names(&today), [made[0].name.clone(), made[2].name.clone()]);
    assert_eq!(today.engagements[0].person_details.as_ref().unwrap().display_name, "欧*");
    let august = site.officer().list_engagements(on(date(2026, 8, 31), 2)).await.unwrap().into_inner();
    assert_eq!(names(&august), [made[0].name.clone(), made[1].name.clone()]);
    let next = pb::ListEngagementsRequest { page_token: august.next_page_token.clone(), ..on(date(2026, 8, 31), 2) };
    let rest = site.officer().list_engagements(next.clone()).await.unwrap().into_inner();
    assert_eq!((names(&rest), rest.next_page_token.as_str()), (vec![made[2].name.clone()], ""));
    let other = pb::ListEngagementsRequest { as_of_date: None, ..next };
    let foreign = site.officer().list_engagements(other).await.unwrap_err();
    assert_eq!(violated_sorted(&foreign), ["page_token"]);
    let before = site.officer().list_engagements(on(date(2026, 2, 28), 0)).await.unwrap().into_inner();
    assert_eq!(before.engagements, []);
    site.city.suite.stop().await;
}
