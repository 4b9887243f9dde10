//! Deliverables are accepted by two people, and performance is evaluated by what was agreed at the beginning.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::market::{Market, examination, review};
use crate::world::date;

async fn evaluate(market: &Market, contract: &pb::Contract, scores: &[(&str, i32)]) -> Result<pb::Contract, Status> {
    let score = |(key, score): &(&str, i32)| pb::IndicatorScore { key: (*key).into(), score: *score };
    let request = pb::EvaluateContractRequest {
        name: contract.name.clone(),
        etag: contract.etag.clone(),
        scores: scores.iter().map(score).collect(),
        opinion: "按约完成".into(),
    };
    Ok(market.contracts().evaluate_contract(request).await?.into_inner().contract.unwrap())
}

#[tokio::test]
async fn one_person_does_not_accept_twice() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let early = examination(&signed, 1, pb::AcceptanceOutcome::Accept);
    let refused = market.acceptor("first").examine_contract_milestone(early).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_MILESTONE_STATE".into()));
    assert_eq!(metadata(&refused, "status"), "pending");
    let submitted = market.submitted(&signed, 1).await;
    assert_eq!(submitted.milestones[0].documents.len(), 1);
    let request = examination(&submitted, 1, pb::AcceptanceOutcome::Accept);
    let examined = market.acceptor("first").examine_contract_milestone(request).await.unwrap();
    let examined = examined.into_inner().contract.unwrap();
    let request = review(&examined, 1, pb::AcceptanceReview::Agreed);
    let own = market.acceptor("first").review_contract_milestone(request.clone()).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "CONTRACT_MILESTONE_OWN".into()));
    let accepted = market.acceptor("second").review_contract_milestone(request).await.unwrap();
    let accepted = accepted.into_inner().contract.unwrap();
    assert_eq!(accepted.milestones[0].status(), pb::ContractMilestoneStatus::Accepted);
    let mut connection = market.city.suite.database().connection().await;
    let bypassed =
        sqlx::query("update purchase.contract_milestone set reviewed_officer = examined_officer where number = 1")
            .execute(&mut connection)
            .await;
    assert!(bypassed.unwrap_err().to_string().contains("contract_milestone_two_people_check"));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_is_not_accepted_goes_back_or_is_examined_anew() {
    let market = Market::start().await;
    let submitted = market.submitted(&market.signed().await, 1).await;
    let request = examination(&submitted, 1, pb::AcceptanceOutcome::Return);
    let examined = market.acceptor("first").examine_contract_milestone(request).await.unwrap();
    let examined = examined.into_inner().contract.unwrap();
    let request = review(&examined, 1, pb::AcceptanceReview::Disagreed);
    let anew =
        market.acceptor("second").review_contract_milestone(request).await.unwrap().into_inner().contract.unwrap();
    assert_eq!(anew.milestones[0].status(), pb::ContractMilestoneStatus::Submitted);
    let request = examination(&anew, 1, pb::AcceptanceOutcome::Return);
    let examined = market.acceptor("second").examine_contract_milestone(request).await.unwrap();
    let request = review(&examined.into_inner().contract.unwrap(), 1, pb::AcceptanceReview::Agreed);
    let back =
        market.acceptor("first").review_contract_milestone(request).await.unwrap().into_inner().contract.unwrap();
    assert_eq!(back.milestones[0].status(), pb::ContractMilestoneStatus::Pending);
    let accepted = market.accepted(&back, 1).await;
    assert_eq!(accepted.milestones[0].documents.len(), 2, "of both rounds");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn documents_that_do_not_exist_are_not_handed_in() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let request = |documents: Vec<String>| pb::SubmitContractMilestoneRequest {
        name: signed.name.clone(),
        etag: signed.etag.clone(),
        milestone_number: 1,
        documents,
    };
    let nothing = market.contracts().submit_contract_milestone(request(Vec::new())).await.unwrap_err();
    assert_eq!(violated_sorted(&nothing), ["documents"]);
    let strange = vec!["documents/018f0000-0000-7000-8000-000000000001".into()];
    let refused = market.contracts().submit_contract_milestone(request(strange)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "DOCUMENT_NOT_FOUND");
    let none = pb::SubmitContractMilestoneRequest { milestone_number: 9, ..request(vec![market.uploaded().await]) };
    let refused = market.contracts().submit_contract_milestone(none).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "CONTRACT_MILESTONE_NOT_FOUND".into()));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn an_evaluation_takes_every_indicator_and_completes_the_contract() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let scores = [("courses", 9_500), ("satisfaction", 7_777)];
    let refused = evaluate(&market, &signed, &scores).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_NOT_PERFORMED".into()));
    let accepted = market.accepted(&market.accepted(&signed, 1).await, 2).await;
    let refused = evaluate(&market, &accepted, &[("courses", 10_001), ("courses", -1), ("x", 0)]).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["scores[0].score", "scores[1].key", "scores[1].score"]);
    let refused = evaluate(&market, &accepted, &[("courses", 1), ("x", 1)]).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["scores", "scores"]);
    let completed = evaluate(&market, &accepted, &scores).await.unwrap();
    let evaluation = completed.evaluation.clone().unwrap();
    assert_eq!((evaluation.total_score, evaluation.grade()), (8_983, pb::PerformanceGrade::Good));
    assert_eq!((completed.status(), evaluation.rule.as_str()), (pb::ContractStatus::Completed, "GP-08g@1"));
    assert_eq!(completed.retain_until, date(2041, 11, 24));
    let kept = "select count(*) from archive.document where retain_until >= '2041-11-24'";
    assert_eq!(market.city.suite.count(kept).await, 2);
    let again = evaluate(&market, &completed, &scores).await.unwrap_err();
    assert_eq!(reason(&again).1, "CONTRACT_STATE");
    market.city.suite.stop().await;
}
