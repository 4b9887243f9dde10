//! What every condition of a purpose comes to on a day.

use statute::{Cited, RuleBook, Unit};
use time::Date;

use super::answer::{Answer, Cure, Decision, Finding, Outcome};
use super::condition::Condition;
use super::found;
use super::purpose::FRESH;
use super::{Known, Purpose};

/// The key of the condition that what is known is fresh (EL-01); it is asked only where it is not.
pub const CURRENT: &str = "facts_current";

/// What a test looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'k, 'b> {
    pub(super) known: &'k Known,
    pub(super) on: Date,
    pub(super) book: &'b RuleBook,
}

/// Reckons an answer: what counted on a day that is past, what counts today, or what will on a day to come if nothing else
/// happens. Rules are those of the day; records are those known now. `proved` are keys of conditions whose proof the caller
/// has seen; it helps only where nothing on record says.
#[must_use]
pub fn evaluate<'b>(purpose: Purpose, known: &Known, on: Date, proved: &[String], book: &'b RuleBook) -> Answer<'b> {
    let ground = Ground { known, on, book };
    let conditions = purpose.conditions().iter();
    let mut findings: Vec<Finding<'b>> = conditions
        .filter_map(|condition| Some(find(ground, condition, proved, book.on(condition.rule, on).ok()?)))
        .collect();
    findings.extend(behind(ground));
    let decision = Decision::of(findings.iter().map(|finding| finding.outcome));
    Answer { purpose, on, decision, findings }
}

fn find<'b>(ground: Ground<'_, 'b>, condition: &Condition, proved: &[String], rule: Cited<'b>) -> Finding<'b> {
    let blank = Finding { required: required(rule), ..Finding::met(condition.key, rule) };
    let finding = found::find(ground, condition.test, blank);
    let seen = condition.can_be_proved() && proved.iter().any(|key| key == condition.key);
    if finding.outcome == Outcome::NotKnown && seen {
        return Finding { outcome: Outcome::Met, cure: None, proved: true, proof: "", ..finding };
    }
    finding
}

/// The number that a rule asks for, with its unit.
fn required(rule: Cited<'_>) -> String {
    let Some(threshold) = rule.version.threshold else { return String::new() };
    if threshold.unit == Unit::Count {
        return threshold.value.to_string();
    }
    format!("{} {}", threshold.value, threshold.unit)
}

/// What is known is older than EL-01 lets it be.
fn behind<'b>(ground: Ground<'_, 'b>) -> Option<Finding<'b>> {
    let rule = ground.book.on(FRESH, ground.on).ok()?;
    let minutes = ground.known.minutes_behind;
    (minutes > rule.value()).then(|| {
        let blank = Finding::met(CURRENT, rule);
        let required = format!("{} minutes", rule.value());
        Finding { value: format!("{minutes} minutes"), required, ..blank }.unknown(Cure::FreshFacts, "")
    })
}
