//! Two decisions at once, through the door and past every check.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use sqlx::Connection;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn of_conclusions_at_once_one_is_taken() {
    let (world, _) = due(1).await;
    let report = reviewed(&world, 1).await;
    let values = [pb::ReportValue::Qualified, pb::ReportValue::BasicallyQualified, pb::ReportValue::Unqualified];
    let calls = values.iter().cycle().take(6).map(|value| conclude(&world, &report, *value));
    let outcomes = join_all(calls).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::Aborted, "REPORT_CHANGED".into()); 5]);
    assert_eq!(world.suite.count("select count(*) from inspection.report_conclusion").await, 1);
    assert_eq!(world.facts::<pb::AnnualReportConcluded>().await.len(), 1);
}

#[tokio::test]
async fn the_database_itself_takes_no_second_first_conclusion_and_rewrites_none() {
    let (world, _) = due(1).await;
    conclude(&world, &reviewed(&world, 1).await, pb::ReportValue::Qualified).await.unwrap();
    let mut connection = world.suite.database().connection().await;
    let columns =
        "report, number, kind, value, grounds, decision_number, reasons, department, actor, decided_on, rules,
         announcement, created_at";
    for (number, constraint) in [(1, "report_conclusion_pkey"), (2, "report_conclusion_number_check")] {
        let statement = format!(
            "insert into inspection.report_conclusion ({columns})
             select report, {number}, kind, value, grounds, decision_number, reasons, department, actor, decided_on, rules,
                 announcement, created_at from inspection.report_conclusion"
        );
        let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap_err();
        assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some(constraint));
    }
    for statement in
        ["update inspection.report_conclusion set value = 'unqualified'", "delete from inspection.report_conclusion"]
    {
        assert!(sqlx::raw_sql(statement).execute(&mut connection).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn of_drafts_and_submissions_at_once_one_is_made() {
    let (world, _) = due(1).await;
    let drafts = join_all((0..4).map(|_| {
        let mut client = portal(&world);
        async move { client.create_annual_report(drafting(1, whole(1))).await }
    }))
    .await;
    let refused: Vec<_> = drafts.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "REPORT_EXISTS".into()); 3]);
    let made = drafts.into_iter().find_map(Result::ok).unwrap().into_inner().annual_report.unwrap();
    let outcomes = join_all((0..4).map(|_| submit(&world, &made))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(world.facts::<pb::AnnualReportSubmitted>().await.len(), 1);
}

#[tokio::test]
async fn an_enrolment_beside_another_doubles_nobody() {
    let world = World::start().await;
    world.organizations(6).await;
    let campaign = opened(&world, YEAR).await;
    let (first, second) = futures::join!(enrolled(&world, &campaign), enrolled(&world, &campaign));
    assert_eq!(first.enrolled_count + second.enrolled_count, 6);
    assert_eq!(world.suite.count("select count(*) from inspection.report_duty").await, 6);
}

#[tokio::test]
async fn a_submission_waits_for_the_report_before_it_holds_the_duty() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    let mut decider = world.suite.database().connection().await;
    let mut held = decider.begin().await.unwrap();
    sqlx::query("select from inspection.annual_report for update").execute(&mut *held).await.unwrap();
    let submitted = submit(&world, &report);
    let ordered = async {
        let waiting = "select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like '%inspection.%'";
        while world.suite.count(waiting).await == 0 {
            tokio::task::yield_now().await;
        }
        let free = sqlx::query("select from inspection.report_duty for update nowait").execute(&mut *held).await;
        held.rollback().await.unwrap();
        free
    };
    let (submitted, free) = futures::join!(submitted, ordered);
    free.unwrap();
    submitted.unwrap();
}
