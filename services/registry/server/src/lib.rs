//! The register of social organisations (社会组织登记) as a service.

mod api;
mod ops;
mod store;
mod wire;

use feed::{EventApi, Feed};
use onecode_proto::event::v1::event_service_server::{self as events, EventServiceServer};
use onecode_proto::registry::v1::community_filing_service_server::{
    self as community_filings, CommunityFilingServiceServer,
};
use onecode_proto::registry::v1::department_service_server::{self as departments, DepartmentServiceServer};
use onecode_proto::registry::v1::organization_service_server::{self as organizations, OrganizationServiceServer};
use onecode_proto::registry::v1::party_building_service_server::{self as party_building, PartyBuildingServiceServer};
use rpc::{Part, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::community_filing::CommunityFilingApi;
use crate::api::department::DepartmentApi;
use crate::api::organization::OrganizationApi;
use crate::api::party_building::PartyBuildingApi;

/// The tables of the register, in schema `registry`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// The register over its database and the feed of that database; streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, feed: Feed, stop: CancellationToken) -> Part {
    let events = EventApi::new(feed.clone(), uow.clock().clone(), stop.clone());
    let organizations = OrganizationApi::new(uow.clone(), feed, stop);
    let departments = DepartmentApi::new(uow.clone());
    let party = PartyBuildingApi::new(uow.clone());
    let filings = CommunityFilingApi::new(uow.clone());
    Part {
        name: "registry",
        services: vec![
            organizations::SERVICE_NAME,
            departments::SERVICE_NAME,
            party_building::SERVICE_NAME,
            community_filings::SERVICE_NAME,
            events::SERVICE_NAME,
        ],
        routes: Routes::new(OrganizationServiceServer::new(organizations))
            .add_service(DepartmentServiceServer::new(departments))
            .add_service(PartyBuildingServiceServer::new(party))
            .add_service(CommunityFilingServiceServer::new(filings))
            .add_service(EventServiceServer::new(events)),
        tasks: Vec::new(),
        readiness: readiness(uow.clone()),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}

/// Ready once its database answers and has every table that this build knows.
fn readiness(uow: Uow) -> Readiness {
    Readiness::new(move || {
        let uow = uow.clone();
        async move {
            let mut connection = uow.reads().acquire().await?;
            uow::require_ctype(&mut connection).await?;
            uow::require_current(&mut connection, &[&uow::MIGRATOR, &MIGRATOR]).await
        }
    })
}
