//! Elections due, duty reports and audits: requests and replies.

use ::time::{Date, Duration};
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::Text;
use seal::Ring;
use time::macros::date;
use uow::Call;
use vocab::UnifiedCode;

use super::{enums, post};
use crate::ops::officer::{
    Expiring, ExpiringTerm, FileReport, ListExpiring, ListMissing, Missing, RecordAudit, Recorded,
};
use crate::store::duty::{Audit, DutyReport, MissingRow};
use crate::wire::appointment::late_election_name;
use crate::wire::page::{self, Binding};
use crate::wire::read::within;
use crate::wire::violations::Violations;
use crate::wire::{change, name, time as wire_time};

/// How far ahead elections are told of, if a request does not say.
const AHEAD: Duration = Duration::days(90);
const FIRST_YEAR: i32 = 2000;
const FIRST_DAY: Date = date!(0001 - 01 - 01);

pub(crate) fn expiring(
    request: &pb::ListExpiringTermsRequest,
    call: &Call,
    today: Date,
) -> Result<ListExpiring, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListExpiringTermsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let within = within(&mut violations, &call.scope, &request.division);
    let by = wire_time::parse_date(&mut violations, "by", request.by.as_ref());
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| read_key(&key));
    violations.finish(Some(ListExpiring {
        within,
        by: by.unwrap_or_else(|| today.saturating_add(AHEAD)),
        today,
        after: after.unwrap_or((FIRST_DAY, String::new())),
        size,
        binding,
    }))
}

/// `2026-11-24 5133...`, as `ops` writes it.
fn read_key(key: &str) -> Option<(Date, String)> {
    let (day, code) = key.split_once(' ')?;
    let day = Date::parse(day, &time::format_description::well_known::Iso8601::DATE).ok()?;
    Some((day, code.to_owned()))
}

pub(crate) fn expiring_reply(expiring: Expiring) -> pb::ListExpiringTermsResponse {
    let term = |ExpiringTerm { row, late_until, state }: &ExpiringTerm| pb::ExpiringTerm {
        organization: name::organization(row.organization),
        title: row.title.clone(),
        term_number: row.term_number,
        ends_on: Some(wire_time::date(row.ends_on)),
        late_until: late_until.map(wire_time::date),
        state: enums::term_state(*state).into(),
        post_count: i32::try_from(row.posts).unwrap_or(i32::MAX),
        late_election: row.late_election.map(late_election_name).unwrap_or_default(),
    };
    pb::ListExpiringTermsResponse {
        terms: expiring.terms.iter().map(term).collect(),
        next_page_token: expiring.next_page_token,
    }
}

pub(crate) fn missing(
    request: &pb::ListMissingDutyReportsRequest,
    call: &Call,
    today: Date,
) -> Result<ListMissing, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListMissingDutyReportsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let year = year(&mut violations, "year", request.year, today);
    let within = within(&mut violations, &call.scope, &request.division);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    violations.finish(year.map(|year| ListMissing { within, year, after, size, binding }))
}

pub(crate) fn missing_reply(missing: Missing) -> pb::ListMissingDutyReportsResponse {
    let row = |row: &MissingRow| pb::MissingDutyReport {
        organization: name::organization(row.organization),
        title: row.title.clone(),
        post: post::post_name(row.organization, row.post),
    };
    pb::ListMissingDutyReportsResponse {
        missing: missing.rows.iter().map(row).collect(),
        next_page_token: missing.next_page_token,
    }
}

pub(crate) fn file(request: &pb::FileDutyReportRequest, ring: &Ring, today: Date) -> Result<FileReport, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse(&mut violations, "parent", &request.parent);
    let empty = pb::DutyReport::default();
    let source = request.duty_report.as_ref().unwrap_or(&empty);
    let year = year(&mut violations, "duty_report.year", source.year, today);
    let document = text(&mut violations, "duty_report.document", &source.document);
    let submitted_on =
        wire_time::require_past(&mut violations, "duty_report.submitted_on", source.submitted_on.as_ref(), today);
    if year.zip(submitted_on).is_some_and(|(year, submitted_on)| submitted_on.year() < year) {
        violations.note("duty_report.submitted_on", "must not be before the year reported on");
    }
    let report = organization.zip(year).zip(document).zip(submitted_on);
    violations.finish(report.map(|(((organization, year), document), submitted_on)| FileReport {
        ring: ring.clone(),
        report: DutyReport { organization, year, document, submitted_on },
    }))
}

