//! Contracts are supplemented within ten per cent, disputed, and ended early.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::market::{AMOUNT, Market, payment};
use crate::world::date;

async fn supplement(
    market: &Market,
    contract: &pb::Contract,
    amount_fen: i64,
    end_date: Option<Date>,
) -> Result<pb::Contract, Status> {
    let added = amount_fen != 0;
    let supplement = pb::ContractSupplement {
        content: "增加两期课程".into(),
        sign_date: date(2026, 11, 24),
        amount_fen,
        milestone_title: if added { "增加的课程".into() } else { String::new() },
        milestone_due_date: date(2027, 6, 1).filter(|_| added),
        end_date,
        ..Default::default()
    };
    let (name, etag) = (contract.name.clone(), contract.etag.clone());
    let request = pb::AddContractSupplementRequest { name, etag, supplement: Some(supplement) };
    Ok(market.contracts().add_contract_supplement(request).await?.into_inner().contract.unwrap())
}

async fn terminate(market: &Market, contract: &pb::Contract) -> Result<pb::Contract, Status> {
    let request = pb::TerminateContractRequest {
        name: contract.name.clone(),
        etag: contract.etag.clone(),
        ground: pb::TerminationGround::SupplierBreach.into(),
        reason: "逾期不交付".into(),
        date: date(2026, 11, 24),
    };
    Ok(market.contracts().terminate_contract(request).await?.into_inner().contract.unwrap())
}

#[tokio::test]
async fn all_additions_together_come_to_a_tenth_at_most() {
    let market = Market::start().await;
    let signed = market.signed().await;
    // 10.0001 %
    let refused = supplement(&market, &signed, AMOUNT / 10 + 1, None).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_SUPPLEMENT_TOO_LARGE".into()));
    // 10.01 %
    let refused = supplement(&market, &signed, AMOUNT * 1_001 / 10_000, None).await.unwrap_err();
    assert_eq!(metadata(&refused, "rule"), "GP-08c@1");
    let once = supplement(&market, &signed, AMOUNT / 10 - 1, None).await.unwrap();
    assert_eq!((once.total_amount_fen, once.amount_fen), (AMOUNT + AMOUNT / 10 - 1, AMOUNT));
    assert_eq!((once.milestones.len(), once.milestones[2].supplement_number), (3, 1));
    let refused = supplement(&market, &once, 2, None).await.unwrap_err();
    assert_eq!(metadata(&refused, "open_fen"), "1");
    let twice = supplement(&market, &once, 1, None).await.unwrap();
    assert_eq!(twice.milestones.iter().map(|one| one.amount_fen).sum::<i64>(), twice.total_amount_fen);
    for fen in [-1, i64::MIN, i64::MAX] {
        let refused = supplement(&market, &twice, fen, None).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["supplement.amount_fen"]);
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn no_supplement_makes_a_term_longer_than_the_law_allows() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let short = pb::Contract { end_date: date(2027, 11, 29), ..crate::market::contract(&awarded) };
    let mut short = short;
    short.milestones[1].due_date = date(2027, 11, 29);
    let signed = market.sign(short).await.unwrap();
    let refused = supplement(&market, &signed, 0, date(2027, 12, 1)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CONTRACT_TERM_TOO_LONG");
    let refused = supplement(&market, &signed, 0, date(2027, 11, 29)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["supplement.end_date"]);
    let longer = supplement(&market, &signed, 0, date(2027, 11, 30)).await.unwrap();
    assert_eq!((longer.current_end_date, longer.end_date), (date(2027, 11, 30), date(2027, 11, 29)));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_terminated_contract_is_paid_for_what_was_accepted_and_evaluated_once() {
    let market = Market::start().await;
    let accepted = market.accepted(&market.signed().await, 1).await;
    let ended = terminate(&market, &accepted).await.unwrap();
    assert_eq!((ended.status(), ended.retain_until), (pb::ContractStatus::Terminated, date(2041, 11, 24)));
    assert_eq!(ended.termination.as_ref().unwrap().ground(), pb::TerminationGround::SupplierBreach);
    assert_eq!(reason(&terminate(&market, &ended).await.unwrap_err()).1, "CONTRACT_STATE");
    assert_eq!(reason(&supplement(&market, &ended, 1, None).await.unwrap_err()).1, "CONTRACT_STATE");
    let paid = market.payer().record_contract_payment(payment(&ended, 1, 5, "v1")).await.unwrap();
    let paid = paid.into_inner().contract.unwrap();
    let score = |key: &str| pb::IndicatorScore { key: key.into(), score: 2_000 };
    let request = pb::EvaluateContractRequest {
        name: paid.name.clone(),
        etag: paid.etag.clone(),
        scores: vec![score("courses"), score("satisfaction")],
        opinion: "未完成".into(),
    };
    let evaluated = market.contracts().evaluate_contract(request).await.unwrap().into_inner().contract.unwrap();
    assert_eq!(evaluated.status(), pb::ContractStatus::Terminated);
    assert_eq!(evaluated.evaluation.unwrap().grade(), pb::PerformanceGrade::Failed);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn disputes_are_opened_and_settled_once() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let dispute =
        pb::ContractDispute { subject: "课时计算".into(), open_date: date(2026, 11, 23), ..Default::default() };
    let (name, etag) = (signed.name.clone(), signed.etag.clone());
    let request = pb::OpenContractDisputeRequest { name, etag, dispute: Some(dispute) };
    let opened = market.contracts().open_contract_dispute(request).await.unwrap().into_inner().contract.unwrap();
    let settle = |contract: &pb::Contract, dispute_number, day| pb::SettleContractDisputeRequest {
        name: contract.name.clone(),
        etag: contract.etag.clone(),
        dispute_number,
        settle_date: date(2026, 11, day),
        settlement: "协商解决".into(),
    };
    let refused = market.contracts().settle_contract_dispute(settle(&opened, 2, 24)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "CONTRACT_DISPUTE_NOT_FOUND".into()));
    let refused = market.contracts().settle_contract_dispute(settle(&opened, 1, 22)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["settle_date"]);
    let settled = market.contracts().settle_contract_dispute(settle(&opened, 1, 24)).await.unwrap();
    let settled = settled.into_inner().contract.unwrap();
    assert_eq!(settled.disputes[0].settle_date, date(2026, 11, 24));
    assert_eq!(settled.disputes[0].create_time, opened.disputes[0].create_time);
    assert!(opened.disputes[0].create_time.is_some(), "when it was recorded");
    let again = market.contracts().settle_contract_dispute(settle(&settled, 1, 24)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CONTRACT_DISPUTE_SETTLED".into()));
    market.city.suite.stop().await;
}
