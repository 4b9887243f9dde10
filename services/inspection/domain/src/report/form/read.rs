//! Reading form files, and everything that can be wrong with one.

use std::collections::BTreeMap;

use serde::Deserialize;
use statute::day;
use toml::value::Datetime;

use super::{Carried, Field, Form, Necessity, Section, Sum, Type};
use crate::report::Kind;

/// The greatest number that a field without its own limit takes.
const MOST: i64 = 1_000_000_000_000;
/// The most characters of a text without its own limit.
const LONGEST: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    edition: String,
    valid_from: Datetime,
    valid_to: Option<Datetime>,
    source: String,
    titles: BTreeMap<String, String>,
    section: Vec<SectionText>,
    #[serde(default)]
    sum: Vec<SumText>,
    #[serde(default)]
    carried: Vec<CarriedText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionText {
    key: String,
    title: String,
    fields: Vec<FieldText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldText {
    key: String,
    label: String,
    r#type: String,
    required: String,
    #[serde(default)]
    unit: String,
    kinds: Option<Vec<String>>,
    when: Option<String>,
    register: Option<String>,
    least: Option<i64>,
    most: Option<i64>,
    #[serde(default)]
    signed: bool,
    #[serde(default)]
    within_year: bool,
    #[serde(default)]
    choices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SumText {
    title: String,
    total: String,
    parts: Vec<String>,
    kinds: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CarriedText {
    opening: String,
    closing: String,
}

/// The forms of some files, or all that is wrong with them.
pub(super) fn forms(files: &[&str]) -> Result<Vec<Form>, Vec<String>> {
    let (mut forms, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match toml::from_str::<FileText>(file) {
            Ok(text) => Kind::ALL.into_iter().for_each(|kind| forms.extend(form(&text, kind, &mut problems))),
            Err(error) => problems.push(error.to_string()),
        }
    }
    for (place, form) in forms.iter().enumerate() {
        flaws(form, &mut problems);
        let earlier = forms[..place].iter().filter(|earlier| earlier.kind == form.kind);
        for earlier in earlier {
            if earlier.valid_to.is_none_or(|end| end > form.valid_from) {
                problems.push(format!("{}: {} has not ended when it begins", form.key, earlier.key));
            }
        }
    }
    if problems.is_empty() { Ok(forms) } else { Err(problems) }
}

fn form(text: &FileText, kind: Kind, problems: &mut Vec<String>) -> Option<Form> {
    let title = text.titles.get(kind.as_str());
    let valid_from = day(text.valid_from);
    if title.is_none() || valid_from.is_none() {
        problems.push(format!("{} has no title or no first day for {}", text.edition, kind.as_str()));
    }
    let sections = text.section.iter().map(|section| Section {
        key: section.key.clone(),
        title: section.title.clone(),
        fields: section
            .fields
            .iter()
            .filter(|field| asked(field.kinds.as_ref(), kind))
            .filter_map(|field| field_of(field, problems))
            .collect(),
    });
    let sections = sections.filter(|section| !section.fields.is_empty()).collect();
    let sums = text.sum.iter().filter(|sum| asked(sum.kinds.as_ref(), kind));
    Some(Form {
        key: format!("{}-{}", kind.as_str(), text.edition),
        kind,
        edition: text.edition.clone(),
        title: title?.clone(),
        valid_from: valid_from?,
        valid_to: text.valid_to.and_then(day),
        source: text.source.clone(),
        sections,
        sums: sums
            .map(|sum| Sum { title: sum.title.clone(), total: sum.total.clone(), parts: sum.parts.clone() })
            .collect(),
        carried: text
            .carried
            .iter()
            .map(|pair| Carried { opening: pair.opening.clone(), closing: pair.closing.clone() })
            .collect(),
    })
}

fn asked(kinds: Option<&Vec<String>>, kind: Kind) -> bool {
    kinds.is_none_or(|kinds| kinds.iter().any(|key| key == kind.as_str()))
}

fn field_of(text: &FieldText, problems: &mut Vec<String>) -> Option<Field> {
    let necessity = match text.required.as_str() {
        "always" => Some(Necessity::Always),
        "full" => Some(Necessity::Full),
        "no" => Some(Necessity::No),
        _ => None,
    };
    let most = text.most.unwrap_or(MOST);
    let of = match text.r#type.as_str() {
        "text" => Some(Type::Text { most: text.most.map_or(LONGEST, |most| usize::try_from(most).unwrap_or(LONGEST)) }),
        "integer" => Some(Type::Integer { least: text.least.unwrap_or(0), most }),
        "fen" => Some(Type::Fen { signed: text.signed }),
        "date" => Some(Type::Date { within_year: text.within_year }),
        "yes" => Some(Type::Yes),
        "choice" if text.choices.len() > 1 => Some(Type::Choice(text.choices.clone())),
        _ => None,
    };
    if necessity.is_none() || of.is_none() {
        problems.push(format!("{}: type or required is not a word of the form files", text.key));
    }
    Some(Field {
        key: text.key.clone(),
        label: text.label.clone(),
        of: of?,
        unit: if text.r#type == "fen" { "分".to_owned() } else { text.unit.clone() },
        necessity: necessity?,
        when: text.when.clone(),
        register: text.register.clone(),
    })
}

/// What names nothing, or is there twice.
fn flaws(form: &Form, problems: &mut Vec<String>) {
    let mut note = |problem: String| problems.push(format!("{}: {problem}", form.key));
    let number = |key: &str| form.field(key).is_some_and(|it| matches!(it.of, Type::Fen { .. } | Type::Integer { .. }));
    for (place, field) in form.fields().enumerate() {
        if form.fields().take(place).any(|other| other.key == field.key) {
            note(format!("{} is there twice", field.key));
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if field.key.is_empty() || !field.key.bytes().all(plain) || field.label.is_empty() {
            note(format!("{:?} is no key, or has no label", field.key));
        }
        if field.when.as_ref().is_some_and(|key| form.field(key).is_none_or(|field| field.of != Type::Yes)) {
            note(format!("{} depends on what is no yes or no", field.key));
        }
        if let Type::Integer { least, most } = field.of
            && least > most
        {
            note(format!("{} takes no number", field.key));
        }
    }
    for sum in &form.sums {
        for key in sum.parts.iter().chain([&sum.total]).filter(|key| !number(key)) {
            note(format!("{}: {key} is no number", sum.title));
        }
    }
    for pair in &form.carried {
        for key in [&pair.opening, &pair.closing].into_iter().filter(|key| !number(key)) {
            note(format!("{key} is carried and no number"));
        }
    }
    if form.valid_to.is_some_and(|end| end <= form.valid_from) {
        note("ends before it begins".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_is_legal_and_all_that_is_wrong_with_one_is_told() {
        assert_eq!(forms(&super::super::EDITIONS).map(|forms| forms.len()), Ok(3));
        let wrong = r#"
            edition = "x"
            valid_from = 2024-01-01
            valid_to = 2024-01-01
            source = ""
            titles = { social-group = "表", private-non-enterprise = "表", foundation = "表" }
            section = [{ key = "s", title = "节", fields = [
                { key = "a", label = "甲", type = "text", required = "always", when = "b" },
                { key = "a", label = "", type = "integer", required = "no", least = 2, most = 1 },
                { key = "c", label = "丙", type = "choice", required = "no", choices = ["一"] },
            ] }]
            sum = [{ title = "和", total = "a", parts = ["b"] }]
            carried = [{ opening = "a", closing = "b" }]
        "#;
        let problems = forms(&[wrong]).expect_err("much is wrong");
        let mine: Vec<&String> = problems.iter().filter(|problem| problem.starts_with("social-group")).collect();
        assert_eq!(mine.len(), 9, "{mine:#?}");
        assert_eq!(problems.iter().filter(|problem| problem.starts_with("c: type")).count(), 3);
    }

    #[test]
    fn an_edition_must_end_before_the_next_begins() {
        let later = super::super::EDITIONS[0].replace("valid_from = 2024-01-01", "valid_from = 2027-01-01");
        let problems = forms(&[super::super::EDITIONS[0], &later]).expect_err("the first has no end");
        assert_eq!(problems.len(), 3, "{problems:?}");
        let earlier = super::super::EDITIONS[0]
            .replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2027-01-01");
        assert_eq!(forms(&[&earlier, &later]).map(|forms| forms.len()), Ok(6));
    }
}
