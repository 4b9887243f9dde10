//! What is answered about tenders.

use onecode_proto::purchase::v1 as pb;

use super::{bid::bid, name, question, result, tender};
use crate::ops::project;
use crate::ops::tender::opening::{Bids, Done as Opened};
use crate::ops::tender::score::Done as Evaluated;
use crate::ops::tender::{Listed, Shown};
use crate::store::tender::bid::BidRow;
use crate::store::tender::challenge::ChallengeRow;
use crate::store::tender::expert::ExpertRow;
use crate::store::tender::question::QuestionRow;
use crate::wire::time as day;

pub(crate) fn create(shown: Shown) -> pb::CreateTenderResponse {
    pb::CreateTenderResponse { tender: Some(tender(shown)) }
}

pub(crate) fn publish(shown: Shown) -> pb::PublishTenderResponse {
    pb::PublishTenderResponse { tender: Some(tender(shown)) }
}

pub(crate) fn ask(row: QuestionRow) -> pb::AskTenderQuestionResponse {
    pb::AskTenderQuestionResponse { question: Some(question(row)) }
}

pub(crate) fn answer(row: QuestionRow) -> pb::AnswerTenderQuestionResponse {
    pb::AnswerTenderQuestionResponse { question: Some(question(row)) }
}

pub(crate) fn authorize(shown: Shown) -> pb::AuthorizeTenderOpeningResponse {
    pb::AuthorizeTenderOpeningResponse { tender: Some(tender(shown)) }
}

pub(crate) fn open(done: Opened) -> pb::OpenTenderResponse {
    pb::OpenTenderResponse { tender: Some(tender(done.shown)), bids: done.bids.into_iter().map(bid).collect() }
}

pub(crate) fn list_bids(read: Bids) -> pb::ListTenderBidsResponse {
    pb::ListTenderBidsResponse { bids: read.bids.into_iter().map(bid).collect(), offer_changes: read.changes }
}

pub(crate) fn get_bid(one: (BidRow, Vec<u8>)) -> pb::GetTenderBidResponse {
    pb::GetTenderBidResponse { bid: Some(bid(one)) }
}

/// Relations as the contract has them.
pub(in crate::wire) fn ties(codes: Vec<String>, ends: Vec<Option<::time::Date>>) -> Vec<pb::TenderExpertTie> {
    let tie =
        |(code, until): (String, Option<::time::Date>)| pb::TenderExpertTie { code, until_date: until.map(day::date) };
    codes.into_iter().zip(ends).map(tie).collect()
}

fn expert(row: ExpertRow) -> pb::TenderExpert {
    pb::TenderExpert {
        account: row.account,
        employer_code: row.employer_code,
        ties: ties(row.tie_codes, row.tie_ends),
        scored: row.scored_at.is_some(),
        recuse_reason: row.recuse_reason,
        expert: row.expert.map(name::expert).unwrap_or_default(),
        draw_place: row.place.unwrap_or_default(),
        name_reason: row.name_reason,
    }
}

pub(crate) fn assign(shown: Shown) -> pb::AssignTenderExpertsResponse {
    pb::AssignTenderExpertsResponse { tender: Some(tender(shown)) }
}

pub(crate) fn list_experts(experts: Vec<ExpertRow>) -> pb::ListTenderExpertsResponse {
    pb::ListTenderExpertsResponse { experts: experts.into_iter().map(expert).collect() }
}

pub(crate) fn recuse((): ()) -> pb::RecuseTenderExpertResponse {
    pb::RecuseTenderExpertResponse {}
}

pub(crate) fn score((): ()) -> pb::SubmitTenderScoresResponse {
    pb::SubmitTenderScoresResponse {}
}

pub(crate) fn call_offers(shown: Shown) -> pb::CallTenderOffersResponse {
    pb::CallTenderOffersResponse { tender: Some(tender(shown)) }
}

pub(crate) fn evaluate(done: Evaluated) -> pb::EvaluateTenderResponse {
    let results = done.ranked.iter().filter_map(result).collect();
    pb::EvaluateTenderResponse { tender: Some(tender(done.shown)), results }
}

pub(crate) fn announce(shown: Shown) -> pb::AnnounceTenderResultResponse {
    pb::AnnounceTenderResultResponse { tender: Some(tender(shown)) }
}

pub(super) fn outcome(word: &str) -> pb::TenderChallengeOutcome {
    match word {
        "dismissed" => pb::TenderChallengeOutcome::Dismissed,
        "upheld" => pb::TenderChallengeOutcome::Upheld,
        _ => pb::TenderChallengeOutcome::Unspecified,
    }
}

fn filed(row: ChallengeRow) -> pb::TenderChallenge {
    pb::TenderChallenge {
        number: row.number,
        bidder_code: row.bidder_code,
        ground: row.ground,
        file_time: Some(day::timestamp(row.created_at)),
        decide_last_date: row.decide_last_on.map(day::date),
        outcome: outcome(&row.outcome).into(),
        answer: row.answer,
        decide_time: row.decided_at.map(day::timestamp),
        excluded_bid: row.excluded_bid.map(name::tender_bid).unwrap_or_default(),
    }
}

pub(crate) fn challenge(row: ChallengeRow) -> pb::FileTenderChallengeResponse {
    pb::FileTenderChallengeResponse { challenge: Some(filed(row)) }
}

pub(crate) fn list_challenges(rows: Vec<ChallengeRow>) -> pb::ListTenderChallengesResponse {
    pb::ListTenderChallengesResponse { challenges: rows.into_iter().map(filed).collect() }
}

pub(crate) fn decide((shown, row): (Shown, ChallengeRow)) -> pb::DecideTenderChallengeResponse {
    pb::DecideTenderChallengeResponse { tender: Some(tender(shown)), challenge: Some(filed(row)) }
}

pub(crate) fn award((shown, awarded): (Shown, project::Shown)) -> pb::AwardTenderResponse {
    let project = crate::wire::project::project(awarded);
    pb::AwardTenderResponse { tender: Some(tender(shown)), project: Some(project) }
}

pub(crate) fn end(shown: Shown) -> pb::EndTenderResponse {
    pb::EndTenderResponse { tender: Some(tender(shown)) }
}

pub(crate) fn get(shown: Shown) -> pb::GetTenderResponse {
    pb::GetTenderResponse { tender: Some(tender(shown)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListTendersResponse {
    pb::ListTendersResponse {
        tenders: listed.tenders.into_iter().map(tender).collect(),
        next_page_token: listed.next_page_token,
    }
}
