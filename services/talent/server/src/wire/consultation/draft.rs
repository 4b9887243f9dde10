//! What a draft states.

use ::time::Date;
use fault::Fault;
use onecode_proto::registry::v1::OrganizationKind;
use onecode_proto::talent::v1 as pb;
use uow::{Call, Scope};
use vocab::DivisionCode;

use super::request::seen;
use super::{KINDS, Violations, day, required, text};
use crate::ops::consultation::draft::{Create, Update};
use crate::store::consultation::Stated;

/// The longest draft.
const LONGEST_TEXT: usize = 50_000;
const LONGEST_URI: usize = 500;
const MOST_QUESTIONS: usize = 20;
const MOST_WORDS: usize = 20;
const MOST_NAMED: usize = 500;

/// How many of a field are read; more are refused.
fn bounded(violations: &mut Violations, field: &str, found: usize, most: usize) {
    if found > most {
        violations.note(field, format_args!("must be {most} or fewer"));
    }
}

fn uri(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let stated = text::optional(violations, field, raw, LONGEST_URI)?;
    let rest = stated.strip_prefix("https://").or_else(|| stated.strip_prefix("http://"));
    let is_good = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
    if !stated.is_empty() && !is_good {
        violations.note(field, "must be an http or https address");
        return None;
    }
    Some(stated)
}

/// The draft itself, or the document that holds it: text, number and address.
fn content(violations: &mut Violations, stated: &pb::Consultation) -> Option<(String, String, String)> {
    let body = text::optional_lines(violations, "consultation.text", &stated.text, LONGEST_TEXT);
    let number = text::optional(violations, "consultation.document_number", &stated.document_number, 100);
    let uri = uri(violations, "consultation.document_uri", &stated.document_uri);
    let has = [&stated.text, &stated.document_number, &stated.document_uri].map(|raw| !raw.trim().is_empty());
    match has {
        [false, false, false] => violations.note("consultation.text", "is required unless a document is named"),
        [_, true, false] => violations.note("consultation.document_uri", "is required with the number"),
        [_, false, true] => violations.note("consultation.document_number", "is required with the address"),
        [_, true, true] | [true, false, false] => {}
    }
    Some((body?, number?, uri?))
}

fn questions(violations: &mut Violations, stated: &[pb::ConsultationQuestion]) -> (Vec<String>, Vec<String>) {
    bounded(violations, "consultation.questions", stated.len(), MOST_QUESTIONS);
    let (mut keys, mut texts) = (Vec::new(), Vec::new());
    for (at, question) in stated.iter().enumerate().take(MOST_QUESTIONS) {
        let field = |name: &str| format!("consultation.questions[{at}].{name}");
        let key = intake::name::parse_key(violations, &field("key"), &question.key, "");
        if keys.contains(&question.key) {
            violations.note(field("key"), "stands there twice");
        }
        texts.push(text::text(violations, &field("text"), &question.text, 500).unwrap_or_default());
        keys.push(key.unwrap_or_default());
    }
    (keys, texts)
}

/// Who is asked, a column a field.
#[derive(Debug, Default)]
struct Selection {
    division: String,
    kinds: Vec<String>,
    words: Vec<String>,
    named: Vec<String>,
}

fn division(violations: &mut Violations, raw: &str, own: &str) -> String {
    let field = "consultation.selection.division";
    if raw.is_empty() {
        return String::new();
    }
    let Some(division) = violations.take(field, DivisionCode::parse(raw)) else { return String::new() };
    if !Scope::division(own).covers(division.as_str()) {
        violations.note(field, "must be the caller's division or one below it");
    }
    division.to_string()
}

fn kinds(violations: &mut Violations, stated: &[i32]) -> Vec<String> {
    let mut kinds = Vec::new();
    for (at, number) in stated.iter().enumerate() {
        let field = format!("consultation.selection.kinds[{at}]");
        let kind = OrganizationKind::try_from(*number).ok().filter(|kind| *kind != OrganizationKind::Unspecified);
        let Some(kind) = kind else {
            violations.note(field, "must be a value of the contract, not UNSPECIFIED");
            // one answer is enough for a list of any length
            break;
        };
        let kind = kind.as_str_name().to_owned();
        if kinds.contains(&kind) {
            violations.note(field, "stands there twice");
            break;
        }
        kinds.push(kind);
    }
    kinds
}

