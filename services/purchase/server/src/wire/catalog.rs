//! Versions of catalogues: requests and replies.

pub(crate) use ::intake::etag::stated_etag as etag_of;
use ::time::{Date, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::catalog::{Problem, Row, read};
use uow::Call;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, place, text, time as day};
use crate::ops::catalog::{Adopt, Create, Discard, Get, Import, Imported, List, Listed};
use crate::ops::in_force::{Answering, Place};
use crate::store::catalog::{Adoption, CatalogFilter, CatalogRow};

/// Years that a catalogue can be made for.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Characters of a wrong code that are shown.
const SHOWN_CODE: usize = 40;

/// Another one with every change of a version.
pub(crate) fn etag(row: &CatalogRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn create(request: &pb::CreateCatalogRequest) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Catalog::default();
    let stated = request.catalog.as_ref().unwrap_or(&unstated);
    let title = text::text(&mut violations, "catalog.title", &stated.title, 100);
    if !YEARS.contains(&stated.year) {
        violations.note("catalog.year", format_args!("must be {} to {}", YEARS.start(), YEARS.end()));
    }
    let named = Some(request.source_catalog.as_str()).filter(|source| !source.is_empty());
    let source = named.and_then(|source| name::parse_catalog(&mut violations, "source_catalog", source));
    violations.finish(title.map(|title| Create { title, year: stated.year, source }))
}

pub(crate) fn import(request: &pb::ImportCatalogEntriesRequest) -> Result<Import, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_catalog(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let rows = violations.take("content", read(&request.content));
    violations.finish((|| Some(Import { id: id?, etag: etag?, rows: rows? }))())
}

pub(crate) fn adopt(request: &pb::AdoptCatalogRequest) -> Result<Adopt, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_catalog(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let document_number = text::text(&mut violations, "document_number", &request.document_number, 100);
    let (valid_from, valid_to) =
        days(&mut violations, ("valid_from", "valid_to"), (request.valid_from.as_ref(), request.valid_to.as_ref()));
    let read = || {
        let adoption = Adoption { document_number: document_number?, valid_from: valid_from?, valid_to };
        Some(Adopt { id: id?, etag: etag?, adoption })
    };
    violations.finish(read())
}

/// A first day, which must be stated, and the day after the last, which must come later.
pub(super) fn days(
    violations: &mut Violations,
    (first, end): (&str, &str),
    (from, to): (Option<&onecode_proto::google::r#type::Date>, Option<&onecode_proto::google::r#type::Date>),
) -> (Option<Date>, Option<Date>) {
    if from.is_none() {
        violations.note(first, "is required");
    }
    let from = day::parse_date(violations, first, from);
    let to = day::parse_date(violations, end, to);
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        violations.note(end, "must be after valid_from");
    }
    (from, to)
}

pub(crate) fn discard(request: &pb::DiscardCatalogRequest) -> Result<Discard, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_catalog(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Discard { id: id?, etag: etag?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetCatalogRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_catalog(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: place::reach(call) }))
}

pub(crate) fn list(request: &pb::ListCatalogsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCatalogsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let year = Some(request.year).filter(|year| *year != 0);
    if year.is_some_and(|year| !YEARS.contains(&year)) {
        violations.note("year", format_args!("must be {} to {}, or 0 for all", YEARS.start(), YEARS.end()));
    }
    let status = match pb::CatalogStatus::try_from(request.status) {
        Ok(pb::CatalogStatus::Unspecified) => None,
        Ok(pb::CatalogStatus::Draft) => Some("draft"),
        Ok(pb::CatalogStatus::Adopted) => Some("adopted"),
        Ok(pb::CatalogStatus::Discarded) => Some("discarded"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| after(&key));
    let filter = CatalogFilter { division, year, status, scope: place::reach(call).prefix().to_owned() };
    violations.finish(Some(List { filter, after, size, binding }))
}

fn after(key: &str) -> Option<(String, i32)> {
    let (division, version) = key.split_once(' ')?;
    Some((division.to_owned(), version.parse().ok()?))
}

pub(crate) fn look_up(request: &pb::LookUpCatalogRequest, call: &Call, now: OffsetDateTime) -> Result<Place, Fault> {
    let mut violations = Violations::default();
    let stated = (request.division.as_str(), request.date.as_ref(), request.known_at.as_ref());
    let place = place::place(&mut violations, stated, call, now);
    violations.finish(place)
}

pub(crate) fn create_reply(row: CatalogRow) -> pb::CreateCatalogResponse {
    pb::CreateCatalogResponse { catalog: Some(catalog(row)) }
}

pub(crate) fn import_reply(imported: Imported) -> pb::ImportCatalogEntriesResponse {
    let outcomes = imported.rows.into_iter().zip(1..).map(|(row, number)| outcome(row, number));
    pb::ImportCatalogEntriesResponse {
        catalog: Some(catalog(imported.catalog)),
        imported: imported.taken,
        outcomes: outcomes.collect(),
    }
}

fn outcome(row: Row, number: i32) -> pb::CatalogRowOutcome {
    let problem =
        |one: Problem| pb::CatalogRowProblem { field: one.column.as_str().to_owned(), description: one.description };
    pb::CatalogRowOutcome {
        row: number,
        code: row.code.chars().take(SHOWN_CODE).collect(),
        problems: row.problems.into_iter().map(problem).collect(),
    }
}

pub(crate) fn adopt_reply(row: CatalogRow) -> pb::AdoptCatalogResponse {
    pb::AdoptCatalogResponse { catalog: Some(catalog(row)) }
}

pub(crate) fn discard_reply(row: CatalogRow) -> pb::DiscardCatalogResponse {
    pb::DiscardCatalogResponse { catalog: Some(catalog(row)) }
}

pub(crate) fn get_reply(row: CatalogRow) -> pb::GetCatalogResponse {
    pb::GetCatalogResponse { catalog: Some(catalog(row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListCatalogsResponse {
    pb::ListCatalogsResponse {
        catalogs: listed.catalogs.into_iter().map(catalog).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn look_up_reply(answering: Answering) -> pb::LookUpCatalogResponse {
    pb::LookUpCatalogResponse {
        catalog: Some(catalog(answering.catalog)),
        own: answering.passed.is_empty(),
        passed_divisions: answering.passed,
    }
}

/// A version as the contract has it.
pub(crate) fn catalog(row: CatalogRow) -> pb::Catalog {
    let etag = etag(&row);
    let status = match (row.adopted_at, row.discarded_at) {
        (Some(_), _) => pb::CatalogStatus::Adopted,
        (None, Some(_)) => pb::CatalogStatus::Discarded,
        (None, None) => pb::CatalogStatus::Draft,
    };
    pb::Catalog {
        name: name::catalog(row.id),
        division: row.division,
        version: row.version,
        title: row.title,
        year: row.year,
        status: status.into(),
        document_number: row.document_number,
        valid_from: row.valid_from.map(day::date),
        valid_to: row.valid_to.map(day::date),
        replace_date: row.replaced_on.map(day::date),
        entry_count: row.entry_count,
        department: name::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        adopt_time: row.adopted_at.map(day::timestamp),
        discard_reason: row.discard_reason,
        etag,
    }
}
