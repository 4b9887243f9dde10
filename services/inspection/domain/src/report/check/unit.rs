//! Amounts in the wrong unit: 万元 or fen where yuan was meant, as last year's amounts suggest (AI-09d, AI-09i).

use super::sheet::integer;
use super::{Findings, Known, Problem, Severity};
use crate::report::{Content, Refusal, Type, cited};

/// How far an amount may change from one year to the next and still be taken for the same one in another unit: threefold.
const LATITUDE: i128 = 3;

/// With so many amounts off by the same factor it is no coincidence.
const CERTAIN: usize = 2;

pub(super) fn check(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    let Some(last_year) = &known.last_year else { return Ok(()) };
    for rule in ["AI-09d", "AI-09i"] {
        let factor = cited(rule, findings.today)?.value();
        for smaller in [true, false] {
            let keys = off_by(findings, last_year, i128::from(factor), smaller);
            if keys.is_empty() {
                continue;
            }
            let severity = if keys.len() >= CERTAIN { Severity::Error } else { Severity::Warning };
            findings.note(rule, severity, keys, Problem::WrongUnit { factor, smaller })?;
        }
    }
    Ok(())
}

/// The amounts that are some `factor` times smaller, or greater, than last year's.
fn off_by(findings: &Findings<'_>, last_year: &Content, factor: i128, smaller: bool) -> Vec<String> {
    let form = findings.sheet.form;
    let money = form.fields().filter(|field| matches!(field.of, Type::Fen { .. }));
    let opening = |key: &str| form.carried.iter().any(|pair| pair.opening == key);
    let off = money.filter(|field| !opening(&field.key)).filter(|field| {
        let now = findings.sheet.integer(&field.key).map(|value| i128::from(value).abs()).filter(|value| *value > 0);
        let then = integer(last_year, &field.key).map(|value| i128::from(value).abs()).filter(|value| *value > 0);
        now.zip(then).is_some_and(|(now, then)| {
            let (low, high) = if smaller { (now, then) } else { (then, now) };
            let scaled = low * factor;
            scaled < high * LATITUDE && high < scaled * LATITUDE
        })
    });
    off.map(|field| field.key.clone()).collect()
}
