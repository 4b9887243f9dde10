//! Awards: who could be hired, for how much, and once.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::city::code;
use crate::market::{AMOUNT, COMPANY, Market, award};
use crate::world::date;

#[tokio::test]
async fn a_supplier_on_the_serious_list_is_refused_and_nothing_is_recorded() {
    let market = Market::start().await;
    let supplier = market.city.register(1, "湖州市护理协会").await;
    market.city.list_serious(&supplier).await;
    let planned = market.planned().await;
    let refused = market.award(award(&planned, &supplier)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_SUPPLIER_REFUSED".into()));
    assert!(metadata(&refused, "conditions").contains("not_serious"), "{refused:?}");
    let request = pb::GetProjectRequest { name: planned.name.clone() };
    let found = market.projects().get_project(request).await.unwrap().into_inner().project;
    assert_eq!(found, Some(planned));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_credit_does_not_know_is_recorded_with_its_conditions() {
    let market = Market::start().await;
    let supplier = market.city.register(1, "湖州市护理协会").await;
    let planned = market.planned().await;
    let awarded = market.award(award(&planned, &supplier)).await.unwrap();
    let found = awarded.award.unwrap();
    assert_eq!(found.eligibility(), pb::AwardEligibility::NotKnown);
    assert!(found.conditions.iter().any(|one| one.key == "taxes_paid" && one.rule.contains('@')), "{found:?}");
    assert_eq!((found.signing_last_date, found.announce_last_date), (date(2026, 12, 2), date(2026, 11, 4)));
    let planned = market.planned().await;
    let proved_conditions = vec!["taxes_paid".into(), "not_barred".into()];
    let request = pb::RecordAwardRequest { proved_conditions, ..award(&planned, &supplier) };
    let awarded = market.award(request).await.unwrap();
    assert_eq!(awarded.award.unwrap().eligibility(), pb::AwardEligibility::Allowed);
    let kept = "select count(*) from purchase.project where octet_length(eligibility_answer) > 0";
    assert_eq!(market.city.suite.count(kept).await, 2);
    let planned = market.planned().await;
    let request = pb::RecordAwardRequest { proved_conditions: vec!["not-a-key".into()], ..award(&planned, &supplier) };
    assert_eq!(violated_sorted(&market.award(request).await.unwrap_err()), ["proved_conditions"]);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_company_or_an_unknown_organisation_is_recorded_as_without_record() {
    let market = Market::start().await;
    for supplier in [COMPANY.to_owned(), code(7)] {
        let planned = market.planned().await;
        let awarded = market.award(award(&planned, &supplier)).await.unwrap();
        let found = awarded.award.unwrap();
        assert_eq!((found.eligibility(), found.supplier_code), (pb::AwardEligibility::NoRecord, supplier));
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn an_award_lies_within_the_budget_and_the_past() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let with = |change: &dyn Fn(&mut pb::ProjectAward)| {
        let mut request = award(&planned, COMPANY);
        change(request.award.as_mut().unwrap());
        request
    };
    let refused = market.award(with(&|award| award.amount_fen = AMOUNT + 2)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "AWARD_ABOVE_BUDGET");
    assert_eq!(metadata(&refused, "budget_fen"), (AMOUNT + 1).to_string());
    for amount_fen in [0, -1, i64::MIN, i64::MAX] {
        let refused = market.award(with(&|award| award.amount_fen = amount_fen)).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["award.amount_fen"]);
    }
    let wrong = with(&|award| {
        award.award_date = date(2026, 11, 25);
        award.supplier_code = "330102199003070011".into();
    });
    let refused = market.award(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["award.award_date", "award.supplier_code"]);
    // before the award, and later than today
    for day in [1, 25] {
        let refused = market.award(with(&|award| award.announce_date = date(2026, 11, day))).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["award.announce_date"], "{day}");
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn of_awards_that_come_at_once_one_is_recorded() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let outcomes = join_all((0..8).map(|_| market.award(award(&planned, COMPANY)))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused), (Code::Aborted, "PROJECT_CHANGED".into()));
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_result_is_announced_once() {
    let market = Market::start().await;
    let awarded = market.awarded().await;
    let request = |project: &pb::PurchaseProject, day| pb::AnnounceAwardRequest {
        name: project.name.clone(),
        etag: project.etag.clone(),
        announce_date: date(2026, 11, day),
    };
    let early = market.projects().announce_award(request(&awarded, 1)).await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["announce_date"]);
    let announced = market.projects().announce_award(request(&awarded, 3)).await.unwrap().into_inner().project.unwrap();
    assert_eq!(announced.award.as_ref().unwrap().announce_date, date(2026, 11, 3));
    let again = market.projects().announce_award(request(&announced, 3)).await.unwrap_err();
    assert_eq!(reason(&again).1, "PROJECT_STATE");
    market.city.suite.stop().await;
}
