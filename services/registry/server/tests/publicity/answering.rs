//! Answering objections: once, by whoever may decide; and reading what was said, with a purpose.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::ObjectionState;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn an_answer_is_a_step_of_the_case_and_changes_its_etag() {
    let suite = registry().await;
    let (id, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let mut cases = CaseServiceClient::new(suite.client(suite.registrar().fresh()));
    let get = pb::GetCaseRequest { name: format!("cases/{id}") };
    let before = cases.get_case(get.clone()).await.unwrap().into_inner().case.unwrap();

    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    let done = answered(&mut registrar, &objection, ObjectionState::Upheld).await.unwrap();
    assert_eq!(
        (done.state(), done.answering_department.as_str()),
        (ObjectionState::Upheld, "departments/civil-affairs")
    );
    assert_eq!((done.text.as_str(), done.answer.as_str()), ("", "经核实，该债务已于上月结清。"));

    let after = cases.get_case(get).await.unwrap().into_inner().case.unwrap();
    assert_eq!(after.revision, before.revision + 1);
    let step = after.steps.last().unwrap();
    assert_eq!((step.action.as_str(), step.title.as_str()), ("answer-objection", "答复异议：成立"));
    assert_eq!((step.from_state.as_str(), step.to_state.as_str()), ("public-notice", "public-notice"));
    let fault = tried(&suite, id, Some(before.etag), reasoned(REGISTRAR, "divert")).await.unwrap_err();
    assert_eq!(fault.reason(), "CASE_CHANGED");
}

#[tokio::test]
async fn of_two_officers_who_answer_at_once_one_wins() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let (mut one, mut other) = (registrar(&suite), registrar(&suite));
    let objection = objections(&mut one, &publicity).await.remove(0);
    let (one, other) = tokio::join!(
        answered(&mut one, &objection, ObjectionState::Upheld),
        answered(&mut other, &objection, ObjectionState::Rejected)
    );
    let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
    let lost = lost.expect_err("the second answer is refused");
    assert_eq!(reason(&lost), (Code::FailedPrecondition, "OBJECTION_ANSWERED".to_owned()));
    let kept = objections(&mut registrar(&suite), &publicity).await.remove(0);
    assert_eq!(kept.state(), won.unwrap().state());
    assert_eq!(suite.facts::<pb::ObjectionAnswered>().await.len(), 1);
}

#[tokio::test]
async fn only_who_may_decide_the_case_answers() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let objection = objections(&mut registrar(&suite), &publicity).await.remove(0);
    let school = suite.identities().caller(EDUCATION, HUZHOU, &["registry-registrar"]);
    let refused = answered(&mut client(&suite, &school), &objection, ObjectionState::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".to_owned()));
    let above = suite.identities().caller(REGISTRAR, "330000", &["registry-registrar"]);
    let refused = answered(&mut client(&suite, &above), &objection, ObjectionState::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".to_owned()));
    let far = suite.identities().caller(REGISTRAR, HANGZHOU, &["registry-registrar"]);
    let refused = answered(&mut client(&suite, &far), &objection, ObjectionState::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "OBJECTION_NOT_FOUND".to_owned()));
    let refused = answered(&mut public(&suite), &objection, ObjectionState::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}

#[tokio::test]
async fn an_answer_says_which_and_why() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    let empty = pb::AnswerObjectionRequest::default();
    assert_eq!(violated(&registrar.answer_objection(empty).await.unwrap_err()), ["name", "state", "reasons"]);
    let undecided = answer(&objection, ObjectionState::Open);
    assert_eq!(violated(&registrar.answer_objection(undecided).await.unwrap_err()), ["state"]);
    let long =
        pb::AnswerObjectionRequest { reasons: "由".repeat(2_001), ..answer(&objection, ObjectionState::Upheld) };
    assert_eq!(violated(&registrar.answer_objection(long).await.unwrap_err()), ["reasons"]);
}

#[tokio::test]
async fn what_was_said_is_shown_to_whoever_may_read_it_and_says_why() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let text =
        async |caller: &testkit::Caller| objections(&mut client(&suite, caller), &publicity).await.remove(0).text;
    assert_eq!(text(&suite.registrar().because("handling")).await, "", "the permission is missing");
    assert_eq!(text(&reader(&suite)).await, "", "no purpose is stated");
    let disclosed = "select count(*) from uow.audit where kind = 'sensitive_read'";
    assert_eq!(suite.count(disclosed).await, 0);
    assert_eq!(text(&reader(&suite).because("handling")).await, TEXT);
    assert_eq!(suite.count(disclosed).await, 1);
}
