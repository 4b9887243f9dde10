//! What departments submit: once, by whoever comes first, and nothing that must not be there.

use onecode_proto::credit::v1 as pb;
use onecode_proto::inspection::v1 as inspection;
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;

use super::penalty;
use crate::world::{World, code, date};

#[tokio::test]
async fn the_same_again_is_answered_with_the_first_and_another_content_is_refused() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let (first, result) = world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    assert_eq!(result, pb::SubmissionResult::Added);
    assert!(first.organization_known && first.source.starts_with("submissions/"), "{first:?}");
    assert_eq!((first.class(), first.department.as_str()), (pb::RecordClass::Penalty, "departments/tax"));
    let again = world.submit("tax", penalty(&code(1), "湖税罚[2026] 1 号")).await.unwrap();
    assert_eq!(again, (first.clone(), pb::SubmissionResult::Repeated));
    let other = pb::CreditSubmission { amount_fen: 300_000, ..penalty(&code(1), "湖税罚〔2026〕1号") };
    let refused = world.submit("tax", other).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CREDIT_RECORD_DIFFERS".into()));
    assert_eq!(metadata(&refused, "record"), first.name);
    // the same document of another organisation is another record
    let (other, result) = world.submit("tax", penalty(&code(2), "湖税罚〔2026〕1号")).await.unwrap();
    assert_eq!((result, other.organization_known), (pb::SubmissionResult::Added, false));
    world.register(&code(2)).await;
    world.caught_up().await;
    assert!(world.record(&other.name).await.organization_known);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_that_two_departments_report_is_one_record() {
    let world = World::start().await;
    let (first, _) = world.submit("tax", penalty(&code(1), "湖罚〔2026〕2号")).await.unwrap();
    let (seen, result) = world.submit("culture", penalty(&code(1), "湖罚【２０２６】2号")).await.unwrap();
    assert_eq!((seen.name, result), (first.name.clone(), pb::SubmissionResult::Reported));
    assert_eq!(seen.further_departments, ["departments/culture"]);
    let (again, result) = world.submit("culture", penalty(&code(1), "湖罚〔2026〕2号")).await.unwrap();
    assert_eq!((again.name, result), (first.name, pb::SubmissionResult::Repeated));
    assert_eq!(world.records_of(&code(1)).await.len(), 1);
    world.suite.stop().await;
}

fn decided(code: &str, number: &str) -> inspection::PenaltyDecided {
    inspection::PenaltyDecided {
        penalty: "penalties/018f0000-0000-7000-8000-000000000001".into(),
        organization: format!("organizations/{code}"),
        document_number: number.into(),
        department: "departments/civil-affairs".into(),
        decision_date: date(2026, 5, 8),
        sanctions: vec![inspection::Sanction { kind: inspection::SanctionKind::Warning.into(), ..Default::default() }],
        ..Default::default()
    }
}

