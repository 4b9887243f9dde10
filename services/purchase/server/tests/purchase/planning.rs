//! Projects are planned, changed, listed and ended.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::city::code;
use crate::market::{Market, Projects, award, project};
use crate::world::{COUNTY, HUZHOU, date};

async fn create(market: &Market, project: pb::PurchaseProject) -> Result<pb::PurchaseProject, Status> {
    let request = pb::CreateProjectRequest { project: Some(project), validate_only: false };
    Ok(market.projects().create_project(request).await?.into_inner().project.unwrap())
}

fn update(project: pb::PurchaseProject, paths: &[&str]) -> pb::UpdateProjectRequest {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    pb::UpdateProjectRequest { project: Some(project), update_mask: Some(prost_types::FieldMask { paths }) }
}

#[tokio::test]
async fn every_wrong_field_of_a_project_is_named() {
    let market = Market::start().await;
    let wrong = pb::PurchaseProject {
        buyer_code: "330102199003070011".into(),
        year: 1999,
        catalog_code: "a1".into(),
        budget_fen: -1,
        single_source_reason: "只有一家".into(),
        ..Default::default()
    };
    let refused = create(&market, wrong).await.unwrap_err();
    assert_eq!(
        violated_sorted(&refused),
        [
            "project.budget_fen",
            "project.buyer_code",
            "project.buyer_title",
            "project.catalog_code",
            "project.method",
            "project.title",
            "project.year"
        ]
    );
    for budget_fen in [0, i64::MIN, i64::MAX, 10_000_000_000_001] {
        let refused = create(&market, pb::PurchaseProject { budget_fen, ..project() }).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["project.budget_fen"]);
    }
    let method = pb::ProcurementMethod::SingleSource.into();
    let refused = create(&market, pb::PurchaseProject { method, ..project() }).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["project.single_source_reason"]);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn what_must_not_be_purchased_makes_no_project() {
    let market = Market::start().await;
    for (catalog_code, category, verdict) in
        [("A01", "", "heading"), ("B0101", "", "not_listed"), ("A0101", "GP-03e", "excluded")]
    {
        let stated =
            pb::PurchaseProject { catalog_code: catalog_code.into(), declared_category: category.into(), ..project() };
        let refused = create(&market, stated).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "PROJECT_NOT_PURCHASABLE".into()));
        assert_eq!(metadata(&refused, "verdict"), verdict);
    }
    assert!(create(&market, project()).await.is_ok());
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_planned_project_changes_by_whoever_saw_it_last() {
    let market = Market::start().await;
    let planned = market.planned().await;
    assert!(planned.ocid.starts_with("ocds-h0z0u0-") && planned.catalog_title == "课程研究服务", "{planned:?}");
    let wanted = pb::PurchaseProject { budget_fen: 5_000, title: "x".into(), ..planned.clone() };
    let changed = market.projects().update_project(update(wanted.clone(), &["budget_fen"])).await.unwrap();
    let changed = changed.into_inner().project.unwrap();
    assert_eq!((changed.budget_fen, &changed.title, &changed.ocid), (5_000, &planned.title, &planned.ocid));
    let stale = market.projects().update_project(update(wanted.clone(), &["title"])).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "PROJECT_CHANGED".into()));
    let strange = market.projects().update_project(update(wanted, &["ocid"])).await.unwrap_err();
    assert_eq!(violated_sorted(&strange), ["update_mask"]);
    let single = pb::PurchaseProject { method: pb::ProcurementMethod::SingleSource.into(), ..changed };
    let refused = market.projects().update_project(update(single, &["method"])).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["project.single_source_reason"]);
    market.city.suite.stop().await;
}

#[tokio::test]
async fn whether_a_service_may_be_purchased_is_asked_anew_only_where_it_is_stated() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let negative_entry = pb::NegativeEntry {
        code: "A0101".into(),
        category: "GP-03a".into(),
        basis: "湖财〔2026〕8号".into(),
        valid_from: date(2026, 11, 24),
        ..Default::default()
    };
    let request = pb::CreateNegativeEntryRequest { negative_entry: Some(negative_entry), validate_only: false };
    let officer = market.official("finance", &["purchase-catalog-officer"], "huang");
    CatalogServiceClient::new(market.client(officer.fresh())).create_negative_entry(request).await.unwrap();
    let wanted = pb::PurchaseProject { title: "x".into(), ..planned.clone() };
    let changed = market.projects().update_project(update(wanted, &["title"])).await.unwrap();
    let changed = changed.into_inner().project.unwrap();
    assert_eq!((changed.title.as_str(), &changed.catalog), ("x", &planned.catalog));
    assert_eq!(changed.catalog_title, planned.catalog_title);
    let stated = update(changed.clone(), &["title", "catalog_code"]);
    let refused = market.projects().update_project(stated).await.unwrap_err();
    assert_eq!(metadata(&refused, "verdict"), "excluded");
    let declared = pb::PurchaseProject { declared_category: "GP-03e".into(), ..changed };
    let refused = market.projects().update_project(update(declared, &["declared_category"])).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PROJECT_NOT_PURCHASABLE");
    market.city.suite.stop().await;
}

