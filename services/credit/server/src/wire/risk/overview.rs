//! Counts of warnings as the contract says them.

use ::time::Date;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::{Call, Scope};
use vocab::DivisionCode;

use crate::ops::risk::overview::{Counted, Overview};
use crate::store::risk::overview::{CountRow, TaskCountRow};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

pub(crate) fn overview(request: &pb::GetRiskOverviewRequest, call: &Call, today: Date) -> Result<Overview, Fault> {
    let mut violations = Violations::default();
    let within = if request.division.is_empty() {
        Some(call.scope.clone())
    } else {
        let division = violations.take("division", DivisionCode::parse(&request.division));
        division.and_then(|division| call.scope.narrowed(&Scope::division(division.as_str())))
    };
    let from = day::parse_date(&mut violations, "from_date", request.from_date.as_ref());
    let to = day::parse_date(&mut violations, "to_date", request.to_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("to_date", "must not be before from_date");
    }
    violations.finish(Some(Overview { within, from, to, today }))
}

pub(crate) fn reply(counted: Counted) -> pb::GetRiskOverviewResponse {
    let mut told = pb::GetRiskOverviewResponse {
        total: Some(pb::RiskCount::default()),
        tasks: counted.tasks.into_iter().map(tasks).collect(),
        as_of_date: Some(day::date(counted.today)),
        ..Default::default()
    };
    for row in counted.counts {
        let sort = (row.level.is_some(), row.division.is_some(), row.rule_key.is_some(), row.month.is_some());
        let one = count(row);
        match sort {
            (true, ..) => told.by_level.push(one),
            (_, true, ..) => told.by_division.push(one),
            (_, _, true, _) => told.by_rule.push(one),
            (.., true) => told.by_month.push(one),
            (false, false, false, false) => told.total = Some(one),
        }
    }
    told.by_level.sort_by_key(|one| one.level);
    told
}

fn count(row: CountRow) -> pb::RiskCount {
    pb::RiskCount {
        level: row.level.as_deref().map(super::kept_level).unwrap_or_default().into(),
        division: row.division.or(row.rule_division).unwrap_or_default(),
        rule_key: row.rule_key.unwrap_or_default(),
        month: row.month.map(day::date),
        open_count: row.open,
        closed_count: row.closed,
        median_close_days: row.median_days,
    }
}

fn tasks(row: TaskCountRow) -> pb::RiskTaskCount {
    pb::RiskTaskCount { department: name::department(row.department), open_count: row.open, overdue_count: row.overdue }
}
