//! What is asked of drafts and listings.

use ::time::{Date, Duration};
use credit_domain::ground::Ground;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;

use super::word;
use crate::ops::listing::read::{AsOf, Count, GetDraft, Paged};
use crate::store::listing::draft::DraftFilter;
use crate::store::listing::list::ListingFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

/// The longest time of which numbers are told.
const MOST_DAYS: i64 = 3_660;

pub(crate) fn get_draft(request: &pb::GetListingDraftRequest, call: &Call) -> Result<GetDraft, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_listing_draft(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetDraft { scope: call.scope.clone(), id }))
}

pub(crate) fn list_drafts(request: &pb::ListListingDraftsRequest, call: &Call) -> Result<Paged<DraftFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListListingDraftsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = Some(request.organization.as_str()).filter(|raw| !raw.is_empty());
    let organization = organization.and_then(|raw| name::parse_organization(&mut violations, "organization", raw));
    let list = word::read_list(&mut violations, request.list);
    let states = word::read_states(&mut violations, &request.states);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let filter = DraftFilter { scope: call.scope.clone(), organization, list, states };
    violations.finish(Some(Paged { filter, before, size, binding }))
}

pub(crate) fn get(request: &pb::GetListingRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_listing(&mut violations, "name", &request.name);
    violations.finish(id)
}

pub(crate) fn list(request: &pb::ListListingsRequest, call: &Call) -> Result<Paged<ListingFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListListingsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = Some(request.organization.as_str()).filter(|raw| !raw.is_empty());
    let organization = organization.and_then(|raw| name::parse_organization(&mut violations, "organization", raw));
    let list = word::read_list(&mut violations, request.list);
    let division = division(&mut violations, &request.division);
    let ground = Ground::parse(&request.ground).map(Ground::as_str);
    if ground.is_none() && !request.ground.is_empty() {
        violations.note("ground", "must be CR-03.1 to CR-03.7 or CR-07.1 to CR-07.8");
    }
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let filter = ListingFilter { organization, list, division, ground, standing: request.standing };
    violations.finish(Some(Paged { filter, before, size, binding }))
}

pub(crate) fn as_of(request: &pb::ListEntriesAsOfRequest, call: &Call, today: Date) -> Result<AsOf, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListEntriesAsOfRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let list = word::read_list(&mut violations, request.list);
    if list.is_none() && request.list == 0 {
        violations.note("list", "is required");
    }
    let stated = day::parse_date(&mut violations, "date", request.date.as_ref());
    let division = division(&mut violations, &request.division);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| {
        let (code, id) = key.split_once(' ')?;
        Some((code.to_owned(), Uuid::try_parse(id).ok()?))
    });
    let day = stated.unwrap_or(today);
    violations.finish(list.map(|list| AsOf { list, day, division, after, size, binding }))
}

pub(crate) fn count(request: &pb::CountListingsRequest) -> Result<Count, Fault> {
    let mut violations = Violations::default();
    let from = required(&mut violations, "from_date", request.from_date.as_ref());
    let to = required(&mut violations, "to_date", request.to_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from || to - from > Duration::days(MOST_DAYS)) {
        violations.note("to_date", "must be from_date or later, at most ten years");
    }
    let division = division(&mut violations, &request.division);
    violations.finish(from.zip(to).map(|(from, to)| Count { from, to, division }))
}

fn required(
    violations: &mut Violations,
    field: &str,
    date: Option<&onecode_proto::google::r#type::Date>,
) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    day::parse_date(violations, field, date)
}

/// A division and everything below it; everywhere, if none is stated.
fn division(violations: &mut Violations, raw: &str) -> Scope {
    if raw.is_empty() {
        return Scope::everywhere();
    }
    let read: Result<vocab::DivisionCode, _> = vocab::DivisionCode::parse(raw);
    violations.take("division", read).map_or_else(Scope::everywhere, |division| Scope::division(division.as_str()))
}

fn before(violations: &mut Violations, binding: &Binding, token: &str) -> Option<Uuid> {
    binding.key(violations, token).and_then(|id| Uuid::try_parse(&id).ok())
}
