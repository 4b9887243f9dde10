//! InspectionItemService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::inspection_item_service_server::InspectionItemService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::inspection_item as ops;
use crate::wire::inspection_item as wire;

/// The item lists.
pub(crate) struct ItemApi {
    uow: Uow,
}

impl ItemApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl InspectionItemService for ItemApi {
    async fn list_inspection_items(
        &self,
        request: Request<pb::ListInspectionItemsRequest>,
    ) -> Answer<pb::ListInspectionItemsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, day_of(self.uow.clock().now()))?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
