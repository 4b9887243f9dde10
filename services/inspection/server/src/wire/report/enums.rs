//! Words of the contract ⇄ words of the domain and of the tables.

use inspection_domain::report::Kind;
use inspection_domain::report::check::Severity;
use inspection_domain::report::conclude::{Gravity, Value};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::OrganizationKind;

use crate::wire::violations::Violations;

const PAPERS: [(pb::ReportPaper, &str); 4] = [
    (pb::ReportPaper::Declaration, "declaration"),
    (pb::ReportPaper::RectificationReport, crate::ops::report::known::RECTIFICATION_REPORT),
    (pb::ReportPaper::AuditReport, "audit_report"),
    (pb::ReportPaper::Other, "other"),
];

const EXEMPTIONS: [(pb::ReportExemption, &str); 3] = [
    (pb::ReportExemption::Charity, "charity"),
    (pb::ReportExemption::Ending, "ending"),
    (pb::ReportExemption::Other, "other"),
];

const STATES: [(pb::AnnualReportState, &str); 5] = [
    (pb::AnnualReportState::Draft, "draft"),
    (pb::AnnualReportState::Reviewing, "reviewing"),
    (pb::AnnualReportState::Rectifying, "rectifying"),
    (pb::AnnualReportState::Rectified, "rectified"),
    (pb::AnnualReportState::Concluded, "concluded"),
];

const DUTIES: [(pb::ReportDutyState, &str); 4] = [
    (pb::ReportDutyState::Owed, "owed"),
    (pb::ReportDutyState::Submitted, "submitted"),
    (pb::ReportDutyState::Concluded, "concluded"),
    (pb::ReportDutyState::Exempt, "exempt"),
];

const CONCLUSIONS: [(pb::ReportConclusionKind, &str); 3] = [
    (pb::ReportConclusionKind::First, "first"),
    (pb::ReportConclusionKind::Reevaluation, "reevaluation"),
    (pb::ReportConclusionKind::Correction, "correction"),
];

fn word<E: Copy + PartialEq>(table: &[(E, &'static str)], value: Option<E>) -> Option<&'static str> {
    value.and_then(|value| table.iter().find(|(known, _)| *known == value)).map(|(_, word)| *word)
}

fn value_of<E: Copy + Default>(table: &[(E, &'static str)], word: &str) -> E {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value).unwrap_or_default()
}

fn required<T>(violations: &mut Violations, field: &str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        violations.note(field, "must be a value of the contract, not UNSPECIFIED");
    }
    value
}

/// A filter: empty for any.
fn filter<E: Copy + PartialEq>(
    violations: &mut Violations,
    field: &str,
    table: &[(E, &'static str)],
    number: i32,
    value: Option<E>,
) -> &'static str {
    let found = word(table, value);
    if found.is_none() && number != 0 {
        violations.note(field, "must be a value of the contract");
    }
    found.unwrap_or_default()
}

pub(crate) fn kind(kind: Kind) -> OrganizationKind {
    match kind {
        Kind::SocialGroup => OrganizationKind::SocialGroup,
        Kind::PrivateNonEnterprise => OrganizationKind::PrivateNonEnterprise,
        Kind::Foundation => OrganizationKind::Foundation,
    }
}

/// The kind of a row; a constraint has the words.
pub(crate) fn kind_of(word: &str) -> OrganizationKind {
    Kind::parse(word).map(kind).unwrap_or_default()
}

pub(super) fn read_kind(number: i32) -> Option<Kind> {
    let stated = OrganizationKind::try_from(number).ok()?;
    Kind::ALL.into_iter().find(|known| kind(*known) == stated)
}

pub(super) fn require_kind(violations: &mut Violations, field: &str, number: i32) -> Option<Kind> {
    let kind = read_kind(number);
    if kind.is_none() {
        violations.note(field, "must be a kind that has a form: SOCIAL_GROUP, PRIVATE_NON_ENTERPRISE or FOUNDATION");
    }
    kind
}

/// A filter by kind: empty for any.
pub(super) fn kind_filter(violations: &mut Violations, field: &str, number: i32) -> &'static str {
    if number == 0 {
        return "";
    }
    require_kind(violations, field, number).map(Kind::as_str).unwrap_or_default()
}

pub(super) fn require_paper(violations: &mut Violations, field: &str, number: i32) -> Option<&'static str> {
    required(violations, field, word(&PAPERS, pb::ReportPaper::try_from(number).ok()))
}

pub(super) fn paper(word: &str) -> pb::ReportPaper {
    value_of(&PAPERS, word)
}

pub(super) fn require_exemption(violations: &mut Violations, field: &str, number: i32) -> Option<&'static str> {
    required(violations, field, word(&EXEMPTIONS, pb::ReportExemption::try_from(number).ok()))
}

pub(crate) fn exemption(word: &str) -> pb::ReportExemption {
    value_of(&EXEMPTIONS, word)
}

pub(super) fn state(word: &str) -> pb::AnnualReportState {
    value_of(&STATES, word)
}

pub(super) fn state_filter(violations: &mut Violations, field: &str, number: i32) -> &'static str {
    filter(violations, field, &STATES, number, pb::AnnualReportState::try_from(number).ok())
}

pub(super) fn duty_filter(violations: &mut Violations, field: &str, number: i32) -> &'static str {
    filter(violations, field, &DUTIES, number, pb::ReportDutyState::try_from(number).ok())
}

