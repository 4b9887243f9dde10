//! Opinions: what is asked of them, and what is told.

use fault::Fault;
use onecode_proto::talent::v1 as pb;
use uow::Call;

use super::request::sized;
use super::{Violations, day, name, required, text, told};
use crate::ops::consultation::opinion::{Reply, Submit};
use crate::ops::consultation::read::{GetOpinion, ListOpinions, ShownOpinion};
use crate::store::consultation::opinion::{OpinionRow, Said};

const LONGEST_TEXT: usize = 10_000;
const LONGEST_ANSWER: usize = 2_000;
const LONGEST_REPLY: usize = 2_000;
/// As many as there are questions at most.
const MOST_ANSWERS: usize = 20;

/// Stances by their names in the database.
const STANCES: [(&str, pb::OpinionStance); 4] = [
    ("for", pb::OpinionStance::For),
    ("against", pb::OpinionStance::Against),
    ("amend", pb::OpinionStance::Amend),
    ("no_remark", pb::OpinionStance::NoRemark),
];

/// What becomes of opinions, by its names in the database.
const ADOPTIONS: [(&str, pb::OpinionAdoption); 3] = [
    ("adopted", pb::OpinionAdoption::Adopted),
    ("partly", pb::OpinionAdoption::Partly),
    ("not_adopted", pb::OpinionAdoption::NotAdopted),
];

/// Another one whenever an opinion is submitted again, and with each reply.
pub(crate) fn etag(row: &OpinionRow) -> String {
    intake::etag::etag(&name::opinion(row.consultation, &row.organization), row.revision)
}

fn answers(violations: &mut Violations, stated: &[pb::OpinionAnswer]) -> (Vec<String>, Vec<String>) {
    if stated.len() > MOST_ANSWERS {
        violations.note("opinion.answers", format_args!("must be {MOST_ANSWERS} or fewer"));
    }
    let (mut keys, mut texts) = (Vec::new(), Vec::new());
    for (at, answer) in stated.iter().enumerate().take(MOST_ANSWERS) {
        let field = |name: &str| format!("opinion.answers[{at}].{name}");
        let key = intake::name::parse_key(violations, &field("key"), &answer.key, "");
        if keys.contains(&answer.key) {
            violations.note(field("key"), "stands there twice");
        }
        texts.push(text::lines(violations, &field("text"), &answer.text, LONGEST_ANSWER).unwrap_or_default());
        keys.push(key.unwrap_or_default());
    }
    (keys, texts)
}

pub(crate) fn submit(request: &pb::SubmitOpinionRequest) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Opinion::default();
    let source = request.opinion.as_ref().unwrap_or(&unstated);
    let consultation = name::parse_consultation(&mut violations, "parent", &request.parent);
    let organization = intake::name::parse_organization(&mut violations, "opinion.organization", &source.organization);
    let wanted = "must be for, against, amend or no remark";
    let stance = required(&mut violations, "opinion.stance", &STANCES, source.stance(), wanted);
    let body = text::optional_lines(&mut violations, "opinion.text", &source.text, LONGEST_TEXT);
    if stance == Some("amend") && source.text.trim().is_empty() {
        violations.note("opinion.text", "is required: it says what is to be amended");
    }
    let (answer_keys, answer_texts) = answers(&mut violations, &source.answers);
    let may_publish = source.may_publish;
    let read = || {
        Some(Submit {
            consultation: consultation?,
            organization: organization?,
            etag: source.etag.clone(),
            said: Said { stance: stance?, body: body?, answer_keys, answer_texts, may_publish },
        })
    };
    violations.finish(read())
}

pub(crate) fn get(request: &pb::GetOpinionRequest, call: &Call) -> Result<GetOpinion, Fault> {
    let mut violations = Violations::default();
    let of = name::parse_opinion(&mut violations, "name", &request.name);
    let read = |(consultation, organization)| GetOpinion { consultation, organization, call: call.clone() };
    violations.finish(of.map(read))
}

pub(crate) fn list(request: &pb::ListOpinionsRequest, call: &Call) -> Result<ListOpinions, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_consultation(&mut violations, "parent", &request.parent);
    let bare = pb::ListOpinionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let (size, binding) = sized(&mut violations, request.page_size, call, &bare);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(id.map(|id| ListOpinions { id, call: call.clone(), after, size, binding }))
}

pub(crate) fn reply(request: &pb::ReplyToOpinionRequest) -> Result<Reply, Fault> {
    let mut violations = Violations::default();
    let of = name::parse_opinion(&mut violations, "name", &request.name);
    let etag = intake::etag::stated_etag(&mut violations, &request.etag);
    let wanted = "must be adopted, partly or not adopted";
    let adoption = required(&mut violations, "adoption", &ADOPTIONS, request.adoption(), wanted);
    let needs_words = adoption.is_some_and(|adoption| adoption != "adopted");
    let read = if needs_words { text::lines } else { text::optional_lines };
    let text = read(&mut violations, "reply", &request.reply, LONGEST_REPLY);
    let read = || {
        let (consultation, organization) = of?;
        Some(Reply { consultation, organization, etag: etag?, adoption: adoption?, text: text? })
    };
    violations.finish(read())
}

/// An opinion as the contract has it.
pub(crate) fn opinion(shown: ShownOpinion) -> pb::Opinion {
    let ShownOpinion { row, shows_reply } = shown;
    let answers = row.answer_keys.iter().zip(&row.answer_texts);
    let adoption = if shows_reply { told(&ADOPTIONS, &row.adoption) } else { pb::OpinionAdoption::Unspecified };
    pb::Opinion {
        name: name::opinion(row.consultation, &row.organization),
        etag: etag(&row),
        organization: name::organization(&row.organization),
        answers: answers.map(|(key, text)| pb::OpinionAnswer { key: key.clone(), text: text.clone() }).collect(),
        organization_title: row.title,
        stance: told(&STANCES, &row.stance).into(),
        text: row.body,
        may_publish: row.may_publish,
        submit_time: Some(day::timestamp(row.submitted_at)),
        adoption: adoption.into(),
        reply: if shows_reply { row.reply } else { String::new() },
        reply_time: if shows_reply { row.replied_at.map(day::timestamp) } else { None },
    }
}
