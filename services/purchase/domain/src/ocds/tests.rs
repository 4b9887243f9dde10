//! Releases are written as the standard has them.

use serde_json::Value as Json;
use time::macros::{date, datetime};

use super::*;

fn release(form: Form) -> Release {
    let buyer = Party::local("330500-civil-affairs", "", "湖州市民政局", &["buyer"], form);
    Release {
        ocid: "ocds-000000-1".into(),
        id: "ocds-000000-1-0001".into(),
        date: instant(datetime!(2026-11-24 02:00:00.5 UTC)),
        tag: vec!["planning"],
        initiation_type: "tender",
        language: "zh",
        buyer: buyer.reference(),
        planning: Some(Planning::of_fen(10_050)),
        tender: Some(Tender {
            id: "t".into(),
            title: "居家养老".into(),
            description: Clearable::of("", form),
            status: "planned",
            procuring_entity: buyer.reference(),
            items: vec![process::Item::new(("330500", 2026), "A0101", "居家养老服务")],
            value: Value::of_fen(10_050),
            procurement_method: method(Method::SingleSource),
            procurement_method_details: Method::SingleSource.term(),
            procurement_method_rationale: Clearable::of("只有一家", form),
            main_procurement_category: "services",
            procedure: None,
        }),
        parties: vec![buyer],
        awards: Vec::new(),
        contracts: Vec::new(),
    }
}

use crate::project::Method;

#[test]
fn amounts_are_exact_numbers_and_days_lie_in_china() {
    let text = serde_json::to_string(&release(Form::Release)).unwrap();
    assert!(text.contains(r#""amount":100.50,"currency":"CNY""#), "{text}");
    assert!(text.contains(r#""date":"2026-11-24T10:00:00+08:00""#), "{text}");
    assert_eq!(day(date!(2026 - 11 - 24)), "2026-11-24T00:00:00+08:00");
    assert_eq!(end_of_day(date!(2026 - 11 - 24)), "2026-11-24T23:59:59+08:00");
}

#[test]
fn what_is_not_stated_any_more_is_null_and_left_out_of_what_all_come_to() {
    let told = |form| serde_json::from_str::<Json>(&serde_json::to_string(&release(form)).unwrap()).unwrap();
    let (own, compiled) = (told(Form::Release), told(Form::Compiled));
    assert_eq!(own["tender"].get("description"), Some(&Json::Null));
    assert_eq!(compiled["tender"].get("description"), None);
    assert_eq!(own["tender"]["procurementMethodRationale"], "只有一家");
    assert_eq!(own.get("awards"), None, "there is none");
}

#[test]
fn whoever_has_a_code_is_known_by_it() {
    let party = Party::new(Some("91350100M000100Y43"), "x", "甲公司", &["supplier"]);
    let told: Json = serde_json::from_str(&serde_json::to_string(&party).unwrap()).unwrap();
    assert_eq!(told["id"], "CN-USCI-91350100M000100Y43");
    assert_eq!(told["identifier"]["scheme"], "CN-USCI");
    let party = Party::new(Some(""), "甲公司", "甲公司", &["supplier"]);
    let told: Json = serde_json::from_str(&serde_json::to_string(&party).unwrap()).unwrap();
    assert_eq!((told["id"].as_str(), told.get("identifier")), (Some("甲公司"), None));
}

#[test]
fn whoever_is_local_stays_the_same_party_when_a_code_comes_and_goes() {
    let told = |code: &str, form| -> Json {
        let party = Party::local("330500-civil-affairs", code, "湖州市民政局", &["buyer"], form);
        serde_json::from_str(&serde_json::to_string(&party).unwrap()).unwrap()
    };
    let (with, without) = (told("91350100M000100Y43", Form::Release), told("", Form::Release));
    assert_eq!((&with["id"], &without["id"]), (&Json::from("330500-civil-affairs"), &with["id"]));
    assert_eq!(with["identifier"]["id"], "91350100M000100Y43");
    let cleared = ["scheme", "id"].map(|field| without["identifier"].get(field));
    assert_eq!(cleared, [Some(&Json::Null); 2], "the merge takes away what is null");
    let compiled = told("", Form::Compiled);
    assert_eq!((compiled["identifier"].get("id"), &compiled["identifier"]["legalName"]), (None, &with["name"]));
}

#[test]
fn a_package_and_its_records_are_json() {
    let (head, tail) =
        package("https://example.org/a.json", "湖州市\"财政局\"", datetime!(2026-11-24 02:00 UTC), "records");
    let linked = Linked { url: "https://example.org/r.json#1".into(), date: "d".into(), tag: vec!["award".into()] };
    let one = record("ocds-000000-1", &[linked], r#"{"amount":100.50}"#).unwrap();
    let whole = format!("{head}{one},\n{one}{tail}");
    let told: Json = serde_json::from_str(&whole).unwrap();
    assert_eq!(told["records"].as_array().unwrap().len(), 2);
    assert!(whole.contains("100.50"), "what was exact stays exact");
    assert!(record("x", &[], "{").is_err());
}

#[test]
fn requirements_are_told_without_points_and_the_lowest_price_as_the_only_criterion() {
    let titles = ["价格", "资质"].map(String::from);
    assert_eq!(criteria(&titles, &[10_000, 0]), "价格 100.00分；资质 实质性要求");
    assert_eq!([Method::Inquiry, Method::OpenTender].map(award_criteria), ["priceOnly", "ratedCriteria"]);
}
