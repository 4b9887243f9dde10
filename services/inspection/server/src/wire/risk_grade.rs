//! Requests about risk grades, and their replies.

use std::collections::HashSet;

use ::time::Date;
use fault::Fault;
use inspection_domain::risk::Grade;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use vocab::UnifiedCode;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, text, time};
use crate::ops::risk_grade::{ListGrades, Listed, Record};
use crate::store::risk_grade::GradeRow;

const MOST_GRADES: usize = 1_000;

pub(crate) fn record(request: &pb::RecordRiskGradesRequest, today: Date) -> Result<Record, Fault> {
    let mut violations = Violations::default();
    let valid_from = time::require_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let basis = text::text(&mut violations, "basis", &request.basis, 200);
    if !(1..=MOST_GRADES).contains(&request.grades.len()) {
        violations.note("grades", format_args!("must be 1 to {MOST_GRADES}"));
    }
    let mut seen = HashSet::new();
    let mut grades = Vec::with_capacity(request.grades.len().min(MOST_GRADES));
    for (at, stated) in request.grades.iter().take(MOST_GRADES).enumerate() {
        let field = format!("grades[{at}].organization");
        let code = name::parse_organization(&mut violations, &field, &stated.organization);
        if code.is_some_and(|code| !seen.insert(code)) {
            violations.note(field, "is there twice");
        }
        let grade = read_grade(stated.grade);
        if grade.is_none() {
            violations.note(format!("grades[{at}].grade"), "must be a value of the contract, not UNSPECIFIED");
        }
        grades.extend(code.zip(grade));
    }
    let stated = valid_from.zip(basis);
    violations.finish(stated.map(|(valid_from, basis)| Record { valid_from, basis, grades }))
}

pub(crate) fn record_reply(recorded: usize) -> pb::RecordRiskGradesResponse {
    pb::RecordRiskGradesResponse { recorded_count: i32::try_from(recorded).unwrap_or(i32::MAX) }
}

pub(crate) fn list(request: &pb::ListRiskGradesRequest, call: &Call, today: Date) -> Result<ListGrades, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRiskGradesRequest { page_size: 0, page_token: String::new(), ..*request };
    let binding = Binding::new(call, &bare);
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(Some(ListGrades {
        department: call.department.clone(),
        division: call.division.clone(),
        day,
        after: after.and_then(|code| UnifiedCode::parse_vouched(&code).ok()),
        size,
        binding,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListRiskGradesResponse {
    pb::ListRiskGradesResponse {
        grades: listed.rows.iter().map(graded).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// What a department recorded.
pub(crate) fn recorded(department: &str, command: &Record) -> pb::RiskGradesRecorded {
    let stated = |(code, given): &(UnifiedCode, Grade)| pb::StatedRiskGrade {
        organization: name::organization(*code),
        grade: grade(*given).into(),
    };
    pb::RiskGradesRecorded {
        department: name::department(department),
        valid_from: Some(time::date(command.valid_from)),
        basis: command.basis.clone(),
        grades: command.grades.iter().map(stated).collect(),
    }
}

/// A grade as the contract has it.
pub(crate) fn grade(grade: Grade) -> pb::RiskGrade {
    match grade {
        Grade::A => pb::RiskGrade::A,
        Grade::B => pb::RiskGrade::B,
        Grade::C => pb::RiskGrade::C,
        Grade::D => pb::RiskGrade::D,
    }
}

fn read_grade(number: i32) -> Option<Grade> {
    match pb::RiskGrade::try_from(number).ok()? {
        pb::RiskGrade::Unspecified => None,
        pb::RiskGrade::A => Some(Grade::A),
        pb::RiskGrade::B => Some(Grade::B),
        pb::RiskGrade::C => Some(Grade::C),
        pb::RiskGrade::D => Some(Grade::D),
    }
}

fn graded(row: &GradeRow) -> pb::OrganizationRiskGrade {
    let stored = row.grade.parse().map(grade).unwrap_or_default(); // a constraint has the letters
    pb::OrganizationRiskGrade {
        organization: name::organization(row.code),
        grade: stored.into(),
        valid_from: Some(time::date(row.valid_from)),
        basis: row.basis.clone(),
        department: name::department(&row.department),
        record_time: Some(time::timestamp(row.created_at)),
    }
}
