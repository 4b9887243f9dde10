//! Purchase of services (购买服务) as a service: what may be purchased, what may not, and which functions departments give away.

mod api;
mod ops;
mod store;
mod wire;

use onecode_proto::purchase::v1::catalog_service_server::{self as catalogs, CatalogServiceServer};
use rpc::{Part, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tonic::service::Routes;
use uow::Uow;

use crate::api::CatalogApi;

/// The tables of purchase, in schema `purchase`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that purchase stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 2] = [&uow::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that purchase answers.
pub const SERVICES: &[&str] = &[catalogs::SERVICE_NAME];

/// Purchase over its database.
#[must_use]
pub fn part(uow: Uow) -> Part {
    Part {
        name: "purchase",
        services: SERVICES.to_vec(),
        routes: Routes::new(CatalogServiceServer::new(CatalogApi::new(uow.clone()))),
        tasks: Vec::new(),
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}
