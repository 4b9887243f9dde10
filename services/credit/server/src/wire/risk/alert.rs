//! Requests about warnings, and their replies.

use ::time::{Date, OffsetDateTime};
use credit_domain::risk::CloseReason;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;
use uuid::Uuid;

use crate::ops::risk::alert::{AddTask, Close, CompleteTask, GetAlert, ListAlerts, Listed, Shown};
use crate::store::risk::alert::AlertFilter;
use crate::store::risk::task::TaskRow;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time as day};

pub(crate) fn get(request: &pb::GetRiskAlertRequest, call: &Call, today: Date) -> Result<GetAlert, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_alert(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetAlert { scope: call.scope.clone(), id, today }))
}

pub(crate) fn list(request: &pb::ListRiskAlertsRequest, call: &Call, today: Date) -> Result<ListAlerts, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRiskAlertsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let stated = |raw: &String| !raw.is_empty();
    let organization = Some(&request.organization).filter(|raw| stated(raw));
    let organization = organization.and_then(|raw| name::parse_organization(&mut violations, "organization", raw));
    let department = Some(&request.department).filter(|raw| stated(raw));
    let department = department.and_then(|raw| name::parse_department(&mut violations, "department", raw));
    let level = super::read_level(request.level());
    if level.is_none() && request.level != 0 {
        violations.note("level", "must be a value of the contract");
    }
    let open = match pb::RiskAlertStatus::try_from(request.status) {
        Ok(pb::RiskAlertStatus::Unspecified) => None,
        Ok(pb::RiskAlertStatus::Open) => Some(true),
        Ok(pb::RiskAlertStatus::Closed) => Some(false),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| place(&key));
    let filter = AlertFilter { scope: call.scope.clone(), organization, department, level, open };
    violations.finish(Some(ListAlerts { filter, before, size, binding, today }))
}

fn place(key: &str) -> Option<(OffsetDateTime, Uuid)> {
    let (at, id) = key.split_once(' ')?;
    Some((OffsetDateTime::from_unix_timestamp_nanos(at.parse().ok()?).ok()?, id.parse().ok()?))
}

pub(crate) fn add_task(request: &pb::AddRiskAlertTaskRequest, today: Date) -> Result<AddTask, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_alert(&mut violations, "name", &request.name);
    let action = text::text(&mut violations, "action", &request.action, 500);
    let stated = !request.department.is_empty();
    let department =
        stated.then(|| name::parse_department(&mut violations, "department", &request.department)).flatten();
    if request.due_date.is_none() {
        violations.note("due_date", "is required");
    }
    let due_on = day::parse_date(&mut violations, "due_date", request.due_date.as_ref());
    if due_on.is_some_and(|due| due < today) {
        violations.note("due_date", format_args!("must not be before today, {today}"));
    }
    violations.finish((|| Some(AddTask { id: id?, action: action?, department, due_on: due_on? }))())
}

pub(crate) fn complete_task(request: &pb::CompleteRiskAlertTaskRequest) -> Result<CompleteTask, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_alert(&mut violations, "name", &request.name);
    let result = text::text(&mut violations, "result", &request.result, 500);
    if request.number < 1 {
        violations.note("number", "must be the number of a task, from 1");
    }
    violations.finish(id.zip(result).map(|(id, result)| CompleteTask { id, number: request.number, result }))
}

pub(crate) fn close(request: &pb::CloseRiskAlertRequest) -> Result<Close, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_alert(&mut violations, "name", &request.name);
    let by_people = [CloseReason::Disposed, CloseReason::Unfounded];
    let reason = by_people.into_iter().find(|known| super::close_reason(*known) == request.reason());
    if reason.is_none() {
        violations.note("reason", "must be DISPOSED or UNFOUNDED");
    }
    let measures = text::text(&mut violations, "measures", &request.measures, 1_000);
    violations.finish((|| Some(Close { id: id?, reason: reason?, measures: measures? }))())
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetRiskAlertResponse {
    pb::GetRiskAlertResponse { risk_alert: Some(alert(shown)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListRiskAlertsResponse {
    pb::ListRiskAlertsResponse {
        risk_alerts: listed.alerts.into_iter().map(alert).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn add_task_reply(shown: Shown) -> pb::AddRiskAlertTaskResponse {
    pb::AddRiskAlertTaskResponse { risk_alert: Some(alert(shown)) }
}

pub(crate) fn complete_task_reply(shown: Shown) -> pb::CompleteRiskAlertTaskResponse {
    pb::CompleteRiskAlertTaskResponse { risk_alert: Some(alert(shown)) }
}

pub(crate) fn close_reply(shown: Shown) -> pb::CloseRiskAlertResponse {
    pb::CloseRiskAlertResponse { risk_alert: Some(alert(shown)) }
}

fn alert(shown: Shown) -> pb::RiskAlert {
    let Shown { alert, tasks, today } = shown;
    let status = if alert.is_open() { pb::RiskAlertStatus::Open } else { pb::RiskAlertStatus::Closed };
    let reason = alert.close_reason.as_deref().and_then(CloseReason::parse);
    let value = |(indicator, value)| pb::RiskIndicatorValue { indicator, value };
    pb::RiskAlert {
        name: name::risk_alert(alert.id),
        organization: name::organization(alert.organization),
        division: alert.division,
        risk_rule: name::risk_rule(alert.rule),
        rule_key: alert.rule_key,
        rule_version: alert.rule_version,
        level: super::kept_level(&alert.level).into(),
        department: name::department(&alert.department),
        values: alert.measured.0.into_iter().map(value).collect(),
        raise_date: Some(day::date(alert.raised_on)),
        holding: alert.holding,
        status: status.into(),
        tasks: tasks.into_iter().map(|one| task(one, today)).collect(),
        close_reason: reason.map(super::close_reason).unwrap_or_default().into(),
        measures: alert.measures,
        create_time: Some(day::timestamp(alert.created_at)),
        close_time: alert.closed_at.map(day::timestamp),
    }
}

fn task(one: TaskRow, today: Date) -> pb::RiskAlertTask {
    pb::RiskAlertTask {
        number: one.number,
        action: one.action,
        department: name::department(&one.department),
        due_date: Some(day::date(one.due_on)),
        done_date: one.done_on.map(day::date),
        result: one.result,
        overdue: one.done_on.is_none() && one.due_on < today,
    }
}
