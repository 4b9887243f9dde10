//! CreditRecordService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::credit_record_service_server::CreditRecordService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::{delay, record, submission};
use crate::wire;

/// Credit information of organisations.
pub(crate) struct RecordApi {
    uow: Uow,
    office: Casework,
}

impl RecordApi {
    /// Over its database, by these rules and working days.
    pub(crate) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl CreditRecordService for RecordApi {
    async fn get_credit_record(
        &self,
        request: Request<pb::GetCreditRecordRequest>,
    ) -> Answer<pb::GetCreditRecordResponse> {
        let call = admit(&request)?;
        let query = wire::record::get(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, record::get, wire::record::get_reply).await?))
    }

    async fn list_credit_records(
        &self,
        request: Request<pb::ListCreditRecordsRequest>,
    ) -> Answer<pb::ListCreditRecordsResponse> {
        let call = admit(&request)?;
        let query = wire::record::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, record::list, wire::record::list_reply).await?))
    }

    async fn submit_credit_record(
        &self,
        request: Request<pb::SubmitCreditRecordRequest>,
    ) -> Answer<pb::SubmitCreditRecordResponse> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::submission::submit(request.get_ref(), self.today())?);
        Ok(Response::new(self.uow.write(&call, &command, submission::submit, wire::submission::submit_reply).await?))
    }

    async fn batch_submit_credit_records(
        &self,
        request: Request<pb::BatchSubmitCreditRecordsRequest>,
    ) -> Answer<pb::BatchSubmitCreditRecordsResponse> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::submission::submit_all(request.get_ref(), self.today())?);
        Ok(Response::new(
            self.uow.write(&call, &command, submission::submit_all, wire::submission::submit_all_reply).await?,
        ))
    }

    async fn withdraw_credit_record(
        &self,
        request: Request<pb::WithdrawCreditRecordRequest>,
    ) -> Answer<pb::WithdrawCreditRecordResponse> {
        let call = admit(&request)?;
        let command = (self.office.clone(), wire::submission::withdraw(request.get_ref())?);
        Ok(Response::new(
            self.uow.write(&call, &command, submission::withdraw, wire::submission::withdraw_reply).await?,
        ))
    }

    async fn list_intake_delays(
        &self,
        request: Request<pb::ListIntakeDelaysRequest>,
    ) -> Answer<pb::ListIntakeDelaysResponse> {
        let call = admit(&request)?;
        let query = wire::delay::list(request.get_ref(), &call, &self.office)?;
        Ok(Response::new(self.uow.read(&call, &query, delay::list, wire::delay::reply).await?))
    }
}
