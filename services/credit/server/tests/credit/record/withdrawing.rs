//! What is withdrawn is as if it had never been, before it came too; and it may be stated anew.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::reason;
use tonic::{Code, Status};

use super::penalty;
use crate::world::{World, code, date};

async fn withdraw(
    world: &World,
    department: &str,
    code: &str,
    number: &str,
) -> Result<Option<pb::CreditRecord>, Status> {
    let request = pb::WithdrawCreditRecordRequest {
        organization: format!("organizations/{code}"),
        kind: pb::RecordKind::Penalty.into(),
        document_number: number.into(),
        reasons: "处罚决定已经撤销".into(),
        withdrawal_number: "湖税撤〔2026〕1号".into(),
    };
    Ok(world.submitting(department).withdraw_credit_record(request).await?.into_inner().credit_record)
}

#[tokio::test]
async fn it_is_withdrawn_by_whoever_submitted_it_and_a_correction_names_it() {
    let world = World::start().await;
    let (first, _) = world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    world.submit("culture", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    // a further reporter takes back its report alone
    let kept = withdraw(&world, "culture", &code(1), "湖税罚〔2026〕1号").await.unwrap().unwrap();
    assert_eq!((kept.withdraw_date, kept.further_departments.len()), (None, 0));
    let gone = withdraw(&world, "tax", &code(1), "湖税罚[2026]1号").await.unwrap().unwrap();
    assert_eq!((&gone.name, gone.withdraw_date), (&first.name, date(2026, 11, 24)));
    assert!(!gone.display.unwrap().shown);
    let refused = withdraw(&world, "tax", &code(1), "湖税罚〔2026〕1号").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CREDIT_RECORD_WITHDRAWN".into()));
    // what was withdrawn does not come back by being said again
    let (again, result) = world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    assert_eq!((again.name, result), (first.name.clone(), pb::SubmissionResult::Repeated));
    let right = pb::CreditSubmission { amount_fen: 100_000, ..penalty(&code(1), "湖税罚〔2026〕1号") };
    let (corrected, result) = world.submit("tax", right).await.unwrap();
    assert_eq!((result, &corrected.corrects), (pb::SubmissionResult::Added, &first.name));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_withdrawal_that_comes_first_is_applied_when_what_it_withdraws_arrives() {
    let world = World::start().await;
    assert_eq!(withdraw(&world, "tax", &code(1), "湖税罚〔2026〕2号").await.unwrap(), None);
    assert_eq!(withdraw(&world, "tax", &code(1), "湖税罚〔2026〕2号").await.unwrap(), None);
    // it is of the department that withdrew, not of another
    let (other, result) = world.submit("culture", penalty(&code(2), "湖税罚〔2026〕2号")).await.unwrap();
    assert_eq!((result, other.withdraw_date), (pb::SubmissionResult::Added, None));
    let (gone, result) = world.submit("tax", penalty(&code(1), "湖税罚（2026）2号")).await.unwrap();
    assert_eq!((result, gone.withdraw_date), (pb::SubmissionResult::Withdrawn, date(2026, 11, 24)));
    let (again, result) = world.submit("tax", penalty(&code(1), "湖税罚〔2026〕2号")).await.unwrap();
    assert_eq!((again.name, result), (gone.name, pb::SubmissionResult::Repeated));
    world.suite.stop().await;
}
