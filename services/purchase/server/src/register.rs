//! The register (登记) as purchase reaches it: by its contract, on the caller's behalf, to find a supplier by its name.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::organization_service_server::SERVICE_NAME;
use rpc::{Peers, Traced, refused, unreachable};
use tonic::Code;
use tonic::metadata::MetadataMap;

const READ: &str = "registry.organization.read";
/// The score of a name that one organisation alone has.
const PRESENT: i32 = 100;
/// The score of a name that one organisation alone had.
const FORMER: i32 = 95;
/// The score of each of several organisations that have or had a name.
const SEVERAL: i32 = 60;
/// The most candidates of a name.
const MOST: usize = 5;

/// An organisation that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) code: String,
    pub(crate) title: String,
    /// 0-100.
    pub(crate) score: i32,
    pub(crate) reasons: Vec<&'static str>,
}

impl Candidate {
    /// Whether it can be nobody else.
    pub(crate) fn is_certain(&self) -> bool {
        self.score >= FORMER
    }
}

/// Where the register is.
#[derive(Debug, Clone)]
pub(crate) struct Register(Option<Traced>);

impl Register {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers) -> Self {
        Self(peers.channel(SERVICE_NAME))
    }

    /// Whom a name may mean, the best first: whoever has or had it, or else whoever has one like it.
    pub(crate) async fn candidates(&self, metadata: &MetadataMap, name: &str) -> Result<Vec<Candidate>, Fault> {
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let mut client = OrganizationServiceClient::new(channel);
        let request = pb::ResolveOrganizationRequest { identifier: name.chars().take(120).collect() };
        let named = match client.resolve_organization(rpc::on_behalf(metadata, request)).await {
            Ok(answer) => answer.into_inner().resolutions,
            // nobody, or no text that could be anybody's
            Err(status) if matches!(status.code(), Code::NotFound | Code::InvalidArgument) => Vec::new(),
            Err(status) => return Err(refused(READ, status)),
        };
        if !named.is_empty() {
            let alone = named.len() == 1;
            return Ok(named.into_iter().filter_map(|one| resolved(one, alone)).take(MOST).collect());
        }
        let page_size = i32::try_from(MOST).unwrap_or(i32::MAX);
        let request =
            pb::SearchOrganizationsRequest { query: name.chars().take(100).collect(), page_size, ..Default::default() };
        match client.search_organizations(rpc::on_behalf(metadata, request)).await {
            Ok(answer) => Ok(answer.into_inner().matches.into_iter().filter_map(similar).collect()),
            Err(status) if status.code() == Code::InvalidArgument => Ok(Vec::new()),
            Err(status) => Err(refused(READ, status)),
        }
    }
}

fn resolved(resolution: pb::Resolution, alone: bool) -> Option<Candidate> {
    let (score, reason) = match resolution.kind() {
        pb::ResolutionKind::Title => (PRESENT, "present-name"),
        pb::ResolutionKind::FormerTitle => (FORMER, "former-name"),
        // a supplier is named, not numbered
        pb::ResolutionKind::Unspecified
        | pb::ResolutionKind::Code
        | pb::ResolutionKind::FilingNumber
        | pb::ResolutionKind::HistoricIdentifier => return None,
    };
    let organization = resolution.organization?;
    let (score, reasons) = if alone { (score, vec![reason]) } else { (SEVERAL, vec![reason, "several"]) };
    Some(Candidate { code: organization.code, title: organization.title, score, reasons })
}

fn similar(found: pb::SearchMatch) -> Option<Candidate> {
    let (score, reason) = match found.kind() {
        pb::MatchKind::Exact => (SEVERAL, "whole-name"),
        pb::MatchKind::Prefix => (50, "beginning"),
        pb::MatchKind::Contains => (40, "part"),
        pb::MatchKind::Similar => (50, "similar"),
        pb::MatchKind::Reading => (30, "reading"),
        pb::MatchKind::Unspecified => return None,
    };
    let organization = found.organization?;
    Some(Candidate { code: organization.code, title: organization.title, score, reasons: vec![reason] })
}
