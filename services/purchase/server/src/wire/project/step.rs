//! What becomes of a project: awarded, announced, ended, read.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::party_code;
use uow::Call;
use uuid::Uuid;

use super::{proved, stated_code};
use crate::credit::Answer;
use crate::desk::Desk;
use crate::ops::Seen;
use crate::ops::project::{Announce, End, Get, List, RecordAward};
use crate::store::project::{Award, ProjectFilter};
use crate::wire::catalog::{YEARS, etag_of};
use crate::wire::money::fen;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, place, text, time as day};

fn seen(violations: &mut Violations, project: &str, etag: &str, desk: &Desk) -> Option<Seen> {
    let id = name::parse_project(violations, "name", project);
    let etag = etag_of(violations, etag);
    Some(Seen { id: id?, etag: etag?, desk: desk.clone() })
}

/// An award of whom credit has not been asked yet.
#[derive(Debug)]
pub(crate) struct Asked {
    seen: Seen,
    pub(crate) award: Award,
    pub(crate) proved: Vec<String>,
}

impl Asked {
    /// With what credit answered.
    pub(crate) fn answered(self, answer: Answer) -> RecordAward {
        RecordAward { seen: self.seen, award: self.award, answer }
    }
}

pub(crate) fn award(request: &pb::RecordAwardRequest, (today, desk): (Date, &Desk)) -> Result<Asked, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let unstated = pb::ProjectAward::default();
    let stated = request.award.as_ref().unwrap_or(&unstated);
    let supplier_code = violations.take("award.supplier_code", party_code(&stated.supplier_code));
    let supplier_title = text::text(&mut violations, "award.supplier_title", &stated.supplier_title, 200);
    let amount_fen = fen(&mut violations, "award.amount_fen", stated.amount_fen);
    let on = day::require_past(&mut violations, "award.award_date", stated.award_date.as_ref(), today);
    let number = text::text(&mut violations, "award.document_number", &stated.document_number, 100);
    let announced_on = day::parse_past(&mut violations, "award.announce_date", stated.announce_date.as_ref(), today);
    if announced_on.zip(on).is_some_and(|(announced, on)| announced < on) {
        violations.note("award.announce_date", "must not be before the award");
    }
    let proved = proved(&mut violations, &request.proved_conditions);
    let read = || {
        let award = Award {
            supplier_code: supplier_code?,
            supplier_title: supplier_title?,
            amount_fen: amount_fen?,
            on: on?,
            number: number?,
            announced_on,
        };
        Some(Asked { seen: seen?, award, proved })
    };
    violations.finish(read())
}

pub(crate) fn announce(request: &pb::AnnounceAwardRequest, (today, desk): (Date, &Desk)) -> Result<Announce, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let on = day::require_past(&mut violations, "announce_date", request.announce_date.as_ref(), today);
    violations.finish((|| Some(Announce { seen: seen?, on: on? }))())
}

pub(crate) fn end(request: &pb::EndProjectRequest, (today, desk): (Date, &Desk)) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let status = match request.outcome() {
        pb::ProjectStatus::Failed => Some("failed"),
        pb::ProjectStatus::Cancelled => Some("cancelled"),
        pb::ProjectStatus::Unspecified
        | pb::ProjectStatus::Planned
        | pb::ProjectStatus::Awarded
        | pb::ProjectStatus::Contracted
        | pb::ProjectStatus::Framed => {
            violations.note("outcome", "must be PROJECT_STATUS_FAILED or PROJECT_STATUS_CANCELLED");
            None
        }
    };
    let on = day::require_past(&mut violations, "end_date", request.end_date.as_ref(), today);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { seen: seen?, status: status?, on: on?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetProjectRequest, call: &Call, desk: &Desk) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_project(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: call.scope.clone(), desk: desk.clone() }))
}

pub(crate) fn list(request: &pb::ListProjectsRequest, call: &Call, desk: &Desk) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListProjectsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let buyer = Some(request.buyer_department.as_str()).filter(|buyer| !buyer.is_empty());
    let buyer_department = buyer.and_then(|buyer| name::parse_department(&mut violations, "buyer_department", buyer));
    let status = match pb::ProjectStatus::try_from(request.status) {
        Ok(pb::ProjectStatus::Unspecified) => None,
        Ok(pb::ProjectStatus::Planned) => Some("planned"),
        Ok(pb::ProjectStatus::Awarded) => Some("awarded"),
        Ok(pb::ProjectStatus::Contracted) => Some("contracted"),
        Ok(pb::ProjectStatus::Failed) => Some("failed"),
        Ok(pb::ProjectStatus::Cancelled) => Some("cancelled"),
        Ok(pb::ProjectStatus::Framed) => Some("framed"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let year = Some(request.year).filter(|year| *year != 0);
    if year.is_some_and(|year| !YEARS.contains(&year)) {
        violations.note("year", format_args!("must be {} to {}, or 0 for all", YEARS.start(), YEARS.end()));
    }
    let supplier_code = stated_code(&mut violations, "supplier_code", &request.supplier_code);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let scope = call.scope.prefix().to_owned();
    let filter = ProjectFilter { division, buyer_department, status, year, supplier_code, scope };
    violations.finish(Some(List { filter, before, size, binding, desk: desk.clone() }))
}
