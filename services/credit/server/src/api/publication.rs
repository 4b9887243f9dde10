//! PublicationService: admit, parse, do, reply.

use std::pin::Pin;

use casework::Casework;
use futures::Stream;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::publication_service_server::PublicationService;
use onecode_proto::publish::{Public, Publishable};
use rpc::admit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::publication::{bulletin, export, read, take_down};
use crate::wire::publication::{bulletin as bulletins, reply, request as ask};

/// What is put before the public.
pub(crate) struct PublicationApi {
    uow: Uow,
    office: Casework,
    stop: CancellationToken,
}

impl PublicationApi {
    /// Over its database, by what cases are judged by; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, office: Casework, stop: CancellationToken) -> Self {
        Self { uow, office, stop }
    }

    fn today(&self) -> time::Date {
        day_of(self.uow.clock().now())
    }
}

/// What anybody is answered.
fn public<M: Publishable>(shown: Public<M>) -> Response<M> {
    Response::new(shown.into_inner())
}

#[tonic::async_trait]
impl PublicationService for PublicationApi {
    type ExportPublicationsStream = Pin<Box<dyn Stream<Item = Result<pb::ExportPublicationsResponse, Status>> + Send>>;

    async fn get_publication(&self, request: Request<pb::GetPublicationRequest>) -> Answer<pb::GetPublicationResponse> {
        let call = admit(&request)?;
        let query = ask::get(request.get_ref(), self.today())?;
        Ok(public(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_publications(
        &self,
        request: Request<pb::ListPublicationsRequest>,
    ) -> Answer<pb::ListPublicationsResponse> {
        let call = admit(&request)?;
        let query = ask::list(request.get_ref(), &call, self.today())?;
        Ok(public(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn export_publications(
        &self,
        request: Request<pb::ExportPublicationsRequest>,
    ) -> Answer<Self::ExportPublicationsStream> {
        admit(&request)?;
        let export = ask::export(request.get_ref(), self.today())?;
        Ok(Response::new(Box::pin(export::run(self.uow.clone(), export, self.stop.clone()))))
    }

    async fn take_down_publication(
        &self,
        request: Request<pb::TakeDownPublicationRequest>,
    ) -> Answer<pb::TakeDownPublicationResponse> {
        let call = admit(&request)?;
        let command = ask::take_down(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, take_down::take_down, reply::take_down).await?))
    }

    async fn list_publication_withdrawals(
        &self,
        request: Request<pb::ListPublicationWithdrawalsRequest>,
    ) -> Answer<pb::ListPublicationWithdrawalsResponse> {
        let call = admit(&request)?;
        let query = ask::withdrawals(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::withdrawals, reply::withdrawals).await?))
    }

    async fn get_bulletin(&self, request: Request<pb::GetBulletinRequest>) -> Answer<pb::GetBulletinResponse> {
        let call = admit(&request)?;
        let query = bulletins::get(&request.get_ref().name, self.today())?;
        Ok(public(self.uow.read(&call, &query, bulletin::get, bulletins::get_reply).await?))
    }

    async fn list_bulletins(&self, request: Request<pb::ListBulletinsRequest>) -> Answer<pb::ListBulletinsResponse> {
        let call = admit(&request)?;
        let query = bulletins::list(request.get_ref(), &call, self.today())?;
        Ok(public(self.uow.read(&call, &query, bulletin::list, bulletins::list_reply).await?))
    }

    async fn get_bulletin_draft(
        &self,
        request: Request<pb::GetBulletinDraftRequest>,
    ) -> Answer<pb::GetBulletinDraftResponse> {
        let call = admit(&request)?;
        let query = bulletins::get_draft(&request.get_ref().name, &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, bulletin::get, bulletins::get_draft_reply).await?))
    }

    async fn list_bulletin_drafts(
        &self,
        request: Request<pb::ListBulletinDraftsRequest>,
    ) -> Answer<pb::ListBulletinDraftsResponse> {
        let call = admit(&request)?;
        let query = bulletins::list_drafts(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, bulletin::drafts, bulletins::drafts_reply).await?))
    }

    async fn review_bulletin(&self, request: Request<pb::ReviewBulletinRequest>) -> Answer<pb::ReviewBulletinResponse> {
        let call = admit(&request)?;
        let step = bulletins::step(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &step, bulletin::review, bulletins::review_reply).await?))
    }

    async fn approve_bulletin(
        &self,
        request: Request<pb::ApproveBulletinRequest>,
    ) -> Answer<pb::ApproveBulletinResponse> {
        let call = admit(&request)?;
        let step = bulletins::step(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &step, bulletin::approve, bulletins::approve_reply).await?))
    }
}
