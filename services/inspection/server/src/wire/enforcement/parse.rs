//! Fields that requests about penalties, bans and evidence share.

use ::time::Date;
use inspection_domain::enforcement::{Sanction, SanctionKind};
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::inspection::v1 as pb;
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

use super::words::{self, CAUSES, SANCTIONS};
use crate::ops::enforcement::{Desk, Proceeding, Step};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

/// Longest text of reasons.
pub(super) const REASONS: usize = 2_000;
/// Longest text in a line.
pub(super) const LINE: usize = 200;

const MOST_FEN: i64 = 100_000_000_000_000;
const MOST_DAYS: i32 = 1_000;
const MOST_TEXTS: usize = 20;
const LONGEST_RESOURCE: usize = 200;

/// Which penalty a step is of, as the caller saw it, and what it says.
pub(super) fn penalty_step<T>(
    mut violations: Violations,
    desk: &Desk,
    (name, etag): (&str, &str),
    what: Option<T>,
) -> Result<Step<T>, fault::Fault> {
    let id = name::parse_penalty(&mut violations, "name", name);
    stepped(violations, desk, (id, etag), what)
}

/// The same of a case that is known by its id.
pub(super) fn stepped<T>(
    mut violations: Violations,
    desk: &Desk,
    (id, etag): (Option<Uuid>, &str),
    what: Option<T>,
) -> Result<Step<T>, fault::Fault> {
    if etag.is_empty() {
        violations.note("etag", "must be the etag that was read");
    }
    let step = id.zip(what).map(|(id, what)| Step { desk: desk.clone(), id, etag: etag.to_owned(), what });
    violations.finish(step)
}

/// A day that must be stated.
pub(super) fn day(violations: &mut Violations, field: &str, date: Option<&PbDate>) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    time::parse_date(violations, field, date)
}

/// A penalty or a ban.
pub(super) fn proceeding(violations: &mut Violations, field: &str, raw: &str) -> Option<Proceeding> {
    if raw.starts_with("bans/") {
        return name::parse_ban(violations, field, raw).map(Proceeding::Ban);
    }
    name::parse_penalty(violations, field, raw).map(Proceeding::Penalty)
}

/// Inspectors, each once.
pub(super) fn inspectors(violations: &mut Violations, field: &str, raw: &[String]) -> Vec<Uuid> {
    if !(1..=10).contains(&raw.len()) {
        violations.note(field, "must be 1 to 10");
    }
    let mut found = Vec::new();
    for (at, raw) in raw.iter().take(10).enumerate() {
        let field = format!("{field}[{at}]");
        let Some(id) = name::parse_inspector(violations, &field, raw) else { continue };
        if found.contains(&id) {
            violations.note(field, "is there twice");
        }
        found.push(id);
    }
    found
}

/// Texts in a line, at least one.
pub(super) fn lines(violations: &mut Violations, field: &str, raw: &[String]) -> Vec<String> {
    if !(1..=MOST_TEXTS).contains(&raw.len()) {
        violations.note(field, format_args!("must be 1 to {MOST_TEXTS}"));
    }
    let read = |(at, raw): (usize, &String)| text::text(violations, &format!("{field}[{at}]"), raw, LINE);
    raw.iter().take(MOST_TEXTS).enumerate().filter_map(read).collect()
}

/// Sanctions, each kind once, each with what its kind asks.
pub(super) fn sanctions(violations: &mut Violations, field: &str, raw: &[pb::Sanction]) -> Vec<Sanction> {
    if !(1..=SANCTIONS.len()).contains(&raw.len()) {
        violations.note(field, format_args!("must be 1 to {}", SANCTIONS.len()));
    }
    let mut found: Vec<Sanction> = Vec::new();
    for (at, raw) in raw.iter().take(SANCTIONS.len()).enumerate() {
        let Some(sanction) = sanction(violations, &format!("{field}[{at}]"), raw) else { continue };
        if found.iter().any(|one| one.kind == sanction.kind) {
            violations.note(format!("{field}[{at}].kind"), "is there twice");
        }
        found.push(sanction);
    }
    found
}

fn sanction(violations: &mut Violations, field: &str, raw: &pb::Sanction) -> Option<Sanction> {
    let Some(kind) = words::word(&SANCTIONS, raw.kind) else {
        violations.note(format!("{field}.kind"), "must be a value of the contract, not UNSPECIFIED");
        return None;
    };
    let money = matches!(kind, SanctionKind::Fine | SanctionKind::Confiscation);
    if money != (1..=MOST_FEN).contains(&raw.amount_fen) || (!money && raw.amount_fen != 0) {
        violations.note(
            format!("{field}.amount_fen"),
            format_args!("must be 1 to {MOST_FEN} of a fine or a confiscation, 0 of others"),
        );
    }
    let stops = kind == SanctionKind::Suspension;
    if stops != (1..=MOST_DAYS).contains(&raw.days) || (!stops && raw.days != 0) {
        violations.note(format!("{field}.days"), format_args!("must be 1 to {MOST_DAYS} of a suspension, 0 of others"));
    }
    let said = text::optional(violations, &format!("{field}.text"), &raw.text, LINE)?;
    if (kind == SanctionKind::Other) == said.is_empty() {
        violations.note(format!("{field}.text"), "must say what OTHER is, and nothing of others");
    }
    Some(Sanction { kind, amount_fen: raw.amount_fen, days: raw.days, text: said })
}

/// What a case came from: the word, and the resource.
pub(super) fn cause(
    violations: &mut Violations,
    prefix: &str,
    (cause, resource): (i32, &str),
) -> Option<(&'static str, String)> {
    let word = words::word(&CAUSES, cause);
    if word.is_none() {
        violations.note(format!("{prefix}.cause"), "must be a value of the contract");
    }
    let resource = self::resource(violations, &format!("{prefix}.cause_resource"), resource);
    word.zip(resource)
}

/// The name of any resource, `{collection}/{id}`, or none.
pub(super) fn resource(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.');
    let named = raw.split('/').count() >= 2 && raw.split('/').all(|part| !part.is_empty());
    if !raw.is_empty() && (raw.len() > LONGEST_RESOURCE || !named || !raw.bytes().all(plain)) {
        violations.note(field, format_args!("must be a resource name of at most {LONGEST_RESOURCE} characters"));
        return None;
    }
    Some(raw.to_owned())
}

/// A SHA-256 in hexadecimal.
pub(super) fn sha256(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let digest = raw.len() == 64 && raw.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !digest {
        violations.note(field, "must be 64 hexadecimal digits in lower case");
    }
    digest.then(|| raw.to_owned())
}

/// What lies both in the caller's scope and in the division of a filter, if one is stated; `None` if no place does.
pub(super) fn within(violations: &mut Violations, scope: &Scope, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(scope.clone());
    }
    let division = violations.take("division", DivisionCode::parse(division))?;
    scope.narrowed(&Scope::division(division.as_str()))
}
