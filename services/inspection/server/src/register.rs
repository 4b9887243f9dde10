//! The register (登记) as inspection reaches it: by its contract, on the caller's behalf, never by its tables.

pub(crate) mod report;

use fault::{Fault, Kind};
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::department_service_client::DepartmentServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::organization_service_server::SERVICE_NAME;
use rpc::{Peers, Traced, refused, unreachable};
use time::Date;
use tonic::Code;
use tonic::metadata::MetadataMap;
use vocab::UnifiedCode;

use crate::store::plan::PlanRow;
use crate::wire;

const READ: &str = "registry.organization.read";
const EXPORT: &str = "registry.organization.export";
const DEPARTMENTS: &str = "registry.department.read";

/// An organisation as the register shows it, without anything personal.
#[derive(Debug, Clone)]
pub(crate) struct Registered {
    pub(crate) code: UnifiedCode,
    /// Its registered name.
    pub(crate) title: String,
    pub(crate) status: pb::OrganizationStatus,
    /// Six digits (GB/T 2260).
    pub(crate) division: String,
    pub(crate) established_on: Option<Date>,
}

/// Where the register is, and how much of it one draw takes.
#[derive(Debug, Clone)]
pub(crate) struct Register {
    channel: Option<Traced>,
    most: usize,
}

impl Register {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers, most: usize) -> Self {
        Self { channel: peers.channel(SERVICE_NAME), most }
    }

    /// An organisation as inspection wants to know it.
    pub(crate) async fn organization(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<Registered, Fault> {
        let shown = self.shown(metadata, code).await?;
        Ok(Registered {
            code,
            status: shown.status(),
            established_on: established(&shown),
            title: shown.title,
            division: shown.division,
        })
    }

    /// An organisation as the register shows it now, if the caller may see it.
    async fn shown(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<pb::Organization, Fault> {
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let request = pb::GetOrganizationRequest {
            name: wire::name::organization(code),
            view: pb::OrganizationView::Full.into(),
            ..Default::default()
        };
        let mut client = OrganizationServiceClient::new(channel);
        let answer = client.get_organization(rpc::on_behalf(metadata, request)).await;
        let answer = answer.map_err(|status| {
            if status.code() == Code::NotFound { no_organization(code) } else { refused(READ, status) }
        })?;
        answer.into_inner().organization.ok_or_else(unreachable)
    }

    /// Key of the department that the register calls the registering authority (登记管理机关) today.
    pub(crate) async fn registrar(&self, metadata: &MetadataMap) -> Result<String, Fault> {
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let request = rpc::on_behalf(metadata, pb::ListDepartmentsRequest::default());
        let answer = DepartmentServiceClient::new(channel).list_departments(request).await;
        let departments = answer.map_err(|status| refused(DEPARTMENTS, status))?.into_inner().departments;
        let registrar = departments.iter().find(|department| department.kind() == pb::DepartmentKind::Registrar);
        let key = registrar.and_then(|department| department.name.strip_prefix("departments/"));
        key.map(str::to_owned).ok_or_else(|| Fault::internal("the directory names no registering authority"))
    }

    /// The codes of the organisations that a plan is drawn from, as the register shows them now, in order. What one caller
    /// may not see is not among them.
    pub(crate) async fn codes(&self, metadata: &MetadataMap, plan: &PlanRow) -> Result<Vec<UnifiedCode>, Fault> {
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let request = rpc::on_behalf(metadata, export(plan));
        let mut client = OrganizationServiceClient::new(channel);
        let mut messages =
            client.export_organizations(request).await.map_err(|status| refused(EXPORT, status))?.into_inner();
        let mut codes = Vec::new();
        while let Some(message) = messages.message().await.map_err(|status| refused(EXPORT, status))? {
            for organization in message.organizations.iter().filter(|organization| wanted(plan, organization)) {
                codes.push(UnifiedCode::parse_vouched(&organization.code).map_err(Fault::internal)?);
            }
            if codes.len() > self.most {
                let sentence = format!("one draw takes {} organisations at most", self.most);
                let fault = Fault::new(Kind::FailedPrecondition, "POPULATION_TOO_LARGE", sentence);
                return Err(fault.with("most", self.most.to_string()));
            }
        }
        Ok(codes)
    }
}

fn export(plan: &PlanRow) -> pb::ExportOrganizationsRequest {
    let kinds = plan.kinds.iter().filter_map(|kind| pb::OrganizationKind::from_str_name(kind));
    let statuses = plan.statuses.iter().filter_map(|status| pb::OrganizationStatus::from_str_name(status));
    // only the whole view has the day of establishment
    let view = if plan.established_before.is_some() { pb::OrganizationView::Full } else { pb::OrganizationView::Basic };
    pb::ExportOrganizationsRequest {
        division: plan.population_division.clone(),
        kinds: kinds.map(Into::into).collect(),
        statuses: statuses.map(Into::into).collect(),
        view: view.into(),
    }
}

/// What the register's filters do not say.
fn wanted(plan: &PlanRow, organization: &pb::Organization) -> bool {
    let here = plan.include_below || organization.division == plan.population_division;
    here && plan.established_before.is_none_or(|day| established(organization).is_some_and(|on| on < day))
}

fn established(organization: &pb::Organization) -> Option<Date> {
    let stated = organization.established_date.as_ref()?;
    let month = u8::try_from(stated.month).ok().and_then(|month| time::Month::try_from(month).ok())?;
    Date::from_calendar_date(stated.year, month, u8::try_from(stated.day).ok()?).ok()
}

fn no_organization(code: UnifiedCode) -> Fault {
    let sentence = format!("the register shows the caller no organisation {code}");
    Fault::new(Kind::NotFound, "ORGANIZATION_NOT_FOUND", sentence).with("code", code.to_string())
}
