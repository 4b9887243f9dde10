//! Requests that take a complaint a step further.

use ::intake::etag::stated_etag;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uuid::Uuid;

use super::enums;
use super::file::{each, existing};
use crate::ops::complaint::{Conclude, Desk, Extend, Link, MOST_LINKS, Merge, Route, Step, Transfer};
use crate::wire::violations::Violations;
use crate::wire::{name, text};

const SHORTEST_REASONS: usize = 2;
const LONGEST_REASONS: usize = 2_000;
const LONGEST_FINDING: usize = 5_000;
const LONGEST_UNIT: usize = 100;
const MOST_DAYS: i32 = 365;

pub(crate) fn route(request: &pb::RouteComplaintRequest, desk: &Desk) -> Result<Route, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, &request.name, &request.etag);
    let stated = !request.division.is_empty();
    let division = if stated { existing(&mut violations, "division", &request.division) } else { None };
    let reasons = text::optional(&mut violations, "reasons", &request.reasons, LONGEST_REASONS).unwrap_or_default();
    violations.finish(step.map(|step| Route { step: Step { reasons, ..step }, division }))
}

pub(crate) fn transfer(request: &pb::TransferComplaintRequest, desk: &Desk) -> Result<Transfer, Fault> {
    let mut violations = Violations::default();
    let transferred_to = said(&mut violations, "transferred_to", &request.transferred_to, LONGEST_UNIT);
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    violations.finish(step.zip(transferred_to).map(|(step, transferred_to)| Transfer { step, transferred_to }))
}

pub(crate) fn accept(request: &pb::AcceptComplaintRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, &request.name, &request.etag);
    violations.finish(step)
}

pub(crate) fn decline(request: &pb::DeclineComplaintRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    violations.finish(step)
}

pub(crate) fn take_over(request: &pb::TakeOverComplaintRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    violations.finish(step)
}

pub(crate) fn link(request: &pb::LinkComplaintRequest, desk: &Desk) -> Result<Link, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, &request.name, &request.etag);
    let links = each(&mut violations, "links", &request.links, (1, MOST_LINKS), name::parse_resource);
    violations.finish(step.map(|step| Link { step, links }))
}

pub(crate) fn verify(request: &pb::VerifyComplaintRequest, desk: &Desk) -> Result<Link, Fault> {
    let mut violations = Violations::default();
    let finding = said(&mut violations, "finding", &request.finding, LONGEST_FINDING);
    let step = step(&mut violations, desk, &request.name, &request.etag);
    let links = each(&mut violations, "links", &request.links, (0, MOST_LINKS), name::parse_resource);
    violations.finish(step.zip(finding).map(|(step, finding)| Link { step: Step { reasons: finding, ..step }, links }))
}

pub(crate) fn extend(request: &pb::ExtendComplaintRequest, desk: &Desk) -> Result<Extend, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    if !(1..=MOST_DAYS).contains(&request.days) {
        violations.note("days", format_args!("must be 1 to {MOST_DAYS}"));
    }
    let days = u32::try_from(request.days).unwrap_or_default();
    violations.finish(step.map(|step| Extend { step, days }))
}

pub(crate) fn conclude(request: &pb::ConcludeComplaintRequest, desk: &Desk) -> Result<Conclude, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("answer", &request.answer));
    let outcome = enums::read_outcome(request.outcome);
    if outcome.is_none() {
        violations.note("outcome", "must be a value of the contract, not UNSPECIFIED");
    }
    violations.finish(step.zip(outcome).map(|(step, outcome)| Conclude { step, outcome }))
}

pub(crate) fn inform(request: &pb::InformReporterRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, &request.name, &request.etag);
    violations.finish(step)
}

pub(crate) fn merge(request: &pb::MergeComplaintRequest, desk: &Desk) -> Result<Merge, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    let lead = name::parse_complaint(&mut violations, "lead", &request.lead);
    if request.lead_etag.is_empty() {
        violations.note("lead_etag", "is required");
    }
    violations.finish(step.zip(lead).map(|(step, lead)| Merge { step, lead, lead_etag: request.lead_etag.clone() }))
}

pub(crate) fn unmerge(request: &pb::UnmergeComplaintRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = reasoned(&mut violations, desk, &request.name, &request.etag, ("reasons", &request.reasons));
    violations.finish(step)
}

/// A decision on a review.
pub(super) fn decided(
    violations: &mut Violations,
    desk: &Desk,
    id: Option<Uuid>,
    etag: &str,
    answer: &str,
) -> Option<Step> {
    let reasons = said(violations, "answer", answer, LONGEST_REASONS);
    let step = resting(violations, desk, id, etag);
    step.zip(reasons).map(|(step, reasons)| Step { reasons, ..step })
}

fn step(violations: &mut Violations, desk: &Desk, name: &str, etag: &str) -> Option<Step> {
    let id = name::parse_complaint(violations, "name", name);
    resting(violations, desk, id, etag)
}

/// A step that rests on what the caller saw.
fn resting(violations: &mut Violations, desk: &Desk, id: Option<Uuid>, etag: &str) -> Option<Step> {
    let etag = stated_etag(violations, etag);
    id.zip(etag).map(|(id, etag)| Step { desk: desk.clone(), id, etag, reasons: String::new() })
}

fn reasoned(
    violations: &mut Violations,
    desk: &Desk,
    name: &str,
    etag: &str,
    (field, reasons): (&str, &str),
) -> Option<Step> {
    let reasons = said(violations, field, reasons, LONGEST_REASONS);
    let step = step(violations, desk, name, etag);
    step.zip(reasons).map(|(step, reasons)| Step { reasons, ..step })
}

/// A text that says something.
fn said(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    let said = text::text(violations, field, raw, most)?;
    if said.chars().count() < SHORTEST_REASONS {
        violations.note(field, format_args!("has 1 character, at least {SHORTEST_REASONS} are wanted"));
        return None;
    }
    Some(said)
}
