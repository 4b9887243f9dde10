//! Inspection (检查) as a service: annual reports, random draws and checks in the field, ratings, penalties and bans, complaints.

mod api;
mod desk;
mod ops;
mod register;
mod store;
mod wire;

use std::time::Duration;

use casework::Casework;
use onecode_proto::inspection::v1::annual_report_campaign_service_server::{
    self as report_campaigns, AnnualReportCampaignServiceServer,
};
use onecode_proto::inspection::v1::annual_report_service_server::{self as reports, AnnualReportServiceServer};
use onecode_proto::inspection::v1::ban_service_server::{self as bans, BanServiceServer};
use onecode_proto::inspection::v1::check_service_server::{self as checks, CheckServiceServer};
use onecode_proto::inspection::v1::complaint_review_service_server::{
    self as complaint_reviews, ComplaintReviewServiceServer,
};
use onecode_proto::inspection::v1::complaint_service_server::{self as complaints, ComplaintServiceServer};
use onecode_proto::inspection::v1::enforcement_service_server::{self as enforcement, EnforcementServiceServer};
use onecode_proto::inspection::v1::inspection_item_service_server::{self as items, InspectionItemServiceServer};
use onecode_proto::inspection::v1::inspector_service_server::{self as inspectors, InspectorServiceServer};
use onecode_proto::inspection::v1::outcome_service_server::{self as outcomes, OutcomeServiceServer};
use onecode_proto::inspection::v1::random_inspection_service_server::{self as plans, RandomInspectionServiceServer};
use onecode_proto::inspection::v1::rating_expert_service_server::{self as rating_experts, RatingExpertServiceServer};
use onecode_proto::inspection::v1::rating_service_server::{self as ratings, RatingServiceServer};
use onecode_proto::inspection::v1::rectification_service_server::{self as rectifications, RectificationServiceServer};
use onecode_proto::inspection::v1::risk_grade_service_server::{self as grades, RiskGradeServiceServer};
use rpc::{Part, Peers, Readiness, Refusals};
use seal::Ring;
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use uow::Uow;

use crate::api::annual_report::ReportApi;
use crate::api::ban::BanApi;
use crate::api::check::CheckApi;
use crate::api::complaint::ComplaintApi;
use crate::api::enforcement::EnforcementApi;
use crate::api::inspection_item::ItemApi;
use crate::api::inspector::InspectorApi;
use crate::api::outcome::OutcomeApi;
use crate::api::plan::PlanApi;
use crate::api::rating::RatingApi;
use crate::api::rating_expert::RatingExpertApi;
use crate::api::rectification::RectificationApi;
use crate::api::report_campaign::CampaignApi;
use crate::api::risk_grade::GradeApi;
use crate::desk::Desk;
use crate::register::Register;

pub use ops::report::sweep::{ReportSweep, ReportSweeper};

/// The tables of inspection, in schema `inspection`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Every table that inspection stands on, in the order in which they are made.
pub static MIGRATORS: [&Migrator; 4] = [&uow::MIGRATOR, &archive::MIGRATOR, &casework::MIGRATOR, &MIGRATOR];

/// Full names of the gRPC services that inspection answers.
pub const SERVICES: &[&str] = &[
    items::SERVICE_NAME,
    inspectors::SERVICE_NAME,
    grades::SERVICE_NAME,
    plans::SERVICE_NAME,
    checks::SERVICE_NAME,
    rectifications::SERVICE_NAME,
    report_campaigns::SERVICE_NAME,
    reports::SERVICE_NAME,
    ratings::SERVICE_NAME,
    rating_experts::SERVICE_NAME,
    enforcement::SERVICE_NAME,
    bans::SERVICE_NAME,
    complaints::SERVICE_NAME,
    complaint_reviews::SERVICE_NAME,
    outcomes::SERVICE_NAME,
];

/// What inspection needs beside its database.
#[derive(Debug, Clone)]
pub struct Config {
    /// What cases are judged by, of every service whose cases lie in this database.
    pub office: Casework,
    /// Seals personal data.
    pub ring: Ring,
    /// How long nobody looks for terms that have passed after a look.
    pub sweep_pause: Duration,
    /// The most organisations of one draw, whose codes and grades are held in memory while it is frozen or drawn.
    pub most_objects: usize,
}

impl Config {
    /// With this office, these keys, a look for terms every ten seconds, and room for two million organisations in one draw.
    #[must_use]
    pub fn new(office: Casework, ring: Ring) -> Self {
        Self { office, ring, sweep_pause: Duration::from_secs(10), most_objects: 2_000_000 }
    }
}

/// Inspection over its database and its peers; streams end when `stop` is cancelled.
#[must_use]
pub fn part(uow: Uow, peers: &Peers, stop: CancellationToken, config: Config) -> Part {
    let Config { office, ring, sweep_pause, most_objects } = config;
    let register = Register::new(peers, most_objects);
    let desk = Desk { office, ring: ring.clone() };
    let complaints = ComplaintApi::new(uow.clone(), register.clone(), desk.clone());
    let campaigns = CampaignApi::new(uow.clone(), register.clone(), stop.clone());
    let reports = ReportApi::new(uow.clone(), register.clone(), desk.office.clone());
    let routes = Routes::new(InspectionItemServiceServer::new(ItemApi::new(uow.clone())))
        .add_service(InspectorServiceServer::new(InspectorApi::new(uow.clone(), ring.clone())))
        .add_service(RiskGradeServiceServer::new(GradeApi::new(uow.clone())))
        .add_service(RandomInspectionServiceServer::new(PlanApi::new(uow.clone(), register.clone(), stop)))
        .add_service(CheckServiceServer::new(CheckApi::new(uow.clone(), register.clone(), desk.clone())))
        .add_service(RectificationServiceServer::new(RectificationApi::new(uow.clone(), desk.clone())))
        .add_service(AnnualReportCampaignServiceServer::new(campaigns))
        .add_service(AnnualReportServiceServer::new(reports))
        .add_service(RatingServiceServer::new(RatingApi::new(uow.clone(), register.clone(), desk.clone())))
        .add_service(RatingExpertServiceServer::new(RatingExpertApi::new(uow.clone(), ring.clone())))
        .add_service(EnforcementServiceServer::new(EnforcementApi::new(uow.clone(), register, desk.clone())))
        .add_service(BanServiceServer::new(BanApi::new(uow.clone(), desk)))
        .add_service(ComplaintServiceServer::new(complaints.clone()))
        .add_service(ComplaintReviewServiceServer::new(complaints))
        .add_service(OutcomeServiceServer::new(OutcomeApi::new(uow.clone())));
    Part {
        name: "inspection",
        services: SERVICES.to_vec(),
        routes,
        tasks: vec![
            ops::rectification::sweep::sweeping(uow.clone(), sweep_pause),
            ReportSweeper::new(uow.clone()).task(sweep_pause),
            ops::complaint::resealing(uow.clone(), ring),
        ],
        readiness: Readiness::of_database(uow.clone(), &MIGRATORS),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}
