//! Values on the command line, read with the rules of the contracts.

use inspection_domain::report::Kind;
use onecode_proto::credit::v1::{DraftedNumber, RiskOutcome};
use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1::TaskState;
use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};
use prost_types::Timestamp;
use registry_domain::CertificateNumber;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{WhichCase, WhichCertificate};
use crate::rows;

pub(super) fn date(text: &str) -> Result<Date, String> {
    rows::day(text).ok_or_else(|| "not a day; write it as 2020-01-31".to_owned())
}

pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    let instant = OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| "not an instant; write it as 2020-01-31T08:00:00+08:00".to_owned())?;
    let nanos = i32::try_from(instant.nanosecond()).map_err(|error| error.to_string())?;
    Ok(Timestamp { seconds: instant.unix_timestamp(), nanos })
}

pub(super) fn division(text: &str) -> Result<String, String> {
    vocab::DivisionCode::parse(text).map(|code| code.to_string()).map_err(|error| format!("{error}, e.g. 330500"))
}

pub(super) fn kind(text: &str) -> Result<OrganizationKind, String> {
    rows::kind(text)
        .ok_or_else(|| "one of social_group, private_non_enterprise, foundation, other (or 社会团体, …)".to_owned())
}

/// A kind of organisation that a form of the annual report exists for.
pub(super) fn report_kind(text: &str) -> Result<Kind, String> {
    let known = Kind::parse(text).or_else(|| match rows::kind(text)? {
        OrganizationKind::SocialGroup => Some(Kind::SocialGroup),
        OrganizationKind::PrivateNonEnterprise => Some(Kind::PrivateNonEnterprise),
        OrganizationKind::Foundation => Some(Kind::Foundation),
        OrganizationKind::Other | OrganizationKind::Unspecified => None,
    });
    known.ok_or_else(|| "one of social-group, private-non-enterprise, foundation (or 社会团体, …)".to_owned())
}

pub(super) fn status(text: &str) -> Result<OrganizationStatus, String> {
    rows::status(text).ok_or_else(|| {
        "one of unknown, active, suspended, liquidating, revoked, deregistered (or 正常, 注销, …)".to_owned()
    })
}

/// A code or the resource name of an organisation, as the resource name.
pub(super) fn organization(text: &str) -> Result<String, String> {
    let code = text.trim().strip_prefix("organizations/").unwrap_or(text.trim());
    if code.is_empty() || code.contains('/') {
        return Err("write the code, 18 characters".to_owned());
    }
    Ok(format!("organizations/{code}"))
}

/// The id or the resource name of something in a collection, as the resource name.
fn named(collection: &str, text: &str) -> Result<String, String> {
    let text = text.trim();
    let id = text.strip_prefix(collection).and_then(|rest| rest.strip_prefix('/')).unwrap_or(text);
    if !is_id(id) {
        return Err(format!("write {collection}/ and the id, 36 characters"));
    }
    Ok(format!("{collection}/{id}"))
}

/// The id or the resource name of a document, as the resource name.
pub(super) fn document(text: &str) -> Result<String, String> {
    named("documents", text)
}

/// The id or the resource name of a plan, as the resource name.
pub(super) fn plan(text: &str) -> Result<String, String> {
    named("plans", text)
}

/// The id or the resource name of a catalogue, as the resource name.
pub(super) fn catalog(text: &str) -> Result<String, String> {
    named("catalogs", text)
}

/// The id or the resource name of a fund, as the resource name.
pub(super) fn fund(text: &str) -> Result<String, String> {
    named("funds", text)
}

/// The id or the resource name of a contract, as the resource name.
pub(super) fn contract(text: &str) -> Result<String, String> {
    named("contracts", text)
}

/// The id or the resource name of a project, as the resource name.
pub(super) fn project(text: &str) -> Result<String, String> {
    named("purchaseProjects", text)
}

/// The id or the resource name of a tender, as the resource name.
pub(super) fn tender(text: &str) -> Result<String, String> {
    named("tenders", text)
}

/// The resource name of a project or imported contract.
pub(super) fn process(text: &str) -> Result<String, String> {
    let text = text.trim();
    let id = text.strip_prefix("purchaseProjects/").or_else(|| text.strip_prefix("importedContracts/"));
    match id.filter(|id| is_id(id)) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write purchaseProjects/ or importedContracts/ and the id, 36 characters".to_owned()),
    }
}

/// A month, as its first day.
pub(super) fn month(text: &str) -> Result<Date, String> {
    rows::day(&format!("{}-01", text.trim())).ok_or_else(|| "not a month; write it as 2026-11".to_owned())
}

