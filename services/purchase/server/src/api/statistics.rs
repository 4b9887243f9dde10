//! PurchaseStatisticsService: admit, parse, ask, reply.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::purchase_statistics_service_server::PurchaseStatisticsService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::statistics as ops;
use crate::wire::statistics as wire;

/// Statistics of purchase.
pub(crate) struct StatisticsApi {
    uow: Uow,
}

impl StatisticsApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl PurchaseStatisticsService for StatisticsApi {
    async fn list_spending_shares(
        &self,
        request: Request<pb::ListSpendingSharesRequest>,
    ) -> Answer<pb::ListSpendingSharesResponse> {
        let call = admit(&request)?;
        let query = wire::shares(request.get_ref(), &call, day_of(self.uow.clock().now()))?;
        Ok(Response::new(self.uow.read(&call, &query, ops::shares, wire::shares_reply).await?))
    }

    async fn list_purchase_concentrations(
        &self,
        request: Request<pb::ListPurchaseConcentrationsRequest>,
    ) -> Answer<pb::ListPurchaseConcentrationsResponse> {
        let call = admit(&request)?;
        let query = wire::concentrations(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::concentrations, wire::concentrations_reply).await?))
    }
}
