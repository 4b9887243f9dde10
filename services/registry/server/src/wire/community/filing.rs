//! A filing as its callers see it.

use onecode_proto::registry::v1 as pb;
use registry_domain::community::CommunityFiling;
use uuid::Uuid;

use super::enums;
use crate::wire::application::application_name;
use crate::wire::organization::{person, secret};
use crate::wire::violations::Violations;
use crate::wire::{etag as wire_etag, time};

/// How much of the contact person is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    /// As it is.
    Shown,
    /// The name masked, the telephone left out. What a write answers is kept for repeats of the call, so it is this.
    Masked,
    /// Nothing.
    LeftOut,
}

/// The name of a filing.
pub(crate) fn name(id: Uuid) -> String {
    format!("communityFilings/{id}")
}

/// The etag of a filing as it stands.
pub(crate) fn etag(filing: &CommunityFiling) -> String {
    wire_etag::etag_of(&name(filing.id), filing.revision)
}

/// The id in the name of a filing.
pub(crate) fn parse_name(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    let id = raw.strip_prefix("communityFilings/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be communityFilings/{uuid}");
    }
    id
}

/// The filing, with as much of its contact person as may be.
pub(crate) fn filing(row: &CommunityFiling, contact: Contact) -> pb::CommunityFiling {
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let (contact_name, contact_phone) = match contact {
        Contact::LeftOut => (String::new(), String::new()),
        Contact::Masked => (person(&row.contact_name, false), String::new()),
        Contact::Shown => (person(&row.contact_name, true), secret(&row.contact_phone, true)),
    };
    pb::CommunityFiling {
        name: name(row.id),
        filing_number: row.filing_number.clone(),
        division: row.division.to_string(),
        township_code: row.township_code.clone(),
        community: row.community.as_str().to_owned(),
        community_type: enums::community_type(row.community_type).into(),
        title: row.title.as_str().to_owned(),
        class: enums::class(row.class).into(),
        guidance: enums::guidance(row.guidance).into(),
        activities: row.activities.as_str().to_owned(),
        member_count: count(row.members),
        unit_member_count: count(row.unit_members),
        activity_funds_fen: row.activity_funds_fen,
        contact_name,
        contact_phone,
        status: enums::status(row.status).into(),
        filed_date: Some(time::date(row.filed_on)),
        ended_date: row.ended_on.map(time::date),
        end_reason: row.end_reason.as_str().to_owned(),
        application: row.application.as_ref().map(application_name).unwrap_or_default(),
        revision: row.revision,
        valid_from: Some(time::date(row.valid_from)),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: etag(row),
    }
}
