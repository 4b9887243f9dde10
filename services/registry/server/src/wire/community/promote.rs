//! From the file to the register: the request, what an application takes over from a filing, and the reply.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content as Kind;
use registry_domain::community::CommunityFiling;
use registry_domain::conditions::Proposal;
use vocab::OrganizationClass;

use super::filing::{self, Contact, filing};
use crate::desk::Desk;
use crate::ops::application::Shown;
use crate::ops::community::promote::Promote;
use crate::wire::application::{Content, application, department};
use crate::wire::violations::Violations;
use crate::wire::{change, enums};

pub(crate) fn promote(request: &pb::PromoteCommunityFilingRequest, desk: &Desk) -> Result<Promote, Fault> {
    let mut violations = Violations::default();
    let id = filing::parse_name(&mut violations, "name", &request.name);
    change::require(&mut violations, "etag", &request.etag);
    let kind = match request.kind {
        0 => Some(OrganizationClass::SocialGroup),
        stated => enums::read_kind(stated).filter(|kind| *kind != OrganizationClass::Other),
    };
    if kind.is_none() {
        violations.note("kind", "must be SOCIAL_GROUP, PRIVATE_NON_ENTERPRISE or FOUNDATION");
    }
    let supervising = department(&mut violations, "supervising_department", &request.supervising_department);
    let etag = request.etag.clone();
    violations.finish(id.zip(kind).map(|(id, kind)| Promote { desk: desk.clone(), id, etag, kind, supervising }))
}

/// What an application takes over: whatever the filing states. Address and leaders are still to be stated.
pub(crate) fn content(filing: &CommunityFiling, proposal: &Proposal) -> Content {
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    Content::of(Kind::Establishment(pb::EstablishmentContent {
        kind: enums::kind(proposal.kind).into(),
        title: proposal.title.as_str().to_owned(),
        business_scope: filing.activities.as_str().to_owned(),
        registered_capital_fen: filing.activity_funds_fen,
        contact_phone: filing.contact_phone.reveal().to_owned(),
        individual_members: count(proposal.individual_members),
        unit_members: count(proposal.unit_members),
        ..pb::EstablishmentContent::default()
    }))
}

pub(crate) fn reply((promoted, drafted): (CommunityFiling, Shown)) -> pb::PromoteCommunityFilingResponse {
    pb::PromoteCommunityFilingResponse {
        community_filing: Some(filing(&promoted, Contact::Masked)),
        application: Some(application(drafted)),
    }
}
