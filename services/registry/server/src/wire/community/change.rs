//! Requests that write a filing, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use std::collections::BTreeSet;

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::Text;
use registry_domain::community::{CommunityFiling, FilingChange, FilingStatus};
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::DivisionCode;
use vocab::division::Level;

use super::filing::{self, Contact, filing};
use super::particulars::{Reader, WRITABLE, is_township};
use crate::ops::community::change::{Amend, End};
use crate::ops::community::file::File;
use crate::wire::violations::Violations;
use crate::wire::{change as wire_change, time as wire_time};

pub(crate) fn file(request: &pb::FileCommunityOrganizationRequest, today: Date) -> Result<File, Fault> {
    let mut violations = Violations::default();
    let empty = pb::CommunityFiling::default();
    let source = request.community_filing.as_ref().unwrap_or(&empty);
    let division = violations.take("community_filing.division", DivisionCode::parse(&source.division));
    let county = division.filter(|division| division.level() == Level::County);
    if let (Some(division), None) = (division, county) {
        violations.note("community_filing.division", format_args!("{division} is no county, district or city of one"));
    }
    if county.is_some_and(|county| !is_township(&source.township_code, county)) {
        violations.note("community_filing.township_code", "must be the nine digits of a township in the division");
    }
    let stated: BTreeSet<String> = WRITABLE.map(str::to_owned).into();
    let stated = Reader { source, stated, violations: &mut violations }.change();
    let filed_on = wire_time::parse_past(&mut violations, "filed_date", request.filed_date.as_ref(), today);
    let filing = county.and_then(|county| begun(county, stated, filed_on.unwrap_or(today)));
    violations.finish(filing.map(|filing| File { filing }))
}

/// A new filing of what was stated; `None` if something was not.
fn begun(division: DivisionCode, stated: FilingChange, filed_on: Date) -> Option<CommunityFiling> {
    Some(CommunityFiling {
        id: Uuid::nil(),
        filing_number: String::new(),
        division,
        township_code: stated.township_code?,
        community: stated.community?,
        community_type: stated.community_type?,
        title: stated.title?,
        class: stated.class?,
        guidance: stated.guidance?,
        activities: stated.activities?,
        members: stated.members?,
        unit_members: stated.unit_members?,
        activity_funds_fen: stated.activity_funds_fen?,
        contact_name: stated.contact_name?,
        contact_phone: stated.contact_phone?,
        status: FilingStatus::Filed,
        filed_on,
        ended_on: None,
        end_reason: Text::default(),
        application: None,
        revision: 1,
        valid_from: filed_on,
        created_at: OffsetDateTime::UNIX_EPOCH,
        updated_at: OffsetDateTime::UNIX_EPOCH,
    })
}

pub(crate) fn file_reply(filed: CommunityFiling) -> pb::FileCommunityOrganizationResponse {
    pb::FileCommunityOrganizationResponse { community_filing: Some(filing(&filed, Contact::Masked)) }
}

pub(crate) fn update(request: &pb::UpdateCommunityFilingRequest, today: Date) -> Result<Amend, Fault> {
    let mut violations = Violations::default();
    let empty = pb::CommunityFiling::default();
    let source = request.community_filing.as_ref().unwrap_or(&empty);
    let id = filing::parse_name(&mut violations, "community_filing.name", &source.name);
    wire_change::require(&mut violations, "community_filing.etag", &source.etag);
    let stated = wire_change::mask(&mut violations, request.update_mask.as_ref(), &WRITABLE);
    let change = Reader { source, stated, violations: &mut violations }.change();
    let on = wire_time::parse_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let etag = source.etag.clone();
    violations.finish(id.map(|id| Amend { id, etag, change, on: on.unwrap_or(today) }))
}

pub(crate) fn update_reply(updated: CommunityFiling) -> pb::UpdateCommunityFilingResponse {
    pb::UpdateCommunityFilingResponse { community_filing: Some(filing(&updated, Contact::Masked)) }
}

pub(crate) fn end(request: &pb::EndCommunityFilingRequest, today: Date) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let id = filing::parse_name(&mut violations, "name", &request.name);
    let reason = wire_change::text(&mut violations, "reason", &request.reason);
    wire_change::require(&mut violations, "etag", &request.etag);
    let on = wire_time::parse_past(&mut violations, "ended_date", request.ended_date.as_ref(), today);
    let etag = request.etag.clone();
    violations.finish(id.zip(reason).map(|(id, reason)| End { id, etag, reason, on: on.unwrap_or(today) }))
}

pub(crate) fn end_reply(ended: CommunityFiling) -> pb::EndCommunityFilingResponse {
    pb::EndCommunityFilingResponse { community_filing: Some(filing(&ended, Contact::Masked)) }
}
