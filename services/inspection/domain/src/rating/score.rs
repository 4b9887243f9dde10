//! Scores (评分): integers in tenths of a point, how those of several experts become one, and where they differ too much.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use super::Refusal;
use super::law::number;
use super::sheet::{Combine, Sheet};

/// Tenths of a point by key of the indicator.
pub type Scores = BTreeMap<String, i64>;

/// What is wrong with scores as they were stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The sheet scores no such indicator; its place among what was stated.
    Unknown(usize),
    /// It is there twice; the place of the second.
    Twice(usize),
    /// Below nothing or beyond the points of the indicator; the place, and the most in tenths.
    Beyond(usize, i64),
    /// Points were taken off and nobody says why; the place.
    Unexplained(usize),
    /// An indicator was left out; its key.
    Missing(String),
}

/// Everything that is wrong with stated scores: each is an indicator, tenths of a point, and whether a reason comes with it.
/// Reasons are owed for what is taken off, if `reasons` says so.
#[must_use]
pub fn flaws(sheet: &Sheet, stated: &[(String, i64, bool)], reasons: bool) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, (key, tenths, explained)) in stated.iter().enumerate() {
        let Some(indicator) = sheet.indicator(key).filter(|indicator| indicator.scored) else {
            flaws.push(Flaw::Unknown(at));
            continue;
        };
        if !seen.insert(key.as_str()) {
            flaws.push(Flaw::Twice(at));
        }
        let most = indicator.points * 10;
        if !(0..=most).contains(tenths) {
            flaws.push(Flaw::Beyond(at, most));
        } else if reasons && *tenths < most && !explained {
            flaws.push(Flaw::Unexplained(at));
        }
    }
    let missing = sheet.scored().filter(|indicator| !seen.contains(indicator.key.as_str()));
    flaws.extend(missing.map(|indicator| Flaw::Missing(indicator.key.clone())));
    flaws
}

/// One score of the totals of several experts; `None` of none. What falls between two tenths goes to the nearer one, a half
/// upwards.
#[must_use]
pub fn combined(totals: &[i64], combine: Combine) -> Option<i64> {
    let mut sorted = totals.to_vec();
    sorted.sort_unstable();
    let count = sorted.len();
    let counted = match combine {
        Combine::Mean => sorted.as_slice(),
        Combine::Median if count % 2 == 1 => sorted.get(count / 2..=count / 2)?,
        Combine::Median => sorted.get((count / 2).checked_sub(1)?..=count / 2)?,
    };
    let divisor = i64::try_from(counted.len()).ok().filter(|divisor| *divisor > 0)?;
    let sum: i64 = counted.iter().sum();
    Some((2 * sum + divisor).div_euclid(2 * divisor))
}

/// Where experts differ beyond the limit of a day, to be deliberated (合议).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Key of the indicator; empty for the totals.
    pub indicator: String,
    /// The least that an expert gave, in tenths.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// What they may differ by, in tenths.
    pub limit: i64,
}

/// Where the sheets of experts differ too much (RT-19b, RT-19c), by indicator, the totals last.
///
/// # Errors
/// [`Refusal::NoRule`].
pub fn differences(sheet: &Sheet, given: &[Scores], day: Date) -> Result<Vec<Difference>, Refusal> {
    let (percent, _) = number("RT-19b", day)?;
    let (points, _) = number("RT-19c", day)?;
    let mut found = Vec::new();
    let mut compare = |indicator: &str, values: Vec<i64>, limit: i64| {
        let (Some(least), Some(most)) = (values.iter().min().copied(), values.iter().max().copied()) else { return };
        if most - least > limit {
            found.push(Difference { indicator: indicator.to_owned(), least, most, limit });
        }
    };
    for indicator in sheet.scored() {
        let values = given.iter().filter_map(|scores| scores.get(&indicator.key).copied()).collect();
        compare(&indicator.key, values, indicator.points * 10 * percent / 100);
    }
    compare("", given.iter().map(|scores| scores.values().sum()).collect(), points * 10);
    Ok(found)
}
