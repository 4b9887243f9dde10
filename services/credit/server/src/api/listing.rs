//! ListService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::list_service_server::ListService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::listing::{act, decide, read, removal};
use crate::wire::listing::{reply, request as ask, step};

/// The two lists.
pub(crate) struct ListingApi {
    uow: Uow,
    office: Casework,
}

impl ListingApi {
    /// Over its database, by what cases are judged by.
    pub(crate) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }

    fn today(&self) -> time::Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl ListService for ListingApi {
    async fn get_listing_draft(
        &self,
        request: Request<pb::GetListingDraftRequest>,
    ) -> Answer<pb::GetListingDraftResponse> {
        let call = admit(&request)?;
        let query = ask::get_draft(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_draft, reply::get_draft).await?))
    }

    async fn list_listing_drafts(
        &self,
        request: Request<pb::ListListingDraftsRequest>,
    ) -> Answer<pb::ListListingDraftsResponse> {
        let call = admit(&request)?;
        let query = ask::list_drafts(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_drafts, reply::list_drafts).await?))
    }

    async fn exempt_listing(&self, request: Request<pb::ExemptListingRequest>) -> Answer<pb::ExemptListingResponse> {
        let call = admit(&request)?;
        let command = step::exempt(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, act::exempt, reply::exempt).await?))
    }

    async fn dismiss_listing(&self, request: Request<pb::DismissListingRequest>) -> Answer<pb::DismissListingResponse> {
        let call = admit(&request)?;
        let command = step::dismiss(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, act::dismiss, reply::dismiss).await?))
    }

    async fn notify_listing(&self, request: Request<pb::NotifyListingRequest>) -> Answer<pb::NotifyListingResponse> {
        let call = admit(&request)?;
        let command = step::notify(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, act::notify, reply::notify).await?))
    }

    async fn deliver_listing_notice(
        &self,
        request: Request<pb::DeliverListingNoticeRequest>,
    ) -> Answer<pb::DeliverListingNoticeResponse> {
        let call = admit(&request)?;
        let command = step::deliver(request.get_ref(), &self.office, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, act::deliver, reply::deliver).await?))
    }

    async fn hear_listing_statement(
        &self,
        request: Request<pb::HearListingStatementRequest>,
    ) -> Answer<pb::HearListingStatementResponse> {
        let call = admit(&request)?;
        let command = step::hear(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, act::hear, reply::hear).await?))
    }

    async fn decide_listing(&self, request: Request<pb::DecideListingRequest>) -> Answer<pb::DecideListingResponse> {
        let call = admit(&request)?;
        let command = step::decide(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, decide::decide, reply::decide).await?))
    }

    async fn get_listing(&self, request: Request<pb::GetListingRequest>) -> Answer<pb::GetListingResponse> {
        let call = admit(&request)?;
        let query = ask::get(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_listings(&self, request: Request<pb::ListListingsRequest>) -> Answer<pb::ListListingsResponse> {
        let call = admit(&request)?;
        let query = ask::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn list_entries_as_of(
        &self,
        request: Request<pb::ListEntriesAsOfRequest>,
    ) -> Answer<pb::ListEntriesAsOfResponse> {
        let call = admit(&request)?;
        let query = ask::as_of(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::as_of, reply::as_of).await?))
    }

    async fn count_listings(&self, request: Request<pb::CountListingsRequest>) -> Answer<pb::CountListingsResponse> {
        let call = admit(&request)?;
        let query = ask::count(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &query, read::count, reply::count).await?))
    }

    async fn request_listing_removal(
        &self,
        request: Request<pb::RequestListingRemovalRequest>,
    ) -> Answer<pb::RequestListingRemovalResponse> {
        let call = admit(&request)?;
        let command = step::request_removal(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, removal::apply, reply::request_removal).await?))
    }

    async fn decide_listing_removal(
        &self,
        request: Request<pb::DecideListingRemovalRequest>,
    ) -> Answer<pb::DecideListingRemovalResponse> {
        let call = admit(&request)?;
        let command = step::decide_removal(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, removal::decide, reply::decide_removal).await?))
    }
}
