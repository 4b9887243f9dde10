//! What other services may learn of cases and terms.

use intake::time::date;
use onecode_proto::procedure::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::name::{case_name, deadline_name, department};
use crate::store::case::CaseRow;
use crate::store::deadline::Swept;

pub(crate) fn opened(row: &CaseRow) -> pb::CaseOpened {
    pb::CaseOpened {
        case: case_name(row.id),
        procedure: row.procedure.clone(),
        resource: row.resource.clone(),
        organization: row.organization.clone(),
        state: row.state.clone(),
    }
}

pub(crate) fn moved(row: &CaseRow, action: &str, from: &str, by: &str) -> pb::CaseMoved {
    pb::CaseMoved {
        case: case_name(row.id),
        procedure: row.procedure.clone(),
        resource: row.resource.clone(),
        organization: row.organization.clone(),
        action: action.to_owned(),
        from_state: from.to_owned(),
        to_state: row.state.clone(),
        ended: row.ended,
        department: department(by),
        revision: row.revision,
    }
}

pub(crate) fn near(swept: &Swept) -> pb::DeadlineNear {
    pb::DeadlineNear {
        deadline: deadline_name(swept.case_id, swept.id),
        key: swept.key.clone(),
        department: department(&swept.department),
        due_date: swept.due_on.map(date),
    }
}

pub(crate) fn missed(swept: &Swept) -> pb::DeadlineMissed {
    pb::DeadlineMissed {
        deadline: deadline_name(swept.case_id, swept.id),
        key: swept.key.clone(),
        department: department(&swept.department),
        due_date: swept.due_on.map(date),
    }
}

pub(crate) fn deadline_moved(
    case: Uuid,
    id: Uuid,
    key: &str,
    previous: Option<Date>,
    due: Option<Date>,
) -> pb::DeadlineMoved {
    pb::DeadlineMoved {
        deadline: deadline_name(case, id),
        key: key.to_owned(),
        previous_due_date: previous.map(date),
        due_date: due.map(date),
    }
}
