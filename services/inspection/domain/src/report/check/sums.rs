//! Totals that must be the sum of their parts, and what opens the year as the last one closed (AI-09e, AI-09f).

use super::sheet::integer;
use super::{Findings, Known, Problem, Severity};
use crate::report::Refusal;

pub(super) fn check(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    let form = findings.sheet.form;
    for sum in &form.sums {
        let Some(total) = findings.sheet.integer(&sum.total) else { continue };
        let parts: Vec<i64> = sum.parts.iter().filter_map(|key| findings.sheet.integer(key)).collect();
        let found: i128 = parts.iter().map(|part| i128::from(*part)).sum();
        if !parts.is_empty() && found != i128::from(total) {
            let fields = [&sum.total].into_iter().chain(&sum.parts);
            let money = sum.total.ends_with("_fen");
            let problem = Problem::Unbalanced { title: sum.title.clone(), total, found, money };
            findings.note("AI-09e", Severity::Error, fields, problem)?;
        }
    }
    let Some(last_year) = &known.last_year else { return Ok(()) };
    let adjusted = findings.sheet.yes("opening_adjusted") == Some(true);
    for pair in &form.carried {
        let Some((opening, closing)) = findings.sheet.integer(&pair.opening).zip(integer(last_year, &pair.closing))
        else {
            continue;
        };
        if opening != closing {
            let severity = if adjusted { Severity::Hint } else { Severity::Error };
            let problem = Problem::NotCarried { closing: pair.closing.clone(), opening, closed: closing };
            findings.note("AI-09f", severity, [&pair.opening], problem)?;
        }
    }
    Ok(())
}
