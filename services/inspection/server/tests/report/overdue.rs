//! The day after the last day: what did not come is marked, told and listed, once.

use onecode_proto::inspection::v1 as pb;
use time::macros::date;
use time::{Date, Duration};
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn the_day_after_the_last_day_every_duty_not_met_is_overdue_once() {
    let (world, campaign) = due(4).await;
    submit(&world, &draft(&world, 1).await).await.unwrap();
    draft(&world, 2).await;
    let exempt = pb::ExemptFromAnnualReportRequest {
        name: campaign.name.clone(),
        organizations: vec![organization(3)],
        exemption: pb::ReportExemption::Ending.into(),
        reason: String::new(),
    };
    campaigns(&world).exempt_from_annual_report(exempt).await.unwrap();
    world.suite.clock().advance(Duration::days(148)); // 31 May 2027
    assert_eq!(swept(&world).await.missed, 0);
    let before = world.suite.count("select count(*) from uow.audit").await;
    assert_eq!(swept(&world).await.missed, 0);
    assert_eq!(
        world.suite.count("select count(*) from uow.audit").await,
        before,
        "a sweep that finds nothing leaves no trace"
    );
    world.suite.clock().advance(Duration::days(1));
    let (first, second) = futures::join!(swept(&world), swept(&world));
    let background = world.suite.count("select count(*) from inspection.report_duty where overdue").await;
    assert_eq!((first.missed + second.missed <= 2, background), (true, 2));
    let facts = world.facts::<pb::AnnualReportMissed>().await;
    let mut missed: Vec<&str> = facts.iter().map(|fact| fact.organization.as_str()).collect();
    missed.sort_unstable();
    assert_eq!(missed, [organization(2), organization(4)]);
    assert!(
        facts.iter().all(|fact| fact.due_date == date(2027, 5, 31) && fact.department == "departments/civil-affairs")
    );
    assert_eq!(outcomes(&world).await, vec![("report_missed".to_owned(), String::new()); 2]);
    let request = pb::ListReportDutiesRequest { parent: campaign.name.clone(), overdue: true, ..Default::default() };
    let listed = campaigns(&world).list_report_duties(request).await.unwrap().into_inner().duties;
    assert_eq!(
        listed.iter().map(|duty| duty.organization.clone()).collect::<Vec<_>>(),
        [organization(2), organization(4)]
    );
    assert!(listed.iter().all(|duty| duty.overdue && !duty.second_year_running));
}

#[tokio::test]
async fn a_report_that_comes_late_is_taken_and_stays_late() {
    let (world, campaign) = due(1).await;
    let report = draft(&world, 1).await;
    world.suite.clock().advance(Duration::days(150));
    assert_eq!(swept(&world).await.missed, 1);
    let submitted = submit(&world, &report).await.unwrap();
    assert!(submitted.late);
    assert_eq!(outcomes(&world).await, []);
    let request = pb::GetAnnualReportStatisticsRequest { name: campaign.name.clone() };
    let told = campaigns(&world).get_annual_report_statistics(request).await.unwrap().into_inner().statistics;
    assert_eq!((told[0].overdue_count, told[0].submitted_count), (1, 1));
    let exempt = pb::ExemptFromAnnualReportRequest {
        name: campaign.name,
        organizations: vec![organization(1)],
        exemption: pb::ReportExemption::Charity.into(),
        reason: String::new(),
    };
    let refused = campaigns(&world).exempt_from_annual_report(exempt).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_CAMPAIGN_OVER".into()));
}

#[tokio::test]
async fn a_second_year_without_a_report_is_told_as_such_and_the_next_asks_for_a_rectification_report() {
    let (world, _) = due(1).await;
    world.suite.clock().advance(Duration::days(150));
    swept(&world).await;
    let next = opened(&world, 2027).await;
    enrolled(&world, &next).await;
    world.suite.clock().advance(Duration::days(366));
    assert_eq!(swept(&world).await.missed, 1);
    let facts = world.facts::<pb::AnnualReportMissed>().await;
    assert_eq!(facts.iter().map(|fact| fact.second_year_running).collect::<Vec<_>>(), [false, true]);
    let request = pb::ListReportDutiesRequest { parent: next.name, overdue: true, ..Default::default() };
    let listed = campaigns(&world).list_report_duties(request).await.unwrap().into_inner().duties;
    assert!(listed[0].second_year_running);
    let content = Some(pb::ReportContent { entries: whole(1), rectification_report: false });
    let request = pb::PreCheckAnnualReportRequest { parent: organization(1), year: 2028, content };
    let found = portal(&world).pre_check_annual_report(request).await.unwrap().into_inner().findings;
    assert!(found.iter().any(|finding| finding.rule == "AI-09@1" && finding.description.contains("未参加年检")));
}

