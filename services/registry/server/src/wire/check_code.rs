//! What can be told of a code (统一社会信用代码核验), for its callers. A resident's ID number is never repeated (USCC-07).

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use vocab::code::{CheckCharacter, CodeParts, CodeReport, CodeWarning};
use vocab::{CodeError, division};

use super::violations::Violations;

const LONGEST: usize = 64;

pub(crate) fn check_code(request: &pb::CheckCodeRequest) -> Result<&str, Fault> {
    let mut violations = Violations::default();
    let length = request.code.chars().count();
    if !(1..=LONGEST).contains(&length) {
        violations.note("code", format_args!("has {length} characters, must have 1 to {LONGEST}"));
    }
    violations.finish(Some(&request.code))
}

pub(crate) fn reply(report: &CodeReport) -> pb::CheckCodeResponse {
    let failures = report.failures.iter().map(|failure| problem(rule(failure), failure.to_string(), false));
    let warnings = report.warnings.iter().map(|warning| problem(rule_of(*warning), warning.to_string(), true));
    pb::CheckCodeResponse {
        valid: report.code.is_some(),
        code: report.code.map(|code| code.to_string()).unwrap_or_default(),
        parts: report.parts.as_ref().map(parts).unwrap_or_default(),
        problems: failures.chain(warnings).collect(),
        suggestions: report.candidates.iter().map(|candidate| candidate.code.to_string()).collect(),
        resident_id_number: report.failures.contains(&CodeError::LooksLikeIdNumber),
    }
}

fn problem(rule: &str, description: String, warning: bool) -> pb::CodeProblem {
    pb::CodeProblem { rule: rule.to_owned(), description, warning }
}

/// The rule of the catalogue that a failure breaks.
fn rule(failure: &CodeError) -> &'static str {
    match failure {
        CodeError::Empty
        | CodeError::Length { .. }
        | CodeError::IllegalCharacter { .. }
        | CodeError::Department { .. }
        | CodeError::Class { .. }
        | CodeError::Division { .. } => "USCC-01",
        CodeError::OrganizationCheck { .. } => "USCC-04",
        CodeError::Check { .. } => "USCC-03",
        CodeError::LooksLikeIdNumber => "USCC-07",
    }
}

/// The rule that makes a right code worth a second look.
fn rule_of(warning: CodeWarning) -> &'static str {
    match warning {
        CodeWarning::UncommonClass => "USCC-01",
        CodeWarning::UnknownDivision(_) | CodeWarning::AbolishedDivision(_) => "USCC-08",
    }
}

fn parts(parts: &CodeParts) -> Vec<pb::CodePart> {
    let department = if parts.department == '5' { "民政" } else { "" };
    let class = parts.class.map_or("", |class| class.chinese());
    let division = parts.division.map(|code| code.to_string()).unwrap_or_default();
    let place = parts.division.and_then(division::full_name).unwrap_or_default();
    let class_digit = parts.class.map(|class| char::from(class.digit()).to_string()).unwrap_or_default();
    vec![
        part(1, 1, parts.department.to_string(), department),
        part(2, 2, class_digit, class),
        part(3, 8, division, &place),
        part(9, 16, parts.body.clone(), "主体标识码（组织机构代码）"),
        part(17, 17, parts.organization_check.found.to_string(), &check("主体标识码校验码", parts.organization_check)),
        part(18, 18, parts.check.found.to_string(), &check("校验码", parts.check)),
    ]
}

fn part(from: i32, to: i32, value: String, meaning: &str) -> pb::CodePart {
    pb::CodePart { from, to, value, meaning: meaning.to_owned() }
}

fn check(what: &str, character: CheckCharacter) -> String {
    if character.found == character.expected {
        what.to_owned()
    } else {
        format!("{what}，应为 {}", character.expected)
    }
}