pub(crate) fn file_reply(filed: Recorded<DutyReport>) -> pb::FileDutyReportResponse {
    let report = filed.what;
    let duty_report = pb::DutyReport {
        name: format!("{}/dutyReports/{}", name::organization(report.organization), report.year),
        year: report.year,
        document: report.document.as_str().to_owned(),
        submitted_on: Some(wire_time::date(report.submitted_on)),
        create_time: Some(wire_time::timestamp(filed.at)),
    };
    pb::FileDutyReportResponse { duty_report: Some(duty_report) }
}

pub(crate) fn audit(request: &pb::RecordOfficerAuditRequest, ring: &Ring, today: Date) -> Result<RecordAudit, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse(&mut violations, "parent", &request.parent);
    let empty = pb::OfficerAudit::default();
    let source = request.officer_audit.as_ref().unwrap_or(&empty);
    let audit = read_audit(&mut violations, organization, source, today);
    violations.finish(audit.map(|audit| RecordAudit { ring: ring.clone(), audit }))
}

fn read_audit(
    violations: &mut Violations,
    organization: Option<UnifiedCode>,
    source: &pb::OfficerAudit,
    today: Date,
) -> Option<Audit> {
    let document = text(violations, "officer_audit.document", &source.document);
    let auditor = text(violations, "officer_audit.auditor", &source.auditor);
    let period_start =
        wire_time::require_past(violations, "officer_audit.period_start", source.period_start.as_ref(), today);
    let period_end = wire_time::require_past(violations, "officer_audit.period_end", source.period_end.as_ref(), today);
    let completed_on =
        wire_time::require_past(violations, "officer_audit.completed_on", source.completed_on.as_ref(), today);
    if period_start.zip(period_end).is_some_and(|(start, end)| end < start) {
        violations.note("officer_audit.period_end", "must not be before period_start");
    }
    if period_end.zip(completed_on).is_some_and(|(end, completed)| completed < end) {
        violations.note("officer_audit.completed_on", "must not be before period_end");
    }
    Some(Audit {
        organization: organization?,
        document: document?,
        auditor: auditor?,
        period_start: period_start?,
        period_end: period_end?,
        completed_on: completed_on?,
    })
}

pub(crate) fn audit_reply(recorded: Recorded<Audit>) -> pb::RecordOfficerAuditResponse {
    let audit = recorded.what;
    let officer_audit = pb::OfficerAudit {
        name: format!("{}/officerAudits/{}", name::organization(audit.organization), recorded.id),
        document: audit.document.as_str().to_owned(),
        auditor: audit.auditor.as_str().to_owned(),
        period_start: Some(wire_time::date(audit.period_start)),
        period_end: Some(wire_time::date(audit.period_end)),
        completed_on: Some(wire_time::date(audit.completed_on)),
        create_time: Some(wire_time::timestamp(recorded.at)),
    };
    pb::RecordOfficerAuditResponse { officer_audit: Some(officer_audit) }
}

fn year(violations: &mut Violations, field: &str, year: i32, today: Date) -> Option<i32> {
    let right = (FIRST_YEAR..=today.year()).contains(&year);
    if !right {
        violations.note(field, format_args!("must be {FIRST_YEAR} to {}", today.year()));
    }
    right.then_some(year)
}

fn text<const MOST: usize>(violations: &mut Violations, field: &str, raw: &str) -> Option<Text<MOST>> {
    change::require(violations, field, raw);
    violations.take(field, Text::parse(raw))
}
