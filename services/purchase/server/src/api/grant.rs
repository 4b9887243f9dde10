//! GrantService: admit, parse, do, reply.

use std::pin::Pin;

use futures::Stream;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::grant_service_server::GrantService;
use rpc::admit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;

use super::Answer;
use crate::desk::Desk;
use crate::{ops, wire};

/// Grants of special funds as open data.
pub(crate) struct GrantApi {
    uow: Uow,
    desk: Desk,
    stop: CancellationToken,
}

impl GrantApi {
    /// Over its database; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, desk: Desk, stop: CancellationToken) -> Self {
        Self { uow, desk, stop }
    }
}

#[tonic::async_trait]
impl GrantService for GrantApi {
    type ExportGrantsStream = Pin<Box<dyn Stream<Item = Result<pb::ExportGrantsResponse, Status>> + Send>>;

    async fn export_grants(&self, request: Request<pb::ExportGrantsRequest>) -> Answer<Self::ExportGrantsStream> {
        let call = admit(&request)?;
        let export = wire::fund::grant::export(request.get_ref(), &call, (self.uow.clock().now(), &self.desk))?;
        Ok(Response::new(Box::pin(ops::fund::grant::run(self.uow.clone(), export, self.stop.clone()))))
    }
}