#[tokio::test]
async fn what_inspection_told_is_recognised_whichever_came_first_and_falls_with_its_decision() {
    let world = World::start().await;
    world.tell("penalties/1", decided(&code(1), "湖民罚〔2026〕3号")).await;
    world.caught_up().await;
    let (known, result) = world.submit("tax", penalty(&code(1), "湖民罚[2026]3号")).await.unwrap();
    assert_eq!((known.department.as_str(), result), ("departments/civil-affairs", pb::SubmissionResult::Reported));

    let (first, _) = world.submit("tax", penalty(&code(2), "湖民罚〔2026〕4号")).await.unwrap();
    world.tell("penalties/1", decided(&code(2), "湖民罚（2026）4号")).await;
    world.caught_up().await;
    let records = world.records_of(&code(2)).await;
    assert_eq!(records.len(), 1, "{records:?}");
    assert_eq!((&records[0].name, records[0].further_departments.len()), (&first.name, 1));
    let annulled = inspection::PenaltyAnnulled {
        penalty: "penalties/018f0000-0000-7000-8000-000000000001".into(),
        organization: format!("organizations/{}", code(2)),
        annul_date: date(2026, 11, 1),
        ..Default::default()
    };
    world.tell("penalties/1", annulled).await;
    world.caught_up().await;
    assert_eq!(world.record(&first.name).await.withdraw_date, date(2026, 11, 1));
    world.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_and_personal_data_does_not_enter() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let wrong = pb::CreditSubmission {
        organization: "organizations/1".into(),
        kind: pb::RecordKind::Commendation.into(),
        document_number: String::new(),
        value: "表彰11010519491231002X".into(),
        from_date: date(2026, 11, 25),
        ..Default::default()
    };
    let refused = world.submit("tax", wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["submission.organization", "submission.document_number", "submission.value"]);
    assert!(!format!("{refused:?}").contains("19491231"));
    let ahead = pb::CreditSubmission { from_date: date(2026, 11, 25), ..penalty(&code(1), "1号") };
    let refused = world.submit("tax", ahead).await.unwrap_err();
    assert_eq!(violated(&refused), ["submission.from_date", "submission.obtain_date"]);
    let years_late = pb::CreditSubmission { from_date: date(2001, 2, 28), ..penalty(&code(1), "1号") };
    assert!(!world.submit("tax", years_late).await.unwrap().0.display.unwrap().shown);
    let renamed = pb::CreditSubmission { organization_title: "别的协会".into(), ..penalty(&code(1), "2号") };
    let refused = world.submit("tax", renamed).await.unwrap_err();
    assert_eq!(violated(&refused), ["submission.organization_title"]);
    let told = pb::CreditSubmission { kind: pb::RecordKind::Registered.into(), ..penalty(&code(1), "3号") };
    assert_eq!(violated(&world.submit("tax", told).await.unwrap_err())[0], "submission.kind");
    let reader = world.records().submit_credit_record(pb::SubmitCreditRecordRequest::default()).await.unwrap_err();
    assert_eq!(reader.code(), Code::PermissionDenied);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_batch_has_an_outcome_for_each_and_refusals_keep_nobody_out() {
    use pb::SubmissionResult::{Added, Refused, Repeated};
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let submissions = vec![
        penalty(&code(1), "批1号"),
        penalty(&code(1), "批1号"),
        pb::CreditSubmission { amount_fen: 1, ..penalty(&code(1), "批1号") },
        pb::CreditSubmission { organization_title: "别的协会".into(), ..penalty(&code(1), "批2号") },
        pb::CreditSubmission { from_date: None, ..penalty(&code(1), "批3号") },
        penalty(&code(2), "批4号"),
    ];
    let request = pb::BatchSubmitCreditRecordsRequest { submissions };
    let answer = world.submitting("tax").batch_submit_credit_records(request).await.unwrap().into_inner();
    let results: Vec<_> = answer.outcomes.iter().map(pb::SubmissionOutcome::result).collect();
    assert_eq!(results, [Added, Repeated, Refused, Refused, Refused, Added]);
    assert_eq!(answer.outcomes[2].reason, "CREDIT_RECORD_DIFFERS");
    assert_eq!(answer.outcomes[3].problems[0].field, "organization_title");
    assert!(answer.outcomes[3].problems[0].description.contains("协会"));
    assert_eq!((answer.outcomes[4].problems[0].field.as_str(), answer.outcomes[4].problems.len()), ("from_date", 1));
    assert_eq!(world.records_of(&code(1)).await.len(), 2); // its registration, and one penalty
    let many = pb::BatchSubmitCreditRecordsRequest { submissions: vec![penalty(&code(1), "x"); 1_001] };
    let refused = world.submitting("tax").batch_submit_credit_records(many).await.unwrap_err();
    assert_eq!(violated(&refused), ["submissions"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn departments_that_report_the_same_at_once_make_one_record() {
    let world = World::start().await;
    let departments: Vec<String> = (0..8).map(|serial| format!("department-{serial}")).collect();
    let one = penalty(&code(1), "齐1号");
    let all = departments.iter().map(|department| world.submit(department, one.clone()));
    let answers = futures::future::join_all(all).await;
    let added = answers.iter().filter(|answer| answer.as_ref().unwrap().1 == pb::SubmissionResult::Added).count();
    assert_eq!(added, 1);
    let records = world.records_of(&code(1)).await;
    assert_eq!((records.len(), records[0].further_departments.len()), (1, 7));
    world.suite.stop().await;
}
