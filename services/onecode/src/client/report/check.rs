//! `onecode report check`: the pre-check of a file.

use std::io;

use inspection_domain::report::check::{Finding, Known, Severity, Told, check};
use inspection_domain::report::{Form, form_of};
use serde_json::json;
use time::Date;

use super::file::{self, ReportFile};
use super::refused;
use crate::args::ReportCheckArgs;
use crate::client::Failure;
use crate::exit::Exit;
use crate::messages::{Language, Message};
use crate::output::Printer;

pub(super) fn run(args: &ReportCheckArgs, today: Date, printer: &Printer) -> Result<Exit, Failure> {
    let report = file::read(&args.file)?;
    let form = form_of(report.kind, report.year).map_err(|refusal| refused(&refusal))?;
    let found = findings(form, report, today)?;
    let errors = count(&found, Severity::Error);
    if printer.is_json() {
        printer.value(&answer(form, &found, printer.language()))?;
    } else {
        show(form, &found, printer)?;
    }
    Ok(if errors == 0 { Exit::Done } else { Exit::Refused })
}

fn findings(form: &Form, report: ReportFile, today: Date) -> Result<Vec<Finding>, Failure> {
    let known = Known {
        last_year: report.last_year,
        rectification_report: report.rectification_report,
        simplified: report.simplified,
        ..Known::default()
    };
    check(form, report.year, &report.fields, &known, today).map_err(|refusal| refused(&refusal))
}

fn count(found: &[Finding], severity: Severity) -> usize {
    found.iter().filter(|finding| finding.severity == severity).count()
}

fn told(form: &Form, finding: &Finding, language: Language) -> Told {
    match language {
        Language::Zh => finding.problem.chinese(form),
        Language::En => finding.problem.english(form),
    }
}

fn answer(form: &Form, found: &[Finding], language: Language) -> serde_json::Value {
    let findings = found.iter().map(|finding| {
        let told = told(form, finding, language);
        json!({
            "rule": finding.rule.to_string(),
            "severity": finding.severity.as_str(),
            "fields": finding.fields,
            "description": told.what,
            "advice": told.fix,
        })
    });
    json!({
        "form": form.key,
        "acceptable": count(found, Severity::Error) == 0,
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn show(form: &Form, found: &[Finding], printer: &Printer) -> io::Result<()> {
    let language = printer.language();
    for finding in found {
        let told = told(form, finding, language);
        let severity = match (language, finding.severity) {
            (Language::Zh, Severity::Error) => "错误",
            (Language::Zh, Severity::Warning) => "警告",
            (Language::Zh, Severity::Hint) => "提示",
            (Language::En, severity) => severity.as_str(),
        };
        let fields = finding.fields.iter().map(|key| match language {
            Language::Zh => format!("{}（{key}）", form.label(key)),
            Language::En => key.clone(),
        });
        let fields = fields.collect::<Vec<_>>().join(if language == Language::Zh { "、" } else { ", " });
        printer.line(format!("{severity} {} {fields}: {}", finding.rule, told.what).trim_end())?;
        printer.line(&format!("  → {}", told.fix))?;
    }
    let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| count(found, severity));
    printer.line(&Message::ReportChecked(counts).text(language))
}

#[cfg(test)]
mod tests {
    use inspection_domain::report::{Content, Entry, Kind, Necessity};
    use time::macros::date;

    use super::*;

    #[test]
    fn findings_are_told_in_the_language_of_the_reader() {
        let form = form_of(Kind::Foundation, 2026).unwrap();
        let content: Content = [("volunteers".to_owned(), Entry::Integer(-1))].into_iter().collect();
        let found = check(form, 2026, &content, &Known::default(), date!(2027 - 01 - 10)).unwrap();
        let negative = |language| {
            let answer = answer(form, &found, language);
            assert_eq!(answer["acceptable"], false);
            let findings = answer["findings"].as_array().unwrap().clone();
            let negative = findings.into_iter().find(|it| it["fields"][0] == "volunteers").unwrap();
            negative["description"].as_str().unwrap().to_owned()
        };
        assert_eq!(negative(Language::Zh), "不应为负数");
        assert_eq!(negative(Language::En), "is negative");
    }

    #[test]
    fn a_simplified_report_leaves_out_what_only_a_whole_one_states() {
        let form = form_of(Kind::SocialGroup, 2026).unwrap();
        let found = |simplified: &str| {
            let text = format!("kind = 'social-group'\nyear = 2026\n{simplified}\n[fields]\n");
            findings(form, file::parse(&text, false).unwrap(), date!(2027 - 01 - 10)).unwrap()
        };
        let asked = |found: &[Finding], necessity: Necessity| {
            let of = form.fields().filter(|field| field.necessity == necessity && field.when.is_none());
            of.filter(|field| found.iter().any(|finding| finding.fields.contains(&field.key))).count()
        };
        let (whole, simplified) = (found(""), found("simplified = true"));
        assert!(asked(&whole, Necessity::Full) > 0);
        assert_eq!(asked(&simplified, Necessity::Full), 0);
        assert_eq!(asked(&simplified, Necessity::Always), asked(&whole, Necessity::Always));
    }
}
