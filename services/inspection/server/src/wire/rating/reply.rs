//! Applications as they are answered.

use inspection_domain::rating::Difference;
use onecode_proto::inspection::v1 as pb;

use super::scoring::score;
use super::{enums, name, rule};
use crate::ops::rating::{Account, Listed, SeenApplication, SeenBallot, SeenVote};
use crate::store::rating::application::{ApplicationRow, ConditionRow};
use crate::wire::{name as names, time};

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(seen: SeenApplication) -> pb::$message {
                pb::$message { rating_application: Some(whole(seen)) }
            }
        )+
    };
}

replies! {
    apply => ApplyForRatingResponse,
    get => GetRatingApplicationResponse,
    answer => AnswerRatingConditionsResponse,
    accept => AcceptRatingApplicationResponse,
    refuse => RefuseRatingApplicationResponse,
    withdraw => WithdrawRatingApplicationResponse,
    assign => AssignRatingExpertsResponse,
    recuse => RecordRatingRecusalResponse,
    opine => GiveRatingOpinionResponse,
    close => CloseRatingVoteResponse,
    review => ReviewRatingApplicationResponse,
    announce => AnnounceRatingResponse,
}

pub(crate) fn list(listed: Listed<ApplicationRow>) -> pb::ListRatingApplicationsResponse {
    pb::ListRatingApplicationsResponse {
        rating_applications: listed.rows.iter().map(application).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn whole(seen: SeenApplication) -> pb::RatingApplication {
    pb::RatingApplication {
        self_scores: seen.self_scores.iter().map(score).collect(),
        conditions: seen.conditions.iter().map(condition).collect(),
        experts: seen.experts.into_iter().map(name::expert).collect(),
        ballots: seen.ballots.into_iter().map(ballot).collect(),
        ..application(&seen.row)
    }
}

fn application(row: &ApplicationRow) -> pb::RatingApplication {
    pb::RatingApplication {
        name: name::application(row.id),
        case: casework::case_name(row.id),
        round: name::round(row.round),
        organization: names::organization(row.code),
        title: row.title.clone(),
        sheet: format!("ratingSheets/{}-{}", row.kind.replace('_', "-"), row.edition),
        state: enums::value(&enums::STATES, &row.state).into(),
        department: names::department(&row.department),
        self_tenths: row.self_tenths,
        self_scores: Vec::new(),
        conditions: Vec::new(),
        simplified_visit: row.simplified_visit,
        experts: Vec::new(),
        ballots: Vec::new(),
        publicity: row.publicity.clone(),
        rating: row.rating.map(name::rating).unwrap_or_default(),
        reasons: row.reasons.clone(),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}

fn condition(row: &ConditionRow) -> pb::RatingCondition {
    let titled = inspection_domain::rules().rule(&row.rule).map(|rule| rule.title.clone());
    pb::RatingCondition {
        rule: Some(rule(&row.rule, row.rule_version)),
        title: titled.unwrap_or_default(),
        result: enums::result(Some(&row.result)).into(),
        facts: row.facts.clone(),
        answer: enums::result(row.answer.as_deref()).into(),
        basis: row.basis.clone(),
    }
}

fn ballot(seen: SeenBallot) -> pb::RatingBallot {
    let SeenBallot { row, differences, votes } = seen;
    let body = inspection_domain::rating::Body::parse(&row.body).map(enums::body).unwrap_or_default();
    pb::RatingBallot {
        number: row.number,
        body: body.into(),
        tenths: row.tenths,
        grade: enums::stored_grade(row.grade.as_deref()).into(),
        rule: Some(rule(&row.rule, row.rule_version)),
        reasons: row.reasons,
        differences: differences.iter().map(difference).collect(),
        outcome: enums::outcome(&row.outcome).into(),
        member_count: row.member_count,
        in_favour_count: row.in_favour_count,
        against_count: row.against_count,
        abstained_count: row.abstained_count,
        votes: votes.into_iter().map(vote).collect(),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

fn difference(one: &Difference) -> pb::RatingDifference {
    pb::RatingDifference {
        indicator: one.indicator.clone(),
        least_tenths: one.least,
        most_tenths: one.most,
        limit_tenths: one.limit,
    }
}

fn vote(seen: SeenVote) -> pb::RatingVote {
    pb::RatingVote {
        account: seen.account.map(Account::reveal).unwrap_or_default(),
        choice: enums::stored_choice(&seen.choice).into(),
        vote_time: Some(time::timestamp(seen.at)),
    }
}
