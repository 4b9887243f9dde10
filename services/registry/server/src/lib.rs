//! The register of social organisations (社会组织登记) as a service.

mod api;
mod ops;
mod store;
mod wire;

use feed::{EventApi, Feed};
use onecode_proto::event::v1::event_service_server::{self as events, EventServiceServer};
use onecode_proto::registry::v1::department_service_server::{self as departments, DepartmentServiceServer};
use onecode_proto::registry::v1::officer_service_server::{self as officers, OfficerServiceServer};
use onecode_proto::registry::v1::organization_service_server::{self as organizations, OrganizationServiceServer};
use rpc::{Part, Readiness, Refusals, Task};
use seal::Ring;
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::department::DepartmentApi;
use crate::api::officer::OfficerApi;
use crate::api::organization::OrganizationApi;

/// The tables of the register, in schema `registry`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// The register over its database and the feed of that database, personal data sealed by `ring`; streams end when `stop`
/// is cancelled.
#[must_use]
pub fn part(uow: Uow, feed: Feed, ring: Ring, stop: CancellationToken) -> Part {
    let events = EventApi::new(feed.clone(), uow.clock().clone(), stop.clone());
    let organizations = OrganizationApi::new(uow.clone(), feed, stop);
    let departments = DepartmentApi::new(uow.clone());
    let officers = OfficerApi::new(uow.clone(), ring.clone());
    Part {
        name: "registry",
        services: vec![
            organizations::SERVICE_NAME,
            departments::SERVICE_NAME,
            officers::SERVICE_NAME,
            events::SERVICE_NAME,
        ],
        routes: Routes::new(OrganizationServiceServer::new(organizations))
            .add_service(DepartmentServiceServer::new(departments))
            .add_service(OfficerServiceServer::new(officers))
            .add_service(EventServiceServer::new(events)),
        tasks: vec![resealing(uow.clone(), ring)],
        readiness: readiness(uow.clone()),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}

/// What older keys sealed is sealed anew from the start on.
fn resealing(uow: Uow, ring: Ring) -> Task {
    Task::new("resealing", move |stop| async move {
        ops::officer::keep_sealed(uow, ring, stop).await;
        Ok(())
    })
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
