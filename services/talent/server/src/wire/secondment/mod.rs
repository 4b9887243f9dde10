//! Secondments: what they are called here, and what is answered about them.

pub(crate) mod facts;
pub(crate) mod request;

use onecode_proto::talent::v1 as pb;
use talent_domain::masked;

use super::word::{filtered, required, told};
use super::{name, text, time as day, violations::Violations};
use crate::ops::secondment::{Listed, Seen};
use crate::store::secondment::{ReportRow, SecondmentRow};

/// Another one with every change.
pub(crate) fn etag(row: &SecondmentRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

const STATUSES: [(&str, pb::SecondmentStatus); 4] = [
    ("planned", pb::SecondmentStatus::Planned),
    ("active", pb::SecondmentStatus::Active),
    ("ended", pb::SecondmentStatus::Ended),
    ("cancelled", pb::SecondmentStatus::Cancelled),
];

const GRADES: [(&str, pb::SecondmentGrade); 4] = [
    ("excellent", pb::SecondmentGrade::Excellent),
    ("competent", pb::SecondmentGrade::Competent),
    ("adequate", pb::SecondmentGrade::Adequate),
    ("inadequate", pb::SecondmentGrade::Inadequate),
];

fn report_of(row: ReportRow) -> pb::SecondmentReport {
    pb::SecondmentReport {
        year: row.year,
        quarter: row.quarter,
        text: row.text,
        file_time: Some(day::timestamp(row.created_at)),
    }
}

/// A secondment as its reader may see it: the name masked unless the reader may know, the number never.
fn secondment(seen: Seen) -> pb::Secondment {
    let Seen { row, official_name, personal, reports } = seen;
    pb::Secondment {
        name: name::secondment(row.id),
        etag: etag(&row),
        division: row.division,
        department: name::department(&row.department),
        official_name: if personal { official_name } else { masked(&official_name) },
        id_number: String::new(),
        organization: name::organization(&row.organization),
        organization_title: row.organization_title,
        post: row.post,
        begin_date: Some(day::date(row.begin_on)),
        end_date: Some(day::date(row.end_on)),
        status: told(&STATUSES, &row.status).into(),
        rule: row.rule,
        reports: reports.into_iter().map(report_of).collect(),
        ended_date: row.ended_on.map(day::date),
        grade: told(&GRADES, &row.grade).into(),
        reason: row.reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

pub(crate) fn plan(seen: Seen) -> pb::PlanSecondmentResponse {
    pb::PlanSecondmentResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn begin(seen: Seen) -> pb::BeginSecondmentResponse {
    pb::BeginSecondmentResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn cancel(seen: Seen) -> pb::CancelSecondmentResponse {
    pb::CancelSecondmentResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn report(seen: Seen) -> pb::FileSecondmentReportResponse {
    pb::FileSecondmentReportResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn end(seen: Seen) -> pb::EndSecondmentResponse {
    pb::EndSecondmentResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn get(seen: Seen) -> pb::GetSecondmentResponse {
    pb::GetSecondmentResponse { secondment: Some(secondment(seen)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListSecondmentsResponse {
    pb::ListSecondmentsResponse {
        secondments: listed.found.into_iter().map(secondment).collect(),
        next_page_token: listed.next_page_token,
    }
}
