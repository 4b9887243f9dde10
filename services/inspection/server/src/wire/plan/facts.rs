//! What other services may learn of plans and draws. No person is in it.

use ::time::OffsetDateTime;
use inspection_domain::plan::Failure;
use inspection_domain::risk::Grade;
use onecode_proto::inspection::v1 as pb;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::reply;
use crate::ops::plan::Entered;
use crate::store::plan::{DepartmentRow, PlanRow};
use crate::store::round::{EntryRow, RoundRow, ValueRow};
use crate::wire::{name, risk_grade, time};

pub(crate) fn drafted(row: &PlanRow, departments: &[DepartmentRow]) -> pb::PlanDrafted {
    pb::PlanDrafted {
        plan: name::plan(row.id),
        title: row.title.clone(),
        year: row.year,
        initiating_department: name::department(&row.initiating_department),
        departments: departments.iter().map(|row| name::department(&row.department)).collect(),
    }
}

pub(crate) fn round_opened(plan: Uuid, row: &RoundRow) -> pb::RoundOpened {
    pb::RoundOpened {
        plan: name::plan(plan),
        round: row.number,
        commit_due_time: Some(time::timestamp(row.commit_by)),
        reveal_due_time: Some(time::timestamp(row.reveal_by)),
    }
}

pub(crate) fn committed(plan: Uuid, row: &EntryRow) -> pb::ShareCommitted {
    pb::ShareCommitted { plan: name::plan(plan), round: row.round, department: name::department(&row.department) }
}

/// The share itself is not told: whoever wants it reads the plan.
pub(crate) fn revealed(plan: Uuid, row: &EntryRow, mismatch: bool) -> pb::ShareRevealed {
    let department = name::department(&row.department);
    pb::ShareRevealed { plan: name::plan(plan), round: row.round, department, mismatch }
}

pub(crate) fn beacon_recorded(plan: Uuid, row: &ValueRow) -> pb::BeaconRecorded {
    pb::BeaconRecorded { plan: name::plan(plan), round: row.round, value: row.value.clone() }
}

pub(crate) fn frozen(entered: &Entered) -> pb::PlanFrozen {
    let row = &entered.row;
    pb::PlanFrozen {
        plan: name::plan(row.id),
        title: row.title.clone(),
        year: row.year,
        initiating_department: name::department(&row.initiating_department),
        division: row.division.clone(),
        departments: reply::departments(&entered.departments),
        frozen: entered.frozen.as_ref().map(reply::frozen),
    }
}

pub(crate) fn cancelled(row: &PlanRow) -> pb::PlanCancelled {
    pb::PlanCancelled { plan: name::plan(row.id), reason: row.cancel_reason.clone() }
}

pub(crate) fn round_failed(plan: Uuid, round: i32, failures: &[Failure]) -> pb::RoundFailed {
    pb::RoundFailed { plan: name::plan(plan), round, failures: reply::failures(failures) }
}

pub(crate) fn drawn(entered: &Entered) -> pb::PlanDrawn {
    let root = entered.frozen.as_ref().map(|head| reply::frozen(head).root).unwrap_or_default();
    pb::PlanDrawn { plan: name::plan(entered.row.id), root, drawn: entered.drawn.as_ref().map(reply::drawn) }
}

pub(crate) fn object_drawn(entered: &Entered, code: UnifiedCode, grade: Grade, at: OffsetDateTime) -> pb::ObjectDrawn {
    let row = &entered.row;
    pb::ObjectDrawn {
        organization: name::organization(code),
        plan: name::plan(row.id),
        year: row.year,
        initiating_department: name::department(&row.initiating_department),
        departments: entered.departments.iter().map(|row| name::department(&row.department)).collect(),
        items: reply::items(row),
        grade: risk_grade::grade(grade).into(),
        start_date: Some(time::date(row.starts_on)),
        end_date: Some(time::date(row.ends_on)),
        draw_time: Some(time::timestamp(at)),
    }
}
