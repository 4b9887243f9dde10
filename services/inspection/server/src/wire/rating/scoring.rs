//! Score sheets of experts: requests and replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;

use super::application::scores;
use super::name;
use crate::ops::rating::{Desk, ListScores, Person, SeenScores, Submit, Submitted};
use crate::store::rating::application::ScoreRow;
use crate::wire::time;
use crate::wire::violations::Violations;

pub(crate) fn submit(request: &pb::SubmitRatingScoresRequest, desk: &Desk) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "name", &request.name);
    let scores = scores(&mut violations, "scores", &request.scores);
    violations.finish(id.map(|id| Submit { desk: desk.clone(), id, scores }))
}

pub(crate) fn submit_reply(submitted: Submitted) -> pb::SubmitRatingScoresResponse {
    pb::SubmitRatingScoresResponse { rating_score_sheet: Some(sheet(&submitted)) }
}

pub(crate) fn list(
    request: &pb::ListRatingScoresRequest,
    call: &Call,
    desk: &Desk,
    today: Date,
) -> Result<ListScores, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "parent", &request.parent);
    violations.finish(id.map(|id| ListScores {
        scope: call.scope.clone(),
        id,
        ring: desk.ring.clone(),
        caller: Person::of(call),
        today,
    }))
}

pub(crate) fn list_reply(seen: SeenScores) -> pb::ListRatingScoresResponse {
    let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    pb::ListRatingScoresResponse {
        rating_score_sheets: seen.sheets.iter().map(sheet).collect(),
        expected_count: whole(seen.expected),
        submitted_count: whole(seen.submitted),
        sealed: seen.sealed,
    }
}

fn sheet(submitted: &Submitted) -> pb::RatingScoreSheet {
    pb::RatingScoreSheet {
        expert: name::expert(submitted.sheet.expert),
        tenths: submitted.sheet.tenths,
        scores: submitted.scores.iter().map(score).collect(),
        submit_time: Some(time::timestamp(submitted.sheet.created_at)),
    }
}

/// A score as the contract has it.
pub(super) fn score(row: &ScoreRow) -> pb::RatingScore {
    pb::RatingScore { indicator: row.indicator.clone(), tenths: row.tenths, reason: row.reason.clone() }
}
