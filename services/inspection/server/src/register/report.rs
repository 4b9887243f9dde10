//! What an annual report is compared with (预审比对), and who reports at all.

use fault::Fault;
use inspection_domain::report::{Content, Entry, Kind};
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::party_building_service_client::PartyBuildingServiceClient;
use rpc::{refused, unreachable};
use time::Date;
use tonic::Streaming;
use tonic::metadata::MetadataMap;
use vocab::UnifiedCode;

use super::{EXPORT, READ, Register, established};
use crate::store::report_campaign::CampaignRow;
use crate::wire;

const PARTY: &str = "registry.party.read";

/// What the register shows of an organisation that reports.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    pub(crate) code: UnifiedCode,
    pub(crate) kind: Option<Kind>,
    /// Six digits (GB/T 2260).
    pub(crate) division: String,
    /// Its particulars, by the words of the forms; what is not known is left out.
    pub(crate) particulars: Content,
    /// Full members of the party, where it ever reported them.
    pub(crate) party_members: Option<i64>,
}

/// The organisations of a campaign as they come.
#[derive(Debug)]
pub(crate) struct Population(Streaming<pb::ExportOrganizationsResponse>);

/// An organisation as a campaign wants to know it.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) code: String,
    pub(crate) division: String,
    /// Only the whole view has it.
    pub(crate) established_on: Option<Date>,
}

impl Register {
    /// An organisation with its party building, as the register shows them now, if the caller may see them.
    pub(crate) async fn compared(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<Compared, Fault> {
        let shown = self.shown(metadata, code).await?;
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let name = format!("{}/partyStatus", wire::name::organization(code));
        let asked = rpc::on_behalf(metadata, pb::GetPartyStatusRequest { name, ..Default::default() });
        let answer = PartyBuildingServiceClient::new(channel).get_party_status(asked).await;
        let party = answer.map_err(|status| refused(PARTY, status))?.into_inner().status;
        let report = party.and_then(|status| status.report);
        Ok(Compared {
            code,
            kind: Kind::of(code.class()),
            particulars: particulars(&shown),
            division: shown.division,
            party_members: report.map(|report| report.full_member_count.into()),
        })
    }

    /// Those of some organisations that the register shows the caller.
    pub(crate) async fn members(&self, metadata: &MetadataMap, codes: &[UnifiedCode]) -> Result<Vec<Member>, Fault> {
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let names = codes.iter().map(|code| wire::name::organization(*code)).collect();
        let asked = rpc::on_behalf(metadata, pb::BatchGetOrganizationsRequest { names, ..Default::default() });
        let answer = OrganizationServiceClient::new(channel).batch_get_organizations(asked).await;
        let shown = answer.map_err(|status| refused(READ, status))?.into_inner().organizations;
        Ok(shown.into_iter().map(Member::of).collect())
    }

    /// The active organisations of a campaign's kind in its division and below, in order.
    pub(crate) async fn population(
        &self,
        metadata: &MetadataMap,
        campaign: &CampaignRow,
        kind: Kind,
    ) -> Result<Population, Fault> {
        let channel = self.channel.clone().ok_or_else(unreachable)?;
        let request = pb::ExportOrganizationsRequest {
            division: campaign.division.clone(),
            kinds: vec![wire::report::enums::kind(kind).into()],
            statuses: vec![pb::OrganizationStatus::Active.into()],
            view: pb::OrganizationView::Full.into(), // only the whole view has the day of establishment
        };
        let asked = rpc::on_behalf(metadata, request);
        let answer = OrganizationServiceClient::new(channel).export_organizations(asked).await;
        Ok(Population(answer.map_err(|status| refused(EXPORT, status))?.into_inner()))
    }
}

impl Population {
    /// The next of them; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Member>>, Fault> {
        let message = self.0.message().await.map_err(|status| refused(EXPORT, status))?;
        Ok(message.map(|message| message.organizations.into_iter().map(Member::of).collect()))
    }
}

impl Member {
    fn of(shown: pb::Organization) -> Self {
        Self { established_on: established(&shown), code: shown.code, division: shown.division }
    }
}

fn particulars(shown: &pb::Organization) -> Content {
    let text = |value: &str| (!value.is_empty()).then(|| Entry::Text(value.to_owned()));
    let money = (shown.registered_capital_fen != 0).then_some(Entry::Integer(shown.registered_capital_fen));
    let stated = [
        ("code", text(&shown.code)),
        ("title", text(&shown.title)),
        ("address", text(&shown.address)),
        ("business_scope", text(&shown.business_scope)),
        ("supervising_unit", text(&shown.supervising_unit)),
        ("registered_capital_fen", money),
        ("established_on", established(shown).map(|day| Entry::Text(day.to_string()))),
    ];
    stated.into_iter().filter_map(|(key, entry)| Some((key.to_owned(), entry?))).collect()
}
