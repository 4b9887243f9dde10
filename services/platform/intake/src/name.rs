//! Names of resources that more than one service reads: collections and ids by turns (AIP-122).

use std::fmt::Display;

use uuid::Uuid;
use vocab::{CodeError, UnifiedCode};

use crate::violations::Violations;

const LONGEST_KEY: usize = 60;

/// The name of a department.
pub fn department(key: impl Display) -> String {
    format!("departments/{key}")
}

/// The name of an organisation.
pub fn organization(code: impl Display) -> String {
    format!("organizations/{code}")
}

/// The name of a document.
#[must_use]
pub fn document(id: Uuid) -> String {
    format!("documents/{id}")
}

/// The code in the name of an organisation.
pub fn parse_organization(violations: &mut Violations, field: &str, raw: &str) -> Option<UnifiedCode> {
    let Some(code) = raw.strip_prefix("organizations/") else {
        violations.note(field, "must be organizations/{code}");
        return None;
    };
    let parsed: Result<UnifiedCode, CodeError> = UnifiedCode::parse(code);
    violations.take(field, parsed)
}

/// The key in the name of a department.
pub fn parse_department(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    parse_key(violations, field, raw, "departments/")
}

/// The id in the name of a document.
pub fn parse_document(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "documents/")
}

/// The UUID in the name of a resource of a collection (`plans/`).
pub fn parse_id(violations: &mut Violations, field: &str, raw: &str, collection: &str) -> Option<Uuid> {
    let id = raw.strip_prefix(collection).and_then(hyphenated);
    if id.is_none() {
        violations.note(field, format_args!("must be {collection}{{uuid}}"));
    }
    id
}

/// A UUID in its one form: another form would be another name of the same thing.
#[must_use]
pub fn hyphenated(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| id.to_string() == text)
}

/// The key in the name of a resource of a collection (`departments/`).
pub fn parse_key(violations: &mut Violations, field: &str, raw: &str, collection: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let key =
        raw.strip_prefix(collection).filter(|key| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(plain));
    if key.is_none() {
        violations.note(field, format_args!("must be {collection}{{key}}, the key in lower case with hyphens"));
    }
    key.map(str::to_owned)
}

/// The name of a resource of whatever kind.
pub fn parse_resource(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let parts: Vec<&str> = raw.split('/').collect();
    let good = raw.len() <= 200 && parts.len().is_multiple_of(2) && parts.into_iter().all(plain);
    if !good {
        violations.note(field, "must be the name of a resource, such as checks/{uuid}");
    }
    good.then(|| raw.to_owned())
}
