//! Entries of catalogues: requests and replies.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::catalog::{Entry, LONGEST_TITLE, LOWEST};
use uow::Call;
use uuid::Uuid;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{catalog, name, place, text};
use crate::ops::entry::{Get, List, Listed, Shown};
use crate::ops::in_force::Which;
use crate::store::entry::EntryFilter;

/// `division`, `date` and `known_at` of a request.
type Stated<'a> = (&'a str, Option<&'a onecode_proto::google::r#type::Date>, Option<&'a prost_types::Timestamp>);

/// The catalogue that is meant: a version, or with `catalogs/-` that which a division goes by.
fn which(
    violations: &mut Violations,
    id: Option<Uuid>,
    stated: Stated<'_>,
    (call, now): (&Call, OffsetDateTime),
) -> Option<Which> {
    let Some(id) = id else { return place::place(violations, stated, call, now).map(Which::InForce) };
    for (field, is_stated) in
        [("division", !stated.0.is_empty()), ("date", stated.1.is_some()), ("known_at", stated.2.is_some())]
    {
        if is_stated {
            violations.note(field, "goes with catalogs/- alone");
        }
    }
    Some(Which::Version(id))
}

pub(crate) fn list(request: &pb::ListCatalogEntriesRequest, call: &Call, now: OffsetDateTime) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCatalogEntriesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let id = name::parse_catalog_or_any(&mut violations, "parent", &request.parent);
    let stated = (request.division.as_str(), request.date.as_ref(), request.known_at.as_ref());
    let which = id.and_then(|id| which(&mut violations, id, stated, (call, now)));
    let code_prefix = name::parse_code_prefix(&mut violations, "code_prefix", &request.code_prefix);
    let title = text::optional(&mut violations, "title", &request.title, LONGEST_TITLE).unwrap_or_default();
    let level = i16::try_from(request.level).ok().filter(|level| (0..=LOWEST).contains(level));
    if level.is_none() {
        violations.note("level", format_args!("must be 1 to {LOWEST}, or 0 for all"));
    }
    let size = page::size(&mut violations, request.page_size, 200, 1_000);
    let after = binding.key(&mut violations, &request.page_token);
    let filter = EntryFilter { code_prefix, title, level: level.filter(|level| *level != 0) };
    violations.finish(which.map(|which| List { which, scope: place::reach(call), filter, after, size, binding }))
}

pub(crate) fn get(request: &pb::GetCatalogEntryRequest, call: &Call, now: OffsetDateTime) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let named = name::parse_entry(&mut violations, "name", &request.name);
    let stated = (request.division.as_str(), request.date.as_ref(), request.known_at.as_ref());
    let read = named.and_then(|(id, code)| {
        let which = which(&mut violations, id, stated, (call, now))?;
        Some(Get { which, scope: place::reach(call), code })
    });
    violations.finish(read)
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListCatalogEntriesResponse {
    let id = listed.catalog.id;
    pb::ListCatalogEntriesResponse {
        entries: listed.entries.into_iter().map(|one| entry(id, one)).collect(),
        next_page_token: listed.next_page_token,
        catalog: Some(catalog::catalog(listed.catalog)),
    }
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetCatalogEntryResponse {
    let id = shown.catalog.id;
    pb::GetCatalogEntryResponse {
        entry: Some(entry(id, shown.entry)),
        ancestors: shown.ancestors.into_iter().map(|one| entry(id, one)).collect(),
        children: shown.children.into_iter().map(|one| entry(id, one)).collect(),
        catalog: Some(catalog::catalog(shown.catalog)),
    }
}

/// An entry as the contract has it.
pub(super) fn entry(catalog: Uuid, entry: Entry) -> pb::CatalogEntry {
    pb::CatalogEntry {
        name: name::entry(catalog, &entry.code),
        code: entry.code,
        title: entry.title,
        level: entry.level.into(),
        parent_code: entry.parent.unwrap_or_default(),
        remark: entry.remark,
    }
}
