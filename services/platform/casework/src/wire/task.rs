//! Tasks as their callers see them, and what they amount to.

use fault::Fault;
use intake::page::{self, Binding};
use intake::time::{date, parse_date, timestamp};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use time::{Date, OffsetDateTime};
use uow::Call;
use uuid::Uuid;
use vocab::day_of;

use super::case::within;
use super::name::{case_name, department, task_name};
use crate::read::{ListTasks, Listed, Statistics};
use crate::store::task::{StatisticsRow, TaskFilter, TaskRow};

pub(crate) fn list_tasks(request: &pb::ListTasksRequest, call: &Call, now: OffsetDateTime) -> Result<ListTasks, Fault> {
    let mut violations = Violations::default();
    let today = day_of(now);
    let bare = pb::ListTasksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| parse_key(&key));
    let named = request.department.strip_prefix("departments/").unwrap_or_default();
    if !request.department.is_empty() && named.is_empty() {
        violations.note("department", "must be departments/{key}");
    }
    if request.mine && !request.department.is_empty() {
        violations.note("department", "cannot be stated together with `mine`");
    }
    let state = match request.state.try_into() {
        Ok(pb::TaskState::Unspecified | pb::TaskState::Open) => "open",
        Ok(pb::TaskState::Done) => "done",
        Ok(pb::TaskState::Dropped) => "dropped",
        Err(_) => {
            violations.note("state", "must be a value of the contract");
            "open"
        }
    };
    let before = parse_date(&mut violations, "due_before", request.due_before.as_ref());
    let filter = TaskFilter {
        within: within(&mut violations, &call.scope, &request.division),
        department: if request.mine { call.department.clone() } else { named.to_owned() },
        department_division: if request.mine { call.division.clone() } else { String::new() },
        due_before: before,
        overdue_on: request.overdue.then_some(today),
        procedure: request.procedure.clone(),
        state,
    };
    violations.finish(Some(ListTasks { filter, after, size, binding, today }))
}

pub(crate) fn list_tasks_reply((listed, today): (Listed<TaskRow>, Date)) -> pb::ListTasksResponse {
    pb::ListTasksResponse {
        tasks: listed.rows.iter().map(|row| task(row, today)).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// What a page token holds: the day and the id of the last task shown.
pub(crate) fn key(row: &TaskRow) -> String {
    format!("{} {}", row.sort_on.to_julian_day(), row.id)
}

fn parse_key(key: &str) -> Option<(Date, Uuid)> {
    let (day, id) = key.split_once(' ')?;
    Some((Date::from_julian_day(day.parse().ok()?).ok()?, Uuid::try_parse(id).ok()?))
}

fn task(row: &TaskRow, today: Date) -> pb::Task {
    let until = row.ended_at.map_or(today, day_of);
    pb::Task {
        name: task_name(row.case_id, row.id),
        case: case_name(row.case_id),
        resource: row.resource.clone(),
        procedure: row.procedure.clone(),
        step: row.step.clone(),
        title: row.title.clone(),
        case_title: row.case_title.clone(),
        department: department(&row.department),
        department_division: row.department_division.clone(),
        division: row.division.clone(),
        state: match row.state.as_str() {
            "open" => pb::TaskState::Open,
            "done" => pb::TaskState::Done,
            _ => pb::TaskState::Dropped,
        }
        .into(),
        due_date: row.due_on.map(date),
        overdue: row.due_on.is_some_and(|due| due < until),
        create_time: Some(timestamp(row.created_at)),
        end_time: row.ended_at.map(timestamp),
    }
}

pub(crate) fn statistics(
    request: &pb::GetTaskStatisticsRequest,
    call: &Call,
    now: OffsetDateTime,
) -> Result<Statistics, Fault> {
    let mut violations = Violations::default();
    let from = parse_date(&mut violations, "from_date", request.from_date.as_ref());
    let before = parse_date(&mut violations, "before_date", request.before_date.as_ref());
    let within = within(&mut violations, &call.scope, &request.division);
    violations.finish(Some(Statistics { within, from, before, today: day_of(now) }))
}

pub(crate) fn statistics_reply(rows: Vec<StatisticsRow>) -> pb::GetTaskStatisticsResponse {
    let row = |row: StatisticsRow| pb::TaskStatistics {
        department: department(&row.department),
        procedure: row.procedure,
        step: row.step,
        open_count: row.open,
        open_overdue_count: row.open_overdue,
        done_count: row.done,
        done_overdue_count: row.done_overdue,
        dropped_count: row.dropped,
        done_seconds: row.done_seconds,
        longest_seconds: row.longest_seconds,
    };
    pb::GetTaskStatisticsResponse { rows: rows.into_iter().map(row).collect() }
}
