//! The register of social organisations (社会组织登记) as a service.

mod api;
mod ops;
mod store;
mod wire;

use archive::Archive;
use fault::Fault;
use feed::{EventApi, Feed};
use onecode_proto::event::v1::event_service_server::{self as events, EventServiceServer};
use onecode_proto::registry::v1::department_service_server::{self as departments, DepartmentServiceServer};
use onecode_proto::registry::v1::organization_service_server::{self as organizations, OrganizationServiceServer};
use rpc::{Part, Readiness, Refusals};
use sqlx::migrate::Migrator;
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::department::DepartmentApi;
use crate::api::organization::OrganizationApi;

/// The tables of the register, in schema `registry`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What the register needs beside its database.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the contents of documents lie.
    pub documents: archive::Store,
    /// How large documents may be, and how long they wait for a case.
    pub document_limits: archive::Limits,
}

/// The register over its database and the feed of that database; streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, feed: Feed, stop: CancellationToken, config: Config) -> Part {
    let archive = Archive::new(uow.clone(), config.documents, config.document_limits, document_years);
    let documents = archive.service(stop.clone());
    let events = EventApi::new(feed.clone(), uow.clock().clone(), stop.clone());
    let organizations = OrganizationApi::new(uow.clone(), feed, stop);
    let departments = DepartmentApi::new(uow.clone());
    Part {
        name: "registry",
        services: vec![
            organizations::SERVICE_NAME,
            departments::SERVICE_NAME,
            archive::SERVICE_NAME,
            events::SERVICE_NAME,
        ],
        routes: Routes::new(OrganizationServiceServer::new(organizations))
            .add_service(DepartmentServiceServer::new(departments))
            .add_service(documents)
            .add_service(EventServiceServer::new(events)),
        tasks: vec![archive.task()],
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
            uow::require_current(&mut connection, &[&uow::MIGRATOR, &archive::MIGRATOR, &MIGRATOR]).await
        }
    })
}

/// For how many years registration papers are kept (PROC-11, 保管期限).
#[expect(clippy::unnecessary_wraps, reason = "a rule may be out of force on a day; this one has one version")]
fn document_years(_day: Date) -> Result<u16, Fault> {
    Ok(30)
}
