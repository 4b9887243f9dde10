//! Reading a rule file: everything that is wrong is found before it is refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use time::{Date, Month};
use toml::value::Datetime;

use crate::problem::RuleBookError;
use crate::rule::{Mark, Rule, Threshold, Unit, Version};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    #[serde(default)]
    rule: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    version: Vec<VersionText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    #[serde(default)]
    text: String,
    threshold: Option<ThresholdText>,
    valid_from: Option<Datetime>,
    valid_to: Option<Datetime>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    mark: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThresholdText {
    value: Option<i64>,
    unit: Option<String>,
}

/// The rules of a file by id.
pub(crate) fn rules(toml: &str) -> Result<BTreeMap<String, Rule>, RuleBookError> {
    let file: FileText =
        toml::from_str(toml).map_err(|error| RuleBookError::new(vec![error.to_string().trim_end().to_owned()]))?;
    let mut problems = Vec::new();
    let mut rules = BTreeMap::new();
    if file.rule.is_empty() {
        problems.push("there is no rule in it".to_owned());
    }
    for text in file.rule {
        let rule = rule(text, &mut problems);
        if rules.contains_key(&rule.id) {
            problems.push(format!("{}: the id is there twice", rule.id));
        }
        rules.insert(rule.id.clone(), rule);
    }
    if problems.is_empty() { Ok(rules) } else { Err(RuleBookError::new(problems)) }
}

fn rule(text: RuleText, problems: &mut Vec<String>) -> Rule {
    let id = text.id;
    if !is_id(&id) {
        problems.push(format!("{id:?} is no id of a rule: capitals, a hyphen, digits, at most one small letter"));
    }
    let mut note = |problem: String| problems.push(format!("{id}: {problem}"));
    if text.title.trim().is_empty() {
        note("no title".to_owned());
    }
    if text.version.is_empty() {
        note("no version".to_owned());
    }
    let versions: Vec<Version> =
        text.version.into_iter().zip(1..).map(|(text, number)| version(text, number, &mut note)).collect();
    for pair in versions.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        if later.valid_from <= earlier.valid_from {
            note(format!("version {} does not begin after version {}", later.number, earlier.number));
        } else if earlier.valid_to.is_none_or(|end| end > later.valid_from) {
            note(format!("versions {} and {} overlap", earlier.number, later.number));
        }
    }
    Rule { id, title: text.title, versions }
}

fn version(text: VersionText, number: u32, note: &mut impl FnMut(String)) -> Version {
    let mut note = |problem: String| note(format!("version {number}: {problem}"));
    if text.text.trim().is_empty() {
        note("no text".to_owned());
    }
    if text.source.trim().is_empty() {
        note("no source".to_owned());
    }
    let mark = Mark::parse(&text.mark).unwrap_or_else(|| {
        note(format!("unknown mark {:?}", text.mark));
        Mark::MemoryLow
    });
    let threshold = text.threshold.as_ref().and_then(|text| threshold(text, &mut note));
    let valid_from = text.valid_from.map(day);
    if valid_from.is_none() {
        note("no valid_from".to_owned());
    }
    let valid_to = text.valid_to.map(day);
    if valid_from == Some(None) || valid_to == Some(None) {
        note("valid_from and valid_to are plain dates".to_owned());
    }
    let (valid_from, valid_to) = (valid_from.flatten().unwrap_or(Date::MIN), valid_to.flatten());
    if valid_to.is_some_and(|end| end <= valid_from) {
        note("valid_to is not after valid_from".to_owned());
    }
    Version { number, text: text.text, threshold, valid_from, valid_to, source: text.source, mark }
}

fn threshold(text: &ThresholdText, note: &mut impl FnMut(String)) -> Option<Threshold> {
    let unit = text.unit.as_deref().map(|word| (word, Unit::parse(word)));
    match unit {
        None => note("threshold without unit".to_owned()),
        Some((word, None)) => note(format!("unknown unit {word:?}")),
        Some(_) => {}
    }
    if text.value.is_none() {
        note("threshold without value".to_owned());
    }
    let threshold = Threshold { value: text.value?, unit: unit?.1? };
    if !threshold.is_possible() {
        note(format!("{} {} is no threshold", threshold.value, threshold.unit));
    }
    Some(threshold)
}

/// The day that a data file states; none, if it states an hour too.
#[must_use]
pub fn day(datetime: Datetime) -> Option<Date> {
    let Datetime { date: Some(date), time: None, offset: None } = datetime else { return None };
    Date::from_calendar_date(i32::from(date.year), Month::try_from(date.month).ok()?, date.day).ok()
}

/// `REG-05` or `REG-05a`.
fn is_id(id: &str) -> bool {
    let Some((series, number)) = id.split_once('-') else { return false };
    let digits = number.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(number);
    !series.is_empty()
        && series.chars().all(|c| c.is_ascii_uppercase())
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
}
