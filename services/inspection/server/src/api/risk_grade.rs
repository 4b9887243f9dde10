//! RiskGradeService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::risk_grade_service_server::RiskGradeService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::risk_grade as ops;
use crate::wire::risk_grade as wire;

/// The risk grades that departments give.
pub(crate) struct GradeApi {
    uow: Uow,
}

impl GradeApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl RiskGradeService for GradeApi {
    async fn record_risk_grades(
        &self,
        request: Request<pb::RecordRiskGradesRequest>,
    ) -> Answer<pb::RecordRiskGradesResponse> {
        let call = admit(&request)?;
        let command = wire::record(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::record, wire::record_reply).await?))
    }

    async fn list_risk_grades(
        &self,
        request: Request<pb::ListRiskGradesRequest>,
    ) -> Answer<pb::ListRiskGradesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
