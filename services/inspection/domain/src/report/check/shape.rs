//! Whether everything is filled in, and with what its field asks for (AI-09a to AI-09c, AI-09g).

use super::sheet::day;
use super::{Findings, Problem, Severity};
use crate::report::{Entry, Field, Necessity, Refusal, Type};

pub(super) fn check(findings: &mut Findings<'_>, simplified: bool) -> Result<(), Refusal> {
    let (form, content) = (findings.sheet.form, findings.sheet.content);
    for field in form.fields() {
        match content.get(&field.key).filter(|_| findings.sheet.filled(&field.key)) {
            Some(entry) => filled(findings, field, entry)?,
            None if asked(findings, field, simplified) => {
                findings.note("AI-09a", Severity::Error, [&field.key], Problem::Missing)?;
            }
            None => {}
        }
    }
    for key in content.keys().filter(|key| form.field(key).is_none()) {
        findings.note("AI-09b", Severity::Error, [key], Problem::NotAsked)?;
    }
    Ok(())
}

fn asked(findings: &Findings<'_>, field: &Field, simplified: bool) -> bool {
    let necessary = match field.necessity {
        Necessity::Always => true,
        Necessity::Full => !simplified,
        Necessity::No => false,
    };
    necessary && field.when.as_ref().is_none_or(|key| findings.sheet.yes(key) == Some(true))
}

fn filled(findings: &mut Findings<'_>, field: &Field, entry: &Entry) -> Result<(), Refusal> {
    let wrong = match (&field.of, entry) {
        (Type::Text { most }, Entry::Text(text)) => {
            (text.chars().count() > *most).then_some(Problem::TooLong { most: *most })
        }
        (Type::Integer { least, most }, Entry::Integer(value)) => outside(*value, *least, *most),
        (Type::Fen { signed: false }, Entry::Integer(value)) => outside(*value, 0, i64::MAX),
        (Type::Fen { signed: true }, Entry::Integer(_)) | (Type::Yes, Entry::Yes(_)) => None,
        (Type::Date { within_year }, Entry::Text(text)) => {
            let Some(day) = day(text) else { return not_of_type(findings, field) };
            let outside = *within_year && day.year() != findings.last.year();
            if outside {
                let problem = Problem::OutsideYear { year: findings.last.year() };
                return findings.note("AI-09g", Severity::Error, [&field.key], problem);
            }
            None
        }
        (Type::Choice(choices), Entry::Text(text)) if choices.contains(text) => None,
        (
            Type::Text { .. }
            | Type::Integer { .. }
            | Type::Fen { .. }
            | Type::Date { .. }
            | Type::Yes
            | Type::Choice(_),
            _,
        ) => return not_of_type(findings, field),
    };
    match wrong {
        Some(problem) => findings.note("AI-09c", Severity::Error, [&field.key], problem),
        None => Ok(()),
    }
}

fn outside(value: i64, least: i64, most: i64) -> Option<Problem> {
    if value < 0 && least >= 0 {
        return Some(Problem::Negative);
    }
    (!(least..=most).contains(&value)).then_some(Problem::OutOfRange { least, most })
}

fn not_of_type(findings: &mut Findings<'_>, field: &Field) -> Result<(), Refusal> {
    findings.note("AI-09b", Severity::Error, [&field.key], Problem::WrongType { of: field.of.clone() })
}
