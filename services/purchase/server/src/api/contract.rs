//! ContractService: admit, parse, do, reply. The register is asked for suppliers before an import: no call is made within a unit of work.

use std::collections::HashSet;
use std::convert::identity;

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::contract_service_server::ContractService;
use purchase_domain::contract::Row;
use rpc::admit;
use time::{Date, OffsetDateTime};
use tonic::metadata::MetadataMap;
use tonic::{Request, Response};
use uow::{Call, Uow};
use vocab::day_of;

use super::Answer;
use crate::desk::Desk;
use crate::ops::contract as ops;
use crate::ops::imported::{self, Import, Known, Matched};
use crate::register::Register;
use crate::wire::contract as wire;
use crate::wire::imported as wire_imported;

/// Contracts of purchase.
pub(crate) struct ContractApi {
    uow: Uow,
    desk: Desk,
    register: Register,
}

impl ContractApi {
    /// Over its database, with the register to look suppliers up in.
    pub(crate) fn new(uow: Uow, desk: Desk, register: Register) -> Self {
        Self { uow, desk, register }
    }

    fn now(&self) -> (OffsetDateTime, &Desk) {
        (self.uow.clock().now(), &self.desk)
    }

    fn today(&self) -> (Date, &Desk) {
        (day_of(self.uow.clock().now()), &self.desk)
    }

    /// Whom the names of suppliers may mean; nobody is looked for where something is wrong, a code is stated, or the contract is on record.
    async fn matched(&self, (call, metadata): (&Call, &MetadataMap), rows: Vec<Row>) -> Result<Vec<Matched>, Fault> {
        let sound = rows.iter().all(|row| row.contract.is_some());
        let known = if sound {
            let contract_codes = rows.iter().map(|row| row.contract_code.clone()).collect();
            let query = Known { division: call.division.clone(), contract_codes };
            self.uow.read(call, &query, imported::known, identity).await?
        } else {
            HashSet::new()
        };
        let named = |row: &Row| {
            let new = sound && !known.contains(&row.contract_code);
            let stated = row.contract.as_ref().filter(|stated| new && stated.supplier_code.is_none());
            stated.map(|stated| stated.supplier.clone())
        };
        let wanted: Vec<String> = rows.iter().filter_map(named).collect();
        let mut found = self.register.candidates(metadata, &wanted).await?.into_iter();
        let matched = rows.into_iter().map(|row| {
            let candidates = named(&row).and_then(|_| found.next()).unwrap_or_default();
            Matched { row, candidates }
        });
        Ok(matched.collect())
    }
}

#[tonic::async_trait]
impl ContractService for ContractApi {
    async fn create_contract(&self, request: Request<pb::CreateContractRequest>) -> Answer<pb::CreateContractResponse> {
        let call = admit(&request)?;
        let command = wire::sign(request.get_ref(), self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::sign::sign, wire::sign_reply).await?
        } else {
            self.uow.write(&call, &command, ops::sign::sign, wire::sign_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn record_contract_filing(
        &self,
        request: Request<pb::RecordContractFilingRequest>,
    ) -> Answer<pb::RecordContractFilingResponse> {
        let call = admit(&request)?;
        let command = wire::file(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::change::file, wire::file_reply).await?))
    }

    async fn submit_contract_milestone(
        &self,
        request: Request<pb::SubmitContractMilestoneRequest>,
    ) -> Answer<pb::SubmitContractMilestoneResponse> {
        let call = admit(&request)?;
        let command = wire::submit(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::perform::submit, wire::submit_reply).await?))
    }

    async fn examine_contract_milestone(
        &self,
        request: Request<pb::ExamineContractMilestoneRequest>,
    ) -> Answer<pb::ExamineContractMilestoneResponse> {
        let call = admit(&request)?;
        let command = wire::examine(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::perform::examine, wire::examine_reply).await?))
    }

    async fn review_contract_milestone(
        &self,
        request: Request<pb::ReviewContractMilestoneRequest>,
    ) -> Answer<pb::ReviewContractMilestoneResponse> {
        let call = admit(&request)?;
        let command = wire::review(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::perform::review, wire::review_reply).await?))
    }

    async fn record_contract_payment(
        &self,
        request: Request<pb::RecordContractPaymentRequest>,
    ) -> Answer<pb::RecordContractPaymentResponse> {
        let call = admit(&request)?;
        let command = wire::pay(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::perform::pay, wire::pay_reply).await?))
    }

    async fn add_contract_supplement(
        &self,
        request: Request<pb::AddContractSupplementRequest>,
    ) -> Answer<pb::AddContractSupplementResponse> {
        let call = admit(&request)?;
        let command = wire::supplement(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::change::supplement, wire::supplement_reply).await?))
    }

    async fn evaluate_contract(
        &self,
        request: Request<pb::EvaluateContractRequest>,
    ) -> Answer<pb::EvaluateContractResponse> {
        let call = admit(&request)?;
        let command = wire::evaluate(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::evaluate::evaluate, wire::evaluate_reply).await?))
    }

    async fn terminate_contract(
        &self,
        request: Request<pb::TerminateContractRequest>,
    ) -> Answer<pb::TerminateContractResponse> {
        let call = admit(&request)?;
        let command = wire::terminate(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::change::terminate, wire::terminate_reply).await?))
    }

    async fn open_contract_dispute(
        &self,
        request: Request<pb::OpenContractDisputeRequest>,
    ) -> Answer<pb::OpenContractDisputeResponse> {
        let call = admit(&request)?;
        let command = wire::dispute(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::change::dispute, wire::dispute_reply).await?))
    }

    async fn settle_contract_dispute(
        &self,
        request: Request<pb::SettleContractDisputeRequest>,
    ) -> Answer<pb::SettleContractDisputeResponse> {
        let call = admit(&request)?;
        let command = wire::settle(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::change::settle, wire::settle_reply).await?))
    }

    async fn get_contract(&self, request: Request<pb::GetContractRequest>) -> Answer<pb::GetContractResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::get, wire::get_reply).await?))
    }

    async fn list_contracts(&self, request: Request<pb::ListContractsRequest>) -> Answer<pb::ListContractsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::list, wire::list_reply).await?))
    }

    async fn import_contracts(
        &self,
        request: Request<pb::ImportContractsRequest>,
    ) -> Answer<pb::ImportContractsResponse> {
        let call = admit(&request)?;
        let stated = wire_imported::rows(request.get_ref())?;
        // what is wrong in a row changes nothing, and so needs no key and no record
        let effective = !request.get_ref().validate_only && stated.iter().all(|row| row.contract.is_some());
        if effective && let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let rows = self.matched((&call, request.metadata()), stated).await?;
        let command = Import { rows, desk: self.desk.clone() };
        let reply = if effective {
            self.uow.write(&call, &command, imported::import, wire_imported::import_reply).await?
        } else {
            self.uow.rehearse(&call, &command, imported::import, wire_imported::import_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn list_imported_contracts(
        &self,
        request: Request<pb::ListImportedContractsRequest>,
    ) -> Answer<pb::ListImportedContractsResponse> {
        let call = admit(&request)?;
        let query = wire_imported::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, imported::list, wire_imported::list_reply).await?))
    }
}
