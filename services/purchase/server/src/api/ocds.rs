//! OcdsService: admit, parse, do, reply.

use std::pin::Pin;

use futures::Stream;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ocds_service_server::OcdsService;
use rpc::admit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;

use super::Answer;
use crate::desk::Desk;
use crate::{ops, wire};

/// Purchase as open contracting data.
pub(crate) struct OcdsApi {
    uow: Uow,
    desk: Desk,
    stop: CancellationToken,
}

impl OcdsApi {
    /// Over its database; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, desk: Desk, stop: CancellationToken) -> Self {
        Self { uow, desk, stop }
    }
}

#[tonic::async_trait]
impl OcdsService for OcdsApi {
    type ExportOcdsStream = Pin<Box<dyn Stream<Item = Result<pb::ExportOcdsResponse, Status>> + Send>>;

    async fn export_ocds(&self, request: Request<pb::ExportOcdsRequest>) -> Answer<Self::ExportOcdsStream> {
        let call = admit(&request)?;
        let export = wire::ocds::export(request.get_ref(), &call, (self.uow.clock().now(), &self.desk))?;
        Ok(Response::new(Box::pin(ops::ocds::run(self.uow.clone(), export, self.stop.clone()))))
    }
}
