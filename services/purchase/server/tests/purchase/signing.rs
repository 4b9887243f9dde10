//! Contracts carry out awards, last no longer than the law allows, and are filed in time.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::market::{AMOUNT, Market, contract};
use crate::world::{COUNTY, HUZHOU, date};

#[expect(clippy::unnecessary_wraps, reason = "as the field of the message has it")]
fn reasons() -> Option<pb::LongTerm> {
    let reason = || "每年内容相同".to_owned();
    Some(pb::LongTerm { stable: reason(), continuous: reason(), funded: reason(), price_stable: reason() })
}

#[tokio::test]
async fn a_contract_says_by_when_it_was_and_will_be_due() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let signed = market.sign(contract(&awarded)).await.unwrap();
    assert_eq!((signed.ocid.as_str(), signed.status()), (awarded.ocid.as_str(), pb::ContractStatus::Active));
    assert_eq!((signed.signing_last_date, signed.signing_overdue_days), (date(2026, 12, 2), 0));
    assert_eq!((signed.filing_last_date, signed.filing_overdue), (date(2026, 12, 1), false));
    assert_eq!(signed.milestones.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
    let request = pb::GetProjectRequest { name: awarded.name.clone() };
    let project = market.projects().get_project(request).await.unwrap().into_inner().project.unwrap();
    assert_eq!((project.status(), project.contract), (pb::ProjectStatus::Contracted, signed.name.clone()));
    let again = market.sign(contract(&awarded)).await.unwrap_err();
    assert_eq!(reason(&again).1, "PROJECT_STATE");
    let late = pb::RecordAwardRequest {
        award: Some(pb::ProjectAward {
            award_date: date(2026, 10, 1),
            ..crate::market::award(&market.planned().await, crate::market::COMPANY).award.unwrap()
        }),
        ..crate::market::award(&market.planned().await, crate::market::COMPANY)
    };
    let awarded = market.award(late).await.unwrap();
    let signed = market.sign(contract(&awarded)).await.unwrap();
    assert_eq!((signed.signing_last_date, signed.signing_overdue_days), (date(2026, 10, 31), 20), "late, and recorded");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_contract_is_what_was_awarded() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let mut dearer = contract(&awarded);
    dearer.amount_fen += 1;
    dearer.milestones[0].amount_fen += 1;
    let refused = market.sign(dearer).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_AWARD_DIFFERS".into()));
    let early = pb::Contract { sign_date: date(2026, 11, 1), ..contract(&awarded) };
    let refused = market.sign(early).await.unwrap_err();
    assert_eq!(metadata(&refused, "field"), "sign_date");
    let planned = market.planned().await;
    let refused = market.sign(contract(&planned)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PROJECT_STATE", "nobody was chosen");
    let number = pb::Contract { number: "HT-1".into(), ..contract(&awarded) };
    market.sign(number).await.unwrap();
    let other = market.awarded().await;
    let refused = market.sign(pb::Contract { number: "HT-1".into(), ..contract(&other) }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CONTRACT_EXISTS".into()));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_term_above_a_year_needs_four_reasons_and_three_years_are_the_end() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let longer = pb::Contract { end_date: date(2027, 12, 1), ..contract(&awarded) };
    let refused = market.sign(longer.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONTRACT_TERM_TOO_LONG".into()));
    assert_eq!((metadata(&refused, "rule"), metadata(&refused, "last_date")), ("GP-04b@1".into(), "2027-11-30".into()));
    let half = pb::LongTerm { funded: String::new(), ..reasons().unwrap() };
    let refused = market.sign(pb::Contract { long_term: Some(half), ..longer.clone() }).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["contract.long_term.funded"]);
    let too_long = pb::Contract { end_date: date(2029, 12, 1), long_term: reasons(), ..longer.clone() };
    let refused = market.sign(too_long).await.unwrap_err();
    assert_eq!(metadata(&refused, "last_date"), "2029-11-30");
    let signed = market.sign(pb::Contract { long_term: reasons(), ..longer }).await.unwrap();
    assert_eq!(signed.long_term, reasons());
    market.city.suite.stop().await;
}

#[tokio::test]
async fn amounts_and_weights_come_to_the_whole() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let mut wrong = contract(&awarded);
    wrong.milestones[0].amount_fen = i64::MAX;
    wrong.milestones[1].amount_fen = -1;
    wrong.milestones[1].due_date = date(2028, 1, 1);
    wrong.indicators[0].weight = 6_999;
    wrong.indicators[1].key = "courses".into();
    let refused = market.sign(wrong).await.unwrap_err();
    let expected = [
        "contract.indicators",
        "contract.indicators[1].key",
        "contract.milestones",
        "contract.milestones[0].amount_fen",
        "contract.milestones[1].amount_fen",
        "contract.milestones[1].due_date",
    ];
    assert_eq!(violated_sorted(&refused), expected);
    let empty =
        pb::Contract { milestones: Vec::new(), indicators: Vec::new(), amount_fen: AMOUNT, ..contract(&awarded) };
    let refused = market.sign(empty).await.unwrap_err();
    let twice = ["contract.indicators", "contract.indicators", "contract.milestones", "contract.milestones"];
    assert_eq!(violated_sorted(&refused), twice, "there are none, and they come to nothing");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_is_not_filed_in_time_is_listed() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let early = pb::Contract { sign_date: date(2026, 11, 4), ..contract(&awarded) };
    let late = market.sign(early).await.unwrap();
    assert_eq!((late.filing_last_date, late.filing_overdue), (date(2026, 11, 13), true));
    let intime = market.signed().await;
    let overdue = async |department: &str, division: &str| {
        let caller = market.city.suite.identities().caller(department, division, &["purchase-reader"]);
        let request = pb::ListContractsRequest { filing_overdue: true, ..Default::default() };
        market.contracts_by(&caller).list_contracts(request).await.unwrap().into_inner().contracts
    };
    assert_eq!(overdue("finance", HUZHOU).await, std::slice::from_ref(&late));
    assert_eq!(overdue("finance", "330000").await.len(), 1);
    assert!(overdue("finance", COUNTY).await.is_empty());
    let request = |contract: &pb::Contract, day| pb::RecordContractFilingRequest {
        name: contract.name.clone(),
        etag: contract.etag.clone(),
        filing_date: date(2026, 11, day),
        filing_number: "备案2026-1".into(),
    };
    let refused = market.contracts().record_contract_filing(request(&intime, 19)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["filing_date"], "before it was signed");
    let filed =
        market.contracts().record_contract_filing(request(&late, 24)).await.unwrap().into_inner().contract.unwrap();
    assert!(filed.filing_overdue && filed.filing_date == date(2026, 11, 24), "it stays late");
    assert!(overdue("finance", HUZHOU).await.is_empty());
    let again = market.contracts().record_contract_filing(request(&filed, 24)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CONTRACT_FILED".into()));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_is_overdue_stays_listed_when_the_calendar_has_ended() {
    let market = Market::start().await;
    let signed = market.signed().await;
    market.city.suite.clock().advance(Duration::days(150));
    let request = pb::ListContractsRequest { filing_overdue: true, ..Default::default() };
    let listed = market.contracts().list_contracts(request).await.unwrap().into_inner().contracts;
    let [found] = listed.as_slice() else { panic!("{listed:?}") };
    assert!(found.name == signed.name && found.filing_overdue, "{found:?}");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn only_the_buyer_works_on_its_contract_and_each_role_does_its_part() {
    let market = Market::start().await;
    let signed = market.signed().await;
    let request = pb::OpenContractDisputeRequest {
        name: signed.name.clone(),
        etag: signed.etag.clone(),
        dispute: Some(pb::ContractDispute { subject: "x".into(), open_date: date(2026, 11, 24), ..Default::default() }),
    };
    let other = market.official("tax", &["purchase-officer"], "other");
    let refused = market.contracts_by(&other).open_contract_dispute(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CONTRACT_OTHER_BUYER".into()));
    let refused = market.payer().open_contract_dispute(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let county = market.city.suite.identities().caller("civil-affairs", COUNTY, &["purchase-reader"]);
    let request = pb::GetContractRequest { name: signed.name.clone() };
    let hidden = market.contracts_by(&county).get_contract(request).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "CONTRACT_NOT_FOUND".into()));
    let mut connection = market.city.suite.database().connection().await;
    let bypassed = sqlx::query("update purchase.contract set amount_fen = 1").execute(&mut connection).await;
    assert!(bypassed.unwrap_err().to_string().contains("what was signed never changes"));
    let bypassed = sqlx::query("delete from purchase.contract_milestone").execute(&mut connection).await;
    assert!(bypassed.unwrap_err().to_string().contains("are kept"));
    market.city.suite.stop().await;
}
