//! NoticeService: admit, parse, do, reply.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::notice_service_server::NoticeService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::office::Casework;
use crate::{notice, wire};

/// Notices.
pub(super) struct NoticeApi {
    uow: Uow,
    office: Casework,
}

impl NoticeApi {
    pub(super) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }
}

#[tonic::async_trait]
impl NoticeService for NoticeApi {
    async fn get_notice(
        &self,
        request: Request<pb::GetNoticeRequest>,
    ) -> Result<Response<pb::GetNoticeResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::notice::get(request.get_ref(), &call, self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, notice::get, wire::notice::get_reply).await?))
    }

    async fn list_notices(
        &self,
        request: Request<pb::ListNoticesRequest>,
    ) -> Result<Response<pb::ListNoticesResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::notice::list(request.get_ref(), &call, self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, notice::list, wire::notice::list_reply).await?))
    }

    async fn serve_notice(
        &self,
        request: Request<pb::ServeNoticeRequest>,
    ) -> Result<Response<pb::ServeNoticeResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::notice::serve(request.get_ref(), self.uow.clock().now())?);
        let reply = |notice| pb::ServeNoticeResponse { notice: Some(notice) };
        Ok(Response::new(self.uow.write(&call, &command, notice::serve, reply).await?))
    }

    async fn record_delivery(
        &self,
        request: Request<pb::RecordDeliveryRequest>,
    ) -> Result<Response<pb::RecordDeliveryResponse>, Status> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::notice::deliver(request.get_ref(), self.uow.clock().now())?);
        let reply = |notice| pb::RecordDeliveryResponse { notice: Some(notice) };
        Ok(Response::new(self.uow.write(&call, &command, notice::record_delivery, reply).await?))
    }
}
