//! What a department states of a plan.

use std::collections::HashSet;

use ::time::{Date, Duration, OffsetDateTime};
use fault::Fault;
use inspection_domain::rules;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::{DivisionCode, day_of};

use crate::ops::plan::draft::{Create, Update};
use crate::store::plan::{DepartmentRow, PlanRow};
use crate::wire::inspector::require_date;
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

const MOST_DEPARTMENTS: usize = 20;
const MOST_ITEMS: usize = 50;
const MOST_INSPECTORS: i32 = 5;
const LONGEST_WINDOW: Duration = Duration::days(366);

pub(crate) fn create(request: &pb::CreatePlanRequest, call: &Call, now: OffsetDateTime) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let stated = stated(&mut violations, request.plan.as_ref(), call, now);
    violations.finish(stated.map(|(row, departments)| Create { row, departments }))
}

pub(crate) fn update(request: &pb::UpdatePlanRequest, call: &Call, now: OffsetDateTime) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let source = request.plan.as_ref();
    let id = source.map(|source| source.name.as_str()).unwrap_or_default();
    let id = name::parse_plan(&mut violations, "plan.name", id);
    let etag = source.map(|source| source.etag.clone()).unwrap_or_default();
    if etag.is_empty() {
        violations.note("plan.etag", "is required");
    }
    let stated = stated(&mut violations, source, call, now);
    violations.finish(id.zip(stated).map(|(id, (row, departments))| Update { id, etag, row, departments }))
}

fn stated(
    violations: &mut Violations,
    source: Option<&pb::Plan>,
    call: &Call,
    now: OffsetDateTime,
) -> Option<(PlanRow, Vec<DepartmentRow>)> {
    let (empty, today) = (pb::Plan::default(), day_of(now));
    let source = source.unwrap_or(&empty);
    let title = text::text(violations, "plan.title", &source.title, 100);
    if !(today.year()..=today.year() + 1).contains(&source.year) {
        violations.note("plan.year", format_args!("must be {} or the year after", today.year()));
    }
    let departments = departments(violations, &source.departments, today);
    let items = items(violations, &source.items);
    let population = source.population.clone().unwrap_or_default();
    let division = population_division(violations, &population.division, &call.division);
    let established_before = population.established_before.as_ref();
    let established_before = time::parse_date(violations, "plan.population.established_before", established_before);
    let kinds = kinds(violations, &population.kinds);
    let statuses = statuses(violations, &population.statuses);
    let window = window(violations, source.visit_window.as_ref(), today);
    let beacon = source.beacon.as_ref().map(|beacon| self::beacon(violations, beacon, now));
    if !(0..=100).contains(&source.draw_percent) {
        violations.note("plan.draw_percent", "must be 1 to 100, or 0 for what the rule asks");
    }
    let (starts_on, ends_on) = window?;
    let beacon = beacon.map_or(Some(None), |beacon| beacon.map(Some))?;
    let row = PlanRow {
        id: Uuid::nil(),
        title: title?,
        year: source.year,
        initiating_department: call.department.clone(),
        division: call.division.clone(),
        items: items?,
        kinds: kinds?,
        statuses: statuses?,
        population_division: division?,
        include_below: population.include_below,
        established_before,
        draw_percent: source.draw_percent,
        starts_on,
        ends_on,
        beacon_source: beacon.as_ref().map(|(source, _)| source.clone()),
        beacon_known_at: beacon.map(|(_, known_at)| known_at),
        state: "draft".to_owned(),
        cancel_reason: String::new(),
        cancelled_at: None,
        revision: 0,
        created_at: OffsetDateTime::UNIX_EPOCH,
        updated_at: OffsetDateTime::UNIX_EPOCH,
    };
    Some((row, departments?))
}

fn departments(violations: &mut Violations, stated: &[pb::PlanDepartment], today: Date) -> Option<Vec<DepartmentRow>> {
    if !(1..=MOST_DEPARTMENTS).contains(&stated.len()) {
        violations.note("plan.departments", format_args!("must be 1 to {MOST_DEPARTMENTS}"));
        return None;
    }
    let (mut rows, mut seen) = (Vec::with_capacity(stated.len()), HashSet::new());
    for (at, source) in stated.iter().enumerate() {
        let field = format!("plan.departments[{at}]");
        let department = name::parse_department(violations, &format!("{field}.department"), &source.department);
        if department.as_ref().is_some_and(|key| !seen.insert(key.clone())) {
            violations.note(format!("{field}.department"), "is there twice");
        }
        let work = text::text(violations, &format!("{field}.work"), &source.work, 500);
        if !(0..=MOST_INSPECTORS).contains(&source.inspector_count) {
            violations.note(format!("{field}.inspector_count"), format_args!("must be 0 to {MOST_INSPECTORS}"));
        }
        let inspector_count = source.inspector_count;
        rows.extend(department.zip(work).map(|(department, work)| DepartmentRow { department, work, inspector_count }));
    }
    let wanted: i64 = stated.iter().map(|source| i64::from(source.inspector_count)).sum();
    let least = rules().on("SP-05", today).map_or(0, |cited| cited.value());
    if wanted < least {
        violations.note("plan.departments", format_args!("must send at least {least} inspectors together (SP-05)"));
    }
    rows.sort_by(|one, next| one.department.cmp(&next.department));
    (rows.len() == stated.len()).then_some(rows)
}

