//! Draws of the experts of tenders, and of suppliers that are invited.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::tender_draw_service_server::TenderDrawService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::tender::draw as ops;
use crate::ops::tender::draw::{enter, freeze, invite, proof};
use crate::wire::tender::draw as wire;

/// Draws of the experts of tenders.
pub(crate) struct TenderDrawApi {
    uow: Uow,
}

impl TenderDrawApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl TenderDrawService for TenderDrawApi {
    async fn freeze_tender_draw(
        &self,
        request: Request<pb::FreezeTenderDrawRequest>,
    ) -> Answer<pb::FreezeTenderDrawResponse> {
        let call = admit(&request)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = wire::freeze(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, freeze::freeze, wire::freeze_reply).await?))
    }

    async fn freeze_tender_suppliers(
        &self,
        request: Request<pb::FreezeTenderSuppliersRequest>,
    ) -> Answer<pb::FreezeTenderSuppliersResponse> {
        let call = admit(&request)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = wire::freeze_suppliers(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, invite::freeze, wire::freeze_suppliers_reply).await?))
    }

    async fn get_tender_invitation(
        &self,
        request: Request<pb::GetTenderInvitationRequest>,
    ) -> Answer<pb::GetTenderInvitationResponse> {
        let call = admit(&request)?;
        let query = wire::invitation(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, invite::invitation, wire::invitation_reply).await?))
    }

    async fn commit_tender_draw(
        &self,
        request: Request<pb::CommitTenderDrawRequest>,
    ) -> Answer<pb::CommitTenderDrawResponse> {
        let call = admit(&request)?;
        let command = wire::commit(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, enter::commit, wire::commit_reply).await?))
    }

    async fn reveal_tender_draw(
        &self,
        request: Request<pb::RevealTenderDrawRequest>,
    ) -> Answer<pb::RevealTenderDrawResponse> {
        let call = admit(&request)?;
        let command = wire::reveal(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, enter::reveal, wire::reveal_reply).await?))
    }

    async fn reopen_tender_draw(
        &self,
        request: Request<pb::ReopenTenderDrawRequest>,
    ) -> Answer<pb::ReopenTenderDrawResponse> {
        let call = admit(&request)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = wire::reopen(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, enter::reopen, wire::reopen_reply).await?))
    }

    async fn get_tender_draw(&self, request: Request<pb::GetTenderDrawRequest>) -> Answer<pb::GetTenderDrawResponse> {
        let call = admit(&request)?;
        let query = wire::read(&request.get_ref().name, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn get_tender_draw_proof(
        &self,
        request: Request<pb::GetTenderDrawProofRequest>,
    ) -> Answer<pb::GetTenderDrawProofResponse> {
        let call = admit(&request)?;
        let query = wire::read(&request.get_ref().name, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, proof::proof, wire::proof_reply).await?))
    }
}
