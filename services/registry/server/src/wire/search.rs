//! Searches and their matches.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use uow::Call;

use super::organization::{Show, organization};
use super::page::{self, Binding};
use super::violations::Violations;
use super::{enums, read};
use crate::ops::search::{Found, Match, MatchKind, Search, Wanted};

const LONGEST: usize = 100;

pub(crate) fn search(request: &pb::SearchOrganizationsRequest, call: &Call) -> Result<Search, Fault> {
    let mut violations = Violations::default();
    let bare = pb::SearchOrganizationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 20, 100);
    let offset = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok()).unwrap_or_default();
    let within = read::within(&mut violations, &call.scope, &request.division);
    let statuses = enums::parse_statuses(&mut violations, &request.statuses);
    let length = request.query.chars().count();
    let wanted = if (1..=LONGEST).contains(&length) { Wanted::read(&request.query) } else { None };
    if wanted.is_none() {
        violations.note(
            "query",
            format_args!("must have 1 to {LONGEST} characters, a letter, digit or ideograph among them"),
        );
    }
    violations.finish(wanted.map(|wanted| Search { wanted, within, statuses, offset, size, binding }))
}

pub(crate) fn reply(found: Found) -> pb::SearchOrganizationsResponse {
    pb::SearchOrganizationsResponse {
        matches: found.matches.into_iter().map(one).collect(),
        next_page_token: found.next_page_token,
    }
}

fn one(found: Match) -> pb::SearchMatch {
    pb::SearchMatch {
        organization: Some(organization(&found.organization, Show::BASIC)),
        matched_title: found.matched_title,
        kind: kind(found.kind).into(),
    }
}

fn kind(kind: MatchKind) -> pb::MatchKind {
    match kind {
        MatchKind::Exact => pb::MatchKind::Exact,
        MatchKind::Prefix => pb::MatchKind::Prefix,
        MatchKind::Contains => pb::MatchKind::Contains,
        MatchKind::Reading => pb::MatchKind::Reading,
        MatchKind::Similar => pb::MatchKind::Similar,
    }
}
