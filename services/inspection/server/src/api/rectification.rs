//! RectificationService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::rectification_service_server::RectificationService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::check::Desk;
use crate::ops::rectification as ops;
use crate::wire::rectification as wire;

/// What checks order to be put right.
pub(crate) struct RectificationApi {
    uow: Uow,
    desk: Desk,
}

impl RectificationApi {
    /// Over its database and the desk where checks are handled.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }
}

#[tonic::async_trait]
impl RectificationService for RectificationApi {
    async fn order_rectification(
        &self,
        request: Request<pb::OrderRectificationRequest>,
    ) -> Answer<pb::OrderRectificationResponse> {
        let call = admit(&request)?;
        let command = wire::order(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::order, wire::order_reply).await?))
    }

    async fn report_rectification(
        &self,
        request: Request<pb::ReportRectificationRequest>,
    ) -> Answer<pb::ReportRectificationResponse> {
        let call = admit(&request)?;
        let command = wire::report(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::report, wire::report_reply).await?))
    }

    async fn recheck_rectification(
        &self,
        request: Request<pb::RecheckRectificationRequest>,
    ) -> Answer<pb::RecheckRectificationResponse> {
        let call = admit(&request)?;
        let command = wire::recheck(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::recheck, wire::recheck_reply).await?))
    }

    async fn get_rectification(
        &self,
        request: Request<pb::GetRectificationRequest>,
    ) -> Answer<pb::GetRectificationResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::get, wire::get_reply).await?))
    }

    async fn list_rectifications(
        &self,
        request: Request<pb::ListRectificationsRequest>,
    ) -> Answer<pb::ListRectificationsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::list, wire::list_reply).await?))
    }
}
