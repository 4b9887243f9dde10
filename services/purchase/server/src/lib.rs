//! Purchase of services (购买服务) as a service: what may be purchased and what may not, which functions departments give away, what is
//! purchased from whom by which contract or framework agreement, all of that as open data and as statistics, special funds with their
//! ledger and their grants as open data, and rounds of public-welfare venture.

mod api;
mod credit;
mod desk;
mod ops;
mod register;
mod standing;
mod store;
mod wire;

use onecode_proto::purchase::v1::catalog_service_server::{self as catalogs, CatalogServiceServer};
use onecode_proto::purchase::v1::contract_service_server::{self as contracts, ContractServiceServer};
use onecode_proto::purchase::v1::expert_service_server::{self as experts, ExpertServiceServer};
use onecode_proto::purchase::v1::framework_service_server::{self as frameworks, FrameworkServiceServer};
use onecode_proto::purchase::v1::fund_payment_service_server::{self as fund_payments, FundPaymentServiceServer};
use onecode_proto::purchase::v1::fund_service_server::{self as funds, FundServiceServer};
use onecode_proto::purchase::v1::grant_service_server::{self as grants, GrantServiceServer};
use onecode_proto::purchase::v1::ledger_service_server::{self as ledgers, LedgerServiceServer};
use onecode_proto::purchase::v1::ocds_service_server::{self as ocds, OcdsServiceServer};
use onecode_proto::purchase::v1::project_service_server::{self as projects, ProjectServiceServer};
use onecode_proto::purchase::v1::purchase_statistics_service_server::{
    self as statistics, PurchaseStatisticsServiceServer,
};
use onecode_proto::purchase::v1::single_source_service_server::{self as single_sources, SingleSourceServiceServer};
use onecode_proto::purchase::v1::tender_draw_service_server::{self as tender_draws, TenderDrawServiceServer};
use onecode_proto::purchase::v1::tender_service_server::{self as tenders, TenderServiceServer};
use onecode_proto::purchase::v1::venture_service_server::{self as ventures, VentureServiceServer};
use rpc::{Part, Peers, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::{
    CatalogApi, ContractApi, ExpertApi, FrameworkApi, FundApi, FundPaymentApi, GrantApi, LedgerApi, OcdsApi,
    ProjectApi, SingleSourceApi, StatisticsApi, TenderApi, TenderDrawApi, VentureApi,
};
use crate::credit::Credit;
use crate::desk::Desk;
use crate::register::Register;
use crate::standing::Standing;

pub use crate::desk::{Config, OcdsPublisher};

/// The tables of purchase, in schema `purchase`; run after those of `uow` and `archive`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that purchase stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 3] = [&uow::MIGRATOR, &archive::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that purchase answers.
pub const SERVICES: &[&str] = &[
    catalogs::SERVICE_NAME,
    projects::SERVICE_NAME,
    contracts::SERVICE_NAME,
    ocds::SERVICE_NAME,
    statistics::SERVICE_NAME,
    funds::SERVICE_NAME,
    fund_payments::SERVICE_NAME,
    grants::SERVICE_NAME,
    ledgers::SERVICE_NAME,
    single_sources::SERVICE_NAME,
    tenders::SERVICE_NAME,
    tender_draws::SERVICE_NAME,
    frameworks::SERVICE_NAME,
    experts::SERVICE_NAME,
    ventures::SERVICE_NAME,
];

/// Purchase over its database and its peers: it asks the register, inspection and credit of organisations. Streams end when `stop` is
/// cancelled.
#[must_use]
pub fn part(uow: Uow, peers: &Peers, stop: CancellationToken, config: Config) -> Part {
    let desk = Desk::new(config);
    let routes = Routes::new(CatalogServiceServer::new(CatalogApi::new(uow.clone())))
        .add_service(ProjectServiceServer::new(ProjectApi::new(uow.clone(), desk.clone(), Credit::new(peers))))
        .add_service(ContractServiceServer::new(ContractApi::new(uow.clone(), desk.clone(), Register::new(peers))))
        .add_service(SingleSourceServiceServer::new(SingleSourceApi::new(uow.clone(), desk.clone())))
        .add_service(TenderServiceServer::new(TenderApi::new(uow.clone(), desk.clone(), Credit::new(peers))))
        .add_service(FrameworkServiceServer::new(FrameworkApi::new(uow.clone(), desk.clone(), Credit::new(peers))))
        .add_service(TenderDrawServiceServer::new(TenderDrawApi::new(uow.clone())))
        .add_service(ExpertServiceServer::new(ExpertApi::new(uow.clone())))
        .add_service(OcdsServiceServer::new(OcdsApi::new(uow.clone(), desk.clone(), stop.clone())))
        .add_service(GrantServiceServer::new(GrantApi::new(uow.clone(), desk, stop)))
        .add_service(PurchaseStatisticsServiceServer::new(StatisticsApi::new(uow.clone())))
        .add_service(FundServiceServer::new(FundApi::new(uow.clone(), Standing::new(peers))))
        .add_service(FundPaymentServiceServer::new(FundPaymentApi::new(uow.clone())))
        .add_service(LedgerServiceServer::new(LedgerApi::new(uow.clone())))
        .add_service(VentureServiceServer::new(VentureApi::new(uow.clone(), Standing::new(peers))));
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
