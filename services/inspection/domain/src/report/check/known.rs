//! What differs from the register, and papers that last year's outcome asks for (AI-09, AI-09h, AI-01).

use super::sheet::day;
use super::{Findings, Known, Previous, Problem, Severity};
use crate::report::conclude::Value;
use crate::report::{Entry, Refusal, campaign};

pub(super) fn check(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    let (form, content) = (findings.sheet.form, findings.sheet.content);
    for field in form.fields() {
        let Some(particular) = &field.register else { continue };
        let Some((stated, registered)) = content.get(&field.key).zip(known.register.get(particular)) else { continue };
        if !same(stated, registered) && findings.sheet.filled(&field.key) {
            let severity = if particular == "code" { Severity::Error } else { Severity::Warning };
            let problem =
                Problem::NotAsRegistered { registered: registered.clone(), money: field.key.ends_with("_fen") };
            findings.note("AI-09h", severity, [&field.key], problem)?;
        }
    }
    let established = match known.register.get("established_on") {
        Some(Entry::Text(text)) => day(text),
        Some(Entry::Yes(_) | Entry::Integer(_)) | None => None,
    };
    if let Some(established) = established {
        let terms = campaign::terms(form.kind, findings.last.year(), findings.today)?;
        if established > terms.registered_by {
            findings.note("AI-01", Severity::Hint, ["established_on"], Problem::NotDue { by: terms.registered_by })?;
        }
    }
    let rectified = match known.previous {
        Previous::Unknown | Previous::Concluded(Value::Qualified) => true,
        Previous::Concluded(Value::BasicallyQualified | Value::Unqualified) | Previous::Missed => {
            known.rectification_report
        }
    };
    if !rectified {
        let none: [String; 0] = [];
        findings.note(
            "AI-09",
            Severity::Error,
            none,
            Problem::RectificationReportMissing { previous: known.previous },
        )?;
    }
    Ok(())
}

/// Blanks and the width of characters make no difference.
fn same(stated: &Entry, registered: &Entry) -> bool {
    match (stated, registered) {
        (Entry::Text(stated), Entry::Text(registered)) => folded(stated) == folded(registered),
        (Entry::Integer(_) | Entry::Yes(_) | Entry::Text(_), _) => stated == registered,
    }
}

fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}
