//! `onecode report form`: an empty form with its labels.

use std::fmt::Write as _;

use inspection_domain::report::{Field, Form, Necessity, Type, form_of};
use serde_json::json;
use time::Date;

use super::{last_year, refused};
use crate::args::ReportFormArgs;
use crate::client::Failure;
use crate::exit::Exit;
use crate::output::Printer;

pub(super) fn print(args: &ReportFormArgs, today: Date, printer: &Printer) -> Result<Exit, Failure> {
    let year = args.year.unwrap_or_else(|| last_year(today));
    let form = form_of(args.kind, year).map_err(|refusal| refused(&refusal))?;
    if printer.is_json() {
        let fields: serde_json::Map<_, _> =
            form.fields().map(|field| (field.key.clone(), serde_json::Value::Null)).collect();
        printer.value(&json!({ "kind": form.kind.as_str(), "year": year, "fields": fields }))?;
    } else {
        printer.line(empty(form, year).trim_end())?;
    }
    Ok(Exit::Done)
}

/// The form as TOML: a line a field, a comment until it is filled in.
fn empty(form: &Form, year: i32) -> String {
    let mut text = format!(
        "# {}（{}）\nkind = \"{}\"\nyear = {year}\n# rectification_report = true # 已备整改报告\n\
         # simplified = true # 4A以上等级，按简化年报填报（AI-08）\n\n[fields]\n",
        form.title,
        form.edition,
        form.kind.as_str()
    );
    for section in &form.sections {
        let _ = write!(text, "\n# ── {}\n", section.title);
        for field in &section.fields {
            let _ = writeln!(text, "# {} = {} # {}", field.key, blank(field), note(form, field));
        }
    }
    text.push_str("\n# [last_year] # 上年度所报内容，用于核对年初数和金额单位\n");
    text
}

/// What a value looks like.
fn blank(field: &Field) -> &'static str {
    match field.of {
        Type::Text { .. } | Type::Choice(_) => "\"\"",
        Type::Integer { .. } | Type::Fen { .. } => "0",
        Type::Date { .. } => "2026-12-31",
        Type::Yes => "false",
    }
}

fn note(form: &Form, field: &Field) -> String {
    let mut note = field.label.clone();
    if !field.unit.is_empty() {
        let _ = write!(note, "（{}）", field.unit);
    }
    if let Type::Choice(choices) = &field.of {
        let _ = write!(note, "：{}", choices.join("、"));
    }
    note.push_str(match field.necessity {
        Necessity::Always => "，必填",
        Necessity::Full => "，必填（简化时可不填）",
        Necessity::No => "",
    });
    if let Some(when) = &field.when {
        let _ = write!(note, "，“{}”为是时", form.label(when));
    }
    note
}

#[cfg(test)]
mod tests {
    use inspection_domain::report::Kind;

    use super::*;

    #[test]
    fn an_empty_form_is_toml_with_every_label_and_with_every_comment_taken_away_too() {
        for kind in Kind::ALL {
            let form = form_of(kind, 2026).unwrap();
            let text = empty(form, 2026);
            assert!(text.parse::<toml::Table>().is_ok());
            assert!(form.fields().all(|field| text.contains(&field.label)));
            let filled: String = text
                .lines()
                .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line))
                .fold(String::new(), |all, line| all + line + "\n");
            let table = filled.parse::<toml::Table>().unwrap();
            assert_eq!(table["fields"].as_table().unwrap().len(), form.fields().count());
        }
    }
}
