//! Contracts that were signed elsewhere come as rows of a table.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::SupplierMatch;
use testkit::refusal::{reason, violated_sorted};
use testkit::shared_data;
use tonic::Code;

use crate::market::Market;

const HEADER: &str = "contract_code,contract_name,purchaser,supplier,supplier_code,amount_yuan,as_of\n";

async fn import(market: &Market, rows: &str) -> pb::ImportContractsResponse {
    let request = pb::ImportContractsRequest { content: format!("{HEADER}{rows}"), validate_only: false };
    market.contracts().import_contracts(request).await.unwrap().into_inner()
}

async fn listed(market: &Market, found: SupplierMatch) -> Vec<pb::ImportedContract> {
    let request = pb::ListImportedContractsRequest { r#match: found.into(), ..Default::default() };
    market.contracts().list_imported_contracts(request).await.unwrap().into_inner().imported_contracts
}

#[tokio::test]
async fn suppliers_are_found_by_their_names_or_kept_with_them() {
    let market = Market::start().await;
    let code = market.city.register(1, "湖州市惠泽社会工作服务中心").await;
    market.city.register(2, "湖州市仁爱社会工作服务中心").await;
    let rows = "1,甲,湖州市民政局,湖州市惠泽社会工作服务中心,,2544000.00,2023-11-15\n\
        2,乙,湖州市民政局,湖州市仁爱社会工作服务中,,7.5,2023-11-15\n\
        3,丙,湖州市民政局,完全无关公司,,0.01,2023-11-15\n\
        4,丁,湖州市民政局,某公司,91350100M000100Y43,1,2023-11-15\n";
    let answer = import(&market, rows).await;
    assert!(answer.imported, "{:?}", answer.outcomes);
    let matches: Vec<SupplierMatch> =
        answer.outcomes.iter().map(|row| row.imported_contract.as_ref().unwrap().r#match()).collect();
    let expected = [SupplierMatch::Found, SupplierMatch::Candidates, SupplierMatch::None, SupplierMatch::Stated];
    assert_eq!(matches, expected);
    market.city.suite.sequenced().await;
    let told = "select count(distinct aggregateid) from uow.event
        where type = 'onecode.purchase.v1.ContractImported' and aggregatetype = 'importedContracts'";
    assert_eq!(market.city.suite.count(told).await, 4, "each contract is told by its own name");
    let found = &listed(&market, SupplierMatch::Found).await[0];
    assert_eq!((&found.supplier_code, found.amount_fen), (&code, 254_400_000));
    assert_eq!(
        (found.candidates[0].score, found.candidates[0].reasons.as_slice()),
        (100, &["exact-name".to_owned()][..])
    );
    let unsure = &listed(&market, SupplierMatch::Candidates).await[0];
    assert!(unsure.supplier_code.is_empty() && unsure.candidates[0].score < 95, "{unsure:?}");
    assert_eq!(listed(&market, SupplierMatch::None).await[0].supplier_title, "完全无关公司");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn the_same_rows_again_change_nothing_and_others_of_their_numbers_are_named() {
    let market = Market::start().await;
    let row = "1,甲,湖州市民政局,某协会,,10.00,2023-11-15\n";
    assert!(!import(&market, row).await.outcomes[0].unchanged);
    let again = import(&market, &row.replace("11-15", "12-15")).await;
    assert!(again.imported && again.outcomes[0].unchanged, "a later table says the same");
    assert_eq!(listed(&market, SupplierMatch::Unspecified).await.len(), 1);
    let other = import(&market, &format!("{}2,乙,x,某协会,,1,2023-11-15\n", row.replace("10.00", "10.01"))).await;
    assert!(!other.imported && other.outcomes[1].problems.is_empty());
    assert_eq!(other.outcomes[0].problems[0].field, "contract_code");
    assert_eq!(listed(&market, SupplierMatch::Unspecified).await.len(), 1, "all rows, or none");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn bad_rows_say_what_is_wrong_with_them() {
    let market = Market::start().await;
    let written = market.city.suite.audited().await;
    let rows = "1,甲,湖州市民政局,某协会,330102199003070011,1.005,2023-02-30\n,,,,,,\n";
    let answer = import(&market, rows).await;
    assert!(!answer.imported);
    let fields = |row: usize| answer.outcomes[row].problems.iter().map(|one| one.field.as_str()).collect::<Vec<_>>();
    assert_eq!(fields(0), ["supplier_code", "amount_yuan", "as_of"]);
    assert_eq!(fields(1), ["contract_code", "contract_name", "purchaser", "supplier", "amount_yuan", "as_of"]);
    assert!(!format!("{answer:?}").contains("330102199003070011"), "an ID number is not repeated");
    assert!(!import(&market, "\0,甲,湖州市民政局,某协会,,1,2023-11-15\n").await.imported, "no text for a database");
    assert_eq!(market.city.suite.audited().await, written);
    let request = pb::ImportContractsRequest { content: "a,b\n1,2\n".into(), validate_only: false };
    assert_eq!(violated_sorted(&market.contracts().import_contracts(request).await.unwrap_err()), ["content"]);
    let reader = market.official("civil-affairs", &["purchase-reader"], "reader");
    let request = pb::ImportContractsRequest { content: HEADER.into(), validate_only: false };
    let denied = market.contracts_by(&reader).import_contracts(request).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn real_contracts_are_imported() {
    let Some(path) = shared_data("purchase_contracts.csv") else { return };
    let market = Market::start().await;
    market.city.register(1, "北京市密云区惠泽华龄社会工作事务所").await;
    let content = std::fs::read_to_string(path).unwrap();
    let request = pb::ImportContractsRequest { content, validate_only: false };
    let answer = market.contracts().import_contracts(request.clone()).await.unwrap().into_inner();
    let problems: Vec<_> = answer.outcomes.iter().filter(|row| !row.problems.is_empty()).collect();
    assert!(answer.imported && answer.outcomes.len() == 40, "{problems:?}");
    assert!(!listed(&market, SupplierMatch::Found).await.is_empty());
    assert!(!listed(&market, SupplierMatch::None).await.is_empty());
    let again = market.contracts().import_contracts(request).await.unwrap().into_inner();
    assert!(again.outcomes.iter().all(|row| row.unchanged));
    market.city.suite.stop().await;
}
