//! PublicityService: admit, parse, do, reply.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::publicity_service_server::PublicityService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::office::Casework;
use crate::{objection, publicity, wire};

/// Publicity, objections and announcements.
pub(super) struct PublicityApi {
    uow: Uow,
    office: Casework,
}

impl PublicityApi {
    pub(super) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }
}

#[tonic::async_trait]
impl PublicityService for PublicityApi {
    async fn get_publicity(
        &self,
        request: Request<pb::GetPublicityRequest>,
    ) -> Result<Response<pb::GetPublicityResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::publicity::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, publicity::get, wire::publicity::get_reply).await?))
    }

    async fn list_publicities(
        &self,
        request: Request<pb::ListPublicitiesRequest>,
    ) -> Result<Response<pb::ListPublicitiesResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::publicity::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, publicity::list, wire::publicity::list_reply).await?))
    }

    async fn file_objection(
        &self,
        request: Request<pb::FileObjectionRequest>,
    ) -> Result<Response<pb::FileObjectionResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::objection::file(request.get_ref())?);
        Ok(Response::new(self.uow.write(&call, &command, objection::file, |reply| reply).await?))
    }

    async fn get_objection_by_receipt(
        &self,
        request: Request<pb::GetObjectionByReceiptRequest>,
    ) -> Result<Response<pb::GetObjectionByReceiptResponse>, Status> {
        let call = admit(&request)?;
        let query = (self.office.clone(), wire::objection::by_receipt(request.get_ref())?);
        Ok(Response::new(self.uow.read(&call, &query, objection::by_receipt, wire::objection::status_reply).await?))
    }

    async fn list_objections(
        &self,
        request: Request<pb::ListObjectionsRequest>,
    ) -> Result<Response<pb::ListObjectionsResponse>, Status> {
        let call = admit(&request)?;
        let query = (self.office.clone(), wire::objection::list(request.get_ref(), &call)?);
        Ok(Response::new(self.uow.read(&call, &query, objection::list, wire::objection::list_reply).await?))
    }

    async fn answer_objection(
        &self,
        request: Request<pb::AnswerObjectionRequest>,
    ) -> Result<Response<pb::AnswerObjectionResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::objection::answer(request.get_ref())?);
        let reply = |objection| pb::AnswerObjectionResponse { objection: Some(objection) };
        Ok(Response::new(self.uow.write(&call, &command, objection::answer, reply).await?))
    }

    async fn list_announcements(
        &self,
        request: Request<pb::ListAnnouncementsRequest>,
    ) -> Result<Response<pb::ListAnnouncementsResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::publicity::announcements(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, publicity::announcements, wire::publicity::announcements_reply);
        Ok(Response::new(reply.await?))
    }
}
