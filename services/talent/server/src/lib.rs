//! People of social organisations and how they grow (人才与培育) as a service: who works for them, courses for their people, drafts on which
//! they are heard, honours, and officials who are sent to them.

mod api;
mod credit;
mod desk;
mod ops;
mod register;
mod store;
mod wire;

use onecode_proto::talent::v1::consultation_service_server::{self as consultations, ConsultationServiceServer};
use onecode_proto::talent::v1::honour_service_server::{self as honours, HonourServiceServer};
use onecode_proto::talent::v1::personnel_service_server::{self as personnel, PersonnelServiceServer};
use onecode_proto::talent::v1::secondment_service_server::{self as secondments, SecondmentServiceServer};
use onecode_proto::talent::v1::training_service_server::{self as trainings, TrainingServiceServer};
use rpc::{Part, Peers, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::{ConsultationApi, HonourApi, PersonnelApi, SecondmentApi, TrainingApi};
use crate::credit::Credit;
use crate::desk::Desk;
use crate::ops::resealing;
use crate::register::Register;

pub use crate::desk::Config;
pub use jose::Issuer;

/// The tables of talent, in schema `talent`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that talent stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 2] = [&uow::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that talent answers.
pub const SERVICES: &[&str] = &[
    personnel::SERVICE_NAME,
    trainings::SERVICE_NAME,
    consultations::SERVICE_NAME,
    honours::SERVICE_NAME,
    secondments::SERVICE_NAME,
];

/// Talent over its database and its peers: it asks the register and credit of organisations. Streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, peers: &Peers, _stop: CancellationToken, config: Config) -> Part {
    let desk = Desk::new(config);
    let register = Register::new(peers);
    let tasks = vec![resealing::resealing(uow.clone(), desk.ring().clone())];
    let honours = HonourApi::new(uow.clone(), desk.clone(), register.clone(), Credit::new(peers));
    let personnel = PersonnelApi::new(uow.clone(), desk.clone(), register.clone());
    let routes = Routes::new(PersonnelServiceServer::new(personnel))
        .add_service(TrainingServiceServer::new(TrainingApi::new(uow.clone(), desk.clone(), register.clone())))
        .add_service(ConsultationServiceServer::new(ConsultationApi::new(uow.clone(), register.clone())))
        .add_service(HonourServiceServer::new(honours))
        .add_service(SecondmentServiceServer::new(SecondmentApi::new(uow.clone(), desk, register)));
    Part {
        name: "talent",
        services: SERVICES.to_vec(),
        routes,
        tasks,
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}
