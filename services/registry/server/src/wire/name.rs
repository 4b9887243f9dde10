//! Resource names: `organizations/{code}`.

use std::collections::HashSet;
use std::fmt::Display;

pub(crate) use intake::name::parse_organization as parse;
use registry_domain::CertificateNumber;
use vocab::UnifiedCode;

use super::violations::Violations;

/// The name of an organisation.
pub(crate) fn organization(code: impl Display) -> String {
    format!("organizations/{code}")
}

/// The name of one of its revisions.
pub(crate) fn revision(code: UnifiedCode, number: i64) -> String {
    format!("organizations/{code}/revisions/{number}")
}

/// The name of one of its certificates.
pub(crate) fn certificate(number: CertificateNumber) -> String {
    format!("organizations/{}/certificates/{number}", number.code)
}

/// The number in the name of a certificate.
pub(crate) fn parse_certificate(violations: &mut Violations, field: &str, name: &str) -> Option<CertificateNumber> {
    let parts = name.strip_prefix("organizations/").and_then(|rest| rest.split_once("/certificates/"));
    let number = parts.and_then(|(code, number)| Some((code, number.parse::<CertificateNumber>().ok()?)));
    match number {
        Some((code, number)) if code == number.code.as_str() => Some(number),
        Some(_) | None => {
            violations.note(field, "must be organizations/{code}/certificates/{number}, the number {code}-{serial}");
            None
        }
    }
}

/// The codes in a list of at most `most` names, in order, each once.
pub(crate) fn parse_all(violations: &mut Violations, field: &str, names: &[String], most: usize) -> Vec<UnifiedCode> {
    if names.len() > most {
        violations.note(field, format_args!("has {} names, at most {most} are allowed", names.len()));
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let codes = names.iter().enumerate().filter_map(|(at, name)| parse(violations, &format!("{field}[{at}]"), name));
    codes.filter(|code| seen.insert(*code)).collect()
}