/// The id or the resource name of a check, as the resource name.
pub(super) fn check(text: &str) -> Result<String, String> {
    named("checks", text)
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// A case by its id or resource name, or what it is about by that resource name.
pub(super) fn case(text: &str) -> Result<WhichCase, String> {
    let text = text.trim();
    match text.split_once('/') {
        None if is_id(text) => Ok(WhichCase::Named(format!("cases/{text}"))),
        Some(("cases", id)) if is_id(id) => Ok(WhichCase::Named(text.to_owned())),
        Some((kind, id)) if kind != "cases" && !kind.is_empty() && is_id(id) => Ok(WhichCase::About(text.to_owned())),
        _ => Err("write cases/ or applications/ and the id, 36 characters".to_owned()),
    }
}

/// The resource name of a term of a case.
pub(super) fn deadline(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.trim().split('/').collect();
    match parts[..] {
        ["cases", case, "deadlines", id] if is_id(case) && is_id(id) => Ok(text.trim().to_owned()),
        _ => Err("write cases/{id}/deadlines/{id}, as `onecode case show` lists them".to_owned()),
    }
}

/// The id or the resource name of a rule, as the resource name; ids are capitals but for a last small letter.
pub(super) fn rule(text: &str) -> Result<String, String> {
    let id = text.trim().strip_prefix("rules/").unwrap_or(text.trim());
    let mut parts = id.splitn(2, '-');
    let (letters, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let right = !letters.is_empty()
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && number.starts_with(|char: char| char.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    if right { Ok(format!("rules/{id}")) } else { Err("write the id of a rule, e.g. REG-05".to_owned()) }
}

/// A rule and the number that it would have: `CH-02a=2 years`.
pub(super) fn drafted_number(text: &str) -> Result<DraftedNumber, String> {
    let read = || {
        let (rule, number) = text.split_once('=')?;
        let (value, unit) = number.trim().split_once(char::is_whitespace)?;
        let (rule, unit) = (rule.trim().to_owned(), unit.trim().to_owned());
        let value = value.parse().ok()?;
        (!rule.is_empty() && !unit.is_empty()).then_some(DraftedNumber { rule, unit, value: Some(value) })
    };
    read().ok_or_else(|| "write a rule, its number and what it counts, e.g. 'CH-02a=2 years'".to_owned())
}

/// The key or the resource name of a department, as the resource name.
pub(super) fn department(text: &str) -> Result<String, String> {
    let key = text.trim().strip_prefix("departments/").unwrap_or(text.trim());
    if key.is_empty() || key.contains('/') {
        return Err("write the key of a department, e.g. civil-affairs".to_owned());
    }
    Ok(format!("departments/{key}"))
}

pub(super) fn task_state(text: &str) -> Result<TaskState, String> {
    match text.trim() {
        "open" | "待办" => Ok(TaskState::Open),
        "done" | "已办" => Ok(TaskState::Done),
        "dropped" | "已撤" => Ok(TaskState::Dropped),
        _ => Err("one of open, done, dropped (or 待办, 已办, 已撤)".to_owned()),
    }
}

pub(super) fn risk_outcome(text: &str) -> Result<RiskOutcome, String> {
    match text.trim() {
        "penalty" | "行政处罚" => Ok(RiskOutcome::Penalty),
        "serious-finding" | "严重问题" => Ok(RiskOutcome::SeriousFinding),
        "report-missed" | "未报年报" => Ok(RiskOutcome::ReportMissed),
        "abnormal-listing" | "列入异常名录" => Ok(RiskOutcome::AbnormalListing),
        "serious-listing" | "列入严重失信名单" => Ok(RiskOutcome::SeriousListing),
        "revocation" | "撤销登记" => Ok(RiskOutcome::Revocation),
        _ => {
            Err("one of penalty, serious-finding, report-missed, abnormal-listing, serious-listing, revocation"
                .to_owned())
        }
    }
}

/// The code of an organisation, or the number of one of its certificates.
pub(super) fn certificate(text: &str) -> Result<WhichCertificate, String> {
    match text.trim().parse::<CertificateNumber>() {
        Ok(number) => Ok(WhichCertificate::Named(format!("organizations/{}/certificates/{number}", number.code))),
        Err(error) if text.contains('-') => Err(error.to_string()),
        Err(_) => organization(text).map(WhichCertificate::NewestOf),
    }
}

/// The full name of a fact; a bare one is the registry's.
pub(super) fn fact(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("write the name of a fact, e.g. OrganizationChanged".to_owned()),
        full if full.contains('.') => Ok(full.to_owned()),
        bare => Ok(format!("onecode.registry.v1.{bare}")),
    }
}

/// 1-128 visible ASCII characters, as the contract wants them.
pub(super) fn idempotency_key(text: &str) -> Result<String, String> {
    if (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("1-128 visible ASCII characters".to_owned())
    }
}
