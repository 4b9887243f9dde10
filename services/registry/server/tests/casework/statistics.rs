//! TaskService, statistics: how departments fare with their steps.

use onecode_proto::procedure::v1 as pb;
use testkit::Suite;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn rows(suite: &Suite, request: pb::GetTaskStatisticsRequest) -> Vec<pb::TaskStatistics> {
    tasks(suite, &head(suite)).get_task_statistics(request).await.unwrap().into_inner().rows
}

fn of<'a>(rows: &'a [pb::TaskStatistics], step: &str) -> &'a pb::TaskStatistics {
    rows.iter().find(|row| row.step == step).unwrap()
}

#[tokio::test]
async fn counts_durations_and_delays_are_those_of_the_tasks() {
    let suite = registry().await;
    let (quick, slow) = (submitted(&suite).await, submitted(&suite).await);
    submitted(&suite).await;
    suite.clock().advance(Duration::hours(2));
    moved(&suite, quick, act(REGISTRAR, "accept")).await;
    suite.clock().advance(Duration::days(8));
    moved(&suite, slow, act(REGISTRAR, "accept")).await;
    let all = rows(&suite, pb::GetTaskStatisticsRequest::default()).await;
    let keys: Vec<_> = all.iter().map(|row| (row.department.as_str(), row.step.as_str())).collect();
    assert!(keys.is_sorted());
    let checked = of(&all, "state:submitted");
    assert_eq!(
        (checked.department.as_str(), checked.procedure.as_str()),
        ("departments/civil-affairs", "establishment")
    );
    assert_eq!((checked.open_count, checked.open_overdue_count), (1, 1));
    assert_eq!((checked.done_count, checked.done_overdue_count, checked.dropped_count), (2, 1, 0));
    assert_eq!((checked.done_seconds, checked.longest_seconds), (2 * 7_200 + 8 * 86_400, 7_200 + 8 * 86_400));
    let asked = of(&all, "opinion:consultation");
    assert_eq!((asked.open_count, asked.open_overdue_count, asked.done_count, asked.done_seconds), (2, 0, 0, 0));

    moved(&suite, quick, reasoned(REGISTRAR, "refuse")).await;
    let all = rows(&suite, pb::GetTaskStatisticsRequest::default()).await;
    assert_eq!((of(&all, "opinion:consultation").dropped_count, of(&all, "opinion:consultation").open_count), (1, 1));
}

#[tokio::test]
async fn statistics_are_of_a_span_and_a_place() {
    let suite = registry().await;
    submitted(&suite).await;
    suite.clock().advance(Duration::days(1));
    submitted(&suite).await;
    let count = async |request: pb::GetTaskStatisticsRequest| {
        rows(&suite, request).await.iter().filter(|row| row.step == "state:submitted").map(|row| row.open_count).sum()
    };
    let span = |from_date, before_date| pb::GetTaskStatisticsRequest { from_date, before_date, ..Default::default() };
    let counted: [i64; 4] = [
        count(span(None, None)).await,
        count(span(date(2026, 11, 25), None)).await,
        count(span(None, date(2026, 11, 25))).await,
        count(span(date(2026, 11, 26), None)).await,
    ];
    assert_eq!(counted, [2, 1, 1, 0]);
    for (division, expected) in [(HUZHOU, 2_i64), ("330521", 0), (HANGZHOU, 0)] {
        let here = pb::GetTaskStatisticsRequest { division: division.into(), ..Default::default() };
        assert_eq!(count(here).await, expected, "{division}");
    }
    let request = pb::GetTaskStatisticsRequest::default();
    let far = tasks(&suite, &neighbour(&suite)).get_task_statistics(request.clone()).await.unwrap();
    assert_eq!(far.into_inner().rows, []);
    let clerk = suite.identities().caller(REGISTRAR, HUZHOU, &["registry-registrar"]);
    let denied = tasks(&suite, &clerk).get_task_statistics(request).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}
