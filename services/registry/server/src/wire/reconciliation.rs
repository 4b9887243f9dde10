//! Lists of names and codes, and whom they may mean.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::matching::{Asked, AskedCode, AskedName, Candidate, Reason};
use uow::Call;
use vocab::name::MOST_CHARACTERS;
use vocab::{CodeError, DivisionCode, UnifiedCode, code};

use super::enums;
use super::violations::Violations;
use crate::ops::reconcile::{MatchQuery, Reconcile};

const MOST_QUERIES: usize = 500;
const LONGEST_CODE: usize = 64;
const MOST_CANDIDATES: i32 = 10;
const DEFAULT_CANDIDATES: usize = 5;

pub(crate) fn match_names(request: &pb::MatchNamesRequest, call: &Call) -> Result<Reconcile, Fault> {
    let mut violations = Violations::default();
    let count = request.queries.len();
    if !(1..=MOST_QUERIES).contains(&count) {
        violations.note("queries", format_args!("holds {count}, must hold 1 to {MOST_QUERIES}"));
    }
    let queries = request.queries.iter().take(MOST_QUERIES).enumerate();
    let queries = queries.map(|(at, query)| one(&mut violations, &format!("queries[{at}]"), query)).collect();
    violations.finish(Some(Reconcile { scope: call.scope.clone(), queries }))
}

fn one(violations: &mut Violations, field: &str, query: &pb::MatchQuery) -> MatchQuery {
    let asked = Asked {
        name: name(violations, field, &query.name),
        code: asked_code(violations, field, &query.code),
        division: (!query.division.is_empty())
            .then(|| violations.take(&format!("{field}.division"), DivisionCode::parse(&query.division)))
            .flatten(),
        kind: kind(violations, field, query.kind),
    };
    if query.name.trim().is_empty() && query.code.trim().is_empty() {
        violations.note(field, "must hold a name or a code");
    }
    let limit = match query.limit {
        0 => DEFAULT_CANDIDATES,
        limit => usize::try_from(limit).unwrap_or_default(),
    };
    if !(0..=MOST_CANDIDATES).contains(&query.limit) {
        violations.note(format!("{field}.limit"), format_args!("must be 1 to {MOST_CANDIDATES}, or 0 for the default"));
    }
    MatchQuery { asked, limit }
}

fn name(violations: &mut Violations, field: &str, text: &str) -> Option<AskedName> {
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        violations.note(
            format!("{field}.name"),
            format_args!("has {length} characters, at most {MOST_CHARACTERS} are allowed"),
        );
        return None;
    }
    let name = AskedName::read(text);
    if name.is_none() && !text.trim().is_empty() {
        violations.note(format!("{field}.name"), "must have a letter, digit or ideograph");
    }
    name
}

/// What may have been meant by a wrong code; a resident's ID number is refused, and nothing of it kept (USCC-07).
fn asked_code(violations: &mut Violations, field: &str, text: &str) -> Option<AskedCode> {
    if text.trim().is_empty() {
        return None;
    }
    let length = text.chars().count();
    if length > LONGEST_CODE {
        violations
            .note(format!("{field}.code"), format_args!("has {length} characters, at most {LONGEST_CODE} are allowed"));
        return None;
    }
    let report = code::examine(text);
    if report.failures.contains(&CodeError::LooksLikeIdNumber) {
        violations.note(format!("{field}.code"), CodeError::LooksLikeIdNumber);
        return None;
    }
    let meant: Vec<UnifiedCode> = report.candidates.iter().map(|candidate| candidate.code).collect();
    // a company's code is right, too, and nobody's here
    let right = report.code.or_else(|| UnifiedCode::of_anybody(text.trim()));
    Some(right.map_or(AskedCode::Wrong(meant), AskedCode::Right))
}

fn kind(violations: &mut Violations, field: &str, number: i32) -> Option<vocab::OrganizationClass> {
    if number == i32::from(pb::OrganizationKind::Unspecified) {
        return None;
    }
    let kind = enums::read_kind(number);
    if kind.is_none() {
        violations.note(format!("{field}.kind"), "must be a value of the contract");
    }
    kind
}

pub(crate) fn match_names_reply(results: Vec<Vec<Candidate>>) -> pb::MatchNamesResponse {
    let results = results
        .into_iter()
        .map(|candidates| pb::MatchResult { candidates: candidates.into_iter().map(candidate).collect() });
    pb::MatchNamesResponse { results: results.collect() }
}

fn candidate(one: Candidate) -> pb::MatchCandidate {
    pb::MatchCandidate {
        code: one.code.to_string(),
        title: one.title,
        matched_title: one.matched.unwrap_or_default(),
        score: i32::from(one.score),
        reasons: one.reasons.into_iter().map(|told| reason(told).into()).collect(),
        is_match: one.is_match,
        kind: enums::kind(one.code.class()).into(),
        division: one.division.to_string(),
        status: enums::status(one.status).into(),
    }
}

fn reason(reason: Reason) -> pb::MatchReason {
    match reason {
        Reason::ExactName => pb::MatchReason::ExactName,
        Reason::NormalizedName => pb::MatchReason::NormalizedName,
        Reason::DivisionPrefix => pb::MatchReason::DivisionPrefix,
        Reason::Remark => pb::MatchReason::Remark,
        Reason::Reading => pb::MatchReason::Reading,
        Reason::OneCharacter => pb::MatchReason::OneCharacter,
        Reason::Beginning => pb::MatchReason::Beginning,
        Reason::FormerName => pb::MatchReason::FormerName,
        Reason::Abbreviation => pb::MatchReason::Abbreviation,
        Reason::Code => pb::MatchReason::Code,
        Reason::RepairedCode => pb::MatchReason::RepairedCode,
        Reason::OtherCode => pb::MatchReason::OtherCode,
        Reason::WrongCode => pb::MatchReason::WrongCode,
        Reason::OtherName => pb::MatchReason::OtherName,
        Reason::OtherDivision => pb::MatchReason::OtherDivision,
        Reason::OtherKind => pb::MatchReason::OtherKind,
        Reason::Ended => pb::MatchReason::Ended,
    }
}
