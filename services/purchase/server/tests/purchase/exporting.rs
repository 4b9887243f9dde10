//! Every change is told as open contracting data; what all releases come to is the last one.

use std::collections::BTreeMap;

use onecode_proto::purchase::v1 as pb;
use serde_json::Value;
use testkit::refusal::reason;
use time::Duration;

use crate::market::{AMOUNT, Market, payment};
use crate::world::{COUNTY, HUZHOU, date};

/// The files of an export.
async fn export(market: &Market, division: &str, request: pb::ExportOcdsRequest) -> BTreeMap<String, String> {
    let mut pieces = market.open_data(division).export_ocds(request).await.unwrap().into_inner();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let (mut count, mut total) = (0, 0);
    while let Some(piece) = pieces.message().await.unwrap() {
        files.entry(piece.file_name).or_default().push_str(&String::from_utf8(piece.content).unwrap());
        (count, total) = (piece.count, piece.total_count);
    }
    assert_eq!(count, total);
    files
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn tags(package: &Value) -> Vec<&str> {
    package["releases"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["tag"].as_array().unwrap())
        .map(|tag| tag.as_str().unwrap())
        .collect()
}

/// A contract that was signed, paid in part, and supplemented a month later.
async fn lived(market: &Market) -> pb::Contract {
    let accepted = market.accepted(&market.signed().await, 1).await;
    let paid = market.payer().record_contract_payment(payment(&accepted, 1, 12_345, "v1")).await.unwrap();
    let paid = paid.into_inner().contract.unwrap();
    market.city.suite.clock().advance(Duration::days(10));
    let supplement =
        pb::ContractSupplement { content: "延期".into(), sign_date: date(2026, 12, 1), ..Default::default() };
    let (name, etag) = (paid.name.clone(), paid.etag.clone());
    let request = pb::AddContractSupplementRequest { name, etag, supplement: Some(supplement) };
    market.contracts().add_contract_supplement(request).await.unwrap().into_inner().contract.unwrap()
}

#[tokio::test]
async fn releases_lie_in_the_package_of_their_month() {
    let market = Market::start().await;
    let contract = lived(&market).await;
    let files = export(&market, HUZHOU, pb::ExportOcdsRequest::default()).await;
    assert_eq!(files.keys().collect::<Vec<_>>(), ["releases-2026-11.json", "releases-2026-12.json"]);
    let november = parsed(&files["releases-2026-11.json"]);
    assert_eq!(tags(&november), ["planning", "award", "contract", "implementation", "implementationUpdate"]);
    assert_eq!(november["uri"], "https://open.example/ocds/releases-2026-11.json");
    assert!(files["releases-2026-11.json"].contains(r#""amount":123.45,"#), "exact to the fen");
    let december = parsed(&files["releases-2026-12.json"]);
    assert_eq!(tags(&december), ["contractAmendment"]);
    assert_eq!(december["releases"][0]["ocid"], contract.ocid.as_str());
    let month = pb::ExportOcdsRequest { month: date(2026, 12, 31), ..Default::default() };
    assert_eq!(export(&market, HUZHOU, month).await.len(), 1);
    assert!(export(&market, COUNTY, pb::ExportOcdsRequest::default()).await.is_empty());
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_record_links_its_releases_and_says_what_they_come_to() {
    let market = Market::start().await;
    let contract = lived(&market).await;
    market.planned().await;
    let request = pb::ExportOcdsRequest {
        package: pb::OcdsPackage::Records.into(),
        process: contract.project.clone(),
        ..Default::default()
    };
    let files = export(&market, HUZHOU, request).await;
    let package = parsed(&files["records.json"]);
    let [record] = package["records"].as_array().unwrap().as_slice() else { panic!("{package}") };
    let linked = record["releases"].as_array().unwrap();
    assert_eq!(linked.len(), 6);
    let url = linked[5]["url"].as_str().unwrap();
    assert_eq!(url, format!("https://open.example/ocds/releases-2026-12.json#{}-0006", contract.ocid));
    let compiled = &record["compiledRelease"];
    assert_eq!(
        (compiled["tag"][0].as_str(), compiled["ocid"].as_str()),
        (Some("compiled"), Some(contract.ocid.as_str()))
    );
    assert!(files["records.json"].contains(&format!(r#""value":{{"amount":{}.00,"#, AMOUNT / 100)));
    let parties = compiled["parties"].as_array().unwrap();
    assert_eq!(parties[1]["identifier"]["scheme"], "CN-USCI");
    let all = pb::ExportOcdsRequest { package: pb::OcdsPackage::Records.into(), ..Default::default() };
    assert_eq!(parsed(&export(&market, HUZHOU, all).await["records.json"])["records"].as_array().unwrap().len(), 2);
    let hidden = pb::ExportOcdsRequest { process: contract.project, ..Default::default() };
    let refused = match market.open_data(COUNTY).export_ocds(hidden).await {
        Ok(answer) => answer.into_inner().message().await.unwrap_err(),
        Err(refused) => refused,
    };
    assert_eq!(reason(&refused).1, "PROJECT_NOT_FOUND");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_release_never_changes() {
    let market = Market::start().await;
    market.planned().await;
    let mut connection = market.city.suite.database().connection().await;
    for statement in ["update purchase.ocds_release set content = ''", "delete from purchase.ocds_release"] {
        let bypassed = sqlx::query(statement).execute(&mut connection).await;
        assert!(bypassed.unwrap_err().to_string().contains("are kept"));
    }
    market.city.suite.stop().await;
}
