//! A city drafts what may be purchased from a table, another official adopts it, and its county goes by it.

use std::fs;

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use onecode_tests::harness::{Deployment, reason};
use testkit::{Caller, Client};

use crate::command_line::{command, said};

const HUZHOU: &str = "330500";
const COUNTY: &str = "330521";
const TABLE: &str = "code,name,level,parent,remark\nA,公共服务,1,,\nA01,养老公共服务,2,A,\nA0101,居家养老服务,3,A01,\nA0102,养老评估服务,3,A01,\n";

fn catalogs(suite: &Deployment, caller: &Caller) -> CatalogServiceClient<Client> {
    CatalogServiceClient::new(suite.client(caller.fresh()))
}

async fn adopt(suite: &Deployment, draft: pb::Catalog) -> Result<pb::Catalog, tonic::Status> {
    let request = pb::AdoptCatalogRequest {
        name: draft.name,
        etag: draft.etag,
        document_number: format!("湖财〔{}〕1号", draft.year),
        valid_from: Some(Date { year: draft.year, month: 1, day: 1 }),
        ..Default::default()
    };
    let adopter = suite.site.caller("audit", HUZHOU, &["purchase-catalog-adopter"]);
    let answer = catalogs(suite, &adopter).adopt_catalog(request).await?;
    Ok(answer.into_inner().catalog.expect("the answer holds it"))
}

/// A table becomes a draft at the command line; the newest one.
async fn drafted(suite: &Deployment, table: &str, year: &str) -> pb::Catalog {
    let officer = suite.site.caller("finance", HUZHOU, &["purchase-catalog-officer"]);
    fs::write(suite.site.home().join("catalog.csv"), table).expect("a table can be written");
    let words = ["catalog", "import", "catalog.csv", "--title", "指导性目录", "--year", year];
    let output = command(suite, &officer, &words).await;
    assert!(output.status.success(), "{}", said(&output));
    let request = pb::ListCatalogsRequest { status: pb::CatalogStatus::Draft.into(), ..Default::default() };
    let listed = catalogs(suite, &officer).list_catalogs(request).await.expect("they can be listed").into_inner();
    listed.catalogs.into_iter().next_back().expect("one was drafted")
}

pub(crate) async fn adopted_and_gone_by(suite: &Deployment) {
    let officer = suite.site.caller("finance", HUZHOU, &["purchase-catalog-officer"]);
    let county = suite.site.caller("civil-affairs", COUNTY, &["purchase-reader"]);
    fs::write(suite.site.home().join("wrong.csv"), TABLE.replace("3,A01,", "2,A01,")).expect("a table can be written");
    let refused =
        command(suite, &officer, &["catalog", "import", "wrong.csv", "--title", "指导性目录", "--year", "2025"]).await;
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert!(said(&refused).contains("an entry of level 1 is needed"), "{}", said(&refused));

    let first = drafted(suite, TABLE, "2025").await;
    let own = pb::AdoptCatalogRequest {
        name: first.name.clone(),
        etag: first.etag.clone(),
        document_number: "x".into(),
        valid_from: Some(Date { year: 2025, month: 1, day: 1 }),
        ..Default::default()
    };
    let both = suite.site.caller("finance", HUZHOU, &["purchase-catalog-adopter"]);
    let refused = catalogs(suite, &both).adopt_catalog(own).await.expect_err("whoever drafted it does not adopt it");
    assert_eq!(reason(&refused), "CATALOG_OWN");
    adopt(suite, first).await.expect("somebody else does");
    let second = drafted(suite, &TABLE.replace("养老评估服务", "老年人能力评估服务"), "2026").await;
    let second = adopt(suite, second).await.expect("it begins later");

    let listed = command(suite, &county, &["catalog", "list", "--code", "A01", "--on", "2025-06-30"]).await;
    assert!(said(&listed).contains("养老评估服务") && said(&listed).contains("湖财〔2025〕1号"), "{}", said(&listed));
    let versions = command(suite, &county, &["catalog", "versions", "--division", HUZHOU]).await;
    assert!(said(&versions).contains("2026-01-01"), "the first ends where the second begins: {}", said(&versions));
    let compared = command(suite, &county, &["catalog", "diff", &second.name]).await;
    let told = said(&compared);
    assert!(told.contains("renamed") && told.contains("老年人能力评估服务") && told.contains("unchanged: 3"), "{told}");

    let check = |declared: &str| pb::CheckCatalogEntryRequest {
        code: "A0101".into(),
        declared_category: declared.into(),
        ..Default::default()
    };
    let answer = catalogs(suite, &county).check_catalog_entry(check("")).await.expect("anybody may ask").into_inner();
    assert_eq!((answer.verdict(), answer.category_declared), (pb::CatalogVerdict::Listed, false));
    let answer = catalogs(suite, &county).check_catalog_entry(check("GP-03e")).await.expect("it may be declared");
    let answer = answer.into_inner();
    assert_eq!(answer.verdict(), pb::CatalogVerdict::Excluded);
    assert_eq!(answer.declared_category.expect("it was declared").rule, "GP-03e@1");
}
