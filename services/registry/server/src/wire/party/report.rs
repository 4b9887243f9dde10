//! Status reports: requests that make and list them, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::party::{CharterClause, Discipline, Instructor, MassOrganizations, OwnOrganization, PartyReport};
use time::Date;
use uow::Call;

use super::{enums, finding, name as party_name};
use crate::ops::party::report::{Recorded, Submit};
use crate::ops::party::reports::{Page, Reports};
use crate::store::party::report::Reported;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{change, name, time as wire_time};

const MOST_PEOPLE: i32 = 1_000_000;

pub(crate) fn report(request: &pb::ReportPartyStatusRequest, today: Date) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "parent", &request.parent);
    let empty = pb::PartyReport::default();
    let source = request.report.as_ref().unwrap_or(&empty);
    let valid_from = wire_time::require_past(&mut violations, "report.valid_from", source.valid_from.as_ref(), today);
    let basis = change::text(&mut violations, "report.basis", &source.basis);
    let report = particulars(&mut violations, source, today);
    let stated = code.zip(valid_from).zip(basis).zip(report);
    violations.finish(stated.map(|(((code, valid_from), basis), report)| Submit { code, valid_from, basis, report }))
}

pub(crate) fn report_reply(recorded: Recorded) -> pb::ReportPartyStatusResponse {
    pb::ReportPartyStatusResponse {
        report: Some(reported(&recorded.reported)),
        findings: finding::checked(&recorded.checked),
    }
}

pub(crate) fn list(request: &pb::ListPartyStatusReportsRequest, call: &Call) -> Result<Reports, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPartyStatusReportsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let below = binding.key(&mut violations, &request.page_token).and_then(|number| number.parse().ok());
    violations.finish(code.map(|code| Reports { scope: call.scope.clone(), code, below, size, binding }))
}

pub(crate) fn list_reply(page: Page) -> pb::ListPartyStatusReportsResponse {
    pb::ListPartyStatusReportsResponse {
        reports: page.reports.iter().map(reported).collect(),
        next_page_token: page.next_page_token,
    }
}

/// A report as its callers see it.
pub(super) fn reported(row: &Reported) -> pb::PartyReport {
    let report = &row.report;
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    pb::PartyReport {
        name: party_name::report(row.code, row.number),
        number: row.number,
        valid_from: Some(wire_time::date(row.valid_from)),
        basis: row.basis.as_str().to_owned(),
        full_member_count: count(report.full_members),
        probationary_member_count: count(report.probationary_members),
        staff_count: count(report.staff),
        own_organization: enums::own_organization(report.own_organization).into(),
        discipline: enums::discipline(report.discipline).into(),
        instructor: report.instructor.as_ref().map(|instructor| pb::PartyInstructor {
            department: party_name::department(&instructor.department),
            since_date: Some(wire_time::date(instructor.since)),
        }),
        trade_union: report.mass_organizations.trade_union,
        youth_league: report.mass_organizations.youth_league,
        womens_federation: report.mass_organizations.womens_federation,
        charter_clause: report.charter_clause.is_some(),
        charter_clause_date: report.charter_clause.and_then(|clause| clause.since).map(wire_time::date),
        department: row.department.clone(),
        record_time: Some(wire_time::timestamp(row.created_at)),
    }
}

fn particulars(violations: &mut Violations, source: &pb::PartyReport, today: Date) -> Option<PartyReport> {
    let full_members = count(violations, "report.full_member_count", source.full_member_count);
    let probationary_members = count(violations, "report.probationary_member_count", source.probationary_member_count);
    let staff = count(violations, "report.staff_count", source.staff_count);
    let own = enums::read_own_organization(source.own_organization);
    match own {
        None => violations.note("report.own_organization", "must be a value of the contract, not UNSPECIFIED"),
        Some(OwnOrganization::None) => {}
        Some(_) if full_members == Some(0) => {
            violations.note("report.own_organization", "must be NONE without full members");
        }
        Some(_) => {}
    }
    let discipline = enums::read_discipline(source.discipline);
    match discipline {
        None => violations.note("report.discipline", "must be a value of the contract, not UNSPECIFIED"),
        Some(Discipline::None) => {}
        Some(_) if own == Some(OwnOrganization::None) => {
            violations.note("report.discipline", "must be NONE without a party organisation of its own");
        }
        Some(_) => {}
    }
    let charter_date = source.charter_clause_date.as_ref();
    let charter_since = wire_time::parse_past(violations, "report.charter_clause_date", charter_date, today);
    if charter_date.is_some() && !source.charter_clause {
        violations.note("report.charter_clause_date", "must not be stated without charter_clause");
    }
    let instructor = source.instructor.as_ref().and_then(|stated| instructor(violations, stated, today));
    Some(PartyReport {
        full_members: full_members?,
        probationary_members: probationary_members?,
        staff: staff?,
        own_organization: own?,
        in_joint_branch: false,
        discipline: discipline?,
        instructor,
        mass_organizations: MassOrganizations {
            trade_union: source.trade_union,
            youth_league: source.youth_league,
            womens_federation: source.womens_federation,
        },
        charter_clause: source.charter_clause.then_some(CharterClause { since: charter_since }),
    })
}

fn instructor(violations: &mut Violations, stated: &pb::PartyInstructor, today: Date) -> Option<Instructor> {
    let department = party_name::parse_department(violations, "report.instructor.department", &stated.department);
    let since = wire_time::require_past(violations, "report.instructor.since_date", stated.since_date.as_ref(), today);
    department.zip(since).map(|(department, since)| Instructor { department, since })
}

fn count(violations: &mut Violations, field: &str, number: i32) -> Option<u32> {
    let read = u32::try_from(number).ok().filter(|_| number <= MOST_PEOPLE);
    if read.is_none() {
        violations.note(field, format_args!("must be 0 to {MOST_PEOPLE}"));
    }
    read
}
