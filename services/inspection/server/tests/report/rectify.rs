//! RectifyAnnualReport and ReevaluateAnnualReport, and what the sweeper tells of a rectification that does not come.

use onecode_proto::inspection::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn ordered(world: &World) -> pb::AnnualReport {
    conclude(world, &reviewed(world, 1).await, pb::ReportValue::BasicallyQualified).await.unwrap()
}

#[tokio::test]
async fn what_was_put_right_is_evaluated_again_and_the_former_conclusion_ends() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    let early = authority(&world).reevaluate_annual_report(reevaluation(&report, pb::ReportValue::Qualified)).await;
    assert_eq!(reason(&early.unwrap_err()), (Code::FailedPrecondition, "TERM_RUNNING".into()));
    let rectified = rectify(&world, &report).await;
    assert_eq!(rectified.state(), pb::AnnualReportState::Rectified);
    assert_eq!(rectified.rectification.as_ref().unwrap().date, date(2027, 1, 3));
    assert_eq!(world.facts::<pb::AnnualReportRectified>().await.len(), 1);
    let request = reevaluation(&rectified, pb::ReportValue::Qualified);
    let answer = authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
    let ended = answer.annual_report.unwrap();
    assert_eq!((ended.state(), ended.value()), (pb::AnnualReportState::Concluded, pb::ReportValue::Qualified));
    let kinds: Vec<pb::ReportConclusionKind> = ended.conclusions.iter().map(pb::ReportConclusion::kind).collect();
    assert_eq!(kinds, [pb::ReportConclusionKind::First, pb::ReportConclusionKind::Reevaluation]);
    assert_eq!(outcomes(&world).await, [("report_concluded".to_owned(), "qualified".to_owned())]);
    let facts = world.facts::<pb::AnnualReportConcluded>().await;
    assert_eq!(facts[1].previous_value(), pb::ReportValue::BasicallyQualified);
}

#[tokio::test]
async fn a_rectification_that_does_not_come_is_told_once_and_can_still_come_late() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    world.suite.clock().advance(Duration::days(90));
    assert_eq!(
        swept(&world).await.unrectified,
        0,
        "3 April is a Saturday; the term rolls over where the calendar is known"
    );
    world.suite.clock().advance(Duration::days(10));
    assert_eq!(swept(&world).await.unrectified, 1);
    assert_eq!(swept(&world).await.unrectified, 0);
    let missed = get(&world, &report).await;
    assert!(missed.rectification_missed);
    let facts = world.facts::<pb::AnnualReportRectificationMissed>().await;
    assert_eq!(
        facts.iter().map(pb::AnnualReportRectificationMissed::value).collect::<Vec<_>>(),
        [pb::ReportValue::BasicallyQualified]
    );
    assert!(outcomes(&world).await.contains(&("rectification_missed".to_owned(), "basically_qualified".to_owned())));
    let rectified = rectify(&world, &missed).await;
    assert!(rectified.rectification_missed && rectified.state() == pb::AnnualReportState::Rectified);
    assert_eq!(outcomes(&world).await, [("report_concluded".to_owned(), "basically_qualified".to_owned())]);
}

#[tokio::test]
async fn whoever_never_rectifies_is_evaluated_all_the_same() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    world.suite.clock().advance(Duration::days(100));
    let request = pb::ReevaluateAnnualReportRequest {
        reasons: "逾期未整改".into(),
        ..reevaluation(&report, pb::ReportValue::Unqualified)
    };
    let answer = authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
    let ended = answer.annual_report.unwrap();
    assert_eq!((ended.state(), ended.value()), (pb::AnnualReportState::Concluded, pb::ReportValue::Unqualified));
    let refused = portal(&world)
        .rectify_annual_report(pb::RectifyAnnualReportRequest {
            name: ended.name.clone(),
            etag: ended.etag.clone(),
            rectification: Some(pb::AnnualReportRectification { summary: "已整改".into(), date: None }),
            documents: Vec::new(),
        })
        .await
        .unwrap_err();
    assert_eq!(reason(&refused).1, "CASE_STATE");
}

#[tokio::test]
async fn a_rectification_says_what_was_put_right_and_a_reevaluation_why() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    let empty = pb::RectifyAnnualReportRequest { name: report.name.clone(), ..Default::default() };
    let refused = portal(&world).rectify_annual_report(empty).await.unwrap_err();
    assert_eq!(violated(&refused), ["etag", "rectification.summary"]);
    let silent = pb::ReevaluateAnnualReportRequest {
        reasons: String::new(),
        ..reevaluation(&report, pb::ReportValue::Qualified)
    };
    let refused = authority(&world).reevaluate_annual_report(silent).await.unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
}

#[tokio::test]
async fn a_rectification_that_comes_late_is_missed_whether_the_sweeper_came_by_or_not() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    world.suite.clock().advance(Duration::days(100));
    let rectified = rectify(&world, &report).await;
    assert!(rectified.rectification_missed);
    assert_eq!(swept(&world).await.unrectified, 0);
    assert_eq!(world.facts::<pb::AnnualReportRectificationMissed>().await.len(), 1);
    let noted =
        "select count(*) from inspection.outcome where kind = 'rectification_missed' and counts_until is not null";
    assert_eq!(world.suite.count(noted).await, 1, "it ended when the rectification was reported");
}

#[tokio::test]
async fn a_missed_rectification_ends_where_the_evaluation_is_qualified_all_the_same() {
    for (value, left) in [(pb::ReportValue::Qualified, 0), (pb::ReportValue::Unqualified, 1)] {
        let (world, _) = due(1).await;
        let report = ordered(&world).await;
        world.suite.clock().advance(Duration::days(100));
        let request = reevaluation(&report, value);
        let answer = authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
        assert!(answer.annual_report.unwrap().rectification_missed);
        assert_eq!(world.facts::<pb::AnnualReportRectificationMissed>().await.len(), 1);
        let missed = outcomes(&world).await.into_iter().filter(|(kind, _)| kind == "rectification_missed").count();
        assert_eq!(missed, left, "{value:?}");
    }
}

#[tokio::test]
async fn the_last_day_of_a_rectification_is_that_of_its_term() {
    let (world, _) = due(1).await;
    let report = ordered(&world).await;
    assert_eq!(report.rectification_due_date, date(2027, 4, 3));
    world.tamper("update casework.deadline set due_on = date '2027-04-06' where key = 'rectification'").await;
    assert_eq!(get(&world, &report).await.rectification_due_date, date(2027, 4, 6));
}
