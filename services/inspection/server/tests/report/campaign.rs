//! Campaigns: opened once, enrolled, exempted, listed and counted.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::OrganizationKind;
use time::Duration;
use tonic::Code;
use vocab::{OrganizationClass, UnifiedCode};

use crate::support::*;

async fn duties(world: &World, request: pb::ListReportDutiesRequest) -> Vec<pb::ReportDuty> {
    campaigns(world).list_report_duties(request).await.unwrap().into_inner().duties
}

#[tokio::test]
async fn a_campaign_has_the_days_of_the_rules_and_is_opened_once_even_by_calls_at_once() {
    let world = World::start().await;
    let asked = pb::CreateAnnualReportCampaignRequest { validate_only: true, ..opening(YEAR) };
    campaigns(&world).create_annual_report_campaign(asked).await.unwrap();
    let calls = (0..4).map(|_| {
        let mut client = campaigns(&world);
        async move { client.create_annual_report_campaign(opening(YEAR)).await }
    });
    let outcomes = join_all(calls).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "REPORT_CAMPAIGN_EXISTS".into()); 3]);
    let request = pb::ListAnnualReportCampaignsRequest::default();
    let listed = campaigns(&world).list_annual_report_campaigns(request).await.unwrap().into_inner();
    let campaign = listed.campaigns[0].clone();
    assert_eq!((campaign.due_date, campaign.supervising_due_date), (date(2027, 5, 31), date(2027, 3, 31)));
    assert_eq!(
        (campaign.registered_by, campaign.department.as_str()),
        (date(2026, 6, 30), "departments/civil-affairs")
    );
    assert_eq!(campaign.rules, ["AI-01@1", "AI-01a@1", "AI-01b@1"]);
    let request = pb::GetAnnualReportCampaignRequest { name: campaign.name.clone() };
    let got = campaigns(&world).get_annual_report_campaign(request).await.unwrap().into_inner().campaign;
    assert_eq!(got, Some(campaign.clone()));
    let facts = world.facts::<pb::AnnualReportCampaignOpened>().await;
    assert_eq!(facts.iter().map(|fact| fact.campaign.as_str()).collect::<Vec<_>>(), [campaign.name.as_str()]);
}

