//! Facts of the register (登记).

use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::record::{Kind, Record};
use feed::Record as Event;
use onecode_proto::registry::v1 as pb;
use prost::Name;

use super::{Effects, Entry, code, decode, on, record};
use crate::ops::intake::Effect;

pub(super) const READERS: &[Entry] = &[
    (pb::OrganizationRegistered::full_name, registered),
    (pb::OrganizationChanged::full_name, changed),
    (pb::OrganizationStatusChanged::full_name, status_changed),
    (pb::PartyGapOpened::full_name, gap_opened),
    (pb::PartyGapClosed::full_name, gap_closed),
];

fn registered(event: &Event) -> Effects {
    let fact: pb::OrganizationRegistered = decode(event)?;
    let code = code(event, &fact.organization)?;
    let from = on(event, fact.valid_from.as_ref());
    let added = record(event, code, Kind::Registered, &fact.organization, from);
    let organization = Organization {
        code,
        kind: kind(fact.kind()),
        status: status(fact.status()),
        status_from: from,
        title: fact.title,
        division: fact.division,
        supervising_unit: fact.supervising_unit,
        registered_on: from,
    };
    let added = Record { value: organization.status.as_str().to_owned(), ..added };
    Ok(vec![Effect::Registered(organization), Effect::Add(added)])
}

fn changed(event: &Event) -> Effects {
    let fact: pb::OrganizationChanged = decode(event)?;
    let code = code(event, &fact.organization)?;
    let (title, division, supervising_unit) = (fact.title, fact.division, fact.supervising_unit);
    Ok(vec![Effect::Changed { code, title, division, supervising_unit }])
}

fn status_changed(event: &Event) -> Effects {
    let fact: pb::OrganizationStatusChanged = decode(event)?;
    let code = code(event, &fact.organization)?;
    let (status, from) = (status(fact.status()), on(event, fact.valid_from.as_ref()));
    let added = record(event, code, Kind::StatusChanged, &fact.organization, from);
    let added = Record { value: status.as_str().to_owned(), ..added };
    Ok(vec![Effect::Status { code, status, from }, Effect::Add(added)])
}

/// Only what is a ground of the list (CR-03.2) is a record.
fn gap_opened(event: &Event) -> Effects {
    let fact: pb::PartyGapOpened = decode(event)?;
    if fact.ground.is_empty() {
        return Ok(Vec::new());
    }
    let code = code(event, &fact.organization)?;
    let from = on(event, fact.since_date.as_ref());
    let added = record(event, code, Kind::PartyGap, &gap(&fact.organization, fact.requirement()), from);
    Ok(vec![Effect::Add(Record { value: format!("{}@{}", fact.rule, fact.rule_version), ..added })])
}

fn gap_closed(event: &Event) -> Effects {
    let fact: pb::PartyGapClosed = decode(event)?;
    let source = gap(&fact.organization, fact.requirement());
    Ok(vec![Effect::End { source, kind: Kind::PartyGap, on: on(event, fact.closed_date.as_ref()) }])
}

/// What names a gap: what is asked, of whom.
fn gap(organization: &str, requirement: pb::PartyRequirement) -> String {
    let word = requirement.as_str_name().trim_start_matches("PARTY_REQUIREMENT_").to_ascii_lowercase();
    format!("{organization}/partyGaps/{word}")
}

fn kind(kind: pb::OrganizationKind) -> OrganizationKind {
    match kind {
        pb::OrganizationKind::SocialGroup => OrganizationKind::SocialGroup,
        pb::OrganizationKind::PrivateNonEnterprise => OrganizationKind::PrivateNonEnterprise,
        pb::OrganizationKind::Foundation => OrganizationKind::Foundation,
        pb::OrganizationKind::Other | pb::OrganizationKind::Unspecified => OrganizationKind::Other,
    }
}

fn status(status: pb::OrganizationStatus) -> Status {
    match status {
        pb::OrganizationStatus::Active => Status::Active,
        pb::OrganizationStatus::Suspended => Status::Suspended,
        pb::OrganizationStatus::Liquidating => Status::Liquidating,
        pb::OrganizationStatus::Revoked => Status::Revoked,
        pb::OrganizationStatus::Deregistered => Status::Deregistered,
        pb::OrganizationStatus::Unknown | pb::OrganizationStatus::Unspecified => Status::Unknown,
    }
}
