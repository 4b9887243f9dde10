//! Gives Huzhou a guidance catalogue (指导性目录), so that there is something to purchase.

use std::path::Path;

use fault::Fault;
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use onecode_proto::purchase::v1::{AdoptCatalogRequest, Catalog, CreateCatalogRequest, ImportCatalogEntriesRequest};
use purchase_domain::catalog::SAMPLE;
use tonic::transport::Channel;

use super::said;

/// The year that the sample is made for, and from whose first day it is in force.
const YEAR: i32 = 2026;

/// Drafts, fills and adopts it at the first start; later ones repeat the calls, which then do nothing.
///
/// # Errors
/// The suite does not answer.
pub(super) async fn adopt(home: &Path, endpoint: &str) -> Result<(), Fault> {
    let drafter = super::official_token(home, "finance", &["purchase-catalog-officer"], Some("sample-drafter"))?;
    let adopter = super::official_token(home, "finance", &["purchase-catalog-adopter"], Some("sample-adopter"))?;
    let channel = Channel::from_shared(endpoint.to_owned()).map_err(Fault::internal)?.connect_lazy();
    let mut catalogs = CatalogServiceClient::new(channel);
    let catalog =
        Catalog { title: "政府购买服务指导性目录（演示）".to_owned(), year: YEAR, ..Catalog::default() };
    let request = CreateCatalogRequest { catalog: Some(catalog), ..CreateCatalogRequest::default() };
    let request = said(&drafter, "sample-catalog", request)?;
    let draft = catalogs.create_catalog(request).await.map_err(Fault::internal)?.into_inner().catalog;
    let draft = draft.unwrap_or_default();
    let request = ImportCatalogEntriesRequest {
        name: draft.name,
        etag: draft.etag,
        content: SAMPLE.to_owned(),
        validate_only: false,
    };
    let request = said(&drafter, "sample-catalog-entries", request)?;
    let filled = catalogs.import_catalog_entries(request).await.map_err(Fault::internal)?.into_inner().catalog;
    let filled = filled.unwrap_or_default();
    let request = AdoptCatalogRequest {
        name: filled.name,
        etag: filled.etag,
        document_number: "演示数据，不是真实文号".to_owned(),
        valid_from: Some(Date { year: YEAR, month: 1, day: 1 }),
        ..AdoptCatalogRequest::default()
    };
    catalogs.adopt_catalog(said(&adopter, "sample-catalog-adoption", request)?).await.map_err(Fault::internal)?;
    Ok(())
}
