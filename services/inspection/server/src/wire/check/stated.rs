//! What a department states of a new check.

use std::collections::HashSet;

use ::time::{Date, Duration, OffsetDateTime};
use fault::Fault;
use inspection_domain::check::{Kind, Place};
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;
use vocab::code::check_character;

use super::{entry, name, word};
use crate::ops::check::Desk;
use crate::ops::check::create::Create;
use crate::store::check::field_check::CheckRow;
use crate::wire::inspector::require_date;
use crate::wire::violations::Violations;
use crate::wire::{name as names, text};

const MOST_DEPARTMENTS: usize = 19;
const MOST_ITEMS: usize = 50;
const MOST_INSPECTORS: usize = 20;
const LONGEST_WINDOW: Duration = Duration::days(366);

/// What only checks that no plan has drawn state.
struct Own {
    code: UnifiedCode,
    departments: Vec<String>,
    items: Vec<String>,
    ground: String,
    window: (Date, Date),
}

pub(crate) fn create(request: &pb::CreateCheckRequest, call: &Call, desk: &Desk) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let violations_of = &mut violations;
    let (empty, day) = (pb::Check::default(), OffsetDateTime::UNIX_EPOCH);
    let source = request.check.as_ref().unwrap_or(&empty);
    let kind = word::read_kind(source.kind);
    if kind.is_none() {
        violations_of.note("check.kind", "must be a value of the contract, not UNSPECIFIED");
    }
    let place = source.place.as_ref().map(|point| entry::place(violations_of, "check.place", Some(point)));
    let auditor = auditor(violations_of, &source.auditor, kind);
    let inspectors = name::parse_inspectors(violations_of, "inspectors", &request.inspectors, MOST_INSPECTORS);
    let stated = if kind == Some(Kind::Routine) {
        drawn(violations_of, request, source)
    } else {
        own(violations_of, source, call).map(|own| (None, own))
    };
    let row = || {
        let (plan, own) = stated?;
        let place = place.map_or(Some(None), |place| place.map(Some))?;
        Some(CheckRow {
            id: Uuid::nil(),
            kind: kind?.as_str().to_owned(),
            code: own.code,
            title: String::new(),
            plan,
            lead_department: call.department.clone(),
            division: call.division.clone(),
            departments: own.departments,
            items: own.items,
            ground: own.ground,
            auditor,
            planned_from: own.window.0,
            planned_to: own.window.1,
            latitude: place.map(Place::latitude),
            longitude: place.map(Place::longitude),
            state: "planned".to_owned(),
            visit_from: None,
            visit_to: None,
            outcome: None,
            summary: String::new(),
            digest: None,
            confirmed_by: Vec::new(),
            findings: 0,
            serious: 0,
            rules: Vec::new(),
            concluded_at: None,
            published_on: None,
            announcement: String::new(),
            revision: 1,
            created_at: day,
            updated_at: day,
        })
    };
    let command = row().zip(inspectors).map(|(row, inspectors)| Create { desk: desk.clone(), row, inspectors });
    violations.finish(command)
}

/// What is the plan's is not stated again.
fn drawn(
    violations: &mut Violations,
    request: &pb::CreateCheckRequest,
    source: &pb::Check,
) -> Option<(Option<Uuid>, Own)> {
    let object = name::parse_object(violations, "check.plan_object", &source.plan_object);
    let mut unstated = |field: &str, empty: bool| {
        if !empty {
            violations.note(field, "is the plan's with ROUTINE and must be left out");
        }
    };
    unstated("check.organization", source.organization.is_empty());
    unstated("check.departments", source.departments.is_empty());
    unstated("check.items", source.items.is_empty());
    unstated("check.visit_window", source.visit_window.is_none());
    unstated("inspectors", request.inspectors.is_empty());
    let ground = text::optional(violations, "check.ground", &source.ground, 200);
    let (plan, code) = object?;
    let window = (Date::MIN, Date::MIN);
    Some((Some(plan), Own { code, departments: Vec::new(), items: Vec::new(), ground: ground?, window }))
}

fn own(violations: &mut Violations, source: &pb::Check, call: &Call) -> Option<Own> {
    if !source.plan_object.is_empty() {
        violations.note("check.plan_object", "belongs to ROUTINE and must be left out");
    }
    let code = names::parse_organization(violations, "check.organization", &source.organization);
    let departments =
        name::each(violations, "check.departments", &source.departments, MOST_DEPARTMENTS, names::parse_department);
    if departments.as_ref().is_some_and(|keys| keys.contains(&call.department)) {
        violations.note("check.departments", "names the caller's department, which takes part anyway");
    }
    let items = if source.items.is_empty() {
        violations.note("check.items", format_args!("must be 1 to {MOST_ITEMS}"));
        None
    } else {
        name::each(violations, "check.items", &source.items, MOST_ITEMS, names::parse_item)
    };
    let ground = text::text(violations, "check.ground", &source.ground, 200);
    let window = window(violations, source.visit_window.as_ref());
    Some(Own { code: code?, departments: departments?, items: items?, ground: ground?, window: window? })
}

/// Days that have passed are let be: what was done on paper is recorded, too.
fn window(violations: &mut Violations, stated: Option<&pb::VisitWindow>) -> Option<(Date, Date)> {
    let start = stated.and_then(|window| window.start_date.as_ref());
    let end = stated.and_then(|window| window.end_date.as_ref());
    let start = require_date(violations, "check.visit_window.start_date", start);
    let end = require_date(violations, "check.visit_window.end_date", end);
    let (start, end) = start.zip(end)?;
    if end < start {
        violations.note("check.visit_window.end_date", "must not be earlier than start_date");
        return None;
    }
    if end - start > LONGEST_WINDOW {
        violations.note("check.visit_window.end_date", "must be at most a year after start_date");
        return None;
    }
    Some((start, end))
}

/// The auditor's code, which is a firm's and not of civil affairs: GB 32100 has its check character.
fn auditor(violations: &mut Violations, raw: &str, kind: Option<Kind>) -> Option<String> {
    if raw.is_empty() {
        if kind == Some(Kind::FinancialAudit) {
            violations.note("check.auditor", "is required with FINANCIAL_AUDIT");
        }
        return None;
    }
    let letters: HashSet<char> = raw.chars().collect();
    let right = raw.len() == 18
        && letters.iter().all(char::is_ascii_alphanumeric)
        && raw.get(..17).and_then(check_character) == raw.chars().last();
    if !right {
        violations
            .note("check.auditor", "must be a unified social credit code of 18 characters with its check character");
        return None;
    }
    Some(raw.to_owned())
}
