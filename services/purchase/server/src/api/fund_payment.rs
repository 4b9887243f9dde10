//! FundPaymentService: admit, parse, do, reply.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_payment_service_server::FundPaymentService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::fund as ops;
use crate::wire::fund as wire;

/// Payments, recoveries and statements of the bank.
pub(crate) struct FundPaymentApi {
    uow: Uow,
}

impl FundPaymentApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl FundPaymentService for FundPaymentApi {
    async fn instruct_fund_payment(
        &self,
        request: Request<pb::InstructFundPaymentRequest>,
    ) -> Answer<pb::InstructFundPaymentResponse> {
        let call = admit(&request)?;
        let command = wire::payment::instruct(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::payment::instruct, wire::payment::instruct_reply).await?))
    }

    async fn confirm_fund_payment(
        &self,
        request: Request<pb::ConfirmFundPaymentRequest>,
    ) -> Answer<pb::ConfirmFundPaymentResponse> {
        let call = admit(&request)?;
        let command = wire::payment::confirm(request.get_ref(), day_of(self.uow.clock().now()))?;
        Ok(Response::new(self.uow.write(&call, &command, ops::payment::confirm, wire::payment::confirm_reply).await?))
    }

    async fn fail_fund_payment(
        &self,
        request: Request<pb::FailFundPaymentRequest>,
    ) -> Answer<pb::FailFundPaymentResponse> {
        let call = admit(&request)?;
        let command = wire::payment::fail(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::payment::fail, wire::payment::fail_reply).await?))
    }

    async fn get_fund_payment(
        &self,
        request: Request<pb::GetFundPaymentRequest>,
    ) -> Answer<pb::GetFundPaymentResponse> {
        let call = admit(&request)?;
        let query = wire::payment::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::payment::get, wire::payment::get_reply).await?))
    }

    async fn list_fund_payments(
        &self,
        request: Request<pb::ListFundPaymentsRequest>,
    ) -> Answer<pb::ListFundPaymentsResponse> {
        let call = admit(&request)?;
        let query = wire::payment::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::payment::list, wire::payment::list_reply).await?))
    }

    async fn demand_fund_recovery(
        &self,
        request: Request<pb::DemandFundRecoveryRequest>,
    ) -> Answer<pb::DemandFundRecoveryResponse> {
        let call = admit(&request)?;
        let command = wire::recovery::demand(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::recovery::demand, wire::recovery::demand_reply).await?))
    }

    async fn receive_fund_recovery(
        &self,
        request: Request<pb::ReceiveFundRecoveryRequest>,
    ) -> Answer<pb::ReceiveFundRecoveryResponse> {
        let call = admit(&request)?;
        let command = wire::recovery::receive(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::recovery::receive, wire::recovery::receive_reply).await?))
    }

    async fn list_fund_recoveries(
        &self,
        request: Request<pb::ListFundRecoveriesRequest>,
    ) -> Answer<pb::ListFundRecoveriesResponse> {
        let call = admit(&request)?;
        let query = wire::recovery::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::recovery::list, wire::recovery::list_reply).await?))
    }

    async fn import_bank_statement(
        &self,
        request: Request<pb::ImportBankStatementRequest>,
    ) -> Answer<pb::ImportBankStatementResponse> {
        let call = admit(&request)?;
        let command = wire::statement::import(request.get_ref(), day_of(self.uow.clock().now()))?;
        // what is wrong in a row changes nothing, and so needs no key and no record
        let reply = if request.get_ref().validate_only || !command.is_sound() {
            self.uow.rehearse(&call, &command, ops::statement::import, wire::statement::import_reply).await?
        } else {
            self.uow.write(&call, &command, ops::statement::import, wire::statement::import_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn list_bank_statement_lines(
        &self,
        request: Request<pb::ListBankStatementLinesRequest>,
    ) -> Answer<pb::ListBankStatementLinesResponse> {
        let call = admit(&request)?;
        let query = wire::statement::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::statement::list, wire::statement::list_reply).await?))
    }

    async fn settle_fund_payment(
        &self,
        request: Request<pb::SettleFundPaymentRequest>,
    ) -> Answer<pb::SettleFundPaymentResponse> {
        let call = admit(&request)?;
        let command = wire::statement::settle(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::statement::settle_all, wire::payment::settle_reply).await?;
        Ok(Response::new(reply))
    }

    async fn settle_fund_payments(
        &self,
        request: Request<pb::SettleFundPaymentsRequest>,
    ) -> Answer<pb::SettleFundPaymentsResponse> {
        let call = admit(&request)?;
        let command = wire::statement::settle_all(request.get_ref())?;
        let reply =
            self.uow.write(&call, &command, ops::statement::settle_all, wire::payment::settle_all_reply).await?;
        Ok(Response::new(reply))
    }
}
