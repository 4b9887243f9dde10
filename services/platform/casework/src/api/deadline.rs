//! DeadlineService: admit, parse, do, reply.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::deadline_service_server::DeadlineService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::adjust::adjust;
use crate::office::Casework;
use crate::{read, wire};

/// Terms.
pub(super) struct DeadlineApi {
    uow: Uow,
    office: Casework,
}

impl DeadlineApi {
    pub(super) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }
}

#[tonic::async_trait]
impl DeadlineService for DeadlineApi {
    async fn explain_deadline(
        &self,
        request: Request<pb::ExplainDeadlineRequest>,
    ) -> Result<Response<pb::ExplainDeadlineResponse>, Status> {
        let call = admit(&request)?;
        let query = (self.office.clone(), wire::explain(request.get_ref(), &call)?);
        Ok(Response::new(self.uow.read(&call, &query, read::explain_deadline, |reply| reply).await?))
    }

    async fn explain_term(
        &self,
        request: Request<pb::ExplainTermRequest>,
    ) -> Result<Response<pb::ExplainTermResponse>, Status> {
        admit(&request)?;
        let (rule, day) = wire::explain_term(request.get_ref())?;
        let explanation = read::explain_term(&self.office, &rule, day)?;
        Ok(Response::new(pb::ExplainTermResponse { explanation: Some(explanation) }))
    }

    async fn suspend_deadline(
        &self,
        request: Request<pb::SuspendDeadlineRequest>,
    ) -> Result<Response<pb::SuspendDeadlineResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::suspend(request.get_ref())?);
        let reply =
            self.uow.write(&call, &command, adjust, |done| pb::SuspendDeadlineResponse { deadline: Some(done) });
        Ok(Response::new(reply.await?))
    }

    async fn resume_deadline(
        &self,
        request: Request<pb::ResumeDeadlineRequest>,
    ) -> Result<Response<pb::ResumeDeadlineResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::resume(request.get_ref())?);
        let reply = self.uow.write(&call, &command, adjust, |done| pb::ResumeDeadlineResponse { deadline: Some(done) });
        Ok(Response::new(reply.await?))
    }

    async fn extend_deadline(
        &self,
        request: Request<pb::ExtendDeadlineRequest>,
    ) -> Result<Response<pb::ExtendDeadlineResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::extend(request.get_ref())?);
        let reply = self.uow.write(&call, &command, adjust, |done| pb::ExtendDeadlineResponse { deadline: Some(done) });
        Ok(Response::new(reply.await?))
    }
}
