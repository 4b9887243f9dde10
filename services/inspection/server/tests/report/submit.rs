//! SubmitAnnualReport: errors are refused, warnings are kept.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::report_entry::Value;
use time::Duration;
use tonic::Code;
use tonic_types::StatusExt;

use crate::support::*;

#[tokio::test]
async fn errors_are_refused_all_at_once_with_their_rules() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    let wrong = vec![number("liabilities_fen", 6_000_000), number("volunteers", -1)];
    let report = fill(&world, &report, wrong).await;
    let refused = submit(&world, &report).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_HAS_ERRORS".into()));
    assert_eq!(metadata(&refused, "errors"), "3");
    let details = refused.get_error_details();
    let rules: Vec<&str> =
        details.precondition_failure().unwrap().violations.iter().map(|it| it.r#type.as_str()).collect();
    assert_eq!(rules, ["AI-09c@1", "AI-09e@1", "AI-09e@1"]);
    assert_eq!(get(&world, &report).await, report);
}

#[tokio::test]
async fn warnings_are_kept_with_the_submission_and_everybody_learns_of_it() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    let changed = vec![number("party_members", 3), entry("supervising_unit", Value::Text("湖州市教育局".into()))];
    let report = fill(&world, &report, changed).await;
    let submitted = submit(&world, &report).await.unwrap();
    assert_eq!((submitted.state(), submitted.late), (pb::AnnualReportState::Reviewing, false));
    assert_eq!(submitted.findings.iter().map(|it| it.rule.as_str()).collect::<Vec<_>>(), ["AI-09p@1"]);
    assert!(submitted.submit_time.is_some());
    let facts = world.facts::<pb::AnnualReportSubmitted>().await;
    assert_eq!(facts.iter().map(|fact| (fact.warning_count, fact.late)).collect::<Vec<_>>(), [(1, false)]);
    let refused = submit(&world, &submitted).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_NOT_DRAFT".into()));
    assert_eq!(metadata(&refused, "state"), "reviewing");
    let edit = pb::UpdateAnnualReportRequest { name: submitted.name, etag: submitted.etag, ..Default::default() };
    let refused = portal(&world).update_annual_report(edit).await.unwrap_err();
    assert_eq!(reason(&refused).1, "REPORT_NOT_DRAFT");
}

#[tokio::test]
async fn a_year_that_is_not_over_is_not_reported_and_a_rehearsal_leaves_the_draft() {
    let world = World::start().await;
    world.organizations(1).await;
    let campaign = opened(&world, YEAR).await;
    enrolled(&world, &campaign).await;
    let report = draft(&world, 1).await;
    let refused = submit(&world, &report).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_YEAR_NOT_OVER".into()));
    assert_eq!(metadata(&refused, "from"), "2027-01-01");
    world.suite.clock().advance(Duration::days(40));
    let asked = pb::SubmitAnnualReportRequest { validate_only: true, ..submission(&report) };
    let answer = portal(&world).submit_annual_report(asked).await.unwrap().into_inner().annual_report.unwrap();
    assert_eq!(answer.state(), pb::AnnualReportState::Reviewing);
    assert_eq!(get(&world, &report).await, report);
}

#[tokio::test]
async fn a_repeat_submits_once() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    let mut keyed = Reports::new(world.client(world.caller("data-bureau", &["report-filer"]).keyed("k1")));
    let first = keyed.submit_annual_report(submission(&report)).await.unwrap().into_inner();
    assert_eq!(keyed.submit_annual_report(submission(&report)).await.unwrap().into_inner(), first);
    assert_eq!(world.facts::<pb::AnnualReportSubmitted>().await.len(), 1);
}

#[tokio::test]
async fn somebody_elses_draft_is_not_filled_in_or_submitted() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    let mut other = Reports::new(world.client(world.caller("tax", &["report-filer"]).fresh()));
    let refused = other.submit_annual_report(submission(&report)).await.unwrap_err();
    assert_eq!(reason(&refused).0, Code::PermissionDenied);
    let edit = pb::UpdateAnnualReportRequest { name: report.name, etag: report.etag, ..Default::default() };
    assert_eq!(other.update_annual_report(edit).await.unwrap_err().code(), Code::PermissionDenied);
}
