//! Requests about measures, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

pub(crate) mod facts;
mod words;

use ::time::Date;
use ::time::format_description::well_known::Iso8601;
use credit_domain::measure::{Measure, Outcome, State, Target};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::{Call, Scope};
use vocab::DivisionCode;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, text, time as day};
use crate::ops::measure::acknowledge::{Acknowledge, Acknowledged};
use crate::ops::measure::read::{Delays, ListDelays, ListMeasures, ListTasks, Listed};
use crate::store::measure::{DelayRow, TaskFilter, TaskRow};

pub(crate) fn list_measures(request: &pb::ListMeasuresRequest, today: Date) -> Result<ListMeasures, Fault> {
    let mut violations = Violations::default();
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref());
    let target = words::read_target(&mut violations, "target", request.target);
    violations.finish(Some(ListMeasures { on: on.unwrap_or(today), target }))
}

pub(crate) fn list_measures_reply(declared: &[&Measure], on: Date) -> pb::ListMeasuresResponse {
    pb::ListMeasuresResponse { measures: declared.iter().map(|measure| shown(measure, on)).collect() }
}

pub(crate) fn list_tasks(request: &pb::ListMeasureTasksRequest, call: &Call, today: Date) -> Result<ListTasks, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListMeasureTasksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = Some(request.organization.as_str()).filter(|raw| !raw.is_empty());
    let organization = organization.and_then(|raw| name::parse_organization(&mut violations, "organization", raw));
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| {
        let (day, id) = key.split_once(' ')?;
        Some((Date::parse(day, &Iso8601::DATE).ok()?, id.parse().ok()?))
    });
    let filter = TaskFilter {
        scope: call.scope.clone(),
        department: call.department.clone(),
        organization,
        open: request.open,
        overdue: request.overdue,
    };
    violations.finish(Some(ListTasks { filter, today, after, size, binding }))
}

pub(crate) fn list_tasks_reply(listed: Listed) -> pb::ListMeasureTasksResponse {
    pb::ListMeasureTasksResponse {
        measure_tasks: listed.rows.iter().map(|row| task(row, listed.today)).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn acknowledge(request: &pb::AcknowledgeMeasureTaskRequest) -> Result<Acknowledge, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_measure_task(&mut violations, "name", &request.name);
    let outcome = words::read_outcome(&mut violations, "outcome", request.outcome);
    let account = text::text(&mut violations, "account", &request.account, 1_000);
    let document_number = if outcome == Some(Outcome::Acted) {
        text::text(&mut violations, "document_number", &request.document_number, 100)
    } else {
        text::optional(&mut violations, "document_number", &request.document_number, 100)
    };
    let act_on = day::parse_date(&mut violations, "act_date", request.act_date.as_ref());
    let command = || {
        let (account, document_number) = (account?, document_number?);
        Some(Acknowledge { id: id?, outcome: outcome?, account, document_number, act_on })
    };
    violations.finish(command())
}

pub(crate) fn acknowledge_reply((row, today): Acknowledged) -> pb::AcknowledgeMeasureTaskResponse {
    pb::AcknowledgeMeasureTaskResponse { measure_task: Some(task(&row, today)) }
}

pub(crate) fn list_delays(
    request: &pb::ListMeasureDelaysRequest,
    call: &Call,
    today: Date,
) -> Result<ListDelays, Fault> {
    let mut violations = Violations::default();
    let mut scope = Some(call.scope.clone());
    if !request.division.is_empty() {
        let stated = violations.take("division", DivisionCode::parse(&request.division));
        scope = stated.and_then(|division| call.scope.narrowed(&Scope::division(division.as_str())));
        if stated.is_some() && scope.is_none() {
            violations.note("division", "must lie within your own division");
        }
    }
    violations.finish(scope.map(|scope| ListDelays { scope, today }))
}

pub(crate) fn list_delays_reply(delays: Delays) -> pb::ListMeasureDelaysResponse {
    let shown = delays.rows.iter().map(|row| delay(row, delays.today)).collect();
    pb::ListMeasureDelaysResponse { measure_delays: shown }
}

fn shown(measure: &Measure, on: Date) -> pb::Measure {
    let rule = credit_domain::rules().on(&measure.rule, on);
    pb::Measure {
        name: name::measure(&measure.key),
        title: measure.title.clone(),
        kind: words::kind(measure.target).into(),
        target: words::target(measure.target).into(),
        action: measure.action.clone(),
        rule: rule.map(|cited| cited.reference().to_string()).unwrap_or_default(), // a test holds that each is in force
        departments: measure.departments.iter().map(name::department).collect(),
        term_working_days: i32::try_from(measure.term_working_days).unwrap_or(i32::MAX),
        valid_from: Some(day::date(measure.valid_from)),
        valid_to: measure.valid_to.map(day::date),
        source: measure.source.clone(),
        mark: measure.mark.to_string(),
    }
}

fn task(row: &TaskRow, today: Date) -> pb::MeasureTask {
    let waits = State::parse(&row.state).is_some_and(State::waits);
    let target = Target::parse(&row.target);
    pb::MeasureTask {
        name: name::measure_task(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title.clone(),
        division: row.division.clone(),
        department: name::department(&row.department),
        measure: name::measure(&row.measure),
        title: row.title.clone(),
        kind: target.map(words::kind).unwrap_or_default().into(),
        target: target.map(words::target).unwrap_or_default().into(),
        action: row.action.clone(),
        rule: row.rule.clone(),
        cause: row.cause.to_string(),
        state: State::parse(&row.state).map(words::state).unwrap_or_default().into(),
        impose_date: Some(day::date(row.imposed_on)),
        due_date: Some(day::date(row.due_on)),
        provisional: waits && row.provisional,
        overdue: waits && row.due_on < today,
        imposed: answer(
            row.imposed_outcome.as_deref(),
            &row.imposed_account,
            &row.imposed_document,
            row.imposed_act_on,
        ),
        end_date: row.ended_on.map(day::date),
        withdrawn: row.withdrawn,
        lifted: answer(row.lifted_outcome.as_deref(), &row.lifted_account, &row.lifted_document, row.lifted_act_on),
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn answer(outcome: Option<&str>, account: &str, document: &str, act_on: Option<Date>) -> Option<pb::MeasureAnswer> {
    Some(pb::MeasureAnswer {
        outcome: Outcome::parse(outcome?).map(words::outcome).unwrap_or_default().into(),
        account: account.to_owned(),
        document_number: document.to_owned(),
        act_date: act_on.map(day::date),
    })
}

fn delay(row: &DelayRow, today: Date) -> pb::MeasureDelay {
    let count = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let late = row.oldest_due_on.map_or(0, |due| (today - due).whole_days().max(0));
    pb::MeasureDelay {
        department: name::department(&row.department),
        open_count: count(row.open),
        lifting_count: count(row.lifting),
        overdue_count: count(row.overdue),
        oldest_due_date: row.oldest_due_on.map(day::date),
        oldest_task: row.oldest_task.map(name::measure_task).unwrap_or_default(),
        days_late: count(late),
        answered_count: count(row.answered),
    }
}
