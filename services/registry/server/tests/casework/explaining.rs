//! DeadlineService, reads: why a last day is that day, and what it would be.

use onecode_proto::procedure::v1 as pb;
use tonic::Code;
use tonic_types::StatusExt;

use crate::support::*;

#[tokio::test]
async fn a_last_day_is_explained_by_rule_and_days_skipped() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    let term = term(&suite, id, "acceptance").await;
    let request = pb::ExplainDeadlineRequest { name: term.name.clone() };
    let mut client = deadlines(&suite, &suite.registrar());
    let told = client.explain_deadline(request.clone()).await.unwrap().into_inner();
    assert_eq!(told.deadline, Some(term));
    let why = told.explanation.unwrap();
    assert_eq!((why.length, why.unit.as_str(), why.mark.as_str()), (5, "working_days", "MH"));
    assert_eq!(why.rule, Some(pb::RuleVersionRef { rule: "rules/PROC-01".into(), version: 1 }));
    assert_eq!((why.start_date, why.due_date), (date(2026, 11, 24), date(2026, 12, 1)));
    let skipped: Vec<_> = why.skipped_days.iter().map(|day| (day.date, day.reason.as_str())).collect();
    assert_eq!(skipped, [(date(2026, 11, 28), "周末"), (date(2026, 11, 29), "周末")]);

    let unseen = deadlines(&suite, &neighbour(&suite)).explain_deadline(request).await.unwrap_err();
    assert_eq!(reason(&unseen), (Code::NotFound, "DEADLINE_NOT_FOUND".to_owned()));
    let wrong = pb::ExplainDeadlineRequest { name: format!("cases/{id}/deadlines/1") };
    assert_eq!(violated(&client.explain_deadline(wrong).await.unwrap_err()), ["name"]);
}

#[tokio::test]
async fn a_last_day_whose_calendar_is_missing_is_told_as_provisional() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    let name = term(&suite, id, "decision").await.name;
    let request = pb::ExplainDeadlineRequest { name };
    let told = deadlines(&suite, &suite.registrar()).explain_deadline(request).await.unwrap().into_inner();
    assert!(told.deadline.unwrap().provisional);
    let why = told.explanation.unwrap();
    assert_eq!((why.due_date, why.missing_calendar_year), (date(2027, 1, 23), 2027));
}

#[tokio::test]
async fn what_a_rule_would_give_is_told_without_a_case() {
    let suite = registry().await;
    let mut client = deadlines(&suite, &suite.registrar());
    let request = |rule: &str, start_date| pb::ExplainTermRequest { rule: rule.into(), start_date };
    let told = client.explain_term(request("rules/TIME-01", date(2026, 9, 28))).await.unwrap().into_inner();
    let why = told.explanation.unwrap();
    assert_eq!((why.length, why.due_date), (20, date(2026, 10, 30)), "10 October is worked");
    assert!(why.skipped_days.iter().any(|day| day.reason == "国庆节"), "{:?}", why.skipped_days);

    let missing = client.explain_term(request("rules/TIME-01", date(2026, 12, 20))).await.unwrap_err();
    assert_eq!(reason(&missing), (Code::FailedPrecondition, "CALENDAR_MISSING".to_owned()));
    assert_eq!(missing.get_details_error_info().unwrap().metadata["file"], "workdays/2027.csv");
    let unknown = client.explain_term(request("rules/XX-01", date(2026, 12, 1))).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::FailedPrecondition, "RULE_NOT_IN_FORCE".to_owned()));
    let timeless = client.explain_term(request("rules/REG-12", date(2026, 12, 1))).await.unwrap_err();
    assert_eq!(violated(&timeless), ["rule"]);
    assert_eq!(violated(&client.explain_term(request("", None)).await.unwrap_err()), ["rule", "start_date"]);
}
