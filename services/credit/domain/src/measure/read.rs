//! Reading the file of measures: everything that is wrong is found before it is refused.

use serde::Deserialize;
use statute::{Mark, day};
use toml::value::Datetime;

use super::{Measure, Target};

/// The longest term, in working days; what is longer is a slip of the keyboard.
const LONGEST: u32 = 250;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    measure: Vec<MeasureText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureText {
    key: String,
    title: String,
    target: String,
    action: String,
    rule: String,
    departments: Vec<String>,
    term_working_days: u32,
    valid_from: Datetime,
    valid_to: Option<Datetime>,
    source: String,
    mark: String,
}

/// The measures of a file, or all that is wrong with it.
pub(super) fn measures(toml: &str) -> Result<Vec<Measure>, Vec<String>> {
    let file: FileText = toml::from_str(toml).map_err(|error| vec![error.to_string().trim_end().to_owned()])?;
    let mut problems = Vec::new();
    let read: Vec<Measure> = file.measure.into_iter().filter_map(|text| measure(text, &mut problems)).collect();
    for (place, one) in read.iter().enumerate() {
        let overlap = |other: &Measure| {
            other.key == one.key
                && one.valid_to.is_none_or(|end| other.valid_from < end)
                && other.valid_to.is_none_or(|end| one.valid_from < end)
        };
        if read.iter().take(place).any(overlap) {
            problems.push(format!("{}: is declared twice for the same days", one.key));
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn measure(text: MeasureText, problems: &mut Vec<String>) -> Option<Measure> {
    let key = text.key.clone();
    let mut require = |good: bool, problem: &str| {
        if !good {
            problems.push(format!("{key}: {problem}"));
        }
    };
    let (target, mark) = (Target::parse(&text.target), Mark::parse(&text.mark));
    let (from, to) = (day(text.valid_from), text.valid_to.map(day));
    let mut departments = text.departments.clone();
    departments.sort();
    departments.dedup();
    require(is_key(&text.key), "is no key");
    require(!text.title.trim().is_empty(), "has no title");
    require(!text.action.trim().is_empty(), "says nothing to be done");
    require(!text.rule.is_empty(), "rests on no rule");
    require(!text.source.trim().is_empty(), "has no source");
    require(target.is_some(), "is for nobody known");
    require(mark.is_some(), "has no mark");
    require(from.is_some() && to != Some(None), "has a day that is none");
    require(to.flatten().is_none_or(|to| from < Some(to)), "ends before it begins");
    require(!departments.is_empty() && departments.iter().all(|key| is_key(key)), "has no departments, or a wrong key");
    require(departments.len() == text.departments.len(), "has a department twice");
    require((1..=LONGEST).contains(&text.term_working_days), "has no term of 1 to 250 working days");
    Some(Measure {
        key: text.key,
        title: text.title,
        target: target?,
        action: text.action,
        rule: text.rule,
        departments: text.departments,
        term_working_days: text.term_working_days,
        valid_from: from?,
        valid_to: to.flatten(),
        source: text.source,
        mark: mark?,
    })
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::measures;

    const GOOD: &str = include_str!("../../data/measures.toml");

    #[test]
    fn the_file_can_be_read() {
        assert_eq!(measures(GOOD).map(|all| all.len() > 10), Ok(true));
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_told() {
        let wrong = r#"
            [[measure]]
            key = "A b"
            title = " "
            target = "nobody"
            action = ""
            rule = ""
            departments = ["tax", "tax"]
            term_working_days = 0
            valid_from = 2020-01-02
            valid_to = 2020-01-01
            source = ""
            mark = "x"
        "#;
        assert_eq!(measures(wrong).map_err(|problems| problems.len()), Err(10));
        assert!(measures(&format!("{GOOD}\n{GOOD}")).is_err_and(|problems| problems.len() > 10));
        assert!(measures("[[measure]]\nkey = 'a'").is_err_and(|problems| problems[0].contains("missing field")));
    }
}
