//! CaseService: admit, parse, do, reply.

use fault::{Fault, Kind};
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::case_service_server::CaseService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::office::Casework;
use crate::{read, wire};

/// Cases and procedures.
pub(super) struct CaseApi {
    uow: Uow,
    office: Casework,
}

impl CaseApi {
    pub(super) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }
}

#[tonic::async_trait]
impl CaseService for CaseApi {
    async fn get_case(&self, request: Request<pb::GetCaseRequest>) -> Result<Response<pb::GetCaseResponse>, Status> {
        let call = admit(&request)?;
        let query = (self.office.clone(), wire::get_case(request.get_ref(), &call)?);
        Ok(Response::new(self.uow.read(&call, &query, read::get_case, wire::case_reply).await?))
    }

    async fn list_cases(
        &self,
        request: Request<pb::ListCasesRequest>,
    ) -> Result<Response<pb::ListCasesResponse>, Status> {
        let call = admit(&request)?;
        let query = (self.office.clone(), wire::list_cases(request.get_ref(), &call)?);
        Ok(Response::new(self.uow.read(&call, &query, read::list_cases, wire::list_cases_reply).await?))
    }

    async fn get_procedure(
        &self,
        request: Request<pb::GetProcedureRequest>,
    ) -> Result<Response<pb::GetProcedureResponse>, Status> {
        admit(&request)?;
        let key = wire::get_procedure(request.get_ref())?;
        let found = self.office.procedure(&key).ok_or_else(|| {
            Fault::new(Kind::NotFound, "PROCEDURE_NOT_FOUND", "no procedure has that key").with("procedure", key)
        })?;
        Ok(Response::new(pb::GetProcedureResponse { procedure: Some(wire::procedure(found)) }))
    }

    async fn list_procedures(
        &self,
        request: Request<pb::ListProceduresRequest>,
    ) -> Result<Response<pb::ListProceduresResponse>, Status> {
        admit(&request)?;
        let mut all = self.office.procedures().to_vec();
        all.sort_by_key(|procedure| procedure.key);
        let procedures = all.into_iter().map(wire::procedure).collect();
        Ok(Response::new(pb::ListProceduresResponse { procedures }))
    }
}
