//! The publicity of purchases from a single source.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::single_source_service_server::SingleSourceService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::desk::Desk;
use crate::ops::single_source as ops;
use crate::ops::single_source::objection;
use crate::wire::single_source as wire;
use crate::wire::single_source::objection as objections;

/// The publicity of purchases from a single source.
pub(crate) struct SingleSourceApi {
    uow: Uow,
    desk: Desk,
}

impl SingleSourceApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }
}

#[tonic::async_trait]
impl SingleSourceService for SingleSourceApi {
    async fn publish_single_source_notice(
        &self,
        request: Request<pb::PublishSingleSourceNoticeRequest>,
    ) -> Answer<pb::PublishSingleSourceNoticeResponse> {
        let call = admit(&request)?;
        // what was in time then may be too early today
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = wire::publish(request.get_ref(), (self.uow.clock().now(), &self.desk))?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::publish, wire::publish_reply).await?
        } else {
            self.uow.write(&call, &command, ops::publish, wire::publish_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn get_single_source_notice(
        &self,
        request: Request<pb::GetSingleSourceNoticeRequest>,
    ) -> Answer<pb::GetSingleSourceNoticeResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_single_source_notices(
        &self,
        request: Request<pb::ListSingleSourceNoticesRequest>,
    ) -> Answer<pb::ListSingleSourceNoticesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn file_single_source_objection(
        &self,
        request: Request<pb::FileSingleSourceObjectionRequest>,
    ) -> Answer<pb::FileSingleSourceObjectionResponse> {
        let call = admit(&request)?;
        let command = objections::file(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, objection::file, objections::file_reply).await?))
    }

    async fn list_single_source_objections(
        &self,
        request: Request<pb::ListSingleSourceObjectionsRequest>,
    ) -> Answer<pb::ListSingleSourceObjectionsResponse> {
        let call = admit(&request)?;
        let query = objections::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, objection::list, objections::list_reply).await?))
    }

    async fn list_supervised_single_source_objections(
        &self,
        request: Request<pb::ListSupervisedSingleSourceObjectionsRequest>,
    ) -> Answer<pb::ListSupervisedSingleSourceObjectionsResponse> {
        let call = admit(&request)?;
        let query = objections::list_supervised(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, objection::list_supervised, objections::list_supervised_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_single_source_objection(
        &self,
        request: Request<pb::GetSingleSourceObjectionRequest>,
    ) -> Answer<pb::GetSingleSourceObjectionResponse> {
        let call = admit(&request)?;
        let query = objections::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, objection::get, objections::get_reply).await?))
    }

    async fn decide_single_source_objection(
        &self,
        request: Request<pb::DecideSingleSourceObjectionRequest>,
    ) -> Answer<pb::DecideSingleSourceObjectionResponse> {
        let call = admit(&request)?;
        let command = objections::decide(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, objection::decide, objections::decide_reply).await?))
    }

    async fn clear_single_source_notice(
        &self,
        request: Request<pb::ClearSingleSourceNoticeRequest>,
    ) -> Answer<pb::ClearSingleSourceNoticeResponse> {
        let call = admit(&request)?;
        let command = wire::clear(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::clear, wire::clear_reply).await?))
    }

    async fn withdraw_single_source_notice(
        &self,
        request: Request<pb::WithdrawSingleSourceNoticeRequest>,
    ) -> Answer<pb::WithdrawSingleSourceNoticeResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::withdraw, wire::withdraw_reply).await?))
    }
}
