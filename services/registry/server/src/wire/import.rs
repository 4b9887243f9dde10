//! Chunks of an import, and what became of their rows.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{Change, Patch, Status, Text};
use time::Date;
use vocab::name::problems;
use vocab::{CodeError, UnifiedCode};

use super::particulars::{Reader, Stated};
use super::violations::Violations;
use super::{enums, time as wire_time};
use crate::ops::import::{Chunk, Entry};

const MOST_ROWS: usize = 500;

/// One row, read.
pub(crate) type Row = Result<Box<Entry>, pb::ImportOutcome>;

/// Reads a chunk. A row that cannot be read is refused alone; a chunk that cannot be numbered is refused whole.
pub(crate) fn chunk(request: &pb::ImportOrganizationsRequest, import: &str, today: Date) -> Result<Chunk, Fault> {
    let mut violations = Violations::default();
    if request.first_row < 1 {
        violations.note("first_row", "must be 1 or more");
    }
    if !(1..=MOST_ROWS).contains(&request.rows.len()) {
        violations.note("rows", format_args!("has {} rows, must have 1 to {MOST_ROWS}", request.rows.len()));
    }
    violations.finish(Some(()))?;
    let numbered = (request.first_row..).zip(&request.rows);
    let rows = numbered.map(|(number, row)| self::row(number, row, today)).collect();
    Ok(Chunk { import: import.to_owned(), first_row: request.first_row, today, rows })
}

fn row(number: i64, row: &pb::ImportRow, today: Date) -> Row {
    let mut violations = Violations::default();
    let empty = pb::Organization::default();
    let source = row.organization.as_ref().unwrap_or(&empty);
    let code: Result<UnifiedCode, CodeError> = UnifiedCode::parse(&source.code);
    let code = violations.take("organization.code", code);
    check_kind(&mut violations, source.kind, code);
    if source.title.trim().is_empty() {
        violations.note("organization.title", "is required");
    }
    let status = stated_status(&mut violations, row.status);
    let kind = code.map(|code| code.class());
    let mut reader = Reader { source, kind, stated: Stated::Filled, today, violations: &mut violations };
    let patch = Patch {
        status,
        former_titles: reader.former_titles(),
        synthetic: row.synthetic.then_some(true),
        ..reader.patch()
    };
    let valid_from = wire_time::parse_past(&mut violations, "valid_from", row.valid_from.as_ref(), today);
    let basis = if row.basis.trim().is_empty() { "import" } else { &row.basis };
    let basis: Option<Text<200>> = violations.take("basis", Text::parse(basis));
    match violations.finish(code.zip(basis)) {
        Ok((code, basis)) => {
            let warnings = warnings(code, &source.title);
            Ok(Box::new(Entry { number, code, valid_from, basis, patch, warnings }))
        }
        Err(fault) => Err(refused(number, code, &fault)),
    }
}

/// The outcome of a row that was recorded, or said nothing new.
pub(crate) fn outcome(entry: &Entry, action: pb::ImportAction) -> pb::ImportOutcome {
    pb::ImportOutcome {
        row: entry.number,
        action: action.into(),
        code: entry.code.to_string(),
        problems: entry.warnings.clone(),
    }
}

/// The outcome of a row whose record the register refuses.
pub(crate) fn refused_by(entry: &Entry, field: &str, why: impl std::fmt::Display) -> pb::ImportOutcome {
    let mut outcome = outcome(entry, pb::ImportAction::Refused);
    outcome.problems.insert(0, problem(field, why.to_string(), false));
    outcome
}

/// The change that an entry asks for, on the day that it says or else on `default`.
pub(crate) fn change(entry: &Entry, default: Date) -> Change {
    let valid_from = entry.valid_from.unwrap_or(default);
    Change { valid_from, basis: entry.basis.clone(), patch: entry.patch.clone() }
}

fn refused(number: i64, code: Option<UnifiedCode>, fault: &Fault) -> pb::ImportOutcome {
    let reasons = fault.violations().iter();
    pb::ImportOutcome {
        row: number,
        action: pb::ImportAction::Refused.into(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        problems: reasons.map(|reason| problem(&reason.field, reason.description.clone(), false)).collect(),
    }
}

fn stated_status(violations: &mut Violations, number: i32) -> Option<Status> {
    let status = enums::read_status(number);
    if status.is_none() && number != 0 {
        violations.note("status", "must be a value of the contract");
    }
    status
}

fn check_kind(violations: &mut Violations, number: i32, code: Option<UnifiedCode>) {
    let stated = enums::read_kind(number);
    if stated.is_none() && number != 0 {
        violations.note("organization.kind", "must be a value of the contract");
    }
    if let Some((stated, code)) = stated.zip(code).filter(|(stated, code)| *stated != code.class()) {
        let says = format_args!("is {}, the code's second character says {}", stated, code.class()).to_string();
        violations.note("organization.kind", says);
    }
}

fn warnings(code: UnifiedCode, title: &str) -> Vec<pb::ImportProblem> {
    let of_code = code.warnings().into_iter().map(|warning| problem("organization.code", warning.to_string(), true));
    let of_title = problems(title).into_iter().map(|warning| problem("organization.title", warning.to_string(), true));
    of_code.chain(of_title).collect()
}

fn problem(field: &str, description: String, warning: bool) -> pb::ImportProblem {
    pb::ImportProblem { field: field.to_owned(), description, warning }
}
