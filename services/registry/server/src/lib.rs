//! The register of social organisations (社会组织登记) as a service.

mod api;
mod desk;
mod ops;
mod sheet;
mod signer;
mod store;
mod wire;

#[cfg(test)]
extern crate self as registry_server;
#[cfg(test)]
#[path = "../tests/register/mod.rs"]
mod register;

use std::time::Duration;

use archive::Archive;
use casework::{Casework, Sweeper};
use fault::Fault;
use feed::{EventApi, Feed};
use onecode_proto::event::v1::event_service_server::{self as events, EventServiceServer};
use onecode_proto::procedure::v1::rule_service_server::{self as rules, RuleServiceServer};
use onecode_proto::registry::v1::application_service_server::{self as applications, ApplicationServiceServer};
use onecode_proto::registry::v1::appointment_service_server::{self as appointments, AppointmentServiceServer};
use onecode_proto::registry::v1::branch_service_server::{self as branches, BranchServiceServer};
use onecode_proto::registry::v1::certificate_service_server::{self as certificates, CertificateServiceServer};
use onecode_proto::registry::v1::code_block_service_server::{self as code_blocks, CodeBlockServiceServer};
use onecode_proto::registry::v1::community_filing_service_server::{
    self as community_filings, CommunityFilingServiceServer,
};
use onecode_proto::registry::v1::department_service_server::{self as departments, DepartmentServiceServer};
use onecode_proto::registry::v1::name_service_server::{self as names, NameServiceServer};
use onecode_proto::registry::v1::officer_service_server::{self as officers, OfficerServiceServer};
use onecode_proto::registry::v1::organization_service_server::{self as organizations, OrganizationServiceServer};
use onecode_proto::registry::v1::party_building_service_server::{self as party_building, PartyBuildingServiceServer};
use onecode_proto::registry::v1::reconciliation_service_server::{
    self as reconciliations, ReconciliationServiceServer,
};
use rpc::{Part, Readiness, Refusals};
use seal::Ring;
use sqlx::migrate::Migrator;
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::application::ApplicationApi;
use crate::api::appointment::AppointmentApi;
use crate::api::branch::BranchApi;
use crate::api::certificate::CertificateApi;
use crate::api::code_block::CodeBlockApi;
use crate::api::community_filing::CommunityFilingApi;
use crate::api::department::DepartmentApi;
use crate::api::name::NameApi;
use crate::api::officer::OfficerApi;
use crate::api::organization::OrganizationApi;
use crate::api::party_building::PartyBuildingApi;
use crate::api::reconciliation::ReconciliationApi;
use crate::api::rule::RuleApi;
use crate::desk::Desk;

pub use signer::Signer;

/// The tables of the register, in schema `registry`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that the register stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 4] = [&uow::MIGRATOR, &archive::MIGRATOR, &casework::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that the register answers.
pub const SERVICES: &[&str] = &services();

/// The register's own, before those of its cases.
const OWN: [&str; 15] = [
    organizations::SERVICE_NAME,
    departments::SERVICE_NAME,
    code_blocks::SERVICE_NAME,
    certificates::SERVICE_NAME,
    party_building::SERVICE_NAME,
    officers::SERVICE_NAME,
    names::SERVICE_NAME,
    reconciliations::SERVICE_NAME,
    applications::SERVICE_NAME,
    appointments::SERVICE_NAME,
    branches::SERVICE_NAME,
    community_filings::SERVICE_NAME,
    rules::SERVICE_NAME,
    archive::SERVICE_NAME,
    events::SERVICE_NAME,
];

const fn services() -> [&'static str; OWN.len() + casework::SERVICES.len()] {
    let mut all = [""; OWN.len() + casework::SERVICES.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < OWN.len() { OWN[at] } else { casework::SERVICES[at - OWN.len()] };
        at += 1;
    }
    all
}

/// How often terms are swept.
const SWEEP_PAUSE: Duration = Duration::from_secs(10);

/// What the register needs beside its database.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the contents of documents lie.
    pub documents: archive::Store,
    /// How large documents may be, and how long they wait for a case.
    pub document_limits: archive::Limits,
    /// What cases are judged by, of every service whose cases lie in this database.
    pub office: Casework,
    /// Signs certificates.
    pub signer: Signer,
    /// Seals personal data.
    pub ring: Ring,
}

/// The register over its database and the feed of that database; streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, feed: Feed, stop: CancellationToken, config: Config) -> Part {
    let office = config.office;
    let archive = Archive::new(uow.clone(), config.documents, config.document_limits, document_years);
    let desk = Desk {
        office: office.clone(),
        archive: archive.clone(),
        ring: config.ring.clone(),
        signer: config.signer.clone(),
    };
    let events = EventApi::new(feed.clone(), uow.clock().clone(), stop.clone());
    let organizations = OrganizationApi::new(uow.clone(), feed, stop.clone());
    let routes = Routes::new(OrganizationServiceServer::new(organizations))
        .add_service(DepartmentServiceServer::new(DepartmentApi::new(uow.clone())))
        .add_service(CodeBlockServiceServer::new(CodeBlockApi::new(uow.clone())))
        .add_service(CertificateServiceServer::new(CertificateApi::new(uow.clone(), config.signer.clone())))
        .add_service(PartyBuildingServiceServer::new(PartyBuildingApi::new(uow.clone())))
        .add_service(OfficerServiceServer::new(OfficerApi::new(uow.clone(), config.ring.clone())))
        .add_service(NameServiceServer::new(NameApi::new(uow.clone(), desk.office.calendar().clone())))
        .add_service(ReconciliationServiceServer::new(ReconciliationApi::new(uow.clone())))
        .add_service(ApplicationServiceServer::new(ApplicationApi::new(uow.clone(), desk.clone())))
        .add_service(AppointmentServiceServer::new(AppointmentApi::new(uow.clone(), desk.clone())))
        .add_service(BranchServiceServer::new(BranchApi::new(uow.clone())))
        .add_service(CommunityFilingServiceServer::new(CommunityFilingApi::new(uow.clone(), desk)))
        .add_service(RuleServiceServer::new(RuleApi::new(uow.clock().clone(), office.clone())))
        .add_service(archive.service(stop))
        .add_service(EventServiceServer::new(events));
    let sweeper = Sweeper::new(uow.clone(), office.clone());
    Part {
        name: "registry",
        services: SERVICES.to_vec(),
        routes: office.services(&uow, routes),
        tasks: vec![archive.task(), sweeper.task(SWEEP_PAUSE), ops::officer::resealing(uow.clone(), config.ring)],
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}

/// For how many years registration papers are kept (PROC-11, 保管期限).
fn document_years(day: Date) -> Result<u16, Fault> {
    let cited = registry_domain::rules().on("PROC-11", day).map_err(procedure::Refusal::from)?;
    u16::try_from(cited.value()).map_err(Fault::internal)
}