fn items(violations: &mut Violations, stated: &[String]) -> Option<Vec<String>> {
    if !(1..=MOST_ITEMS).contains(&stated.len()) {
        violations.note("plan.items", format_args!("must be 1 to {MOST_ITEMS}"));
        return None;
    }
    let mut keys = Vec::with_capacity(stated.len());
    for (at, item) in stated.iter().enumerate() {
        let field = format!("plan.items[{at}]");
        let Some(key) = name::parse_item(violations, &field, item) else { continue };
        if keys.contains(&key) {
            violations.note(field, "is there twice");
        }
        keys.push(key);
    }
    (keys.len() == stated.len()).then_some(keys)
}

fn population_division(violations: &mut Violations, stated: &str, own: &str) -> Option<String> {
    if stated.is_empty() {
        return Some(own.to_owned());
    }
    let division = violations.take("plan.population.division", DivisionCode::parse(stated))?;
    if !Scope::division(own).covers(division.as_str()) {
        violations.note("plan.population.division", "must be the caller's division or one below it");
        return None;
    }
    Some(division.to_string())
}

fn kinds(violations: &mut Violations, stated: &[i32]) -> Option<Vec<String>> {
    let read =
        |number: &i32| OrganizationKind::try_from(*number).ok().filter(|kind| *kind != OrganizationKind::Unspecified);
    let kinds: Option<Vec<OrganizationKind>> = stated.iter().map(read).collect();
    if kinds.is_none() {
        violations.note("plan.population.kinds", "must be values of the contract, not UNSPECIFIED");
    }
    kinds.map(|kinds| sorted(kinds.iter().map(OrganizationKind::as_str_name)))
}

fn statuses(violations: &mut Violations, stated: &[i32]) -> Option<Vec<String>> {
    if stated.is_empty() {
        return Some(vec![OrganizationStatus::Active.as_str_name().to_owned()]);
    }
    let known = |status: &OrganizationStatus| *status != OrganizationStatus::Unspecified;
    let read = |number: &i32| OrganizationStatus::try_from(*number).ok().filter(known);
    let statuses: Option<Vec<OrganizationStatus>> = stated.iter().map(read).collect();
    if statuses.is_none() {
        violations.note("plan.population.statuses", "must be values of the contract, not UNSPECIFIED");
    }
    statuses.map(|statuses| sorted(statuses.iter().map(OrganizationStatus::as_str_name)))
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn window(violations: &mut Violations, stated: Option<&pb::VisitWindow>, today: Date) -> Option<(Date, Date)> {
    let start = stated.and_then(|window| window.start_date.as_ref());
    let end = stated.and_then(|window| window.end_date.as_ref());
    let start = require_date(violations, "plan.visit_window.start_date", start);
    let end = require_date(violations, "plan.visit_window.end_date", end);
    let (start, end) = start.zip(end)?;
    if end < start {
        violations.note("plan.visit_window.end_date", "must not be earlier than start_date");
    }
    if end - start > LONGEST_WINDOW {
        violations.note("plan.visit_window.end_date", "must be at most a year after start_date");
    }
    if end < today {
        violations.note("plan.visit_window.end_date", format_args!("must not be earlier than today, {today}"));
    }
    Some((start, end))
}

fn beacon(violations: &mut Violations, stated: &pb::Beacon, now: OffsetDateTime) -> Option<(String, OffsetDateTime)> {
    let source = text::text(violations, "plan.beacon.source", &stated.source, 200);
    if stated.known_time.is_none() {
        violations.note("plan.beacon.known_time", "is required");
    }
    let known = time::parse_timestamp(violations, "plan.beacon.known_time", stated.known_time.as_ref());
    if known.is_some_and(|known| known <= now) {
        violations.note("plan.beacon.known_time", "must be in the future");
    }
    source.zip(known)
}
