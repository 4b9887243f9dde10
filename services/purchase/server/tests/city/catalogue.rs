//! A catalogue in force in Huzhou.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;

use crate::city::{City, HUZHOU, date};

/// A table of entries becomes the catalogue of 2026, drafted by one official of finance and adopted by another.
pub(crate) async fn adopted(city: &City, content: &str) {
    let by = |role: &str, account: &str| {
        let official = city.suite.identities().official("finance", HUZHOU, &[role], account);
        CatalogServiceClient::new(city.client(official.fresh()))
    };
    let catalog = pb::Catalog { title: "指导性目录".into(), year: 2026, ..Default::default() };
    let request = pb::CreateCatalogRequest { catalog: Some(catalog), ..Default::default() };
    let made = by("purchase-catalog-officer", "huang").create_catalog(request).await.unwrap().into_inner().catalog;
    let made = made.unwrap();
    let request = pb::ImportCatalogEntriesRequest {
        name: made.name,
        etag: made.etag,
        content: content.into(),
        validate_only: false,
    };
    let answer = by("purchase-catalog-officer", "huang").import_catalog_entries(request).await.unwrap();
    let filled = answer.into_inner().catalog.unwrap();
    let request = pb::AdoptCatalogRequest {
        name: filled.name,
        etag: filled.etag,
        document_number: "湖财〔2026〕1号".into(),
        valid_from: date(2026, 1, 1),
        ..Default::default()
    };
    by("purchase-catalog-adopter", "shen").adopt_catalog(request).await.unwrap();
}
