//! Requests about records, and their replies.

use ::time::format_description::well_known::Iso8601;
use ::time::{Date, OffsetDateTime};
use credit_domain::display::{Display, Level};
use credit_domain::record::{Class, Kind, Record};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, time as day};
use crate::ops::record::{GetRecord, ListRecords, Listed};
use crate::ops::shown::Shown;
use crate::store::record::RecordFilter;

pub(crate) fn get(request: &pb::GetCreditRecordRequest, call: &Call, today: Date) -> Result<GetRecord, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_record(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetRecord { scope: call.scope.clone(), id, today }))
}

#[expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]
pub(crate) fn get_reply(got: Shown) -> pb::GetCreditRecordResponse {
    pb::GetCreditRecordResponse { credit_record: Some(shown(&got)) }
}

pub(crate) fn list(request: &pb::ListCreditRecordsRequest, call: &Call, today: Date) -> Result<ListRecords, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCreditRecordsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = name::parse_organization(&mut violations, "parent", &request.parent);
    let stated = kinds(&mut violations, &request.kinds);
    let classes = classes(&mut violations, &request.classes);
    let wanted = |kind: &Kind| {
        (stated.is_empty() || stated.contains(kind)) && (classes.is_empty() || classes.contains(&kind.class()))
    };
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(wanted).collect();
    if kinds.is_empty() {
        violations.note("kinds", "none of them is of the classes stated");
    }
    let counts_on = day::parse_date(&mut violations, "counts_on", request.counts_on.as_ref());
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| place(&key));
    violations.finish(organization.map(|organization| ListRecords {
        filter: RecordFilter { scope: call.scope.clone(), organization, kinds, counts_on },
        after,
        size,
        binding,
        today,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListCreditRecordsResponse {
    pb::ListCreditRecordsResponse {
        credit_records: listed.records.iter().map(shown).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn place(key: &str) -> Option<(Date, Uuid)> {
    let (day, id) = key.split_once(' ')?;
    Some((Date::parse(day, &Iso8601::DATE).ok()?, id.parse().ok()?))
}

fn kinds(violations: &mut Violations, numbers: &[i32]) -> Vec<Kind> {
    let read = |number: &i32| pb::RecordKind::try_from(*number).ok().and_then(read_kind);
    each(violations, "kinds", numbers, read)
}

fn classes(violations: &mut Violations, numbers: &[i32]) -> Vec<Class> {
    let read = |number: &i32| pb::RecordClass::try_from(*number).ok().and_then(read_class);
    each(violations, "classes", numbers, read)
}

fn each<T>(violations: &mut Violations, field: &str, numbers: &[i32], read: impl Fn(&i32) -> Option<T>) -> Vec<T> {
    let mut known = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        match read(number) {
            Some(value) => known.push(value),
            None => violations.note(format!("{field}[{at}]"), "must be a value of the contract, not UNSPECIFIED"),
        }
    }
    known
}

/// A record as the contract has it.
pub(crate) fn record(record: &Record, created_at: OffsetDateTime) -> pb::CreditRecord {
    let department = &record.department;
    pb::CreditRecord {
        name: name::record(record.id),
        organization: name::organization(record.organization),
        class: class(record.kind.class()).into(),
        kind: kind(record.kind).into(),
        source: record.source.clone(),
        document_number: record.document_number.clone(),
        department: if department.is_empty() { String::new() } else { format!("departments/{department}") },
        division: record.division.clone(),
        year: record.year.unwrap_or_default(),
        value: record.value.clone(),
        amount_fen: record.amount_fen.unwrap_or_default(),
        from_date: Some(day::date(record.from)),
        until_date: record.until.map(day::date),
        withdraw_date: record.withdrawn.map(day::date),
        obtain_date: Some(day::date(record.obtained)),
        create_time: Some(day::timestamp(created_at)),
        ..Default::default()
    }
}

/// A record as it is shown.
pub(crate) fn shown(shown: &Shown) -> pb::CreditRecord {
    let standing = &shown.standing;
    pb::CreditRecord {
        organization_known: standing.known,
        display: Some(display(&shown.display)),
        in_objection: standing.in_objection,
        further_departments: standing.further.iter().map(name::department).collect(),
        corrects: standing.corrects.map(name::record).unwrap_or_default(),
        repair_date: standing.repaired_on.map(day::date),
        ..record(&shown.record, shown.created_at)
    }
}

fn display(display: &Display) -> pb::RecordDisplay {
    let level = match display.level {
        Level::None => pb::DisplayLevel::None,
        Level::Minor => pb::DisplayLevel::Minor,
        Level::General => pb::DisplayLevel::General,
        Level::Serious => pb::DisplayLevel::Serious,
    };
    pb::RecordDisplay {
        level: level.into(),
        shown: display.shown,
        since_date: display.since.map(day::date),
        until_date: display.until.map(day::date),
        repairable_date: display.repairable.map(day::date),
        rules: display.rules.iter().map(ToString::to_string).collect(),
    }
}

/// A class as the contract has it.
pub(crate) fn class(class: Class) -> pb::RecordClass {
    match class {
        Class::Basic => pb::RecordClass::Basic,
        Class::AnnualReport => pb::RecordClass::AnnualReport,
        Class::Inspection => pb::RecordClass::Inspection,
        Class::Penalty => pb::RecordClass::Penalty,
        Class::Other => pb::RecordClass::Other,
    }
}

pub(crate) fn read_class(stated: pb::RecordClass) -> Option<Class> {
    let all = Kind::ALL.map(Kind::class);
    all.into_iter().find(|known| class(*known) == stated)
}

/// A kind as the contract has it.
pub(crate) fn kind(kind: Kind) -> pb::RecordKind {
    match kind {
        Kind::Registered => pb::RecordKind::Registered,
        Kind::StatusChanged => pb::RecordKind::StatusChanged,
        Kind::ReportConcluded => pb::RecordKind::ReportConcluded,
        Kind::ReportMissed => pb::RecordKind::ReportMissed,
        Kind::ReportRectificationMissed => pb::RecordKind::ReportRectificationMissed,
        Kind::CheckConcluded => pb::RecordKind::CheckConcluded,
        Kind::SeriousFinding => pb::RecordKind::SeriousFinding,
        Kind::RectificationMissed => pb::RecordKind::RectificationMissed,
        Kind::Penalty => pb::RecordKind::Penalty,
        Kind::Rating => pb::RecordKind::Rating,
        Kind::PartyGap => pb::RecordKind::PartyGap,
        Kind::CourtDefaulter => pb::RecordKind::CourtDefaulter,
        Kind::Unreachable => pb::RecordKind::Unreachable,
        Kind::FraudRevoked => pb::RecordKind::FraudRevoked,
        Kind::FundraisingUnqualified => pb::RecordKind::FundraisingUnqualified,
        Kind::OtherGround => pb::RecordKind::OtherGround,
        Kind::Commendation => pb::RecordKind::Commendation,
        Kind::Purchase => pb::RecordKind::Purchase,
        Kind::TaxCredit => pb::RecordKind::TaxCredit,
    }
}

/// The kind that a request states.
pub(crate) fn read_kind(stated: pb::RecordKind) -> Option<Kind> {
    Kind::ALL.into_iter().find(|known| kind(*known) == stated)
}
