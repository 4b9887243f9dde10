//! BanService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::ban_service_server::BanService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::enforcement::{Desk, ban as ops, ban_read as reading};
use crate::wire::enforcement::ban as wire;

/// Illegal organisations.
pub(crate) struct BanApi {
    uow: Uow,
    desk: Desk,
}

impl BanApi {
    /// Over its database and the desk where cases are handled.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }
}

#[tonic::async_trait]
impl BanService for BanApi {
    async fn file_ban(&self, request: Request<pb::FileBanRequest>) -> Answer<pb::FileBanResponse> {
        let call = admit(&request)?;
        let command = wire::file(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::file, wire::file_reply).await?))
    }

    async fn approve_ban_filing(
        &self,
        request: Request<pb::ApproveBanFilingRequest>,
    ) -> Answer<pb::ApproveBanFilingResponse> {
        let call = admit(&request)?;
        let command = wire::approve(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::approve, wire::approve_reply).await?))
    }

    async fn decline_ban_filing(
        &self,
        request: Request<pb::DeclineBanFilingRequest>,
    ) -> Answer<pb::DeclineBanFilingResponse> {
        let call = admit(&request)?;
        let command = wire::decline(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::decline, wire::decline_reply).await?))
    }

    async fn conclude_ban(&self, request: Request<pb::ConcludeBanRequest>) -> Answer<pb::ConcludeBanResponse> {
        let call = admit(&request)?;
        let command = wire::conclude(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude, wire::conclude_reply).await?))
    }

    async fn review_ban(&self, request: Request<pb::ReviewBanRequest>) -> Answer<pb::ReviewBanResponse> {
        let call = admit(&request)?;
        let command = wire::review(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::review, wire::review_reply).await?))
    }

    async fn decide_ban(&self, request: Request<pb::DecideBanRequest>) -> Answer<pb::DecideBanResponse> {
        let call = admit(&request)?;
        let command = wire::decide(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::decide, wire::decide_reply).await?))
    }

    async fn dissolve_ban(&self, request: Request<pb::DissolveBanRequest>) -> Answer<pb::DissolveBanResponse> {
        let call = admit(&request)?;
        let command = wire::dissolve(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::dissolve, wire::dissolve_reply).await?))
    }

    async fn drop_ban(&self, request: Request<pb::DropBanRequest>) -> Answer<pb::DropBanResponse> {
        let call = admit(&request)?;
        let command = wire::drop(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::drop, wire::drop_reply).await?))
    }

    async fn get_ban(&self, request: Request<pb::GetBanRequest>) -> Answer<pb::GetBanResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, reading::get, wire::get_reply).await?))
    }

    async fn list_bans(&self, request: Request<pb::ListBansRequest>) -> Answer<pb::ListBansResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, reading::list, wire::list_reply).await?))
    }
}
