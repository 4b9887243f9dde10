//! A report that nothing is wrong with, and what is found of it after a change.

use inspection_domain::report::check::{Finding, Known, Problem, Severity, check};
use inspection_domain::report::{Content, Entry, Form, Kind, Type, form_of};
use time::Date;
use time::macros::date;

pub(crate) const YEAR: i32 = 2026;
pub(crate) const TODAY: Date = date!(2027 - 02 - 01);

pub(crate) fn form(kind: Kind) -> &'static Form {
    form_of(kind, YEAR).expect("an edition is for it")
}

/// Everything filled in, every sum right.
pub(crate) fn whole(kind: Kind) -> Content {
    let mut content = Content::new();
    for field in form(kind).fields() {
        let entry = match &field.of {
            Type::Text { .. } => Entry::Text("按章程开展活动".to_owned()),
            Type::Integer { least, .. } => Entry::Integer(*least),
            Type::Fen { .. } => Entry::Integer(0),
            Type::Date { .. } => Entry::Text("2026-05-20".to_owned()),
            Type::Yes => Entry::Yes(false),
            Type::Choice(choices) => Entry::Text(choices.last().expect("there are choices").clone()),
        };
        content.insert(field.key.clone(), entry);
    }
    for (key, value) in [
        ("registered_capital_fen", 300_000_000),
        ("staff_full_time", 3),
        ("staff_part_time", 2),
        ("staff_total", 5),
        ("cash_fen", 200_000_000),
        ("current_assets_fen", 300_000_000),
        ("fixed_assets_fen", 100_000_000),
        ("assets_fen", 400_000_000),
        ("current_liabilities_fen", 50_000_000),
        ("liabilities_fen", 50_000_000),
        ("unrestricted_net_assets_fen", 350_000_000),
        ("net_assets_fen", 350_000_000),
        ("opening_assets_fen", 380_000_000),
        ("opening_liabilities_fen", 50_000_000),
        ("opening_net_assets_fen", 330_000_000),
        ("donation_income_fen", 60_000_000),
        ("service_income_fen", 40_000_000),
        ("income_fen", 100_000_000),
        ("activity_costs_fen", 76_000_000),
        ("management_costs_fen", 4_000_000),
        ("costs_fen", 80_000_000),
        ("net_change_fen", 20_000_000),
        ("charity_spending_fen", 76_000_000),
        ("previous_income_fen", 90_000_000),
        ("average_income_fen", 95_000_000),
        ("wages_and_office_fen", 4_000_000),
    ] {
        if content.contains_key(key) {
            content.insert(key.to_owned(), Entry::Integer(value));
        }
    }
    content
}

/// The same with some numbers stated otherwise.
pub(crate) fn with(kind: Kind, numbers: &[(&str, i64)]) -> Content {
    let mut content = whole(kind);
    content.extend(numbers.iter().map(|(key, value)| ((*key).to_owned(), Entry::Integer(*value))));
    content
}

/// And some answers.
pub(crate) fn answered(mut content: Content, answers: &[(&str, bool)]) -> Content {
    content.extend(answers.iter().map(|(key, yes)| ((*key).to_owned(), Entry::Yes(*yes))));
    content
}

pub(crate) fn found(kind: Kind, content: &Content, known: &Known) -> Vec<Finding> {
    check(form(kind), YEAR, content, known, TODAY).expect("the rules are in force")
}

/// What is found of an association of which nothing is known, as rule, severity and first field.
pub(crate) fn told(kind: Kind, content: &Content, known: &Known) -> Vec<(String, Severity, String)> {
    let short = |finding: Finding| {
        (finding.rule.to_string(), finding.severity, finding.fields.first().cloned().unwrap_or_default())
    };
    found(kind, content, known).into_iter().map(short).collect()
}

pub(crate) fn problems(kind: Kind, content: &Content, known: &Known) -> Vec<Problem> {
    found(kind, content, known).into_iter().map(|finding| finding.problem).collect()
}
