//! Qualifications in requests and answers.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::talent::v1 as pb;
use talent_domain::{CertificateNumber, QualificationKind};
use uow::Call;
use uuid::Uuid;
use vocab::identity::masked;

use super::{NOT_STATED, enums, name, person, place, text};
use crate::desk::Desk;
use crate::ops::personnel::people::Opened;
use crate::ops::personnel::qualification::{Expiring, List, ListExpiring, Listed, Named, Record, Revoke, Shown};
use crate::ops::personnel::register::{Register, Renew};
use crate::store::personnel::qualification::QualificationRow;
use crate::store::personnel::registration::RegistrationRow;
use crate::wire::page::{self, Binding};
use crate::wire::time as day;
use crate::wire::violations::Violations;

const LONGEST_TITLE: usize = 60;
const LONGEST_ISSUER: usize = 100;
const LONGEST_SOURCE: usize = 200;
const REASON: std::ops::RangeInclusive<usize> = 5..=500;
const MOST_HOURS: i32 = 10_000;

/// Another one with every change.
pub(crate) fn etag(row: &QualificationRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn record(request: &pb::RecordQualificationRequest, desk: &Desk, today: Date) -> Result<Record, Fault> {
    let mut violations = Violations::default();
    let person = name::parse_person(&mut violations, "parent", &request.parent);
    let unstated = pb::Qualification::default();
    let source = request.qualification.as_ref().unwrap_or(&unstated);
    let at = |field: &str| format!("qualification.{field}");
    let kind = enums::read_qualification_kind(source.kind);
    if kind.is_none() {
        violations.note(at("kind"), NOT_STATED);
    }
    let title = title(&mut violations, &at("title"), &source.title, kind);
    let number = violations.take(&at("certificate_number"), CertificateNumber::parse(&source.certificate_number));
    let issuer = text::text(&mut violations, &at("issuer"), &source.issuer, LONGEST_ISSUER);
    let issued_on = day::require_past(&mut violations, &at("issue_date"), source.issue_date.as_ref(), today);
    let command = || {
        let (person, kind, title) = (person?, kind?, title?);
        let (number, issuer, issued_on) = (number?, issuer?, issued_on?);
        Some(Record { desk: desk.clone(), person, kind, title, number, issuer, issued_on })
    };
    violations.finish(command())
}

/// The title where the kind does not say all, and none where it does.
fn title(violations: &mut Violations, field: &str, stated: &str, kind: Option<QualificationKind>) -> Option<String> {
    if !kind?.is_social_work() {
        return text::text(violations, field, stated, LONGEST_TITLE);
    }
    if !stated.trim().is_empty() {
        violations.note(field, "must be left out: the kind says it");
    }
    Some(String::new())
}

pub(crate) fn record_reply(shown: Shown) -> pb::RecordQualificationResponse {
    pb::RecordQualificationResponse { qualification: Some(qualification(&shown, false)) }
}

fn named(violations: &mut Violations, raw_name: &str, raw_etag: &str) -> Option<Named> {
    let ids = name::parse_qualification(violations, "name", raw_name);
    let etag = intake::etag::stated_etag(violations, raw_etag);
    let (person, id) = ids?;
    Some(Named { person, id, etag: etag? })
}

fn reason(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let reason = text::text(violations, field, raw, *REASON.end())?;
    if reason.chars().count() < *REASON.start() {
        violations.note(field, format_args!("must have at least {} characters", REASON.start()));
        return None;
    }
    Some(reason)
}

pub(crate) fn register(request: &pb::RegisterQualificationRequest, today: Date) -> Result<Register, Fault> {
    let mut violations = Violations::default();
    let named = named(&mut violations, &request.name, &request.etag);
    let on = day::require_past(&mut violations, "register_date", request.register_date.as_ref(), today);
    let late_reason = if request.late_reason.trim().is_empty() {
        Some(String::new())
    } else {
        reason(&mut violations, "late_reason", &request.late_reason)
    };
    let command = || Some(Register { named: named?, on: on?, late_reason: late_reason? });
    violations.finish(command())
}

pub(crate) fn register_reply(shown: Shown) -> pb::RegisterQualificationResponse {
    pb::RegisterQualificationResponse { qualification: Some(qualification(&shown, false)) }
}

pub(crate) fn renew(request: &pb::RenewQualificationRequest, today: Date) -> Result<Renew, Fault> {
    let mut violations = Violations::default();
    let named = named(&mut violations, &request.name, &request.etag);
    let on = day::require_past(&mut violations, "register_date", request.register_date.as_ref(), today);
    if !(0..=MOST_HOURS).contains(&request.hours) {
        violations.note("hours", format_args!("must be 0 to {MOST_HOURS}"));
    }
    let hours_source = text::text(&mut violations, "hours_source", &request.hours_source, LONGEST_SOURCE);
    let command = || Some(Renew { named: named?, on: on?, hours: request.hours, hours_source: hours_source? });
    violations.finish(command())
}

pub(crate) fn renew_reply(shown: Shown) -> pb::RenewQualificationResponse {
    pb::RenewQualificationResponse { qualification: Some(qualification(&shown, false)) }
}

pub(crate) fn revoke(request: &pb::RevokeQualificationRequest, today: Date) -> Result<Revoke, Fault> {
    let mut violations = Violations::default();
    let named = named(&mut violations, &request.name, &request.etag);
    let on = day::require_past(&mut violations, "revoke_date", request.revoke_date.as_ref(), today);
    let reason = reason(&mut violations, "reason", &request.reason);
    let command = || Some(Revoke { named: named?, on: on?, reason: reason? });
    violations.finish(command())
}

pub(crate) fn revoke_reply(shown: Shown) -> pb::RevokeQualificationResponse {
    pb::RevokeQualificationResponse { qualification: Some(qualification(&shown, false)) }
}

pub(crate) fn list(request: &pb::ListQualificationsRequest, call: &Call, desk: &Desk) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let person = name::parse_person(&mut violations, "parent", &request.parent);
    violations.finish(person.map(|person| List {
        scope: call.scope.clone(),
        desk: desk.clone(),
        person,
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListQualificationsResponse {
    let shown = |one: &Shown| qualification(one, listed.personal);
    pb::ListQualificationsResponse { qualifications: listed.qualifications.iter().map(shown).collect() }
}

pub(crate) fn expiring(
    request: &pb::ListExpiringQualificationsRequest,
    call: &Call,
    desk: &Desk,
    today: Date,
) -> Result<ListExpiring, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListExpiringQualificationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let (within, organization) = place(&mut violations, (&request.organization, &request.division), call);
    if request.until_date.is_none() {
        violations.note("until_date", "is required");
    }
    let until = day::parse_date(&mut violations, "until_date", request.until_date.as_ref());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).as_deref().and_then(after);
    violations.finish(until.map(|until| ListExpiring {
        within,
        organization,
        desk: desk.clone(),
        today,
        until,
        after,
        size,
        binding,
        personal: call.reveals,
    }))
}

/// The place in their order that a token of ours holds.
fn after(key: &str) -> Option<(Date, Uuid)> {
    let (last, id) = key.split_once(' ')?;
    Some((Date::from_julian_day(last.parse().ok()?).ok()?, id.parse().ok()?))
}

pub(crate) fn expiring_reply(found: Expiring) -> pb::ListExpiringQualificationsResponse {
    let one = |(shown, opened): &(Shown, Opened)| pb::ExpiringQualification {
        qualification: Some(qualification(shown, found.personal)),
        person: Some(person::person(opened, found.personal)),
        expired: shown.row.valid_until.is_some_and(|last| last < found.today),
    };
    pb::ListExpiringQualificationsResponse {
        expiring_qualifications: found.qualifications.iter().map(one).collect(),
        next_page_token: found.next_page_token.clone(),
    }
}

fn qualification(shown: &Shown, personal: bool) -> pb::Qualification {
    let row = &shown.row;
    let number = shown.number.as_ref().map(CertificateNumber::reveal);
    pb::Qualification {
        name: name::qualification(row.person, row.id),
        etag: etag(row),
        kind: enums::stored_qualification_kind(&row.kind).into(),
        title: row.title.clone(),
        certificate_number: number.filter(|_| personal).unwrap_or_default().to_owned(),
        masked_certificate_number: number.map(|number| masked(number, 2, 2)).unwrap_or_default(),
        issuer: row.issuer.clone(),
        issue_date: Some(day::date(row.issued_on)),
        registrations: shown.registrations.iter().map(registration).collect(),
        valid_until_date: row.valid_until.map(day::date),
        revoke_date: row.revoked_on.map(day::date),
        revoke_reason: row.revoke_reason.clone(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

fn registration(row: &RegistrationRow) -> pb::QualificationRegistration {
    pb::QualificationRegistration {
        number: row.number,
        register_date: Some(day::date(row.registered_on)),
        valid_from_date: Some(day::date(row.valid_from)),
        valid_until_date: Some(day::date(row.valid_until)),
        late_reason: row.late_reason.clone(),
        hours: row.hours,
        hours_source: row.hours_source.clone(),
        rules: row.rules.clone(),
    }
}
