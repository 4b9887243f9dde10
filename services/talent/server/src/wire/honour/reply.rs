//! What is answered about rounds, nominations, objections and honours.

use onecode_proto::talent::v1 as pb;

use super::{honour, nomination, objection, round};
use crate::ops::honour::read::{Listed, SeenHonour, SeenNomination, Shown};
use crate::store::honour::objection::ObjectionRow;

pub(crate) fn create(shown: Shown) -> pb::CreateHonourRoundResponse {
    pb::CreateHonourRoundResponse { honour_round: Some(round(shown)) }
}

pub(crate) fn open(shown: Shown) -> pb::OpenHonourRoundResponse {
    pb::OpenHonourRoundResponse { honour_round: Some(round(shown)) }
}

pub(crate) fn cancel(shown: Shown) -> pb::CancelHonourRoundResponse {
    pb::CancelHonourRoundResponse { honour_round: Some(round(shown)) }
}

pub(crate) fn get(shown: Shown) -> pb::GetHonourRoundResponse {
    pb::GetHonourRoundResponse { honour_round: Some(round(shown)) }
}

pub(crate) fn list(listed: Listed<Shown>) -> pb::ListHonourRoundsResponse {
    pb::ListHonourRoundsResponse {
        honour_rounds: listed.found.into_iter().map(round).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn file(seen: SeenNomination) -> pb::FileNominationResponse {
    pb::FileNominationResponse { nomination: Some(nomination(seen)) }
}

pub(crate) fn withdraw(seen: SeenNomination) -> pb::WithdrawNominationResponse {
    pb::WithdrawNominationResponse { nomination: Some(nomination(seen)) }
}

pub(crate) fn get_nomination(seen: SeenNomination) -> pb::GetNominationResponse {
    pb::GetNominationResponse { nomination: Some(nomination(seen)) }
}

pub(crate) fn list_nominations(listed: Listed<SeenNomination>) -> pb::ListNominationsResponse {
    pb::ListNominationsResponse {
        nominations: listed.found.into_iter().map(nomination).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn propose(shown: Shown) -> pb::ProposeHonoursResponse {
    pb::ProposeHonoursResponse { honour_round: Some(round(shown)) }
}

pub(crate) fn object(row: ObjectionRow) -> pb::FileHonourObjectionResponse {
    pb::FileHonourObjectionResponse { objection: Some(objection(row)) }
}

pub(crate) fn list_objections(rows: Vec<ObjectionRow>) -> pb::ListHonourObjectionsResponse {
    pb::ListHonourObjectionsResponse { objections: rows.into_iter().map(objection).collect() }
}

pub(crate) fn get_objection(row: ObjectionRow) -> pb::GetHonourObjectionResponse {
    pb::GetHonourObjectionResponse { objection: Some(objection(row)) }
}

pub(crate) fn decide_objection((shown, row): (Shown, ObjectionRow)) -> pb::DecideHonourObjectionResponse {
    pb::DecideHonourObjectionResponse { honour_round: Some(round(shown)), objection: Some(objection(row)) }
}

pub(crate) fn confer((shown, honours): (Shown, Vec<SeenHonour>)) -> pb::ConferHonoursResponse {
    pb::ConferHonoursResponse { honour_round: Some(round(shown)), honours: honours.into_iter().map(honour).collect() }
}

pub(crate) fn withdraw_honour(seen: SeenHonour) -> pb::WithdrawHonourResponse {
    pb::WithdrawHonourResponse { honour: Some(honour(seen)) }
}

pub(crate) fn get_honour(seen: SeenHonour) -> pb::GetHonourResponse {
    pb::GetHonourResponse { honour: Some(honour(seen)) }
}

pub(crate) fn list_honours(listed: Listed<SeenHonour>) -> pb::ListHonoursResponse {
    pb::ListHonoursResponse {
        honours: listed.found.into_iter().map(honour).collect(),
        next_page_token: listed.next_page_token,
    }
}
