//! What others learn of complaints: nothing of what was said and of who said it.

use onecode_proto::inspection::v1 as pb;

use super::enums;
use crate::store::complaint::{ComplaintRow, SubjectRow};
use crate::wire::{name, time};

/// One was filed.
pub(crate) fn received(row: &ComplaintRow, subjects: &[SubjectRow]) -> pb::ComplaintReceived {
    pb::ComplaintReceived {
        complaint: name::complaint(row.id),
        organizations: organizations(subjects),
        grounds: row.grounds.iter().map(|key| name::complaint_ground(key)).collect(),
        channel: enums::channel(&row.channel).into(),
        division: row.division.clone(),
        receive_date: Some(time::date(row.received_on)),
    }
}

/// One was concluded.
pub(crate) fn concluded(row: &ComplaintRow, subjects: &[SubjectRow]) -> pb::ComplaintConcluded {
    pb::ComplaintConcluded {
        complaint: name::complaint(row.id),
        organizations: organizations(subjects),
        grounds: row.grounds.iter().map(|key| name::complaint_ground(key)).collect(),
        outcome: enums::outcome(row.outcome.as_deref().unwrap_or_default()).into(),
        division: row.division.clone(),
        department: name::department(&row.department),
        lead: row.lead.map(name::complaint).unwrap_or_default(),
        links: row.links.clone(),
        receive_date: Some(time::date(row.received_on)),
        conclude_date: row.concluded_on.map(time::date),
    }
}

fn organizations(subjects: &[SubjectRow]) -> Vec<String> {
    let registered = subjects.iter().filter(|subject| !subject.code.is_empty());
    registered.map(|subject| format!("organizations/{}", subject.code)).collect()
}