pub(super) fn conclusion_kind(word: &str) -> pb::ReportConclusionKind {
    value_of(&CONCLUSIONS, word)
}

fn shown(value: Value) -> pb::ReportValue {
    match value {
        Value::Qualified => pb::ReportValue::Qualified,
        Value::BasicallyQualified => pb::ReportValue::BasicallyQualified,
        Value::Unqualified => pb::ReportValue::Unqualified,
    }
}

/// The conclusion of a row; UNSPECIFIED where there is none.
pub(crate) fn value(word: &str) -> pb::ReportValue {
    Value::parse(word).map(shown).unwrap_or_default()
}

pub(crate) fn optional_value(value: Option<Value>) -> pb::ReportValue {
    value.map(shown).unwrap_or_default()
}

fn read_value(number: i32) -> Option<Value> {
    let stated = pb::ReportValue::try_from(number).ok()?;
    Value::ALL.into_iter().find(|known| shown(*known) == stated)
}

pub(super) fn require_value(violations: &mut Violations, field: &str, number: i32) -> Option<Value> {
    required(violations, field, read_value(number))
}

pub(super) fn value_filter(violations: &mut Violations, field: &str, number: i32) -> &'static str {
    if number == 0 {
        return "";
    }
    require_value(violations, field, number).map(Value::as_str).unwrap_or_default()
}

pub(super) fn require_gravity(violations: &mut Violations, field: &str, number: i32) -> Option<Gravity> {
    let gravity = match pb::ReportGravity::try_from(number).ok() {
        Some(pb::ReportGravity::Minor) => Some(Gravity::Minor),
        Some(pb::ReportGravity::Serious) => Some(Gravity::Serious),
        Some(pb::ReportGravity::Unspecified) | None => None,
    };
    required(violations, field, gravity)
}

pub(super) fn gravity(gravity: Gravity) -> pb::ReportGravity {
    match gravity {
        Gravity::Minor => pb::ReportGravity::Minor,
        Gravity::Serious => pb::ReportGravity::Serious,
    }
}

pub(super) fn severity(severity: Severity) -> pb::ReportSeverity {
    match severity {
        Severity::Error => pb::ReportSeverity::Error,
        Severity::Warning => pb::ReportSeverity::Warning,
        Severity::Hint => pb::ReportSeverity::Hint,
    }
}

/// The severity of a finding that was kept.
pub(super) fn severity_of(word: &str) -> pb::ReportSeverity {
    Severity::parse(word).map(severity).unwrap_or_default()
}
