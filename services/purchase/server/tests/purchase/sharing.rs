//! What of new spending goes to social organisations.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::SpendingGrouping;
use onecode_proto::purchase::v1::SpendingTargetResult::{NotKnown, NotReached, Reached};
use testkit::refusal::{reason, violated_sorted};
use tonic::Code;

use crate::city::code;
use crate::deal::{Deal, Statistics, statistics, terminated};
use crate::market::{COMPANY, Market};
use crate::world::{COUNTY, HUZHOU, PROVINCE, date};

const HEADER: &str = "contract_code,contract_name,purchaser,supplier,supplier_code,amount_yuan,as_of\n";

fn by(group_by: SpendingGrouping, year: i32) -> pb::ListSpendingSharesRequest {
    pb::ListSpendingSharesRequest { group_by: group_by.into(), year, ..Default::default() }
}

async fn asked(
    market: &Market,
    division: &str,
    request: pb::ListSpendingSharesRequest,
) -> pb::ListSpendingSharesResponse {
    statistics(market, division).list_spending_shares(request).await.unwrap().into_inner()
}

/// Total, what goes to social organisations, their share, and whether that is enough.
fn sums(share: &pb::SpendingShare) -> (i64, i64, i32, pb::SpendingTargetResult) {
    (share.total_fen, share.social_organization_fen, share.share, share.target_result())
}

async fn import(market: &Market, rows: &str) {
    let request = pb::ImportContractsRequest { content: format!("{HEADER}{rows}"), validate_only: false };
    let answer = market.contracts().import_contracts(request).await.unwrap().into_inner();
    assert!(answer.imported, "{:?}", answer.outcomes);
}

/// Of 10,000 fen of this year 4,000 go to two associations; an earlier year has 700, all of them to one.
async fn traded(market: &Market) {
    let (first, second) = (code(1), code(2));
    let deals = [
        Deal::with(&first, 3_000),
        Deal { catalog_code: "A0102", ..Deal::with(COMPANY, 5_000) },
        Deal { department: "tax", catalog_code: "A0102", ..Deal::with(&second, 1_000) },
        Deal { division: COUNTY, ..Deal::with(COMPANY, 1_000) },
        Deal { year: 2025, ..Deal::with(&first, 700) },
    ];
    for deal in deals {
        deal.signed(market).await;
    }
}