#[tokio::test]
async fn a_repeat_opens_once_and_what_is_wrong_is_named() {
    let world = World::start().await;
    let caller = world.caller(CIVIL, &["report-authority"]);
    let mut keyed = Campaigns::new(world.client(caller.keyed("k1")));
    let first = keyed.create_annual_report_campaign(opening(YEAR)).await.unwrap().into_inner();
    assert_eq!(keyed.create_annual_report_campaign(opening(YEAR)).await.unwrap().into_inner(), first);
    let empty = pb::CreateAnnualReportCampaignRequest::default();
    let refused = campaigns(&world).create_annual_report_campaign(empty).await.unwrap_err();
    assert_eq!(violated(&refused), ["campaign.kind", "campaign.year"]);
    let refused = campaigns(&world).create_annual_report_campaign(opening(2025)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_CAMPAIGN_OVER".into()));
    assert_eq!(metadata(&refused, "due_date"), "2026-05-31");
    let refused = campaigns(&world).create_annual_report_campaign(opening(2010)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_FORM_NOT_FOUND".into()));
}

#[tokio::test]
async fn the_population_is_enrolled_once_however_often_and_late_comers_are_added() {
    let world = World::start().await;
    world.organizations(3).await;
    world.organization(4, "330521").await;
    for (serial, established) in [(5, date(2026, 7, 1)), (6, None)] {
        let request = registry::CreateOrganizationRequest {
            organization: Some(registry::Organization {
                code: code(serial),
                title: format!("湖州市第{serial}社会组织"),
                kind: OrganizationKind::SocialGroup.into(),
                division: HUZHOU.into(),
                established_date: established,
                ..Default::default()
            }),
            status: registry::OrganizationStatus::Active.into(),
            basis: "湖民社登〔2026〕1号".into(),
            ..Default::default()
        };
        world.register().create_organization(request).await.unwrap();
    }
    let campaign = opened(&world, YEAR).await;
    let told = enrolled(&world, &campaign).await;
    assert_eq!((told.read_count, told.enrolled_count, told.known_count), (5, 3, 0));
    assert_eq!((told.late_count, told.unknown_count, told.done), (1, 1, true));
    world.organization(7, HUZHOU).await;
    let told = enrolled(&world, &campaign).await;
    assert_eq!((told.read_count, told.enrolled_count, told.known_count), (6, 1, 3));
    let all = duties(&world, pb::ListReportDutiesRequest { parent: campaign.name.clone(), ..Default::default() }).await;
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|duty| duty.state() == pb::ReportDutyState::Owed && !duty.overdue));
    world.suite.clock().advance(Duration::days(365));
    let request = pb::EnrollAnnualReportCampaignRequest { name: campaign.name };
    let refused = campaigns(&world).enroll_annual_report_campaign(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_CAMPAIGN_OVER".into()));
}

#[tokio::test]
async fn a_city_can_ask_its_counties_organisations_and_sees_them_by_division() {
    let world = World::start().await;
    world.organizations(2).await;
    world.organization(3, "330521").await;
    let mut request = opening(YEAR);
    request.campaign.as_mut().unwrap().include_below = true;
    let answer = campaigns(&world).create_annual_report_campaign(request).await.unwrap().into_inner();
    let campaign = answer.campaign.unwrap();
    assert_eq!(enrolled(&world, &campaign).await.enrolled_count, 3);
    let request = pb::GetAnnualReportStatisticsRequest { name: campaign.name.clone() };
    let answer = campaigns(&world).get_annual_report_statistics(request).await.unwrap().into_inner();
    let counted: Vec<_> = answer.statistics.iter().map(|it| (it.division.as_str(), it.owed_count)).collect();
    assert_eq!(counted, [("330500", 2), ("330521", 1)]);
    let here = pb::ListReportDutiesRequest { parent: campaign.name, division: "330521".into(), ..Default::default() };
    let here = duties(&world, here).await;
    assert_eq!(here.iter().map(|duty| duty.organization.clone()).collect::<Vec<_>>(), [organization(3)]);
}

#[tokio::test]
async fn charities_are_exempt_before_or_after_the_enrolment_but_not_once_they_have_reported() {
    let (world, campaign) = due(3).await;
    world.organization(9, HUZHOU).await;
    let exempt = |serials: &[u32]| pb::ExemptFromAnnualReportRequest {
        name: campaign.name.clone(),
        organizations: serials.iter().map(|serial| organization(*serial)).collect(),
        exemption: pb::ReportExemption::Charity.into(),
        reason: "慈善组织".into(),
    };
    let answer = campaigns(&world).exempt_from_annual_report(exempt(&[1, 9])).await.unwrap().into_inner();
    assert_eq!(answer.exempt_count, 2);
    let by_state = |state: pb::ReportDutyState| pb::ListReportDutiesRequest {
        parent: campaign.name.clone(),
        state: state.into(),
        ..Default::default()
    };
    let exempted = duties(&world, by_state(pb::ReportDutyState::Exempt)).await;
    let told: Vec<_> = exempted.iter().map(|duty| (duty.exemption(), duty.exempt_reason.as_str())).collect();
    assert_eq!(told, [(pb::ReportExemption::Charity, "慈善组织"); 2]);
    let refused = portal(&world).create_annual_report(drafting(1, Vec::new())).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_NOT_DUE".into()));
    submit(&world, &draft(&world, 2).await).await.unwrap();
    let refused = campaigns(&world).exempt_from_annual_report(exempt(&[2, 3])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_DUTY_MET".into()));
    assert_eq!(metadata(&refused, "organizations"), code(2));
    let submitted = duties(&world, by_state(pb::ReportDutyState::Submitted)).await;
    assert_eq!(submitted.iter().map(|duty| duty.submit_date).collect::<Vec<_>>(), [date(2027, 1, 3)]);
    assert_eq!(duties(&world, by_state(pb::ReportDutyState::Owed)).await.len(), 1);
    let wrong = pb::ExemptFromAnnualReportRequest {
        organizations: vec![organization(1), organization(1), "x".into()],
        exemption: pb::ReportExemption::Other.into(),
        reason: String::new(),
        ..exempt(&[])
    };
    let refused = campaigns(&world).exempt_from_annual_report(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["organizations[1]", "organizations[2]", "reason"]);
}

#[tokio::test]
async fn campaigns_and_duties_are_paged() {
    let (world, campaign) = due(5).await;
    let (mut seen, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListReportDutiesRequest {
            parent: campaign.name.clone(),
            page_size: 2,
            page_token: page_token.clone(),
            ..Default::default()
        };
        let answer = campaigns(&world).list_report_duties(request).await.unwrap().into_inner();
        seen.extend(answer.duties.into_iter().map(|duty| duty.organization));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, (1..=5).map(organization).collect::<Vec<_>>());
    opened(&world, 2027).await;
    let request = pb::ListAnnualReportCampaignsRequest { page_size: 1, ..Default::default() };
    let first = campaigns(&world).list_annual_report_campaigns(request).await.unwrap().into_inner();
    let request =
        pb::ListAnnualReportCampaignsRequest { page_size: 1, page_token: first.next_page_token, ..Default::default() };
    let second = campaigns(&world).list_annual_report_campaigns(request).await.unwrap().into_inner();
    let years: Vec<i32> = first.campaigns.iter().chain(&second.campaigns).map(|campaign| campaign.year).collect();
    assert_eq!((years, second.next_page_token.as_str()), (vec![2027, 2026], ""));
}

#[tokio::test]
async fn whom_a_campaign_never_asks_it_does_not_exempt() {
    let (world, campaign) = due(1).await;
    world.organization(2, "330521").await;
    world.organization(3, HUZHOU).await;
    let body = format!("MJ{:06}", 1);
    let foundation = UnifiedCode::from_parts(OrganizationClass::Foundation, HUZHOU.parse().unwrap(), &body).unwrap();
    let exempt = |organizations: Vec<String>| pb::ExemptFromAnnualReportRequest {
        name: campaign.name.clone(),
        organizations,
        exemption: pb::ReportExemption::Ending.into(),
        reason: String::new(),
    };
    let foundation = format!("organizations/{foundation}");
    let asked = vec![organization(1), foundation, organization(2), organization(3), organization(8)];
    let refused = campaigns(&world).exempt_from_annual_report(exempt(asked)).await.unwrap_err();
    assert_eq!(violated(&refused), ["organizations[1]", "organizations[2]", "organizations[4]"]);
    assert_eq!(world.suite.count("select count(*) from inspection.report_duty where exemption <> ''").await, 0);
    let asked = exempt(vec![organization(1), organization(3)]);
    let answer = campaigns(&world).exempt_from_annual_report(asked).await.unwrap().into_inner();
    assert_eq!(answer.exempt_count, 2);
}

#[tokio::test]
async fn the_key_of_one_campaigns_enrolment_enrols_in_another_too() {
    let world = World::start().await;
    world.organizations(2).await;
    let (first, second) = (opened(&world, YEAR).await, opened(&world, 2027).await);
    let caller = world.caller(CIVIL, &["report-authority"]);
    for campaign in [&first, &second] {
        let request = pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() };
        let mut keyed = Campaigns::new(world.client(caller.keyed("k1")));
        let mut answers = keyed.enroll_annual_report_campaign(request).await.unwrap().into_inner();
        while answers.message().await.unwrap().is_some() {}
        let request = pb::ListReportDutiesRequest { parent: campaign.name.clone(), ..Default::default() };
        assert_eq!(duties(&world, request).await.len(), 2);
    }
}
