//! Every change is told as open contracting data; what all releases come to is the last one.

use std::collections::BTreeMap;

use onecode_proto::purchase::v1 as pb;
use serde_json::Value;
use testkit::refusal::{metadata, reason};
use time::Duration;

use crate::market::{AMOUNT, Market, payment};
use crate::open_data::exported;
use crate::world::{COUNTY, HUZHOU, date};

/// The files of an export.
async fn export(market: &Market, division: &str, request: pb::ExportOcdsRequest) -> BTreeMap<String, String> {
    exported(market.open_data(division), request).await
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
    let [(name, content)]: [(String, String); 1] = Vec::from_iter(files).try_into().unwrap();
    let id = contract.project.trim_start_matches("purchaseProjects/");
    assert_eq!(name, format!("records-{id}.json"), "beside the file of all, not in its place");
    let package = parsed(&content);
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
    assert!(content.contains(&format!(r#""value":{{"amount":{}.00,"#, AMOUNT / 100)));
    let parties = compiled["parties"].as_array().unwrap();
    assert_eq!(parties[1]["identifier"]["scheme"], "CN-USCI");
    let all = pb::ExportOcdsRequest { package: pb::OcdsPackage::Records.into(), ..Default::default() };
    assert_eq!(parsed(&export(&market, HUZHOU, all).await["records.json"])["records"].as_array().unwrap().len(), 2);
    let quiet =
        pb::ExportOcdsRequest { month: date(2026, 10, 1), process: contract.project.clone(), ..Default::default() };
    assert!(export(&market, HUZHOU, quiet).await.is_empty(), "it is there, and tells nothing of that month");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_process_that_is_not_there_or_not_for_the_caller_is_refused_by_the_name_that_was_stated() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let strange = "importedContracts/0193f0a2-5c1e-7d00-8000-000000000002";
    for (division, process) in [(COUNTY, planned.name.as_str()), (HUZHOU, strange)] {
        let request = pb::ExportOcdsRequest { process: process.into(), month: date(2026, 11, 1), ..Default::default() };
        let refused = match market.open_data(division).export_ocds(request).await {
            Ok(answer) => answer.into_inner().message().await.unwrap_err(),
            Err(refused) => refused,
        };
        assert_eq!(reason(&refused).1, "PROJECT_NOT_FOUND");
        assert_eq!(metadata(&refused, "project"), process);
    }
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_process_keeps_its_parties_and_loses_what_is_not_stated_any_more() {
    let market = Market::start().await;
    let mut project = market.planned().await;
    for (code, description) in [("91350100M000100Y43", "二十次课程"), ("", "")] {
        let wanted = pb::PurchaseProject { buyer_code: code.into(), description: description.into(), ..project };
        let paths = vec!["buyer_code".to_owned(), "description".to_owned()];
        let update_mask = Some(prost_types::FieldMask { paths });
        let request = pb::UpdateProjectRequest { project: Some(wanted), update_mask };
        project = market.projects().update_project(request).await.unwrap().into_inner().project.unwrap();
    }
    let files = export(&market, HUZHOU, pb::ExportOcdsRequest::default()).await;
    let package = parsed(&files["releases-2026-11.json"]);
    assert_eq!(tags(&package), ["planning", "planningUpdate", "planningUpdate"]);
    let told = |place: usize| package["releases"][place].clone();
    for place in 0..3 {
        assert_eq!(told(place)["parties"][0]["id"], "330500-civil-affairs", "whatever code it states");
        assert_eq!(told(place)["buyer"]["id"], "330500-civil-affairs");
    }
    assert_eq!(told(1)["parties"][0]["identifier"]["id"], "91350100M000100Y43");
    assert_eq!(told(1)["tender"]["description"], "二十次课程");
    let cleared = told(2);
    assert!(cleared["parties"][0]["identifier"].get("id").is_some_and(Value::is_null), "the merge takes it away");
    assert!(cleared["tender"].get("description").is_some_and(Value::is_null));
    let classified = &cleared["tender"]["items"][0]["classification"];
    assert_eq!(classified["scheme"], "x_CN-330500-catalogue-2026");
    let records = pb::ExportOcdsRequest { package: pb::OcdsPackage::Records.into(), ..Default::default() };
    let package = parsed(&export(&market, HUZHOU, records).await["records.json"]);
    let compiled = &package["records"][0]["compiledRelease"];
    assert_eq!(compiled["parties"].as_array().unwrap().len(), 1);
    assert_eq!(compiled["parties"][0]["identifier"].get("id"), None);
    assert_eq!(compiled["tender"].get("description"), None);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_a_terminated_contract_still_owed_was_not_met() {
    let market = Market::start().await;
    let accepted = market.accepted(&market.signed().await, 1).await;
    let request = pb::TerminateContractRequest {
        name: accepted.name,
        etag: accepted.etag,
        ground: pb::TerminationGround::Agreement.into(),
        reason: "双方协商一致".into(),
        date: date(2026, 11, 24),
    };
    market.contracts().terminate_contract(request).await.unwrap();
    let records = pb::ExportOcdsRequest { package: pb::OcdsPackage::Records.into(), ..Default::default() };
    let package = parsed(&export(&market, HUZHOU, records).await["records.json"]);
    let contract = &package["records"][0]["compiledRelease"]["contracts"][0];
    let milestones = contract["implementation"]["milestones"].as_array().unwrap();
    assert_eq!(milestones.iter().map(|one| &one["status"]).collect::<Vec<_>>(), ["met", "notMet"]);
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