#[tokio::test]
async fn shares_are_told_by_whatever_they_are_grouped() {
    let market = Market::start().await;
    traded(&market).await;
    let found = asked(&market, HUZHOU, by(SpendingGrouping::Department, 2026)).await;
    let rows: Vec<_> = found
        .spending_shares
        .iter()
        .map(|one| (one.division.as_str(), one.buyer_department.as_str(), sums(one)))
        .collect();
    let expected = [
        (HUZHOU, "departments/civil-affairs", (8_000, 3_000, 3_750, Reached)),
        (HUZHOU, "departments/tax", (1_000, 1_000, 10_000, Reached)),
        (COUNTY, "departments/civil-affairs", (1_000, 0, 0, NotReached)),
    ];
    assert_eq!(rows, expected);
    let total = found.total.unwrap();
    assert_eq!((sums(&total), total.contract_count), ((10_000, 4_000, 4_000, Reached), 4));
    assert_eq!((total.other_supplier_fen, total.unknown_supplier_fen), (6_000, 0));
    assert_eq!(found.as_of_date, date(2026, 11, 24));
    let target = total.target.unwrap();
    assert_eq!((target.rule.as_str(), target.percent, target.valid_from), ("GP-05@1", 30, date(2016, 12, 1)));
    assert!(target.source.contains("财综〔2016〕54号"), "{}", target.source);

    let found = asked(&market, HUZHOU, by(SpendingGrouping::CatalogEntry, 2026)).await.spending_shares;
    let rows: Vec<_> = found.iter().map(|one| (one.catalog_code.as_str(), sums(one))).collect();
    assert_eq!(rows, [("A0101", (4_000, 3_000, 7_500, Reached)), ("A0102", (6_000, 1_000, 1_666, NotReached))]);
    assert_eq!((found[0].catalog_title.as_str(), found[0].division.as_str()), ("课程研究服务", ""));

    let found = asked(&market, HUZHOU, by(SpendingGrouping::Division, 2026)).await.spending_shares;
    let rows: Vec<_> = found.iter().map(|one| (one.division.as_str(), sums(one))).collect();
    assert_eq!(rows, [(HUZHOU, (9_000, 4_000, 4_444, Reached)), (COUNTY, (1_000, 0, 0, NotReached))]);

    let found = asked(&market, HUZHOU, by(SpendingGrouping::Year, 0)).await;
    let rows: Vec<_> = found.spending_shares.iter().map(|one| (one.year, sums(one))).collect();
    assert_eq!(rows, [(2025, (700, 700, 10_000, Reached)), (2026, (10_000, 4_000, 4_000, Reached))]);
    assert_eq!(found.total, None, "of no year");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn only_the_own_division_and_those_below_are_counted() {
    let market = Market::start().await;
    traded(&market).await;
    let total = async |division: &str, request: pb::ListSpendingSharesRequest| {
        let found = asked(&market, division, request).await;
        found.total.map_or(0, |total| total.total_fen)
    };
    let year = || by(SpendingGrouping::Year, 2026);
    assert_eq!(total(PROVINCE, year()).await, 10_000);
    assert_eq!(total(COUNTY, year()).await, 1_000);
    assert_eq!(total("330600", year()).await, 0);
    let of_city = pb::ListSpendingSharesRequest { division: HUZHOU.into(), ..year() };
    assert_eq!(total(PROVINCE, of_city.clone()).await, 9_000, "without those below it");
    assert_eq!(total(COUNTY, of_city).await, 0, "which lies above");
    let of_tax = pb::ListSpendingSharesRequest { buyer_department: "departments/tax".into(), ..year() };
    assert_eq!(total(HUZHOU, of_tax).await, 1_000);
    let of_entry = pb::ListSpendingSharesRequest { catalog_code: "A0101".into(), ..year() };
    assert_eq!(total(HUZHOU, of_entry).await, 4_000);
    let payer = market.official("finance", &["purchase-payer"], "payer");
    let denied = Statistics::new(market.client(payer.fresh())).list_spending_shares(year()).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn pages_follow_one_another_in_one_order() {
    let market = Market::start().await;
    traded(&market).await;
    let whole = asked(&market, HUZHOU, by(SpendingGrouping::Department, 2026)).await;
    let request = pb::ListSpendingSharesRequest { page_size: 2, ..by(SpendingGrouping::Department, 2026) };
    let first = asked(&market, HUZHOU, request.clone()).await;
    let next = pb::ListSpendingSharesRequest { page_token: first.next_page_token.clone(), ..request };
    let second = asked(&market, HUZHOU, next.clone()).await;
    assert_eq!((first.spending_shares.len(), second.next_page_token.as_str()), (2, ""));
    assert_eq!((&first.total, &second.total), (&whole.total, &whole.total));
    assert_eq!([first.spending_shares, second.spending_shares].concat(), whole.spending_shares);
    let other = pb::ListSpendingSharesRequest { group_by: SpendingGrouping::Division.into(), ..next };
    let refused = statistics(&market, HUZHOU).list_spending_shares(other).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["page_token"]);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn suppliers_without_a_code_are_told_apart_and_never_taken_for_social_organisations() {
    let market = Market::start().await;
    let rows = format!(
        "1,甲,湖州市民政局,完全无关公司,,100.00,2023-11-15\n\
         2,乙,湖州市民政局,某公司,{COMPANY},200.00,2023-11-15\n\
         3,丙,湖州市民政局,某协会,{},100.00,2023-11-15\n",
        code(1)
    );
    import(&market, &rows).await;
    let found = asked(&market, HUZHOU, by(SpendingGrouping::Department, 2023)).await;
    let [row] = found.spending_shares.as_slice() else { panic!("{found:?}") };
    assert_eq!(sums(row), (40_000, 10_000, 2_500, NotKnown));
    assert_eq!((row.other_supplier_fen, row.unknown_supplier_fen, row.contract_count), (20_000, 10_000, 3));
    assert_eq!((row.division.as_str(), row.buyer_department.as_str()), (HUZHOU, ""), "a table names no department");
    let entries = asked(&market, HUZHOU, by(SpendingGrouping::CatalogEntry, 2023)).await.spending_shares;
    assert_eq!((entries.len(), entries[0].catalog_code.as_str()), (1, ""));
    let request = by(SpendingGrouping::Year, 2023);
    for request in [
        pb::ListSpendingSharesRequest { buyer_department: "departments/civil-affairs".into(), ..request.clone() },
        pb::ListSpendingSharesRequest { catalog_code: "A0101".into(), ..request },
    ] {
        assert_eq!(asked(&market, HUZHOU, request).await.total, None);
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn an_imported_contract_that_is_on_record_counts_once() {
    let market = Market::start().await;
    let supplier = code(1);
    let (same, other) =
        (Deal::with(&supplier, 5_000).signed(&market).await, Deal::with(&supplier, 6_000).signed(&market).await);
    let rows = format!(
        "{},甲,湖州市民政局,某公司,{COMPANY},50.00,2026-11-20\n{},乙,湖州市民政局,某公司,{COMPANY},60.01,2026-11-20\n",
        same.number, other.number
    );
    import(&market, &rows).await;
    let total = asked(&market, HUZHOU, by(SpendingGrouping::Year, 2026)).await.total.unwrap();
    assert_eq!((total.total_fen, total.other_supplier_fen, total.contract_count), (17_001, 6_001, 3));
    market.city.suite.stop().await;
}

/// Adds 1,000 fen to a contract of last year.
async fn supplemented(market: &Market, contract: &pb::Contract) {
    let supplement = pb::ContractSupplement {
        content: "增加一期课程".into(),
        sign_date: date(2026, 11, 24),
        amount_fen: 1_000,
        milestone_title: "增加的课程".into(),
        milestone_due_date: date(2026, 11, 30),
        ..Default::default()
    };
    let (name, etag) = (contract.name.clone(), contract.etag.clone());
    let request = pb::AddContractSupplementRequest { name, etag, supplement: Some(supplement) };
    market.contracts().add_contract_supplement(request).await.unwrap();
}

#[tokio::test]
async fn what_a_supplement_adds_is_of_the_year_in_which_it_was_signed() {
    let market = Market::start().await;
    let signed = Deal { year: 2025, ..Deal::with(COMPANY, 10_000) }.signed(&market).await;
    supplemented(&market, &signed).await;
    let years = async |as_of_date: Option<Date>| {
        let request = pb::ListSpendingSharesRequest { as_of_date, ..by(SpendingGrouping::Year, 0) };
        let found = asked(&market, HUZHOU, request).await.spending_shares;
        found.iter().map(|one| (one.year, one.total_fen, one.contract_count)).collect::<Vec<_>>()
    };
    assert_eq!(years(None).await, [(2025, 10_000, 1), (2026, 1_000, 1)]);
    assert_eq!(years(date(2026, 11, 23)).await, [(2025, 10_000, 1)]);
    assert!(years(date(2025, 11, 19)).await.is_empty());
    market.city.suite.stop().await;
}

#[tokio::test]
async fn of_a_terminated_contract_what_was_accepted_counts() {
    let market = Market::start().await;
    let supplier = code(1);
    let (kept, dropped) =
        (Deal::with(&supplier, 10_000).signed(&market).await, Deal::with(COMPANY, 4_000).signed(&market).await);
    terminated(&market, &market.accepted(&kept, 1).await).await;
    terminated(&market, &dropped).await;
    let total = async |day| {
        let request =
            pb::ListSpendingSharesRequest { as_of_date: date(2026, 11, day), ..by(SpendingGrouping::Year, 2026) };
        asked(&market, HUZHOU, request).await.total.map(|total| (total.total_fen, total.contract_count))
    };
    assert_eq!(total(24).await, Some((5_000, 1)));
    assert_eq!(total(23).await, Some((14_000, 2)), "neither had ended");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let market = Market::start().await;
    let wrong = pb::ListSpendingSharesRequest {
        group_by: 99,
        year: 1999,
        division: "x".into(),
        buyer_department: "x".into(),
        catalog_code: "a1".into(),
        as_of_date: date(2026, 11, 25),
        page_size: 201,
        page_token: "x".into(),
    };
    let refused = statistics(&market, HUZHOU).list_spending_shares(wrong).await.unwrap_err();
    let fields =
        ["as_of_date", "buyer_department", "catalog_code", "division", "group_by", "page_size", "page_token", "year"];
    assert_eq!(violated_sorted(&refused), fields);
    let of_no_year = by(SpendingGrouping::Department, 0);
    let refused = statistics(&market, HUZHOU).list_spending_shares(of_no_year).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["year"]);
    let of_nothing = by(SpendingGrouping::Unspecified, 2026);
    let refused = statistics(&market, HUZHOU).list_spending_shares(of_nothing).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["group_by"]);
    market.city.suite.stop().await;
}
