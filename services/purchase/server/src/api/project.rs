//! ProjectService: admit, parse, do, reply. Credit is asked before an award is recorded: no call is made within a unit of work.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_server::ProjectService;
use rpc::admit;
use time::{Date, OffsetDateTime};
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::credit::Credit;
use crate::desk::Desk;
use crate::ops::project as ops;
use crate::wire::project as wire;

/// Projects of purchase.
pub(crate) struct ProjectApi {
    uow: Uow,
    desk: Desk,
    credit: Credit,
}

impl ProjectApi {
    /// Over its database, with credit to ask.
    pub(crate) fn new(uow: Uow, desk: Desk, credit: Credit) -> Self {
        Self { uow, desk, credit }
    }

    fn now(&self) -> (OffsetDateTime, &Desk) {
        (self.uow.clock().now(), &self.desk)
    }

    fn today(&self) -> (Date, &Desk) {
        (day_of(self.uow.clock().now()), &self.desk)
    }
}

#[tonic::async_trait]
impl ProjectService for ProjectApi {
    async fn create_project(&self, request: Request<pb::CreateProjectRequest>) -> Answer<pb::CreateProjectResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref(), &call, self.now())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::create, wire::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::create, wire::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_project(&self, request: Request<pb::UpdateProjectRequest>) -> Answer<pb::UpdateProjectResponse> {
        let call = admit(&request)?;
        let command = wire::update(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::update, wire::update_reply).await?))
    }

    async fn record_award(&self, request: Request<pb::RecordAwardRequest>) -> Answer<pb::RecordAwardResponse> {
        let call = admit(&request)?;
        let asked = wire::award(request.get_ref(), self.today())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let (award, proved) = (&asked.award, &asked.proved);
        let answer = self.credit.check(request.metadata(), &award.supplier_code, award.on, proved).await?;
        let command = asked.answered(answer);
        Ok(Response::new(self.uow.write(&call, &command, ops::award, wire::award_reply).await?))
    }

    async fn announce_award(&self, request: Request<pb::AnnounceAwardRequest>) -> Answer<pb::AnnounceAwardResponse> {
        let call = admit(&request)?;
        let command = wire::announce(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::announce, wire::announce_reply).await?))
    }

    async fn end_project(&self, request: Request<pb::EndProjectRequest>) -> Answer<pb::EndProjectResponse> {
        let call = admit(&request)?;
        let command = wire::end(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::end, wire::end_reply).await?))
    }

    async fn get_project(&self, request: Request<pb::GetProjectRequest>) -> Answer<pb::GetProjectResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_projects(&self, request: Request<pb::ListProjectsRequest>) -> Answer<pb::ListProjectsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
