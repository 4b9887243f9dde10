//! QualificationService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::qualification_service_server::QualificationService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::qualification::{cancel, draft, read, record};
use crate::wire::qualification::{application, reply, request as ask, step};

/// Who has which qualification.
pub(crate) struct QualificationApi {
    uow: Uow,
    office: Casework,
}

impl QualificationApi {
    /// Over its database, by what cases are judged by.
    pub(crate) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }

    fn today(&self) -> time::Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl QualificationService for QualificationApi {
    async fn get_qualification(
        &self,
        request: Request<pb::GetQualificationRequest>,
    ) -> Answer<pb::GetQualificationResponse> {
        let call = admit(&request)?;
        let command = ask::get(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::get, reply::get).await?))
    }

    async fn list_qualifications(
        &self,
        request: Request<pb::ListQualificationsRequest>,
    ) -> Answer<pb::ListQualificationsResponse> {
        let call = admit(&request)?;
        let command = ask::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::of_organization, reply::list).await?))
    }

    async fn list_qualified(&self, request: Request<pb::ListQualifiedRequest>) -> Answer<pb::ListQualifiedResponse> {
        let call = admit(&request)?;
        let command = ask::qualified(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::qualified, reply::qualified).await?))
    }

    async fn list_qualification_terms(
        &self,
        request: Request<pb::ListQualificationTermsRequest>,
    ) -> Answer<pb::ListQualificationTermsResponse> {
        admit(&request)?;
        let on = ask::terms(request.get_ref(), self.today())?;
        Ok(Response::new(reply::list_terms(on)))
    }

    async fn get_receipt_entitlement(
        &self,
        request: Request<pb::GetReceiptEntitlementRequest>,
    ) -> Answer<pb::GetReceiptEntitlementResponse> {
        let call = admit(&request)?;
        let command = ask::receipts(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::held_on, reply::entitlement).await?))
    }

    async fn get_qualification_batch(
        &self,
        request: Request<pb::GetQualificationBatchRequest>,
    ) -> Answer<pb::GetQualificationBatchResponse> {
        let call = admit(&request)?;
        let command = ask::get_batch(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &command, read::batch, application::get_batch).await?))
    }

    async fn list_qualification_batches(
        &self,
        request: Request<pb::ListQualificationBatchesRequest>,
    ) -> Answer<pb::ListQualificationBatchesResponse> {
        let call = admit(&request)?;
        let command = ask::list_batches(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::list_batches, application::list_batches).await?))
    }

    async fn record_qualification(
        &self,
        request: Request<pb::RecordQualificationRequest>,
    ) -> Answer<pb::RecordQualificationResponse> {
        let call = admit(&request)?;
        let command = step::record(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, record::record, reply::record).await?))
    }

    async fn cancel_qualification(
        &self,
        request: Request<pb::CancelQualificationRequest>,
    ) -> Answer<pb::CancelQualificationResponse> {
        let call = admit(&request)?;
        let command = step::cancel(request.get_ref(), &self.office, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, cancel::cancel, reply::cancel).await?))
    }

    async fn list_qualification_drafts(
        &self,
        request: Request<pb::ListQualificationDraftsRequest>,
    ) -> Answer<pb::ListQualificationDraftsResponse> {
        let call = admit(&request)?;
        let command = ask::list_drafts(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::list_drafts, reply::list_drafts).await?))
    }

    async fn decide_qualification_draft(
        &self,
        request: Request<pb::DecideQualificationDraftRequest>,
    ) -> Answer<pb::DecideQualificationDraftResponse> {
        let call = admit(&request)?;
        let command = step::decide(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, draft::decide, reply::decide).await?))
    }
}
