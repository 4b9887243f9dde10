//! Objections to notices of single sources.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::party_code;
use uow::Call;
use uuid::Uuid;

use super::notice;
use crate::ops::single_source::objection::{Decide, File, Filed, Get, List, Listed};
use crate::store::single_source::NoticeRow;
use crate::wire::page::{self, Binding};
use crate::wire::tender::lines;
use crate::wire::violations::Violations;
use crate::wire::word::{required, told};
use crate::wire::{name, time as day};

/// Outcomes by their names in the database.
const OUTCOMES: [(&str, pb::SingleSourceObjectionOutcome); 2] =
    [("dismissed", pb::SingleSourceObjectionOutcome::Dismissed), ("upheld", pb::SingleSourceObjectionOutcome::Upheld)];

pub(crate) fn file(request: &pb::FileSingleSourceObjectionRequest) -> Result<File, Fault> {
    let mut violations = Violations::default();
    let notice = name::parse_single_source_notice(&mut violations, "notice", &request.notice);
    let objector_code = violations.take("objector_code", party_code(&request.objector_code));
    let ground = lines(&mut violations, "ground", &request.ground, 5_000);
    violations.finish((|| Some(File { notice: notice?, objector_code: objector_code?, ground: ground? }))())
}

pub(crate) fn get(request: &pb::GetSingleSourceObjectionRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let named = name::parse_single_source_objection(&mut violations, "name", &request.name);
    violations.finish(named.map(|(notice, id)| Get { notice, id, call: call.clone() }))
}

pub(crate) fn list(request: &pb::ListSingleSourceObjectionsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListSingleSourceObjectionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let notice = name::parse_single_source_notice(&mut violations, "notice", &request.notice);
    let size = page::size(&mut violations, request.page_size, 50, 100);
    let after: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    violations.finish(notice.map(|notice| List { notice, call: call.clone(), after, size, binding }))
}

/// The same question, asked by whoever supervises.
pub(crate) fn list_supervised(
    request: &pb::ListSupervisedSingleSourceObjectionsRequest,
    call: &Call,
) -> Result<List, Fault> {
    let pb::ListSupervisedSingleSourceObjectionsRequest { notice, page_size, page_token } = request.clone();
    list(&pb::ListSingleSourceObjectionsRequest { notice, page_size, page_token }, call)
}

pub(crate) fn decide(request: &pb::DecideSingleSourceObjectionRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let named = name::parse_single_source_objection(&mut violations, "name", &request.name);
    let outcome = required(&mut violations, "outcome", &OUTCOMES, request.outcome(), "must be dismissed or upheld");
    let answer = lines(&mut violations, "answer", &request.answer, 5_000);
    let read = || {
        let (notice, id) = named?;
        Some(Decide { notice, id, outcome: outcome?, answer: answer? })
    };
    violations.finish(read())
}

fn objection(filed: Filed) -> pb::SingleSourceObjection {
    let Filed { row, answer_last_on } = filed;
    pb::SingleSourceObjection {
        name: name::single_source_objection(row.notice, row.id),
        objector_code: row.objector_code,
        ground: row.ground,
        file_time: Some(day::timestamp(row.created_at)),
        answer_last_date: Some(day::date(answer_last_on)),
        outcome: told(&OUTCOMES, &row.outcome).into(),
        answer: row.answer,
        decide_time: row.decided_at.map(day::timestamp),
    }
}

pub(crate) fn file_reply(filed: Filed) -> pb::FileSingleSourceObjectionResponse {
    pb::FileSingleSourceObjectionResponse { objection: Some(objection(filed)) }
}

pub(crate) fn get_reply(filed: Filed) -> pb::GetSingleSourceObjectionResponse {
    pb::GetSingleSourceObjectionResponse { objection: Some(objection(filed)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListSingleSourceObjectionsResponse {
    pb::ListSingleSourceObjectionsResponse {
        objections: listed.objections.into_iter().map(objection).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn list_supervised_reply(listed: Listed) -> pb::ListSupervisedSingleSourceObjectionsResponse {
    let pb::ListSingleSourceObjectionsResponse { objections, next_page_token } = list_reply(listed);
    pb::ListSupervisedSingleSourceObjectionsResponse { objections, next_page_token }
}

pub(crate) fn decide_reply((row, filed): (NoticeRow, Filed)) -> pb::DecideSingleSourceObjectionResponse {
    pb::DecideSingleSourceObjectionResponse {
        single_source_notice: Some(notice(row)),
        objection: Some(objection(filed)),
    }
}