#[tokio::test]
async fn only_the_buyer_works_on_its_project_and_only_those_above_see_it() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let request = update(pb::PurchaseProject { title: "x".into(), ..planned.clone() }, &["title"]);
    let by = |department: &str, division: &str, role: &str| {
        let caller = market.city.suite.identities().caller(department, division, &[role]);
        Projects::new(market.client(caller.fresh()))
    };
    let refused = by("tax", HUZHOU, "purchase-officer").update_project(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PROJECT_OTHER_BUYER".into()));
    let refused = by("civil-affairs", "330000", "purchase-officer").update_project(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PROJECT_OTHER_BUYER");
    let hidden = by("civil-affairs", COUNTY, "purchase-officer").update_project(request.clone()).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "PROJECT_NOT_FOUND".into()));
    let denied = by("civil-affairs", HUZHOU, "purchase-reader").update_project(request).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let listed = async |division: &str| {
        let request = pb::ListProjectsRequest::default();
        let answer = by("tax", division, "purchase-reader").list_projects(request).await.unwrap();
        answer.into_inner().projects.len()
    };
    assert_eq!((listed(HUZHOU).await, listed("330000").await, listed(COUNTY).await), (1, 1, 0));
    market.city.suite.stop().await;
}

#[tokio::test]
async fn projects_are_listed_by_state_year_and_supplier_page_by_page() {
    let market = Market::start().await;
    let first = market.planned().await;
    let second = market.planned().await;
    let awarded = market.award(award(&second, crate::market::COMPANY)).await.unwrap();
    let list =
        async |request: pb::ListProjectsRequest| market.projects().list_projects(request).await.unwrap().into_inner();
    let planned =
        pb::ListProjectsRequest { status: pb::ProjectStatus::Planned.into(), year: 2026, ..Default::default() };
    assert_eq!(list(planned).await.projects, std::slice::from_ref(&first));
    let supplied = pb::ListProjectsRequest { supplier_code: crate::market::COMPANY.into(), ..Default::default() };
    assert_eq!(list(supplied).await.projects, std::slice::from_ref(&awarded));
    let page = list(pb::ListProjectsRequest { page_size: 1, ..Default::default() }).await;
    assert_eq!(page.projects.len(), 1);
    let rest = list(pb::ListProjectsRequest { page_token: page.next_page_token, ..Default::default() }).await;
    assert_eq!((rest.projects.len(), rest.next_page_token), (1, String::new()));
    // ids of one held instant are in no order
    let (mut shown, mut all) = ([page.projects, rest.projects].concat(), vec![first, awarded]);
    shown.sort_by(|one, other| one.name.cmp(&other.name));
    all.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(shown, all);
    let nobody = pb::ListProjectsRequest { supplier_code: code(9), ..Default::default() };
    assert!(list(nobody).await.projects.is_empty());
    market.city.suite.stop().await;
}

#[tokio::test]
async fn a_project_fails_or_is_cancelled_with_a_reason_and_never_comes_back() {
    let market = Market::start().await;
    let planned = market.planned().await;
    let request = |project: &pb::PurchaseProject, outcome: pb::ProjectStatus| pb::EndProjectRequest {
        name: project.name.clone(),
        etag: project.etag.clone(),
        outcome: outcome.into(),
        end_date: date(2026, 11, 24),
        reason: "有效供应商不足三家".into(),
    };
    let refused = market.projects().end_project(request(&planned, pb::ProjectStatus::Planned)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["outcome"]);
    let ended = market.projects().end_project(request(&planned, pb::ProjectStatus::Failed)).await.unwrap();
    let ended = ended.into_inner().project.unwrap();
    assert_eq!((ended.status(), ended.end_reason.as_str()), (pb::ProjectStatus::Failed, "有效供应商不足三家"));
    let again = market.projects().end_project(request(&ended, pb::ProjectStatus::Cancelled)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "PROJECT_STATE".into()));
    let mut connection = market.city.suite.database().connection().await;
    let bypassed = sqlx::query("delete from purchase.project").execute(&mut connection).await;
    assert!(bypassed.unwrap_err().to_string().contains("are kept"));
    market.city.suite.stop().await;
}
