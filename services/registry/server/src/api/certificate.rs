//! CertificateService: admit, parse, do, reply.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::certificate_service_server::CertificateService;
use registry_domain::day_of;
use rpc::admit;
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::signer::Signer;
use crate::{ops, wire};

type Answer<T> = Result<Response<T>, Status>;

/// Electronic certificates.
pub(crate) struct CertificateApi {
    uow: Uow,
    signer: Signer,
}

impl CertificateApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow, signer: Signer) -> Self {
        Self { uow, signer }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl CertificateService for CertificateApi {
    async fn get_certificate(&self, request: Request<pb::GetCertificateRequest>) -> Answer<pb::GetCertificateResponse> {
        let call = admit(&request)?;
        let query = wire::certificate::get(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::certificate::get, wire::certificate::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_certificates(
        &self,
        request: Request<pb::ListCertificatesRequest>,
    ) -> Answer<pb::ListCertificatesResponse> {
        let call = admit(&request)?;
        let query = wire::certificate::list(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::certificate::list, wire::certificate::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn check_certificate_status(
        &self,
        request: Request<pb::CheckCertificateStatusRequest>,
    ) -> Answer<pb::CheckCertificateStatusResponse> {
        let call = admit(&request)?;
        let query = wire::certificate::check_status(request.get_ref(), self.today())?;
        let reply = self.uow.read(&call, &query, ops::certificate::get, wire::certificate::check_status_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_certificate_keys(
        &self,
        request: Request<pb::ListCertificateKeysRequest>,
    ) -> Answer<pb::ListCertificateKeysResponse> {
        admit(&request)?;
        Ok(Response::new(wire::certificate::list_keys_reply(&self.signer)))
    }

    async fn render_certificate(
        &self,
        request: Request<pb::RenderCertificateRequest>,
    ) -> Answer<pb::RenderCertificateResponse> {
        let call = admit(&request)?;
        let query = wire::certificate::render(request.get_ref(), &call, self.today())?;
        let found = self.uow.read(&call, &query, ops::certificate::get, |found| found).await?;
        let signer = self.signer.clone();
        // subsetting fonts takes milliseconds of a processor: not on a thread that answers calls
        let rendered = tokio::task::spawn_blocking(move || ops::certificate::render(&signer, &found));
        let pdf = rendered.await.map_err(Fault::internal)??;
        Ok(Response::new(pb::RenderCertificateResponse { pdf }))
    }

    async fn reissue_certificate(
        &self,
        request: Request<pb::ReissueCertificateRequest>,
    ) -> Answer<pb::ReissueCertificateResponse> {
        let call = admit(&request)?;
        let command = wire::certificate::reissue(request.get_ref(), &self.signer)?;
        let reply =
            self.uow.write(&call, &command, ops::certificate::reissue, wire::certificate::reissue_reply).await?;
        Ok(Response::new(reply))
    }
}
