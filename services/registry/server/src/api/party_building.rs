//! PartyBuildingService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::party_building_service_server::PartyBuildingService;
use registry_domain::day_of;
use rpc::admit;
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::ops::party as ops;
use crate::wire::party as wire;

type Answer<T> = Result<Response<T>, Status>;

/// The party building of the registered organisations.
pub(crate) struct PartyBuildingApi {
    uow: Uow,
}

impl PartyBuildingApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl PartyBuildingService for PartyBuildingApi {
    async fn report_party_status(
        &self,
        request: Request<pb::ReportPartyStatusRequest>,
    ) -> Answer<pb::ReportPartyStatusResponse> {
        let call = admit(&request)?;
        let command = wire::report::report(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::report::report, wire::report::report_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_party_status(
        &self,
        request: Request<pb::GetPartyStatusRequest>,
    ) -> Answer<pb::GetPartyStatusResponse> {
        let call = admit(&request)?;
        let query = wire::status::get(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::status::get, wire::status::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_party_status_reports(
        &self,
        request: Request<pb::ListPartyStatusReportsRequest>,
    ) -> Answer<pb::ListPartyStatusReportsResponse> {
        let call = admit(&request)?;
        let query = wire::report::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::reports::reports, wire::report::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn assign_party_management(
        &self,
        request: Request<pb::AssignPartyManagementRequest>,
    ) -> Answer<pb::AssignPartyManagementResponse> {
        let call = admit(&request)?;
        let command = wire::manage::assign(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::manage::assign, wire::manage::assign_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_party_gaps(&self, request: Request<pb::ListPartyGapsRequest>) -> Answer<pb::ListPartyGapsResponse> {
        let call = admit(&request)?;
        let query = wire::gaps::list(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::gaps::gaps, wire::gaps::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_party_coverage(
        &self,
        request: Request<pb::GetPartyCoverageRequest>,
    ) -> Answer<pb::GetPartyCoverageResponse> {
        let call = admit(&request)?;
        let query = wire::coverage::coverage(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::coverage::coverage, wire::coverage::reply).await?;
        Ok(Response::new(reply))
    }

    async fn create_joint_branch(
        &self,
        request: Request<pb::CreateJointBranchRequest>,
    ) -> Answer<pb::CreateJointBranchResponse> {
        let call = admit(&request)?;
        let command = wire::joint_branch::create(request.get_ref(), self.today())?;
        let reply =
            self.uow.write(&call, &command, ops::joint_branch::create, wire::joint_branch::create_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_joint_branch(
        &self,
        request: Request<pb::GetJointBranchRequest>,
    ) -> Answer<pb::GetJointBranchResponse> {
        let call = admit(&request)?;
        let query = wire::joint_branch::get(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::joint_branch::get, wire::joint_branch::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_joint_branches(
        &self,
        request: Request<pb::ListJointBranchesRequest>,
    ) -> Answer<pb::ListJointBranchesResponse> {
        let call = admit(&request)?;
        let query = wire::joint_branch::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::joint_branch::list, wire::joint_branch::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn add_joint_branch_organization(
        &self,
        request: Request<pb::AddJointBranchOrganizationRequest>,
    ) -> Answer<pb::AddJointBranchOrganizationResponse> {
        let call = admit(&request)?;
        let command = wire::joint_branch::add(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::members::add, wire::joint_branch::add_reply).await?;
        Ok(Response::new(reply))
    }

    async fn remove_joint_branch_organization(
        &self,
        request: Request<pb::RemoveJointBranchOrganizationRequest>,
    ) -> Answer<pb::RemoveJointBranchOrganizationResponse> {
        let call = admit(&request)?;
        let command = wire::joint_branch::remove(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::members::remove, wire::joint_branch::remove_reply).await?;
        Ok(Response::new(reply))
    }

    async fn dissolve_joint_branch(
        &self,
        request: Request<pb::DissolveJointBranchRequest>,
    ) -> Answer<pb::DissolveJointBranchResponse> {
        let call = admit(&request)?;
        let command = wire::joint_branch::dissolve(request.get_ref(), self.today())?;
        let reply =
            self.uow.write(&call, &command, ops::joint_branch::dissolve, wire::joint_branch::dissolve_reply).await?;
        Ok(Response::new(reply))
    }
}
