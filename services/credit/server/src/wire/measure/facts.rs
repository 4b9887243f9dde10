//! What is told of measures: no accounts, which are free text.

use credit_domain::measure::{State, Target};
use onecode_proto::credit::v1 as pb;
use time::Date;

use super::words;
use crate::ops::measure::acknowledge::Acknowledge;
use crate::store::measure::TaskRow;
use crate::wire::{name, time as day};

pub(crate) fn imposed(row: &TaskRow) -> pb::MeasureImposed {
    let target = Target::parse(&row.target);
    pb::MeasureImposed {
        measure_task: name::measure_task(row.id),
        organization: name::organization(row.organization),
        measure: name::measure(&row.measure),
        kind: target.map(words::kind).unwrap_or_default().into(),
        target: target.map(words::target).unwrap_or_default().into(),
        department: name::department(&row.department),
        rule: row.rule.clone(),
        cause: row.cause.to_string(),
        due_date: Some(day::date(row.due_on)),
    }
}

pub(crate) fn acknowledged(row: &TaskRow, after: State, said: &Acknowledge, act_on: Date) -> pb::MeasureAcknowledged {
    pb::MeasureAcknowledged {
        measure_task: name::measure_task(row.id),
        organization: name::organization(row.organization),
        measure: name::measure(&row.measure),
        department: name::department(&row.department),
        state: words::state(after).into(),
        outcome: words::outcome(said.outcome).into(),
        document_number: said.document_number.clone(),
        act_date: Some(day::date(act_on)),
        late: act_on > row.due_on,
    }
}

/// `row` is read after its imposition was ended.
pub(crate) fn lifted(row: &TaskRow, after: State, due_on: Date) -> pb::MeasureLifted {
    pb::MeasureLifted {
        measure_task: name::measure_task(row.id),
        organization: name::organization(row.organization),
        measure: name::measure(&row.measure),
        department: name::department(&row.department),
        state: words::state(after).into(),
        end_date: row.ended_on.map(day::date),
        withdrawn: row.withdrawn,
        due_date: (after == State::Lifting).then(|| day::date(due_on)),
    }
}
