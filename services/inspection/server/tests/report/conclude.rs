//! ConcludeAnnualReport: as the grounds lead to it, announced, and once.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_report_without_grounds_is_qualified_and_closed() {
    let (world, _) = due(1).await;
    let report = reviewed(&world, 1).await;
    let concluded = conclude(&world, &report, pb::ReportValue::Qualified).await.unwrap();
    assert_eq!((concluded.state(), concluded.value()), (pb::AnnualReportState::Concluded, pb::ReportValue::Qualified));
    assert_eq!((concluded.rectification_due_date, concluded.conclusions.len()), (None, 1));
    assert_eq!(concluded.conclusions[0].rules, ["AI-02@1"]);
    assert_eq!(outcomes(&world).await, [("report_concluded".to_owned(), "qualified".to_owned())]);
    let again = conclude(&world, &concluded, pb::ReportValue::Qualified).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "REPORT_CONCLUDED".into()));
}

#[tokio::test]
async fn a_minor_ground_leads_to_basically_qualified_three_months_to_rectify_and_an_announcement() {
    let (world, campaign) = due(1).await;
    let report = reviewed(&world, 1).await;
    let concluded = conclude(&world, &report, pb::ReportValue::BasicallyQualified).await.unwrap();
    assert_eq!(concluded.state(), pb::AnnualReportState::Rectifying);
    assert_eq!(concluded.rectification_due_date, date(2027, 4, 3));
    let conclusion = &concluded.conclusions[0];
    assert_eq!((conclusion.number, conclusion.kind()), (1, pb::ReportConclusionKind::First));
    assert_eq!(conclusion.grounds[0].rule, "AI-03g@1");
    assert!(conclusion.grounds[0].title.starts_with("不按照规定办理变更登记"));
    assert_eq!(conclusion.rules, ["AI-02@1", "AI-04@1"]);
    let caller = world.caller("notary", &["public-portal"]);
    let mut public = PublicityServiceClient::new(world.suite.client(caller.fresh()));
    let request = pc::ListAnnouncementsRequest::default();
    let announced = public.list_announcements(request).await.unwrap().into_inner().announcements;
    assert_eq!(announced.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [conclusion.announcement.as_str()]);
    assert!(announced[0].body.contains("基本合格，责令限期整改"), "{}", announced[0].body);
    let facts = world.facts::<pb::AnnualReportConcluded>().await;
    assert_eq!(facts.len(), 1);
    assert_eq!(
        (facts[0].conclusion.clone(), facts[0].rectification_due_date),
        (Some(conclusion.clone()), date(2027, 4, 3))
    );
    let request = pb::GetAnnualReportStatisticsRequest { name: campaign.name };
    let told = campaigns(&world).get_annual_report_statistics(request).await.unwrap().into_inner().statistics;
    assert_eq!((told[0].submitted_count, told[0].basically_qualified_count, told[0].overdue_count), (1, 1, 0));
}

