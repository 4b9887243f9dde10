//! What a project states: all of it, or what changes.

use ::time::{Date, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::{Method, party_code};
use uow::Call;
use vocab::day_of;

use super::reason_problem;
use crate::desk::Desk;
use crate::ops::Seen;
use crate::ops::in_force::Place;
use crate::ops::project::{Changes, Create, Update};
use crate::store::project::Stated;
use crate::wire::violations::Violations;
use crate::wire::{money, name, negative, place, text};

/// Reads the fields of a project that a mask names, or all.
struct Reader<'a> {
    violations: &'a mut Violations,
    stated: &'a pb::PurchaseProject,
}

impl Reader<'_> {
    fn text(&mut self, field: &str, raw: &str, most: usize) -> Option<String> {
        text::text(self.violations, &format!("project.{field}"), raw, most)
    }

    fn optional(&mut self, field: &str, raw: &str, most: usize) -> Option<String> {
        text::optional(self.violations, &format!("project.{field}"), raw, most)
    }

    fn buyer_code(&mut self) -> Option<String> {
        let raw = &self.stated.buyer_code;
        if raw.is_empty() {
            return Some(String::new());
        }
        self.violations.take("project.buyer_code", party_code(raw))
    }

    fn year(&mut self) -> Option<i32> {
        money::year(self.violations, "project.year", self.stated.year)
    }

    fn method(&mut self) -> Option<Method> {
        let read = pb::ProcurementMethod::try_from(self.stated.method).ok().and_then(read_method);
        if read.is_none() {
            self.violations.note("project.method", "must be a method of the contract");
        }
        read
    }

    fn budget(&mut self) -> Option<i64> {
        money::fen(self.violations, "project.budget_fen", self.stated.budget_fen)
    }

    fn code(&mut self) -> Option<String> {
        name::parse_code(self.violations, "project.catalog_code", &self.stated.catalog_code)
    }

    fn declared(&mut self, today: Date) -> Option<String> {
        let key = &self.stated.declared_category;
        if key.is_empty() {
            return None;
        }
        negative::check_category(self.violations, "project.declared_category", key, today).map(|_| key.clone())
    }
}

fn read_method(method: pb::ProcurementMethod) -> Option<Method> {
    match method {
        pb::ProcurementMethod::Unspecified => None,
        pb::ProcurementMethod::OpenTender => Some(Method::OpenTender),
        pb::ProcurementMethod::InvitedTender => Some(Method::InvitedTender),
        pb::ProcurementMethod::CompetitiveNegotiation => Some(Method::CompetitiveNegotiation),
        pb::ProcurementMethod::CompetitiveConsultation => Some(Method::CompetitiveConsultation),
        pb::ProcurementMethod::Inquiry => Some(Method::Inquiry),
        pb::ProcurementMethod::SingleSource => Some(Method::SingleSource),
        pb::ProcurementMethod::Framework => Some(Method::Framework),
    }
}

/// The caller's division today.
fn here(violations: &mut Violations, call: &Call, now: OffsetDateTime) -> Option<Place> {
    let division = place::division(violations, "division", "", call)?;
    Some(Place { division, day: day_of(now), known_at: None })
}

pub(crate) fn create(
    request: &pb::CreateProjectRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::PurchaseProject::default();
    let stated = request.project.as_ref().unwrap_or(&unstated);
    let place = here(&mut violations, call, now);
    let mut reader = Reader { violations: &mut violations, stated };
    let buyer_title = reader.text("buyer_title", &stated.buyer_title, 100);
    let buyer_code = reader.buyer_code();
    let title = reader.text("title", &stated.title, 200);
    let description = reader.optional("description", &stated.description, 2_000);
    let year = reader.year();
    let catalog_code = reader.code();
    let declared = reader.declared(day_of(now));
    let (budget_fen, method) = (reader.budget(), reader.method());
    let reason = reader.optional("single_source_reason", &stated.single_source_reason, 500);
    let platform_number = reader.optional("platform_number", &stated.platform_number, 100);
    if let Some(problem) = method.zip(reason.as_ref()).and_then(|(method, reason)| reason_problem(method, reason)) {
        violations.note("project.single_source_reason", problem);
    }
    let read = || {
        let stated = Stated {
            buyer_title: buyer_title?,
            buyer_code: buyer_code?,
            title: title?,
            description: description?,
            year: year?,
            catalog_code: catalog_code?,
            budget_fen: budget_fen?,
            method: method?,
            single_source_reason: reason?,
            platform_number: platform_number?,
        };
        Some(Create { stated, place: place?, declared, desk: desk.clone() })
    };
    violations.finish(read())
}

pub(crate) fn update(
    request: &pb::UpdateProjectRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::PurchaseProject::default();
    let stated = request.project.as_ref().unwrap_or(&unstated);
    let id = name::parse_project(&mut violations, "project.name", &stated.name);
    if stated.etag.is_empty() {
        violations.note("project.etag", "is required: as it was read");
    }
    let place = here(&mut violations, call, now);
    let paths = request.update_mask.as_ref().map(|mask| mask.paths.as_slice()).unwrap_or_default();
    if paths.is_empty() {
        violations.note("update_mask", "must name a field");
    }
    let mut changes = Changes::default();
    let mut declared = None;
    for path in paths {
        let mut reader = Reader { violations: &mut violations, stated };
        match path.as_str() {
            "buyer_title" => changes.buyer_title = reader.text(path, &stated.buyer_title, 100),
            "buyer_code" => changes.buyer_code = reader.buyer_code(),
            "title" => changes.title = reader.text(path, &stated.title, 200),
            "description" => changes.description = reader.optional(path, &stated.description, 2_000),
            "year" => changes.year = reader.year(),
            "catalog_code" => changes.catalog_code = reader.code(),
            "declared_category" => declared = reader.declared(day_of(now)),
            "budget_fen" => changes.budget_fen = reader.budget(),
            "method" => changes.method = reader.method(),
            "single_source_reason" => {
                changes.single_source_reason = reader.optional(path, &stated.single_source_reason, 500);
            }
            "platform_number" => changes.platform_number = reader.optional(path, &stated.platform_number, 100),
            _ => violations.note("update_mask", "names a field that cannot be changed"),
        }
    }
    let read = || {
        let seen = Seen { id: id?, etag: stated.etag.clone(), desk: desk.clone() };
        Some(Update { seen, changes, place: place?, declared })
    };
    violations.finish(read())
}
