//! Departments that call: one reads, one searches, one changes addresses.

use std::collections::VecDeque;

use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{
    GetOrganizationRequest, Organization, SearchOrganizationsRequest, UpdateOrganizationRequest,
};
use prost_types::FieldMask;
use testkit::Client;
use tonic::Status;

use crate::tally::Caller;

/// The register, as each of them reaches it.
pub(crate) type Registry = OrganizationServiceClient<Client>;

/// Reads one organisation after the other.
pub(crate) struct Reader {
    registry: Registry,
    codes: VecDeque<String>,
}

/// Searches for one thing after the other.
pub(crate) struct Searcher {
    registry: Registry,
    queries: VecDeque<String>,
    /// Queries that found nothing.
    pub(crate) in_vain: u64,
}

/// Changes the address of one organisation after the other.
pub(crate) struct Writer {
    registry: Registry,
    organizations: VecDeque<Organization>,
    changes: u64,
}

impl Reader {
    /// Of these, in turn.
    pub(crate) fn new(registry: Registry, codes: impl IntoIterator<Item = String>) -> Self {
        Self { registry, codes: codes.into_iter().collect() }
    }
}

impl Caller for Reader {
    async fn call(&mut self) -> Result<(), String> {
        self.codes.rotate_left(1);
        let request = GetOrganizationRequest { name: format!("organizations/{}", self.codes[0]), ..Default::default() };
        self.registry.get_organization(request).await.map_err(|status| name(&status))?;
        Ok(())
    }
}

impl Searcher {
    /// For these, in turn.
    pub(crate) fn new(registry: Registry, queries: impl IntoIterator<Item = String>) -> Self {
        Self { registry, queries: queries.into_iter().collect(), in_vain: 0 }
    }
}

impl Caller for Searcher {
    async fn call(&mut self) -> Result<(), String> {
        self.queries.rotate_left(1);
        let request = SearchOrganizationsRequest { query: self.queries[0].clone(), ..Default::default() };
        let found = self.registry.search_organizations(request).await.map_err(|status| name(&status))?;
        self.in_vain += u64::from(found.into_inner().matches.is_empty());
        Ok(())
    }
}

impl Writer {
    /// Of these, in turn, as they stand.
    pub(crate) fn new(registry: Registry, organizations: impl IntoIterator<Item = Organization>) -> Self {
        Self { registry, organizations: organizations.into_iter().collect(), changes: 0 }
    }

    /// Those that it changes, as they stand.
    pub(crate) fn take(self) -> VecDeque<Organization> {
        self.organizations
    }
}

impl Caller for Writer {
    async fn call(&mut self) -> Result<(), String> {
        self.changes += 1;
        self.organizations.rotate_left(1);
        let request = change(&self.organizations[0], self.changes);
        let changed = self.registry.update_organization(request).await.map_err(|status| name(&status))?;
        self.organizations[0] = changed.into_inner().organization.ok_or("an answer without an organisation")?;
        Ok(())
    }
}

/// Another address for an organisation.
pub(crate) fn change(organization: &Organization, number: u64) -> UpdateOrganizationRequest {
    UpdateOrganizationRequest {
        organization: Some(Organization {
            name: organization.name.clone(),
            etag: organization.etag.clone(),
            address: format!("浙江省湖州市样本路{number}号之{}", organization.revision),
            ..Organization::default()
        }),
        update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
        basis: "样本变更".to_owned(),
        ..UpdateOrganizationRequest::default()
    }
}

/// A status by its code and message.
pub(crate) fn name(status: &Status) -> String {
    format!("{:?}: {}", status.code(), status.message())
}
