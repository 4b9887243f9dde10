//! CorrectAnnualReportConclusion: a published conclusion that was wrong (AI-06).

use onecode_proto::inspection::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn qualified(world: &World) -> pb::AnnualReport {
    conclude(world, &reviewed(world, 1).await, pb::ReportValue::Qualified).await.unwrap()
}

async fn corrected(world: &World, report: &pb::AnnualReport, value: pb::ReportValue) -> pb::AnnualReport {
    let request = correction(report, value);
    let answer = authority(world).correct_annual_report_conclusion(request).await.unwrap().into_inner();
    answer.annual_report.unwrap()
}

#[tokio::test]
async fn a_correction_is_a_case_of_its_own_and_the_former_conclusion_never_was() {
    let (world, _) = due(1).await;
    let report = qualified(&world).await;
    let wrong = corrected(&world, &report, pb::ReportValue::Unqualified).await;
    assert_eq!((wrong.state(), wrong.value()), (pb::AnnualReportState::Rectifying, pb::ReportValue::Unqualified));
    assert_ne!(wrong.case, report.case);
    assert_eq!(wrong.rectification_due_date, date(2027, 4, 3));
    assert_eq!(wrong.conclusions[1].kind(), pb::ReportConclusionKind::Correction);
    assert_eq!(wrong.conclusions[1].rules, ["AI-04@1", "AI-06@1"]);
    assert_eq!(outcomes(&world).await, [("report_concluded".to_owned(), "unqualified".to_owned())]);
    assert_eq!(world.suite.count("select count(*) from inspection.outcome where withdrawn_on is not null").await, 1);
    let rectified = rectify(&world, &wrong).await;
    let request = reevaluation(&rectified, pb::ReportValue::Qualified);
    let answer = authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
    assert_eq!(answer.annual_report.unwrap().conclusions.len(), 3);
}

#[tokio::test]
async fn only_what_is_closed_and_otherwise_and_by_its_authority_is_corrected() {
    let (world, _) = due(2).await;
    let open = reviewed(&world, 2).await;
    let request = correction(&open, pb::ReportValue::Unqualified);
    let refused = authority(&world).correct_annual_report_conclusion(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_NOT_CONCLUDED".into()));
    assert_eq!(metadata(&refused, "state"), "reviewing");
    let report = qualified(&world).await;
    let request = correction(&report, pb::ReportValue::Qualified);
    let refused = authority(&world).correct_annual_report_conclusion(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_CONCLUSION_UNCHANGED".into()));
    assert_eq!(metadata(&refused, "value"), "qualified");
    let mut other = Reports::new(world.client(world.caller("tax", &["report-authority"]).fresh()));
    let request = correction(&report, pb::ReportValue::Unqualified);
    let refused = other.correct_annual_report_conclusion(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "REPORT_NOT_AUTHORITY".into()));
}

#[tokio::test]
async fn a_repeat_corrects_once() {
    let (world, _) = due(1).await;
    let report = qualified(&world).await;
    let mut keyed = Reports::new(world.client(world.caller(CIVIL, &["report-authority"]).keyed("k1")));
    let request = correction(&report, pb::ReportValue::BasicallyQualified);
    let first = keyed.correct_annual_report_conclusion(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.correct_annual_report_conclusion(request).await.unwrap().into_inner(), first);
    assert_eq!(world.suite.count("select count(*) from inspection.report_conclusion").await, 2);
}

#[tokio::test]
async fn a_conclusion_that_a_reevaluation_had_ended_is_not_withdrawn_with_the_one_that_held() {
    let (world, _) = due(1).await;
    let report = conclude(&world, &reviewed(&world, 1).await, pb::ReportValue::BasicallyQualified).await.unwrap();
    world.suite.clock().advance(Duration::days(10));
    let rectified = rectify(&world, &report).await;
    let request = reevaluation(&rectified, pb::ReportValue::Qualified);
    let answer = authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
    world.suite.clock().advance(Duration::days(10));
    corrected(&world, &answer.annual_report.unwrap(), pb::ReportValue::Unqualified).await;
    let query = "select value, counts_until is not null, withdrawn_on is not null from inspection.outcome order by id";
    let noted: Vec<(String, bool, bool)> =
        sqlx::query_as(query).fetch_all(&mut world.suite.database().connection().await).await.unwrap();
    let noted: Vec<_> = noted.iter().map(|(value, ended, withdrawn)| (value.as_str(), *ended, *withdrawn)).collect();
    assert_eq!(
        noted,
        [("basically_qualified", true, false), ("qualified", false, true), ("unqualified", false, false)]
    );
}
