//! Who is asked by a consultation: active organisations, as the register shows them to the caller.

use std::collections::BTreeMap;

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use rpc::{refused, unreachable};
use talent_domain::consultation::{MOST_ASKED, is_of_field};
use tonic::metadata::MetadataMap;

use super::{READ, Register};
use crate::ops::consultation::refused as refusals;
use crate::store::consultation::ConsultationRow;

const EXPORT: &str = "registry.organization.export";

/// Organisations in the order of their codes, each with its title.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) codes: Vec<String>,
    pub(crate) titles: Vec<String>,
}

impl Register {
    /// Those that a consultation asks, each once. Refuses with CONSULTATION_ASKED_TOO_MANY, and CONSULTATION_ASKED_UNKNOWN where a named
    /// one is not active or not shown.
    pub(crate) async fn asked(&self, metadata: &MetadataMap, row: &ConsultationRow) -> Result<Asked, Fault> {
        let mut titles = BTreeMap::new();
        if !row.named.is_empty() {
            self.named(metadata, row, &mut titles).await?;
        }
        if !row.population_division.is_empty() {
            self.population(metadata, row, &mut titles).await?;
        }
        let (codes, titles) = titles.into_iter().unzip();
        Ok(Asked { codes, titles })
    }

    async fn named(
        &self,
        metadata: &MetadataMap,
        row: &ConsultationRow,
        titles: &mut BTreeMap<String, String>,
    ) -> Result<(), Fault> {
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let names = row.named.iter().map(|code| format!("organizations/{code}")).collect();
        let request = pb::BatchGetOrganizationsRequest { names, view: pb::OrganizationView::Basic.into() };
        let asked = rpc::on_behalf(metadata, request);
        let answer = OrganizationServiceClient::new(channel).batch_get_organizations(asked).await;
        let shown = answer.map_err(|status| refused(READ, status))?.into_inner().organizations;
        let active = shown.into_iter().filter(|one| one.status() == pb::OrganizationStatus::Active);
        titles.extend(active.map(|one| (one.code, one.title)));
        let unknown: Vec<String> = row.named.iter().filter(|code| !titles.contains_key(*code)).cloned().collect();
        if unknown.is_empty() { Ok(()) } else { Err(refusals::unknown(&unknown)) }
    }

    async fn population(
        &self,
        metadata: &MetadataMap,
        row: &ConsultationRow,
        titles: &mut BTreeMap<String, String>,
    ) -> Result<(), Fault> {
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let kinds = row.kinds.iter().filter_map(|kind| pb::OrganizationKind::from_str_name(kind));
        // only the whole view has the business scope
        let view = if row.words.is_empty() { pb::OrganizationView::Basic } else { pb::OrganizationView::Full };
        let request = pb::ExportOrganizationsRequest {
            division: row.population_division.clone(),
            kinds: kinds.map(Into::into).collect(),
            statuses: vec![pb::OrganizationStatus::Active.into()],
            view: view.into(),
        };
        let asked = rpc::on_behalf(metadata, request);
        let answer = OrganizationServiceClient::new(channel).export_organizations(asked).await;
        let mut messages = answer.map_err(|status| refused(EXPORT, status))?.into_inner();
        while let Some(message) = messages.message().await.map_err(|status| refused(EXPORT, status))? {
            let wanted = message.organizations.into_iter();
            let wanted = wanted.filter(|one| is_of_field(&one.title, &one.business_scope, &row.words));
            titles.extend(wanted.map(|one| (one.code, one.title)));
            if titles.len() > MOST_ASKED {
                return Err(refusals::too_many());
            }
        }
        Ok(())
    }
}