#[tokio::test]
async fn the_conclusion_must_be_what_its_grounds_lead_to() {
    use pb::ReportGravity::{Minor, Serious};
    let (world, _) = due(1).await;
    let report = reviewed(&world, 1).await;
    let base = conclusion(&report, pb::ReportValue::BasicallyQualified);
    for (value, grounds, code, expected, leads) in [
        (
            pb::ReportValue::Unqualified,
            vec![ground("AI-03g", Minor)],
            Code::InvalidArgument,
            "REPORT_CONCLUSION_NOT_OF_GROUNDS",
            "basically_qualified",
        ),
        (
            pb::ReportValue::BasicallyQualified,
            vec![ground("AI-03g", Serious)],
            Code::InvalidArgument,
            "REPORT_CONCLUSION_NOT_OF_GROUNDS",
            "unqualified",
        ),
        (
            pb::ReportValue::BasicallyQualified,
            vec![ground("AI-03z", Minor)],
            Code::InvalidArgument,
            "REPORT_GROUND_NOT_FOUND",
            "",
        ),
        (
            pb::ReportValue::BasicallyQualified,
            vec![ground("AI-03g", Minor); 2],
            Code::InvalidArgument,
            "REPORT_GROUND_TWICE",
            "",
        ),
        (
            pb::ReportValue::Qualified,
            vec![ground("AI-03g", Minor)],
            Code::InvalidArgument,
            "REPORT_CONCLUSION_NOT_OF_GROUNDS",
            "basically_qualified",
        ),
    ] {
        let request = pb::ConcludeAnnualReportRequest { value: value.into(), grounds, ..base.clone() };
        let refused = authority(&world).conclude_annual_report(request).await.unwrap_err();
        assert_eq!(reason(&refused), (code, expected.into()));
        let leads_to = if leads.is_empty() { String::new() } else { metadata(&refused, "value") };
        assert_eq!(leads_to, leads);
    }
    let empty = pb::ConcludeAnnualReportRequest {
        name: report.name.clone(),
        grounds: vec![pb::ReportGround::default()],
        ..Default::default()
    };
    let refused = authority(&world).conclude_annual_report(empty).await.unwrap_err();
    assert_eq!(violated(&refused), ["decision_number", "etag", "grounds[0].gravity", "grounds[0].rule", "value"]);
    assert_eq!(get(&world, &report).await, report);
}

#[tokio::test]
async fn the_opinion_is_awaited_until_its_term_is_over_and_objections_are_answered_by_reasons() {
    let (world, _) = due(2).await;
    let silent = submit(&world, &draft(&world, 1).await).await.unwrap();
    let early = conclude(&world, &silent, pb::ReportValue::Qualified).await.unwrap_err();
    assert_eq!(reason(&early).1, "OPINIONS_OUTSTANDING");
    let objected = submit(&world, &draft(&world, 2).await).await.unwrap();
    let objected = opine(&world, &objected, false).await;
    let unweighed = conclude(&world, &objected, pb::ReportValue::Qualified).await.unwrap_err();
    assert_eq!(reason(&unweighed).1, "REASONS_REQUIRED");
    let weighed = pb::ConcludeAnnualReportRequest {
        reasons: "经核实，活动情况属实".into(),
        ..conclusion(&objected, pb::ReportValue::Qualified)
    };
    authority(&world).conclude_annual_report(weighed).await.unwrap();
    world.suite.clock().advance(Duration::days(40));
    let late = pb::ConcludeAnnualReportRequest {
        reasons: "业务主管单位逾期未提出意见".into(),
        ..conclusion(&silent, pb::ReportValue::Qualified)
    };
    authority(&world).conclude_annual_report(late).await.unwrap();
}

#[tokio::test]
async fn a_repeat_concludes_once_and_drafts_are_not_concluded() {
    let (world, _) = due(2).await;
    let report = reviewed(&world, 1).await;
    let mut keyed = Reports::new(world.client(world.caller(CIVIL, &["report-authority"]).keyed("k1")));
    let request = conclusion(&report, pb::ReportValue::Unqualified);
    let first = keyed.conclude_annual_report(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.conclude_annual_report(request).await.unwrap().into_inner(), first);
    assert_eq!(world.suite.count("select count(*) from inspection.report_conclusion").await, 1);
    let refused = conclude(&world, &draft(&world, 2).await, pb::ReportValue::Qualified).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn two_years_of_unqualified_are_told_and_nothing_follows_by_itself() {
    let (world, _) = due(1).await;
    let unqualified = conclude(&world, &reviewed(&world, 1).await, pb::ReportValue::Unqualified).await.unwrap();
    assert!(!unqualified.second_year_running);
    let statement = "insert into inspection.report_duty (year, code, campaign, division, due_on, submitted_on, value, created_at, updated_at)
         select 2025, code, campaign, division, date '2026-05-31', date '2026-05-01', 'unqualified', now(), now()
         from inspection.report_duty";
    world.tamper(statement).await;
    assert!(get(&world, &unqualified).await.second_year_running);
    assert_eq!(outcomes(&world).await, [("report_concluded".to_owned(), "unqualified".to_owned())]);
}
