//! Resource names of checks and what belongs to them.

use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::name::{hyphenated, parse_id};
use crate::wire::violations::Violations;

/// The name of a check.
pub(crate) fn check(id: Uuid) -> String {
    format!("checks/{id}")
}

/// The name of an entry of a check.
pub(crate) fn entry(check: Uuid, id: Uuid) -> String {
    format!("checks/{check}/entries/{id}")
}

/// The name of a reference to an entry of a check.
pub(crate) fn shared(check: Uuid, id: Uuid) -> String {
    format!("checks/{check}/sharedEvidence/{id}")
}

/// The name of a document.
pub(crate) fn document(id: Uuid) -> String {
    format!("documents/{id}")
}

/// The name of what is to be put right.
pub(crate) fn rectification(id: Uuid) -> String {
    format!("rectifications/{id}")
}

/// The id in the name of a check.
pub(crate) fn parse_check(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "checks/")
}

/// The id in the name of what is to be put right.
pub(crate) fn parse_rectification(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "rectifications/")
}

/// The id in the name of an entry of a check.
pub(crate) fn parse_entry(violations: &mut Violations, field: &str, raw: &str, check: Uuid) -> Option<Uuid> {
    parse_id(violations, field, raw, &format!("checks/{check}/entries/"))
}

/// The ids in the names of 1 to `most` documents, each there once.
pub(crate) fn parse_documents(
    violations: &mut Violations,
    field: &str,
    raw: &[String],
    most: usize,
) -> Option<Vec<Uuid>> {
    each(violations, field, raw, most, crate::wire::name::parse_document)
}

/// The ids in the names of at most `most` inspectors, each there once.
pub(crate) fn parse_inspectors(
    violations: &mut Violations,
    field: &str,
    raw: &[String],
    most: usize,
) -> Option<Vec<Uuid>> {
    each(violations, field, raw, most, crate::wire::name::parse_inspector)
}

/// Plan and code in the name of an organisation that a plan drew.
pub(crate) fn parse_object(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, UnifiedCode)> {
    let parts = raw.strip_prefix("plans/").and_then(|rest| rest.split_once("/objects/"));
    let parts = parts.and_then(|(plan, code)| Some((hyphenated(plan)?, code)));
    let Some((plan, code)) = parts else {
        violations.note(field, "must be plans/{uuid}/objects/{code}");
        return None;
    };
    violations.take(field, UnifiedCode::parse(code)).map(|code| (plan, code))
}

/// Every value of a list, each there once.
pub(crate) fn each<T: PartialEq>(
    violations: &mut Violations,
    field: &str,
    raw: &[String],
    most: usize,
    parse: impl Fn(&mut Violations, &str, &str) -> Option<T>,
) -> Option<Vec<T>> {
    if raw.len() > most {
        violations.note(field, format_args!("must be at most {most}"));
        return None;
    }
    let mut values = Vec::with_capacity(raw.len());
    for (at, raw) in raw.iter().enumerate() {
        let field = format!("{field}[{at}]");
        let Some(value) = parse(violations, &field, raw) else { continue };
        if values.contains(&value) {
            violations.note(field, "is there twice");
        }
        values.push(value);
    }
    (values.len() == raw.len()).then_some(values)
}
