//! How many warnings there are, how fast they are closed, and what is overdue.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::violated_sorted;
use time::Duration;
use tonic::Code;
use vocab::day_of;

use super::support::{Watch, organization};
use crate::world::{HUZHOU, code, date};

impl Watch {
    async fn overview(&self, request: pb::GetRiskOverviewRequest) -> pb::GetRiskOverviewResponse {
        let caller = self.world.caller("finance", &["statistics"]);
        self.risks(&caller).get_risk_overview(request).await.unwrap().into_inner()
    }

    fn in_days(&self, days: i64) -> Option<onecode_proto::google::r#type::Date> {
        let day = day_of(self.world.suite.clock().now()) + Duration::days(days);
        date(day.year(), u8::from(day.month()).into(), day.day().into())
    }
}

fn counted(one: &pb::RiskCount) -> (i64, i64, Option<i32>) {
    (one.open_count, one.closed_count, one.median_close_days)
}

#[tokio::test]
async fn warnings_are_counted_by_level_division_rule_and_month_with_what_is_overdue() {
    let watch = Watch::start().await;
    for serial in 1..5 {
        watch.world.register(&code(serial)).await;
    }
    watch.in_force("silent", "missed_reports >= 1").await;
    watch.in_force("often-punished", "penalties >= 1").await;
    for serial in 1..4 {
        watch.missed(serial, 2024).await;
    }
    watch.penalised(4, 1, (2026, 3, 2)).await;
    watch.settled().await;
    let raised_on = watch.in_days(0);
    let alerts = watch.alerts().await;
    let of = |serial| alerts.iter().find(|one| one.organization == organization(serial)).unwrap().name.clone();
    for (department, due) in [("tax", 1), ("tax", 9), ("audit", 9)] {
        let task = pb::AddRiskAlertTaskRequest {
            name: of(1),
            action: "约谈负责人".into(),
            department: format!("departments/{department}"),
            due_date: watch.in_days(due),
        };
        watch.risks(&watch.officer()).add_risk_alert_task(task).await.unwrap();
    }
    let close = async |serial| {
        let reason = pb::RiskCloseReason::Disposed.into();
        let request = pb::CloseRiskAlertRequest { name: of(serial), reason, measures: "已约谈".into() };
        watch.risks(&watch.officer()).close_risk_alert(request).await.unwrap();
    };
    watch.world.suite.clock().advance(Duration::days(2));
    close(2).await;
    watch.world.suite.clock().advance(Duration::days(3));
    close(3).await;
    watch.annulled(4, 1).await;
    watch.settled().await;

    let told = watch.overview(pb::GetRiskOverviewRequest::default()).await;
    // two days and five; what fell with its cause is no work of people
    assert_eq!(counted(told.total.as_ref().unwrap()), (1, 3, Some(2)));
    let [level] = told.by_level.as_slice() else { panic!("{told:?}") };
    assert_eq!((level.level(), counted(level)), (pb::RiskLevel::Orange, (1, 3, Some(2))));
    let [division] = told.by_division.as_slice() else { panic!("{told:?}") };
    assert_eq!((division.division.as_str(), counted(division)), (HUZHOU, (1, 3, Some(2))));
    let rules: Vec<_> =
        told.by_rule.iter().map(|one| (one.division.as_str(), one.rule_key.as_str(), counted(one))).collect();
    assert_eq!(rules, [(HUZHOU, "often-punished", (0, 1, None)), (HUZHOU, "silent", (1, 2, Some(2)))]);
    let [month] = told.by_month.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (month.month.map(|it| (it.year, it.month, it.day)), counted(month)),
        (raised_on.map(|it| (it.year, it.month, 1)), (1, 3, Some(2)))
    );
    let tasks: Vec<_> = told.tasks.iter().map(|it| (it.department.as_str(), it.open_count, it.overdue_count)).collect();
    assert_eq!(tasks, [("departments/audit", 1, 0), ("departments/tax", 2, 1)]);
    assert_eq!(told.as_of_date, watch.in_days(0));

    let later = pb::GetRiskOverviewRequest { from_date: watch.in_days(-4), ..Default::default() };
    let elsewhere = pb::GetRiskOverviewRequest { division: "110000".into(), ..Default::default() };
    let below = pb::GetRiskOverviewRequest { division: "330521".into(), ..Default::default() };
    for nothing in [later, elsewhere, below] {
        let told = watch.overview(nothing).await;
        assert_eq!(counted(told.total.as_ref().unwrap()), (0, 0, None));
        assert!(told.by_level.is_empty() && told.by_month.is_empty() && told.tasks.is_empty(), "{told:?}");
    }
    let within = pb::GetRiskOverviewRequest { from_date: raised_on, to_date: raised_on, division: HUZHOU.into() };
    assert_eq!(counted(watch.overview(within).await.total.as_ref().unwrap()), (1, 3, Some(2)));
    let county = watch.world.suite.identities().caller("finance", "330521", &["statistics"]);
    let told =
        watch.risks(&county).get_risk_overview(pb::GetRiskOverviewRequest::default()).await.unwrap().into_inner();
    assert_eq!(counted(told.total.as_ref().unwrap()), (0, 0, None), "a county sees its own");
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_named_and_not_everybody_may_ask() {
    let watch = Watch::start().await;
    let asked =
        pb::GetRiskOverviewRequest { division: "x".into(), from_date: watch.in_days(0), to_date: watch.in_days(-1) };
    let caller = watch.world.caller("finance", &["statistics"]);
    let refused = watch.risks(&caller).get_risk_overview(asked).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["division", "to_date"]);
    let reader = watch.world.caller("finance", &["credit-reader"]);
    let refused = watch.risks(&reader).get_risk_overview(pb::GetRiskOverviewRequest::default()).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    watch.world.suite.stop().await;
}
