//! OrganizationService: admit, parse, do, reply.

use std::pin::Pin;

use feed::Feed;
use futures::Stream;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_server::OrganizationService;
use registry_domain::day_of;
use rpc::{admit, admit_stream};
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming};
use uow::Uow;
use vocab::code::examine;

use crate::{ops, wire};

type Answer<T> = Result<Response<T>, Status>;
type Answers<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

/// The register of organisations.
pub(crate) struct OrganizationApi {
    uow: Uow,
    feed: Feed,
    stop: CancellationToken,
}

impl OrganizationApi {
    /// Over its database and feed; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, feed: Feed, stop: CancellationToken) -> Self {
        Self { uow, feed, stop }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl OrganizationService for OrganizationApi {
    type WatchOrganizationsStream = Answers<pb::WatchOrganizationsResponse>;
    type ImportOrganizationsStream = Answers<pb::ImportOrganizationsResponse>;
    type ExportOrganizationsStream = Answers<pb::ExportOrganizationsResponse>;

    async fn get_organization(
        &self,
        request: Request<pb::GetOrganizationRequest>,
    ) -> Answer<pb::GetOrganizationResponse> {
        let call = admit(&request)?;
        let query = wire::read::get(request.get_ref(), &call, self.uow.clock().now())?;
        let reply = self.uow.read(&call, &query, ops::get::get, wire::read::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn batch_get_organizations(
        &self,
        request: Request<pb::BatchGetOrganizationsRequest>,
    ) -> Answer<pb::BatchGetOrganizationsResponse> {
        let call = admit(&request)?;
        let query = wire::read::batch_get(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::batch_get::batch_get, wire::read::batch_get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_organizations(
        &self,
        request: Request<pb::ListOrganizationsRequest>,
    ) -> Answer<pb::ListOrganizationsResponse> {
        let call = admit(&request)?;
        let query = wire::read::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::list::list, wire::read::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn search_organizations(
        &self,
        request: Request<pb::SearchOrganizationsRequest>,
    ) -> Answer<pb::SearchOrganizationsResponse> {
        let call = admit(&request)?;
        let query = wire::search::search(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::search::search, wire::search::reply).await?;
        Ok(Response::new(reply))
    }

    async fn resolve_organization(
        &self,
        request: Request<pb::ResolveOrganizationRequest>,
    ) -> Answer<pb::ResolveOrganizationResponse> {
        let call = admit(&request)?;
        let query = wire::resolve::resolve(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::resolve::resolve, wire::resolve::reply).await?;
        Ok(Response::new(reply))
    }

    async fn check_code(&self, request: Request<pb::CheckCodeRequest>) -> Answer<pb::CheckCodeResponse> {
        admit(&request)?;
        let report = examine(wire::check_code::check_code(request.get_ref())?);
        Ok(Response::new(wire::check_code::reply(&report)))
    }

    async fn list_organization_revisions(
        &self,
        request: Request<pb::ListOrganizationRevisionsRequest>,
    ) -> Answer<pb::ListOrganizationRevisionsResponse> {
        let call = admit(&request)?;
        let query = wire::revision::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::revisions::revisions, wire::revision::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn watch_organizations(
        &self,
        request: Request<pb::WatchOrganizationsRequest>,
    ) -> Answer<Self::WatchOrganizationsStream> {
        let call = admit(&request)?;
        let (query, show) = wire::stream::watch(request.get_ref(), &call)?;
        self.uow.record_disclosure(&call).await?;
        let changes = ops::watch::run(self.uow.clone(), self.feed.clone(), query, show, self.stop.clone());
        Ok(Response::new(Box::pin(changes)))
    }

    async fn create_organization(
        &self,
        request: Request<pb::CreateOrganizationRequest>,
    ) -> Answer<pb::CreateOrganizationResponse> {
        let call = admit(&request)?;
        let command = wire::change::create(request.get_ref(), self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::create::create, wire::change::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::create::create, wire::change::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_organization(
        &self,
        request: Request<pb::UpdateOrganizationRequest>,
    ) -> Answer<pb::UpdateOrganizationResponse> {
        let call = admit(&request)?;
        let command = wire::change::update(request.get_ref(), self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::revise::revise, wire::change::update_reply).await?
        } else {
            self.uow.write(&call, &command, ops::revise::revise, wire::change::update_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn change_organization_status(
        &self,
        request: Request<pb::ChangeOrganizationStatusRequest>,
    ) -> Answer<pb::ChangeOrganizationStatusResponse> {
        let call = admit(&request)?;
        let command = wire::change::change_status(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::revise::revise, wire::change::change_status_reply).await?;
        Ok(Response::new(reply))
    }

    async fn import_organizations(
        &self,
        request: Request<Streaming<pb::ImportOrganizationsRequest>>,
    ) -> Answer<Self::ImportOrganizationsStream> {
        let call = admit_stream(&request)?;
        let outcomes = ops::import::run(self.uow.clone(), call, request.into_inner(), self.stop.clone());
        Ok(Response::new(Box::pin(outcomes)))
    }

    async fn export_organizations(
        &self,
        request: Request<pb::ExportOrganizationsRequest>,
    ) -> Answer<Self::ExportOrganizationsStream> {
        let call = admit(&request)?;
        let export = wire::stream::export(request.get_ref(), &call)?;
        self.uow.record_disclosure(&call).await?;
        let organizations = ops::export::run(self.uow.clone(), export, self.stop.clone());
        Ok(Response::new(Box::pin(organizations)))
    }

    async fn get_statistics(&self, request: Request<pb::GetStatisticsRequest>) -> Answer<pb::GetStatisticsResponse> {
        let call = admit(&request)?;
        let query = wire::statistics::statistics(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::statistics::statistics, wire::statistics::reply).await?;
        Ok(Response::new(reply))
    }
}
