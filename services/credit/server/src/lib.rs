//! Credit (信用) as a service: what the facts of the register, of inspection and of purchase come to for an organisation.

mod api;
mod ops;
mod sheet;
mod store;
mod wire;

use std::time::Duration;

use casework::Casework;
use feed::Feed;
use onecode_proto::credit::v1::credit_petition_service_server::{self as petitions, CreditPetitionServiceServer};
use onecode_proto::credit::v1::credit_record_service_server::{self as records, CreditRecordServiceServer};
use onecode_proto::credit::v1::credit_report_service_server::{self as reports, CreditReportServiceServer};
use onecode_proto::credit::v1::eligibility_service_server::{self as eligibility, EligibilityServiceServer};
use onecode_proto::credit::v1::intake_service_server::{self as intake, IntakeServiceServer};
use onecode_proto::credit::v1::list_service_server::{self as lists, ListServiceServer};
use onecode_proto::credit::v1::measure_service_server::{self as measures, MeasureServiceServer};
use onecode_proto::credit::v1::publication_service_server::{self as publications, PublicationServiceServer};
use onecode_proto::credit::v1::qualification_application_service_server::{
    self as qualification_applications, QualificationApplicationServiceServer,
};
use onecode_proto::credit::v1::qualification_service_server::{self as qualifications, QualificationServiceServer};
use onecode_proto::credit::v1::risk_service_server::{self as risk, RiskServiceServer};
use rpc::{Part, Readiness, Refusals};
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::eligibility::EligibilityApi;
use crate::api::intake::IntakeApi;
use crate::api::listing::ListingApi;
use crate::api::measure::MeasureApi;
use crate::api::petition::PetitionApi;
use crate::api::publication::PublicationApi;
use crate::api::qualification::QualificationApi;
use crate::api::qualification_application::QualificationApplicationApi;
use crate::api::record::RecordApi;
use crate::api::report::ReportApi;
use crate::api::risk::RiskApi;

pub use ops::listing::sweep::ListingSweeper;
pub use ops::publication::sweep::{PublicationSweep, PublicationSweeper};
pub use ops::qualification::sweep::{QualificationSweep, QualificationSweeper};

/// How long nobody looks for what the passing of days leads to, after a look.
const SWEEP_PAUSE: Duration = Duration::from_secs(10);
/// How long what changed waits for its publication, after a look.
const PUBLICATION_PAUSE: Duration = Duration::from_secs(1);
/// How long nobody looks for bulletins to be drafted, after a look.
const BULLETIN_PAUSE: Duration = Duration::from_mins(1);

/// The tables of credit, in schema `credit`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that credit stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 4] = [&uow::MIGRATOR, &archive::MIGRATOR, &casework::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that credit answers.
pub const SERVICES: &[&str] = &[
    records::SERVICE_NAME,
    petitions::SERVICE_NAME,
    reports::SERVICE_NAME,
    intake::SERVICE_NAME,
    lists::SERVICE_NAME,
    eligibility::SERVICE_NAME,
    measures::SERVICE_NAME,
    risk::SERVICE_NAME,
    qualifications::SERVICE_NAME,
    qualification_applications::SERVICE_NAME,
    publications::SERVICE_NAME,
];

/// Full names of the facts of other services that credit lives on.
#[must_use]
pub fn follows() -> Vec<String> {
    wire::told::types()
}

/// What credit needs beside its database.
#[derive(Debug, Clone)]
pub struct Config {
    /// What cases are judged by, of every service whose cases lie in this database.
    pub office: Casework,
}

/// Credit over its database, whose feed has the facts that it follows; streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, feed: Feed, stop: CancellationToken, config: Config) -> Part {
    let Config { office } = config;
    let turns = ops::Turns::default();
    let routes = Routes::new(CreditRecordServiceServer::new(RecordApi::new(uow.clone(), office.clone())))
        .add_service(CreditPetitionServiceServer::new(PetitionApi::new(uow.clone(), office.clone())))
        .add_service(CreditReportServiceServer::new(ReportApi::new(uow.clone())))
        .add_service(IntakeServiceServer::new(IntakeApi::new(uow.clone())))
        .add_service(ListServiceServer::new(ListingApi::new(uow.clone(), office.clone())))
        .add_service(EligibilityServiceServer::new(EligibilityApi::new(
            uow.clone(),
            feed.clone(),
            turns.clone(),
            stop.clone(),
        )))
        .add_service(QualificationServiceServer::new(QualificationApi::new(uow.clone(), office.clone())))
        .add_service(QualificationApplicationServiceServer::new(QualificationApplicationApi::new(
            uow.clone(),
            office.clone(),
        )))
        .add_service(MeasureServiceServer::new(MeasureApi::new(uow.clone())))
        .add_service(RiskServiceServer::new(RiskApi::new(uow.clone(), turns, stop.clone())))
        .add_service(PublicationServiceServer::new(PublicationApi::new(uow.clone(), office.clone(), stop)));
    Part {
        name: "credit",
        services: SERVICES.to_vec(),
        routes,
        tasks: vec![
            ops::intake::following(uow.clone(), feed, office.clone()),
            ListingSweeper::new(uow.clone(), office.clone()).task(SWEEP_PAUSE),
            QualificationSweeper::new(uow.clone(), office.clone()).task(SWEEP_PAUSE),
            ops::measure::sweep::sweeping(uow.clone(), office),
            ops::risk::warning(uow.clone(), ops::risk::Book::default()),
            PublicationSweeper::new(uow.clone()).publishing(PUBLICATION_PAUSE),
            PublicationSweeper::new(uow.clone()).drafting(BULLETIN_PAUSE),
        ],
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}