#[tokio::test]
async fn a_delay_that_was_none_is_annulled_with_what_was_noted_of_it() {
    let (world, campaign) = due(1).await;
    let report = draft(&world, 1).await;
    world.suite.clock().advance(Duration::days(149)); // 1 June 2027
    let late = submit(&world, &report).await.unwrap();
    let annul = |report: &pb::AnnualReport| pb::AnnulAnnualReportDelayRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        decision_number: "湖民年检撤〔2027〕1号".into(),
        reasons: "纸质材料已于期限内送达".into(),
    };
    let unsaid =
        pb::AnnulAnnualReportDelayRequest { decision_number: String::new(), reasons: " ".into(), ..annul(&late) };
    let refused = authority(&world).annul_annual_report_delay(unsaid).await.unwrap_err();
    assert_eq!(violated(&refused), ["decision_number", "reasons"]);
    let refused = supervisor(&world).annul_annual_report_delay(annul(&late)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PERMISSION_MISSING");

    let annulled = authority(&world).annul_annual_report_delay(annul(&late)).await.unwrap().into_inner();
    let report = annulled.annual_report.unwrap();
    assert!(!report.late);
    let request = pb::ListReportDutiesRequest { parent: campaign.name, ..Default::default() };
    let listed = campaigns(&world).list_report_duties(request).await.unwrap().into_inner().duties;
    assert!(!listed[0].overdue);
    let standing = "select count(*) from inspection.outcome where kind = 'report_missed' and withdrawn_on is null";
    assert_eq!(world.suite.count(standing).await, 0);
    assert_eq!(world.facts::<pb::AnnualReportDelayAnnulled>().await.len(), 1);
    assert_eq!(swept(&world).await.missed, 0);
    let again = authority(&world).annul_annual_report_delay(annul(&report)).await.unwrap_err();
    assert_eq!(reason(&again).1, "REPORT_NOT_LATE");
}

/// What a report that comes on 1 June leaves on record, with or without a sweep before it.
async fn late_by_a_day(sweep: bool) -> (bool, Vec<String>, Vec<(Date, Option<Date>)>) {
    let (world, campaign) = due(1).await;
    let report = draft(&world, 1).await;
    world.suite.clock().advance(Duration::days(149)); // 1 June 2027
    if sweep {
        assert_eq!(swept(&world).await.missed, 1);
    }
    assert!(submit(&world, &report).await.unwrap().late);
    assert_eq!(swept(&world).await.missed, 0);
    let request = pb::ListReportDutiesRequest { parent: campaign.name, ..Default::default() };
    let listed = campaigns(&world).list_report_duties(request).await.unwrap().into_inner().duties;
    let facts = world.facts::<pb::AnnualReportMissed>().await;
    let told = facts.into_iter().map(|fact| format!("{} {:?}", fact.organization, fact.due_date)).collect();
    let query = "select counts_from, counts_until from inspection.outcome where kind = 'report_missed'";
    let noted = sqlx::query_as(query).fetch_all(&mut world.suite.database().connection().await).await.unwrap();
    (listed[0].overdue, told, noted)
}

#[tokio::test]
async fn what_a_late_report_leaves_on_record_does_not_hang_on_the_sweeper() {
    let (overdue, told, noted) = late_by_a_day(false).await;
    assert!(overdue);
    assert_eq!(told.len(), 1);
    assert_eq!(noted, [(date!(2027 - 06 - 01), Some(date!(2027 - 06 - 01)))]);
    assert_eq!((overdue, told, noted), late_by_a_day(true).await);
}
