//! Complaints as they are shown.

use onecode_proto::inspection::v1 as pb;

use super::enums;
use crate::ops::complaint::{Candidate, Listed, Seen, Statistics, Status, WithStatement};
use crate::store::complaint::{GroundRow, SubjectRow};
use crate::wire::{name, time};

fn complaint(seen: &Seen) -> pb::Complaint {
    let row = &seen.row;
    pb::Complaint {
        name: name::complaint(row.id),
        state: enums::state(&row.state).into(),
        channel: enums::channel(&row.channel).into(),
        anonymous: row.anonymous,
        subjects: seen.subjects.iter().map(subject).collect(),
        grounds: row.grounds.iter().map(|key| name::complaint_ground(key)).collect(),
        occurred_from: Some(time::date(row.occurred_from)),
        occurred_to: Some(time::date(row.occurred_to)),
        documents: row.documents.iter().copied().map(name::document).collect(),
        division: row.division.clone(),
        receiving_division: row.receiving_division.clone(),
        competent_division: row.competent_division.clone(),
        competence: enums::competence(&row.competence).into(),
        department: name::department(&row.department),
        portal_department: name::department(&row.portal_department),
        lead: row.lead.map(name::complaint).unwrap_or_default(),
        followers: seen.followers.iter().copied().map(name::complaint).collect(),
        links: row.links.clone(),
        finding: row.finding.clone(),
        outcome: enums::outcome(row.outcome.as_deref().unwrap_or_default()).into(),
        answer: row.answer.clone(),
        transferred_to: row.transferred_to.clone(),
        receive_date: Some(time::date(row.received_on)),
        accept_date: row.accepted_on.map(time::date),
        conclude_date: row.concluded_on.map(time::date),
        inform_date: row.informed_on.map(time::date),
        case: casework::case_name(row.id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
        competence_rule: format!("{}@{}", row.competence_rule, row.competence_version),
    }
}

fn subject(row: &SubjectRow) -> pb::ComplaintSubject {
    let registered = !row.code.is_empty();
    pb::ComplaintSubject {
        organization: if registered { format!("organizations/{}", row.code) } else { String::new() },
        title: row.title.clone(),
        division: row.division.clone(),
    }
}

fn status(status: Status) -> pb::ComplaintStatus {
    let Status { row, due, review_until, review } = status;
    let (review_state, review_outcome, review_answer) = review.map_or_else(Default::default, |review| {
        let outcome = enums::outcome(review.outcome.as_deref().unwrap_or_default());
        (super::review::state(&review.state), outcome, review.answer)
    });
    pb::ComplaintStatus {
        state: enums::state(&row.state).into(),
        division: row.division,
        department: name::department(&row.department),
        due_date: due.map(time::date),
        merged: row.lead.is_some(),
        outcome: enums::outcome(row.outcome.as_deref().unwrap_or_default()).into(),
        answer: row.answer,
        transferred_to: row.transferred_to,
        receive_date: Some(time::date(row.received_on)),
        conclude_date: row.concluded_on.map(time::date),
        review_until_date: review_until.map(time::date),
        review_state: review_state.into(),
        review_outcome: review_outcome.into(),
        review_answer,
    }
}

pub(crate) fn status_reply(found: Status) -> pb::GetComplaintStatusResponse {
    pb::GetComplaintStatusResponse { complaint_status: Some(status(found)) }
}

pub(crate) fn withdraw_reply(found: Status) -> pb::WithdrawComplaintResponse {
    pb::WithdrawComplaintResponse { complaint_status: Some(status(found)) }
}

pub(crate) fn get_reply(found: WithStatement) -> pb::GetComplaintResponse {
    pb::GetComplaintResponse { complaint: Some(complaint(&found.seen)), statement: found.statement }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListComplaintsResponse {
    pb::ListComplaintsResponse {
        complaints: listed.complaints.iter().map(complaint).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn reporter_reply(reporter: Option<pb::Reporter>) -> pb::GetComplaintReporterResponse {
    pb::GetComplaintReporterResponse { reporter }
}

pub(crate) fn candidates_reply(candidates: Vec<Candidate>) -> pb::ListDuplicateCandidatesResponse {
    let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    let candidates = candidates.into_iter().map(|Candidate { id, likeness }| pb::DuplicateCandidate {
        complaint: name::complaint(id),
        score: number(likeness.score()),
        subject_part: number(likeness.subject),
        time_part: number(likeness.time),
        text_part: number(likeness.text),
        days_apart: number(likeness.days_apart),
        text_similarity: number(likeness.similarity),
    });
    pb::ListDuplicateCandidatesResponse { candidates: candidates.collect() }
}

pub(crate) fn grounds_reply(rows: Vec<GroundRow>) -> pb::ListComplaintGroundsResponse {
    let complaint_grounds = rows.into_iter().map(|row| pb::ComplaintGround {
        name: name::complaint_ground(&row.key),
        title: row.title,
        basis: row.basis,
        mark: row.mark,
        valid_from: Some(time::date(row.valid_from)),
        valid_to: row.valid_to.map(time::date),
    });
    pb::ListComplaintGroundsResponse { complaint_grounds: complaint_grounds.collect() }
}

pub(crate) fn statistics_reply(found: Statistics) -> pb::GetComplaintStatisticsResponse {
    let counts = found.counts.into_iter().map(|row| pb::ComplaintCount {
        ground: name::complaint_ground(&row.ground),
        outcome: enums::outcome(&row.outcome).into(),
        complaints: row.complaints,
    });
    pb::GetComplaintStatisticsResponse {
        received: found.totals.received,
        anonymous: found.totals.anonymous,
        concluded: found.totals.concluded,
        counts: counts.collect(),
    }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(seen: Seen) -> pb::$message {
                pb::$message { complaint: Some(complaint(&seen)) }
            }
        )+
    };
}

replies! {
    route_reply => RouteComplaintResponse,
    transfer_reply => TransferComplaintResponse,
    accept_reply => AcceptComplaintResponse,
    decline_reply => DeclineComplaintResponse,
    take_over_reply => TakeOverComplaintResponse,
    link_reply => LinkComplaintResponse,
    verify_reply => VerifyComplaintResponse,
    extend_reply => ExtendComplaintResponse,
    conclude_reply => ConcludeComplaintResponse,
    inform_reply => InformReporterResponse,
    merge_reply => MergeComplaintResponse,
    unmerge_reply => UnmergeComplaintResponse,
}
