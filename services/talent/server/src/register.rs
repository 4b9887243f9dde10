//! The register (登记) as talent reaches it: by its contract, on the caller's behalf, never by its tables.

mod population;

use fault::{Fault, Kind};
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::organization_service_server::SERVICE_NAME;
use rpc::{Peers, Traced, refused, unreachable};
use tonic::Code;
use tonic::metadata::MetadataMap;
use vocab::UnifiedCode;

pub(crate) use population::Asked;

const READ: &str = "registry.organization.read";

/// An organisation as the register shows it, without anything personal.
#[derive(Debug, Clone)]
pub(crate) struct Registered {
    pub(crate) code: UnifiedCode,
    /// Its registered name.
    pub(crate) title: String,
    pub(crate) status: pb::OrganizationStatus,
    /// Six digits (GB/T 2260).
    pub(crate) division: String,
}

/// Where the register is.
#[derive(Debug, Clone)]
pub(crate) struct Register(Option<Traced>);

impl Register {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers) -> Self {
        Self(peers.channel(SERVICE_NAME))
    }

    /// An organisation as the register shows it now. Refuses with ORGANIZATION_NOT_FOUND if the caller may not see it.
    pub(crate) async fn organization(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<Registered, Fault> {
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let request = pb::GetOrganizationRequest {
            name: intake::name::organization(code),
            ..pb::GetOrganizationRequest::default()
        };
        let answer = OrganizationServiceClient::new(channel).get_organization(rpc::on_behalf(metadata, request)).await;
        let answer = answer.map_err(|status| {
            if status.code() == Code::NotFound { no_organization(code) } else { refused(READ, status) }
        })?;
        let shown = answer.into_inner().organization.ok_or_else(unreachable)?;
        Ok(Registered { code, status: shown.status(), title: shown.title, division: shown.division })
    }
}

/// The register shows the caller no such organisation.
pub(crate) fn no_organization(code: UnifiedCode) -> Fault {
    let sentence = format!("the register shows the caller no organisation {code}");
    Fault::new(Kind::NotFound, "ORGANIZATION_NOT_FOUND", sentence).with("code", code.to_string())
}
