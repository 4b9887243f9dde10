//! How concentrated the contracts of buyers are.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::violated_sorted;

use crate::city::code;
use crate::deal::{Deal, statistics, terminated};
use crate::market::{COMPANY, Market};
use crate::world::{COUNTY, HUZHOU};

/// 10,000 yuan.
const WAN: i64 = 1_000_000;

async fn asked(
    market: &Market,
    division: &str,
    request: pb::ListPurchaseConcentrationsRequest,
) -> pb::ListPurchaseConcentrationsResponse {
    statistics(market, division).list_purchase_concentrations(request).await.unwrap().into_inner()
}

/// Civil affairs gives an association 4 of 5 parts this year, 3 of them without a tender; two of its three amounts are the same.
async fn traded(market: &Market) {
    let association = code(1);
    Deal { budget_fen: WAN, ..Deal::with(&association, WAN) }.signed(market).await;
    Deal::with(COMPANY, WAN).signed(market).await;
    let single = Deal { single_source: true, ..Deal::with(&association, 3 * WAN) }.signed(market).await;
    terminated(market, &single).await;
    Deal { department: "tax", budget_fen: 501, ..Deal::with(COMPANY, 500) }.signed(market).await;
    Deal { year: 2025, ..Deal::with(&association, 700) }.signed(market).await;
}

#[tokio::test]
async fn a_buyer_and_year_says_who_was_chosen_and_for_how_much() {
    let market = Market::start().await;
    traded(&market).await;
    let found = asked(&market, HUZHOU, pb::ListPurchaseConcentrationsRequest::default()).await;
    let rows: Vec<_> =
        found.purchase_concentrations.iter().map(|one| (one.buyer_department.as_str(), one.year)).collect();
    let expected =
        [("departments/civil-affairs", 2025), ("departments/civil-affairs", 2026), ("departments/tax", 2026)];
    assert_eq!(rows, expected);
    let whole = pb::PurchaseConcentration {
        division: HUZHOU.into(),
        buyer_department: "departments/civil-affairs".into(),
        year: 2026,
        contract_count: 3,
        total_fen: 5 * WAN,
        supplier_count: 2,
        leading_supplier_code: code(1),
        leading_supplier_title: "湖州市护理协会".into(),
        leading_contract_count: 2,
        leading_fen: 4 * WAN,
        leading_share: 8_000,
        // 80 % and 20 %: 6,400 and 400
        concentration_index: 6_800,
        single_source_count: 1,
        single_source_fen: 3 * WAN,
        near_budget_count: 1,
        repeated_round_count: 2,
    };
    assert_eq!(found.purchase_concentrations[1], whole);
    let tax = &found.purchase_concentrations[2];
    assert_eq!((tax.concentration_index, tax.leading_share, tax.near_budget_count), (10_000, 10_000, 1));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn buyers_are_listed_by_filter_and_page_within_the_own_scope() {
    let market = Market::start().await;
    traded(&market).await;
    let mut all = Vec::new();
    let mut request = pb::ListPurchaseConcentrationsRequest { page_size: 1, ..Default::default() };
    loop {
        let page = asked(&market, HUZHOU, request.clone()).await;
        assert_eq!(page.purchase_concentrations.len(), 1);
        all.extend(page.purchase_concentrations);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    let whole = asked(&market, HUZHOU, pb::ListPurchaseConcentrationsRequest::default()).await;
    assert_eq!(all, whole.purchase_concentrations);
    let count = async |division: &str, request| asked(&market, division, request).await.purchase_concentrations.len();
    let none = pb::ListPurchaseConcentrationsRequest::default;
    assert_eq!(count(HUZHOU, pb::ListPurchaseConcentrationsRequest { year: 2025, ..none() }).await, 1);
    let tax = "departments/tax".to_owned();
    assert_eq!(count(HUZHOU, pb::ListPurchaseConcentrationsRequest { buyer_department: tax, ..none() }).await, 1);
    let county = COUNTY.to_owned();
    assert_eq!(count(HUZHOU, pb::ListPurchaseConcentrationsRequest { division: county, ..none() }).await, 0);
    assert_eq!(count(COUNTY, none()).await, 0);
    let wrong = pb::ListPurchaseConcentrationsRequest {
        year: 2101,
        division: "3305".into(),
        buyer_department: "tax".into(),
        page_size: 51,
        page_token: "x".into(),
    };
    let refused = statistics(&market, HUZHOU).list_purchase_concentrations(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["buyer_department", "division", "page_size", "page_token", "year"]);
    market.city.suite.stop().await;
}
