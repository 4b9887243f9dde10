//! The services of the contract: admit, parse, do, reply.

mod case;
mod deadline;
mod notice;
mod publicity;
mod task;

use onecode_proto::procedure::v1::case_service_server::{self as cases, CaseServiceServer};
use onecode_proto::procedure::v1::deadline_service_server::{self as deadlines, DeadlineServiceServer};
use onecode_proto::procedure::v1::notice_service_server::{self as notices, NoticeServiceServer};
use onecode_proto::procedure::v1::publicity_service_server::{self as publicities, PublicityServiceServer};
use onecode_proto::procedure::v1::task_service_server::{self as tasks, TaskServiceServer};
use tonic::service::Routes;
use uow::Uow;

use crate::office::Casework;

/// Full names of the services that [`Casework::services`] adds.
pub const SERVICES: [&str; 5] = [
    cases::SERVICE_NAME,
    tasks::SERVICE_NAME,
    deadlines::SERVICE_NAME,
    publicities::SERVICE_NAME,
    notices::SERVICE_NAME,
];

impl Casework {
    /// Adds the services of `onecode.procedure.v1` over a part's database to its routes.
    #[must_use]
    pub fn services(&self, uow: &Uow, routes: Routes) -> Routes {
        routes
            .add_service(CaseServiceServer::new(case::CaseApi::new(uow.clone(), self.clone())))
            .add_service(TaskServiceServer::new(task::TaskApi::new(uow.clone())))
            .add_service(DeadlineServiceServer::new(deadline::DeadlineApi::new(uow.clone(), self.clone())))
            .add_service(PublicityServiceServer::new(publicity::PublicityApi::new(uow.clone(), self.clone())))
            .add_service(NoticeServiceServer::new(notice::NoticeApi::new(uow.clone(), self.clone())))
    }
}
