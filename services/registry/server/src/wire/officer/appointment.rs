//! The appointment in a request, wherever a message embeds one. No violation repeats what was stated of a person.

use std::collections::BTreeSet;

use onecode_proto::registry::v1 as pb;
use registry_domain::officer::{Appointment, Identity, IdentityKind, Particulars, TermOfOffice};
use registry_domain::{Personal, Text, TextError};
use vocab::{OrganizationClass, UnifiedCode};

use super::enums;
use crate::wire::time;
use crate::wire::violations::Violations;

const NOT_STATED: &str = "must be a value of the contract, not UNSPECIFIED";
const MOST_RULES: usize = 20;
const LONGEST_RULE: usize = 20;
const MOST_TERMS: i32 = 100;

/// Where the appointment is to, and what it rests on: what the message around it says.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    /// `None` while the organisation has no code.
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) kind: OrganizationClass,
    pub(crate) basis: Text<200>,
}

/// Reads an appointment that stands in `field` of the request; absent ones are violations.
pub(crate) fn appointment(
    violations: &mut Violations,
    field: &str,
    source: Option<&pb::Appointment>,
    seat: Option<Seat>,
) -> Option<Appointment> {
    let Some(source) = source else {
        violations.note(field, "is required");
        return None;
    };
    let at = |name: &str| format!("{field}.{name}");
    let officer = particulars(violations, &at("officer"), source.officer.as_ref());
    let role = enums::read_role(source.role);
    if role.is_none() {
        violations.note(at("role"), NOT_STATED);
    }
    let term = term(violations, field, source);
    let consecutive_terms = if source.consecutive_terms == 0 { 1 } else { source.consecutive_terms };
    let consecutive_terms = count(violations, &at("consecutive_terms"), consecutive_terms);
    let cadre_approval = violations.take(&at("cadre_approval"), Text::parse(&source.cadre_approval));
    let exception_approval = violations.take(&at("exception_approval"), Text::parse(&source.exception_approval));
    let served = source.sentence_served_on.as_ref();
    let sentence_served_on = time::parse_date(violations, &at("sentence_served_on"), served);
    let confirmed_rules = confirmed_rules(violations, &at("confirmed_rules"), &source.confirmed_rules);
    if source.replaces_legal_representative && !source.legal_representative {
        violations.note(at("replaces_legal_representative"), "goes only with legal_representative");
    }
    let Seat { organization, kind, basis } = seat?;
    Some(Appointment {
        organization,
        kind,
        officer: officer?,
        role: role?,
        legal_representative: source.legal_representative,
        replaces_legal_representative: source.replaces_legal_representative,
        term: term?,
        consecutive_terms: consecutive_terms?,
        serving_official: source.serving_official,
        retired_cadre: source.retired_cadre,
        cadre_approval: cadre_approval?,
        exception_approval: exception_approval?,
        sentence_served_on,
        confirmed_rules,
        basis,
    })
}

/// Reads what is stated of a person in `field` of the request.
pub(crate) fn particulars(
    violations: &mut Violations,
    field: &str,
    source: Option<&pb::OfficerParticulars>,
) -> Option<Particulars> {
    let Some(source) = source else {
        violations.note(field, "is required");
        return None;
    };
    let at = |name: &str| format!("{field}.{name}");
    if source.name.trim().is_empty() {
        violations.note(at("name"), "is required");
    }
    let name = violations.take(&at("name"), Personal::parse::<50>(&source.name));
    let identity = identity(violations, field, source.id_kind, &source.id_number);
    let phone = violations.take(&at("phone"), Personal::parse::<30>(&source.phone));
    let birth_date = time::parse_date(violations, &at("birth_date"), source.birth_date.as_ref());
    let in_document = identity.as_ref().and_then(Identity::birth_date);
    if birth_date.is_some() && in_document.is_some() && birth_date != in_document {
        violations.note(at("birth_date"), "is not the one that the ID number states");
    }
    let official_account = violations.take(&at("official_account"), Personal::parse::<100>(&source.official_account));
    Some(Particulars {
        name: name?,
        identity: identity?,
        phone: phone?,
        birth_date,
        official_account: official_account?,
    })
}

/// Reads `id_kind` and `id_number` of a message that stands in `field`; in the request itself where that is empty.
pub(super) fn identity(violations: &mut Violations, field: &str, kind: i32, number: &str) -> Option<Identity> {
    let at = |name: &str| if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") };
    let kind: Option<IdentityKind> = enums::read_identity_kind(kind);
    if kind.is_none() {
        violations.note(at("id_kind"), NOT_STATED);
    }
    if number.contains(['*', '＊']) {
        violations.note(at("id_number"), TextError::Masked);
        return None;
    }
    violations.take(&at("id_number"), Identity::parse(kind?, number))
}

fn term(violations: &mut Violations, field: &str, source: &pb::Appointment) -> Option<TermOfOffice> {
    let at = |name: &str| format!("{field}.{name}");
    let number = count(violations, &at("term_number"), source.term_number);
    let mut day = |name: &str, date: Option<&_>| {
        if date.is_none() {
            violations.note(at(name), "is required");
        }
        time::parse_date(violations, &at(name), date)
    };
    let starts_on = day("starts_on", source.starts_on.as_ref());
    let ends_on = day("ends_on", source.ends_on.as_ref());
    let (starts_on, ends_on) = (starts_on?, ends_on?);
    if ends_on <= starts_on {
        violations.note(at("ends_on"), "must be later than starts_on");
    }
    Some(TermOfOffice { number: number?, starts_on, ends_on })
}

fn count(violations: &mut Violations, field: &str, stated: i32) -> Option<u32> {
    let count = u32::try_from(stated).ok().filter(|_| (1..=MOST_TERMS).contains(&stated));
    if count.is_none() {
        violations.note(field, format_args!("must be 1 to {MOST_TERMS}"));
    }
    count
}

/// Reads rules that a person confirms.
pub(crate) fn confirmed_rules(violations: &mut Violations, field: &str, stated: &[String]) -> BTreeSet<String> {
    if stated.len() > MOST_RULES {
        violations.note(field, format_args!("has {} rules, at most {MOST_RULES} are allowed", stated.len()));
    }
    for (at, rule) in stated.iter().enumerate() {
        let plain = rule.len() <= LONGEST_RULE && rule.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || registry_domain::rules().rule(rule).is_none() {
            violations.note(format!("{field}[{at}]"), "is not a rule of the register");
        }
    }
    stated.iter().cloned().collect()
}
