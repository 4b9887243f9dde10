//! Who may apply (申报条件): every condition of the rules of a day, each judged by what is on record.

use statute::years_over;
use time::Date;

use super::Refusal;
use super::condition::{Condition, Result};
use super::law::{RuleSet, cited, threshold};
use crate::report::conclude::Value;

/// A year's report that was concluded, or missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The year reported on.
    pub year: i32,
    /// The conclusion; `None` if the report was missed.
    pub value: Option<Value>,
    /// Resource name.
    pub resource: String,
}

/// A penalty (行政处罚).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// The day of the decision.
    pub decided_on: Date,
    /// Whether it may be light by its kinds.
    pub mild_kind: bool,
    /// The fine in fen; 0 if there is none.
    pub amount_fen: i64,
    /// The day on which it was executed; `None` while it is not.
    pub executed_on: Option<Date>,
    /// Resource name.
    pub resource: String,
}

/// Kinds of penalty that may be light (轻微), if nothing heavier comes with them (RT-13c).
const MILD: [&str; 3] = ["warning", "criticism", "fine"];

impl Penalty {
    /// Whether kinds, as an outcome states them (`warning,fine`), may make a light penalty.
    #[must_use]
    pub fn mild(kinds: &str) -> bool {
        kinds.split(',').all(|kind| MILD.contains(&kind.trim()))
    }
}

/// An investigation (立案调查).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Investigation {
    /// First day.
    pub from: Date,
    /// First day after it; `None` while it lasts.
    pub until: Option<Date>,
    /// Resource name.
    pub resource: String,
}

/// What became of a grade before its time was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Nothing: it holds, or held, its time, or another one followed it.
    Held,
    /// It was lowered (降低).
    Downgraded,
    /// It was cancelled (取消).
    Cancelled,
}

/// A rating of the past, or the one that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// First day.
    pub valid_from: Date,
    /// Last day by its term.
    pub valid_until: Date,
    /// First day on which it no longer held, if that came earlier.
    pub ended_on: Option<Date>,
    /// Why.
    pub fate: Fate,
    /// Resource name.
    pub resource: String,
}

/// What is on record of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// When it was established (register).
    pub established_on: Option<Date>,
    /// Reports, in the order in which they were concluded.
    pub reports: Vec<Report>,
    /// Penalties.
    pub penalties: Vec<Penalty>,
    /// Investigations.
    pub investigations: Vec<Investigation>,
    /// Ratings.
    pub ratings: Vec<Past>,
}

/// Whether the site visit may be simplified for whoever applies on a day: again within the first years of a grade that holds
/// (RT-18), which the rules of 2010 do not know.
#[must_use]
pub fn simplified_visit(record: &Record, day: Date) -> bool {
    let years = cited("RT-18", day).ok().and_then(|cited| threshold(&cited));
    let early = |past: &Past| years.is_some_and(|years| day < years_over(past.valid_from, years));
    record.ratings.iter().any(|past| holds(past, day) && early(past))
}

/// Whether a rating holds on a day, or is to hold later.
fn holds(past: &Past, day: Date) -> bool {
    past.valid_until >= day && past.ended_on.is_none_or(|end| end > day)
}

type Judged = (Result, Vec<String>);

/// Judges one condition: by the record, on a day, with the threshold of the rule, under a rule set.
type Judge = fn(&Record, Date, Option<i64>, RuleSet) -> Judged;

/// Every condition of applying on a day, in the order of the rules, whether met or not: whoever is refused sees all of them.
///
/// # Errors
/// [`Refusal::NoRule`]: before the first of the rule sets.
pub fn conditions(record: &Record, day: Date) -> std::result::Result<Vec<Condition>, Refusal> {
    let rules: [(&str, Judge); 10] = [
        ("RT-12a", registered),
        ("RT-12b", reapplied),
        ("RT-13a", reported),
        ("RT-13b", concluded),
        ("RT-13c", penalised),
        ("RT-13d", investigated),
        ("RT-16a", downgraded),
        ("RT-16b", cancelled),
        ("RT-06a", listed),
        ("RT-06b", listed),
    ];
    let set = RuleSet::on(day)?;
    let judge = |(rule, judge): (&str, Judge)| {
        let cited = cited(rule, day)?;
        let (result, facts) = judge(record, day, threshold(&cited), set);
        Ok(Condition { rule: cited.reference(), result, facts })
    };
    rules.into_iter().map(judge).collect()
}

fn met() -> Judged {
    (Result::Met, Vec::new())
}

/// So many full years since the certificate (RT-12a).
fn registered(record: &Record, day: Date, years: Option<i64>, _: RuleSet) -> Judged {
    match (years, record.established_on) {
        (Some(years), Some(on)) if years_over(on, years) <= day => met(),
        (Some(_), Some(_)) => (Result::NotMet, Vec::new()),
        (None, _) | (_, None) => (Result::NotKnown, Vec::new()),
    }
}

