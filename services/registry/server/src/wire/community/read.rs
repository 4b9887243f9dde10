//! Requests that read filings, and their replies.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::Text;
use registry_domain::community::CommunityFiling;
use time::Date;
use uow::Call;

use super::enums as community_enums;
use super::filing::{self, Contact, filing};
use crate::ops::community::read::{GetFiling, ListFilings, Listed};
use crate::store::community::page::Filter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{enums, read, time as wire_time};

pub(crate) fn get(request: &pb::GetCommunityFilingRequest, call: &Call, today: Date) -> Result<GetFiling, Fault> {
    let mut violations = Violations::default();
    let id = filing::parse_name(&mut violations, "name", &request.name);
    let as_of = wire_time::parse_past(&mut violations, "as_of", request.as_of.as_ref(), today);
    violations.finish(id.map(|id| GetFiling { scope: call.scope.clone(), id, as_of, personal: call.reveals }))
}

pub(crate) fn get_reply((found, personal): (CommunityFiling, bool)) -> pb::GetCommunityFilingResponse {
    let contact = if personal { Contact::Shown } else { Contact::Masked };
    pb::GetCommunityFilingResponse { community_filing: Some(filing(&found, contact)) }
}

pub(crate) fn list(request: &pb::ListCommunityFilingsRequest, call: &Call) -> Result<ListFilings, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCommunityFilingsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = &request.township_code;
    if !code.is_empty() && (code.len() != 9 || !code.bytes().all(|byte| byte.is_ascii_digit())) {
        violations.note("township_code", "must be nine digits");
    }
    let communities = &request.community_types;
    let filter = Filter {
        within: read::within(&mut violations, &call.scope, &request.division),
        township_code: code.clone(),
        community: violations.take("community", Text::parse(&request.community)).unwrap_or_default(),
        community_types: enums::parse_list(
            &mut violations,
            "community_types",
            communities,
            community_enums::read_community_type,
        ),
        classes: enums::parse_list(&mut violations, "classes", &request.classes, community_enums::read_class),
        guidances: enums::parse_list(&mut violations, "guidances", &request.guidances, community_enums::read_guidance),
        statuses: enums::parse_list(&mut violations, "statuses", &request.statuses, community_enums::read_status),
    };
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    violations.finish(Some(ListFilings { filter, after, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListCommunityFilingsResponse {
    pb::ListCommunityFilingsResponse {
        community_filings: listed.filings.iter().map(|row| filing(row, Contact::LeftOut)).collect(),
        next_page_token: listed.next_page_token,
    }
}
