//! What is answered about consultations and opinions.

use onecode_proto::talent::v1 as pb;
use uuid::Uuid;

use super::opinion::opinion;
use super::{consultation, name};
use crate::ops::consultation::read::{Counted, Listed, ListedOpinions, ListedUnanswered, Shown, ShownOpinion};
use crate::store::consultation::asked::{AskedRow, Counts};

pub(crate) fn create(shown: Shown) -> pb::CreateConsultationResponse {
    pb::CreateConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn update(shown: Shown) -> pb::UpdateConsultationResponse {
    pb::UpdateConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn open(shown: Shown) -> pb::OpenConsultationResponse {
    pb::OpenConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn withdraw(shown: Shown) -> pb::WithdrawConsultationResponse {
    pb::WithdrawConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn conclude(shown: Shown) -> pb::ConcludeConsultationResponse {
    pb::ConcludeConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn get(shown: Shown) -> pb::GetConsultationResponse {
    pb::GetConsultationResponse { consultation: Some(consultation(shown)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListConsultationsResponse {
    pb::ListConsultationsResponse {
        consultations: listed.consultations.into_iter().map(consultation).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn submit(shown: ShownOpinion) -> pb::SubmitOpinionResponse {
    pb::SubmitOpinionResponse { opinion: Some(opinion(shown)) }
}

pub(crate) fn get_opinion(shown: ShownOpinion) -> pb::GetOpinionResponse {
    pb::GetOpinionResponse { opinion: Some(opinion(shown)) }
}

pub(crate) fn reply(shown: ShownOpinion) -> pb::ReplyToOpinionResponse {
    pb::ReplyToOpinionResponse { opinion: Some(opinion(shown)) }
}

pub(crate) fn list_opinions(listed: ListedOpinions) -> pb::ListOpinionsResponse {
    pb::ListOpinionsResponse {
        opinions: listed.opinions.into_iter().map(opinion).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn asked(row: AskedRow) -> pb::AskedOrganization {
    pb::AskedOrganization { organization: name::organization(&row.organization), title: row.title }
}

pub(crate) fn list_unanswered(listed: ListedUnanswered) -> pb::ListUnansweredResponse {
    pb::ListUnansweredResponse {
        organizations: listed.organizations.into_iter().map(asked).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// What opinions come to, as the contract has it.
pub(super) fn counts(id: Uuid, counts: &Counts) -> pb::ConsultationSummary {
    let many = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    pb::ConsultationSummary {
        consultation: name::consultation(id),
        asked_count: many(counts.asked),
        answered_count: many(counts.answered),
        for_count: many(counts.pros),
        against_count: many(counts.cons),
        amend_count: many(counts.amending),
        no_remark_count: many(counts.without_remark),
        adopted_count: many(counts.adopted),
        partly_adopted_count: many(counts.partly),
        not_adopted_count: many(counts.not_adopted),
        unreplied_count: many(counts.unreplied),
    }
}

pub(crate) fn summary(counted: Counted) -> pb::GetConsultationSummaryResponse {
    let Counted { id, counts: found } = counted;
    pb::GetConsultationSummaryResponse { summary: Some(counts(id, &found)) }
}