/// The grade that holds lets somebody apply again (RT-12b).
fn reapplied(record: &Record, day: Date, years: Option<i64>, set: RuleSet) -> Judged {
    let held = record.ratings.iter().filter(|past| holds(past, day)).max_by_key(|past| past.valid_until);
    let Some(held) = held else { return met() };
    let facts = vec![held.resource.clone()];
    let Some(years) = years else { return (Result::NotKnown, facts) };
    let result = match set {
        RuleSet::Of2010 if years_over(held.valid_until, -years) <= day => Result::Met,
        RuleSet::Of2010 => Result::NotMet,
        RuleSet::Of2026 if day < years_over(held.valid_from, years) => Result::Met,
        // what holds in the fifth year the summary does not say
        RuleSet::Of2026 => Result::NotKnown,
    };
    (result, facts)
}

fn of_year(record: &Record, year: i32) -> Vec<&Report> {
    record.reports.iter().filter(|report| report.year == year).collect()
}

/// Last year's report was not missed (RT-13a).
fn reported(record: &Record, day: Date, _: Option<i64>, _: RuleSet) -> Judged {
    let last = of_year(record, day.year() - 1);
    let facts = last.iter().map(|report| report.resource.clone()).collect();
    let result = match last.as_slice() {
        [] => Result::NotKnown,
        all if all.iter().any(|report| report.value.is_some()) => Result::Met,
        _ => Result::NotMet,
    };
    (result, facts)
}

/// Last year's report was not 不合格, nor the last so many 基本合格 (RT-13b).
fn concluded(record: &Record, day: Date, running: Option<i64>, _: RuleSet) -> Judged {
    let running = match running {
        Some(0) => return met(),
        Some(running) => i32::try_from(running).unwrap_or(i32::MAX),
        None => return (Result::NotKnown, Vec::new()),
    };
    let mut facts = Vec::new();
    for back in 1..=running {
        let found = of_year(record, day.year() - back);
        // What was concluded last: a re-evaluation takes the place of what was said before.
        let value = found.iter().rev().find_map(|report| report.value);
        facts.extend(found.iter().map(|report| report.resource.clone()));
        match value {
            None => return (Result::NotKnown, facts),
            Some(Value::Unqualified) if back == 1 => return (Result::NotMet, facts),
            Some(Value::BasicallyQualified) => {}
            Some(Value::Qualified | Value::Unqualified) => return (Result::Met, facts),
        }
    }
    (Result::NotMet, facts)
}

/// No penalty last year, and none that is not executed, as far as penalties bar (RT-13c).
fn penalised(record: &Record, day: Date, least: Option<i64>, _: RuleSet) -> Judged {
    let Some(least) = least else { return (Result::NotKnown, Vec::new()) };
    let bars = |penalty: &&Penalty| {
        let light = least > 0 && penalty.mild_kind && penalty.amount_fen < least;
        let pending = penalty.executed_on.is_none_or(|on| on > day);
        !light && penalty.decided_on <= day && (penalty.decided_on.year() == day.year() - 1 || pending)
    };
    let facts: Vec<String> = record.penalties.iter().filter(bars).map(|penalty| penalty.resource.clone()).collect();
    if facts.is_empty() { met() } else { (Result::NotMet, facts) }
}

/// Nobody investigates it (RT-13d).
fn investigated(record: &Record, day: Date, asked: Option<i64>, _: RuleSet) -> Judged {
    if asked == Some(0) {
        return met();
    }
    let open = |one: &&Investigation| one.from <= day && one.until.is_none_or(|until| until > day);
    let facts: Vec<String> = record.investigations.iter().filter(open).map(|one| one.resource.clone()).collect();
    if facts.is_empty() { met() } else { (Result::NotMet, facts) }
}

fn downgraded(record: &Record, day: Date, years: Option<i64>, _: RuleSet) -> Judged {
    barred(record, Fate::Downgraded, day, years)
}

fn cancelled(record: &Record, day: Date, years: Option<i64>, _: RuleSet) -> Judged {
    barred(record, Fate::Cancelled, day, years)
}

/// No bar runs after a downgrade or a cancellation (RT-16a, RT-16b); a bar whose length was not seen is for a person to tell.
fn barred(record: &Record, fate: Fate, day: Date, years: Option<i64>) -> Judged {
    let of = record.ratings.iter().filter(|past| past.fate == fate);
    let Some((end, past)) = of.filter_map(|past| Some((past.ended_on?, past))).max_by_key(|(end, _)| *end) else {
        return met();
    };
    let facts = vec![past.resource.clone()];
    match years {
        None => (Result::NotKnown, facts),
        Some(years) if years_over(end, years) > day => (Result::NotMet, facts),
        Some(_) => (Result::Met, facts),
    }
}

/// On neither credit list (RT-06): nobody here keeps the lists.
fn listed(_: &Record, _: Date, _: Option<i64>, _: RuleSet) -> Judged {
    (Result::NotKnown, Vec::new())
}