fn words(violations: &mut Violations, stated: &[String]) -> Vec<String> {
    bounded(violations, "consultation.selection.words", stated.len(), MOST_WORDS);
    let mut words: Vec<String> = Vec::new();
    for (at, raw) in stated.iter().enumerate().take(MOST_WORDS) {
        let field = format!("consultation.selection.words[{at}]");
        let Some(word) = text::text(violations, &field, raw, 30) else { continue };
        if words.contains(&word) {
            violations.note(field, "stands there twice");
        }
        words.push(word);
    }
    words
}

fn named(violations: &mut Violations, stated: &[String]) -> Vec<String> {
    bounded(violations, "consultation.selection.organizations", stated.len(), MOST_NAMED);
    let mut named: Vec<String> = Vec::new();
    for (at, raw) in stated.iter().enumerate().take(MOST_NAMED) {
        let field = format!("consultation.selection.organizations[{at}]");
        let Some(code) = intake::name::parse_organization(violations, &field, raw) else { continue };
        let code = code.to_string();
        if named.contains(&code) {
            violations.note(field, "stands there twice");
        }
        named.push(code);
    }
    named
}

fn selection(violations: &mut Violations, stated: Option<&pb::ConsultationSelection>, own: &str) -> Selection {
    let Some(stated) = stated else {
        violations.note("consultation.selection", "is required");
        return Selection::default();
    };
    let selection = Selection {
        division: division(violations, &stated.division, own),
        kinds: kinds(violations, &stated.kinds),
        words: words(violations, &stated.words),
        named: named(violations, &stated.organizations),
    };
    if stated.division.is_empty() {
        let field = "consultation.selection.division";
        if !stated.kinds.is_empty() || !stated.words.is_empty() {
            violations.note(field, "is required with kinds or words");
        } else if stated.organizations.is_empty() {
            violations.note(field, "is required unless organisations are named");
        }
    }
    selection
}

fn last_day(violations: &mut Violations, stated: &pb::Consultation, today: Date) -> Option<Date> {
    let field = "consultation.last_date";
    if stated.last_date.is_none() {
        violations.note(field, "is required");
    }
    let last = day::parse_date(violations, field, stated.last_date.as_ref())?;
    let latest = today.checked_add(::time::Duration::days(400)).unwrap_or(Date::MAX);
    if last <= today || last > latest {
        violations.note(field, "must lie ahead, within 400 days");
    }
    Some(last)
}

fn stated(violations: &mut Violations, stated: &pb::Consultation, call: &Call, today: Date) -> Option<Stated> {
    let wanted = "must be a regulation, a policy or a plan";
    let kind = required(violations, "consultation.kind", &KINDS, stated.kind(), wanted);
    let title = text::text(violations, "consultation.title", &stated.title, 200);
    let content = content(violations, stated);
    let (question_keys, question_texts) = questions(violations, &stated.questions);
    let selection = selection(violations, stated.selection.as_ref(), &call.division);
    let last_on = last_day(violations, stated, today);
    let (body, document_number, document_uri) = content?;
    Some(Stated {
        kind: kind?,
        title: title?,
        body,
        document_number,
        document_uri,
        question_keys,
        question_texts,
        population_division: selection.division,
        kinds: selection.kinds,
        words: selection.words,
        named: selection.named,
        last_on: last_on?,
    })
}

pub(crate) fn create(request: &pb::CreateConsultationRequest, call: &Call, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Consultation::default();
    let source = request.consultation.as_ref().unwrap_or(&unstated);
    let stated = stated(&mut violations, source, call, today);
    violations.finish(stated.map(|stated| Create { stated }))
}

pub(crate) fn update(request: &pb::UpdateConsultationRequest, call: &Call, today: Date) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Consultation::default();
    let source = request.consultation.as_ref().unwrap_or(&unstated);
    let which = seen(&mut violations, "consultation.", &source.name, &source.etag);
    let stated = stated(&mut violations, source, call, today);
    violations.finish(which.zip(stated).map(|(which, stated)| Update { which, stated }))
}
