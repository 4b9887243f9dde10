//! What other services may learn of cases and terms.

use intake::time::date;
use onecode_proto::procedure::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::name::{
    announcement_name, case_name, deadline_name, department, notice_name, objection_name, publicity_name,
};
use crate::store::announcement::AnnouncementRow;
use crate::store::case::CaseRow;
use crate::store::deadline::Swept;
use crate::store::notice::NoticeRow;
use crate::store::objection::ObjectionRow;
use crate::store::publicity::PublicityRow;

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

/// The case as it was before it went to a division.
pub(crate) fn relocated(row: &CaseRow, division: &str) -> pb::CaseRelocated {
    pb::CaseRelocated {
        case: case_name(row.id),
        procedure: row.procedure.clone(),
        resource: row.resource.clone(),
        organization: row.organization.clone(),
        state: row.state.clone(),
        previous_division: row.division.clone(),
        division: division.to_owned(),
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

pub(crate) fn publicity_opened(row: &PublicityRow) -> pb::PublicityOpened {
    pb::PublicityOpened {
        publicity: publicity_name(row.id),
        case: case_name(row.case_id),
        kind: row.kind.clone(),
        open_date: Some(date(row.opened_on)),
        close_date: Some(date(row.closes_on)),
    }
}

pub(crate) fn publicity_moved(row: &PublicityRow, closes_on: Date) -> pb::PublicityMoved {
    pb::PublicityMoved {
        publicity: publicity_name(row.id),
        case: case_name(row.case_id),
        previous_close_date: Some(date(row.closes_on)),
        close_date: Some(date(closes_on)),
    }
}

pub(crate) fn objection_filed(row: &ObjectionRow) -> pb::ObjectionFiled {
    pb::ObjectionFiled {
        objection: objection_name(row.publicity_id, row.id),
        publicity: publicity_name(row.publicity_id),
        case: case_name(row.case_id),
    }
}

pub(crate) fn objection_answered(row: &ObjectionRow) -> pb::ObjectionAnswered {
    pb::ObjectionAnswered {
        objection: objection_name(row.publicity_id, row.id),
        publicity: publicity_name(row.publicity_id),
        case: case_name(row.case_id),
        upheld: row.state == "upheld",
        department: department(&row.answering_department),
    }
}

pub(crate) fn announcement_published(row: &AnnouncementRow) -> pb::AnnouncementPublished {
    pb::AnnouncementPublished {
        announcement: announcement_name(row.id),
        case: case_name(row.case_id),
        kind: row.kind.clone(),
        organization: row.organization.clone(),
        publish_date: Some(date(row.published_on)),
    }
}

pub(crate) fn announcement_retracted(id: Uuid, case: Uuid, on: Date) -> pb::AnnouncementRetracted {
    pb::AnnouncementRetracted {
        announcement: announcement_name(id),
        case: case_name(case),
        retract_date: Some(date(on)),
    }
}

pub(crate) fn notice_issued(row: &NoticeRow) -> pb::NoticeIssued {
    pb::NoticeIssued {
        notice: notice_name(row.id),
        case: case_name(row.case_id),
        title: row.title.clone(),
        recipient: department(&row.recipient),
    }
}

pub(crate) fn notice_served(row: &NoticeRow) -> pb::NoticeServed {
    pb::NoticeServed {
        notice: notice_name(row.id),
        case: case_name(row.case_id),
        method: super::notice::method(&row.method).into(),
        serve_date: row.served_on.map(date),
        deemed_date: row.deemed_on.map(date),
    }
}

pub(crate) fn notice_delivered(row: &NoticeRow) -> pb::NoticeDelivered {
    pb::NoticeDelivered {
        notice: notice_name(row.id),
        case: case_name(row.case_id),
        delivery_date: row.delivered_on.map(date),
    }
}
