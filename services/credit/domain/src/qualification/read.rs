//! Reading the file of kinds: everything that is wrong is found before it is refused.

use serde::Deserialize;
use statute::{Mark, day};
use toml::value::Datetime;

use super::{BarCount, BarRule, CountsFrom, Ground, Kind, Proof, Signal, Terms};
use crate::eligibility::Purpose;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    qualification: Vec<TermsText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsText {
    kind: String,
    purpose: String,
    lead: String,
    departments: Vec<String>,
    proposed_only: bool,
    basis: String,
    validity: Option<String>,
    counts_from: String,
    renew_before: Option<String>,
    renew_after: Option<String>,
    valid_from: Datetime,
    valid_to: Option<Datetime>,
    source: String,
    mark: String,
    proofs: Vec<ProofText>,
    grounds: Vec<GroundText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProofText {
    document_kind: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundText {
    key: String,
    title: String,
    rule: String,
    bar: Option<String>,
    bar_counts: Option<String>,
    #[serde(default)]
    forever: bool,
    signal: Option<String>,
}

/// The kinds of a file, or all that is wrong with it.
pub(super) fn terms(toml: &str) -> Result<Vec<Terms>, Vec<String>> {
    let file: FileText = toml::from_str(toml).map_err(|error| vec![error.to_string().trim_end().to_owned()])?;
    let mut problems = Vec::new();
    let read: Vec<Terms> = file.qualification.into_iter().filter_map(|text| one(text, &mut problems)).collect();
    for (place, one) in read.iter().enumerate() {
        let overlap = |other: &Terms| {
            other.kind == one.kind
                && one.valid_to.is_none_or(|end| other.valid_from < end)
                && other.valid_to.is_none_or(|end| one.valid_from < end)
        };
        if read.iter().take(place).any(overlap) {
            problems.push(format!("{}: is declared twice for the same days", one.kind.as_str()));
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn one(text: TermsText, problems: &mut Vec<String>) -> Option<Terms> {
    let name = text.kind.clone();
    let mut require = |good: bool, problem: &str| {
        if !good {
            problems.push(format!("{name}: {problem}"));
        }
    };
    let (kind, mark) = (Kind::parse(&text.kind), Mark::parse(&text.mark));
    let (from, to) = (day(text.valid_from), text.valid_to.map(day));
    let counts_from = match text.counts_from.as_str() {
        "year" => Some(CountsFrom::Year),
        "day" => Some(CountsFrom::Day),
        _ => None,
    };
    let purpose = purpose(&text.purpose);
    require(kind.is_some(), "is no kind");
    require(purpose.is_some(), "has no purpose that is known");
    require(is_key(&text.lead) && text.departments.contains(&text.lead), "is led by none of its departments");
    require(text.departments.iter().all(|key| is_key(key)) && each_once(&text.departments), "has a wrong department");
    require(counts_from.is_some(), "counts from nothing known");
    require(!text.basis.is_empty(), "rests on no rule");
    require(from.is_some() && to != Some(None), "has a day that is none");
    require(to.flatten().is_none_or(|to| from < Some(to)), "ends before it begins");
    require(!text.source.trim().is_empty() && mark.is_some(), "has no source or no mark");
    let proofs: Vec<Proof> =
        text.proofs.into_iter().map(|proof| Proof { document_kind: proof.document_kind, title: proof.title }).collect();
    let kinds: Vec<String> = proofs.iter().map(|proof| proof.document_kind.clone()).collect();
    let told = proofs.iter().all(|proof| is_key(&proof.document_kind) && !proof.title.trim().is_empty());
    require(told && each_once(&kinds), "wants a paper twice, or one without a key or title");
    let keys: Vec<String> = text.grounds.iter().map(|ground| ground.key.clone()).collect();
    require(!keys.is_empty() && each_once(&keys), "has no grounds, or one twice");
    let grounds = text.grounds.into_iter().filter_map(|text| {
        let key = text.key.clone();
        let read = ground(text);
        require(read.is_some(), &format!("ground {key} cannot be read"));
        read
    });
    let grounds: Vec<Ground> = grounds.collect();
    Some(Terms {
        kind: kind?,
        purpose: purpose?,
        lead: text.lead,
        departments: text.departments,
        proposed_only: text.proposed_only,
        basis: text.basis,
        validity: text.validity,
        counts_from: counts_from?,
        renew_before: text.renew_before,
        renew_after: text.renew_after,
        proofs,
        grounds,
        valid_from: from?,
        valid_to: to.flatten(),
        source: text.source,
        mark: mark?,
    })
}

fn ground(text: GroundText) -> Option<Ground> {
    let signal = match text.signal {
        Some(word) => Some(Signal::ALL.into_iter().find(|(_, known)| *known == word)?.0),
        None => None,
    };
    let bar = match (text.bar, text.bar_counts.as_deref()) {
        (Some(rule), Some("years")) => Some(BarRule { rule, counts: BarCount::Years }),
        (Some(rule), Some("calendar-years")) => Some(BarRule { rule, counts: BarCount::CalendarYears }),
        (None, None) => None,
        _ => return None,
    };
    let good = is_key(&text.key) && !text.title.trim().is_empty() && !text.rule.is_empty();
    let barred_once = !(text.forever && bar.is_some());
    let read = Ground { key: text.key, title: text.title, rule: text.rule, bar, forever: text.forever, signal };
    (good && barred_once).then_some(read)
}

fn purpose(word: &str) -> Option<Purpose> {
    match word {
        "tax_exemption" => Some(Purpose::TaxExemption),
        "donation_deduction" => Some(Purpose::DonationDeduction),
        "charity_recognition" => Some(Purpose::CharityRecognition),
        "public_fundraising" => Some(Purpose::PublicFundraising),
        _ => None,
    }
}

fn each_once(words: &[String]) -> bool {
    words.iter().enumerate().all(|(at, word)| !words[..at].contains(word))
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::terms;

    const GOOD: &str = include_str!("../../data/qualifications.toml");

    #[test]
    fn the_file_can_be_read() {
        assert_eq!(terms(GOOD).map(|all| all.len()), Ok(4));
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_told() {
        let wrong = r#"
            [[qualification]]
            kind = "wealth"
            purpose = "wealth"
            lead = "tax"
            departments = ["Finance", "Finance"]
            proposed_only = false
            basis = ""
            counts_from = "noon"
            valid_from = 2020-01-02
            valid_to = 2020-01-01
            source = " "
            mark = "x"
            proofs = [{ document_kind = "A b", title = "" }]
            grounds = [{ key = "a", title = "a", rule = "b", bar = "c" }, { key = "a", title = "a", rule = "b", signal = "x" }]
        "#;
        let problems = terms(wrong).map_err(|problems| problems.len());
        assert_eq!(problems, Err(12), "{:?}", terms(wrong));
        assert!(terms(&format!("{GOOD}\n{GOOD}")).is_err_and(|problems| problems.len() == 4));
        assert!(terms("[[qualification]]\nkind = 'a'").is_err_and(|problems| problems[0].contains("missing field")));
    }
}
