//! Purchase of services (购买服务) as a service: what may be purchased, what may not, which functions departments give away, and special
//! funds with their ledger.

mod api;
mod ops;
mod standing;
mod store;
mod wire;

use onecode_proto::purchase::v1::catalog_service_server::{self as catalogs, CatalogServiceServer};
use onecode_proto::purchase::v1::fund_payment_service_server::{self as fund_payments, FundPaymentServiceServer};
use onecode_proto::purchase::v1::fund_service_server::{self as funds, FundServiceServer};
use onecode_proto::purchase::v1::ledger_service_server::{self as ledgers, LedgerServiceServer};
use rpc::{Part, Peers, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tonic::service::Routes;
use uow::Uow;

use crate::api::{CatalogApi, FundApi, FundPaymentApi, LedgerApi};
use crate::standing::Standing;

/// The tables of purchase, in schema `purchase`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that purchase stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 2] = [&uow::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that purchase answers.
pub const SERVICES: &[&str] =
    &[catalogs::SERVICE_NAME, funds::SERVICE_NAME, fund_payments::SERVICE_NAME, ledgers::SERVICE_NAME];

/// Purchase over its database and its peers: it asks credit and inspection of organisations.
#[must_use]
pub fn part(uow: Uow, peers: &Peers) -> Part {
    let routes = Routes::new(CatalogServiceServer::new(CatalogApi::new(uow.clone())))
        .add_service(FundServiceServer::new(FundApi::new(uow.clone(), Standing::new(peers))))
        .add_service(FundPaymentServiceServer::new(FundPaymentApi::new(uow.clone())))
        .add_service(LedgerServiceServer::new(LedgerApi::new(uow.clone())));
    Part {
        name: "purchase",
        services: SERVICES.to_vec(),
        routes,
        tasks: Vec::new(),
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}
