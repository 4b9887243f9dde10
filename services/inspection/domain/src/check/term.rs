//! What the rules say of checks in numbers: how many inspectors, how wrong a clock, how long to rectify.

use statute::RuleRef;
use time::{Date, Duration};

use super::Refusal;
use crate::draw::Window;
use crate::rules;

/// How many inspectors a visit and a conclusion take at least (SP-05).
///
/// # Errors
/// The rule was not in force on that day.
pub fn least_inspectors(day: Date) -> Result<u32, crate::Refusal> {
    rules::number("SP-05", day)
}

/// Whether a device's clock is so many seconds off that it is flagged (CK-02).
///
/// # Errors
/// The rule was not in force on that day.
pub fn clock_is_wrong(offset_seconds: i64, day: Date) -> Result<bool, crate::Refusal> {
    Ok(offset_seconds.unsigned_abs() > u64::from(rules::number("CK-02", day)?) * 60)
}

/// The days of a visit, if they follow one another and lie within those planned.
///
/// # Errors
/// [`Refusal::OutsideWindow`].
pub fn visit_days(planned: Window, first: Date, last: Date) -> Result<Window, Refusal> {
    if first < planned.first || last > planned.last || last < first {
        return Err(Refusal::OutsideWindow { planned });
    }
    Ok(Window { first, last })
}

/// The rule that bounds a term to rectify (CK-03), if the term keeps to it: at least a day, and no longer than it says.
///
/// # Errors
/// [`Refusal::Term`].
pub fn rectification_term(ordered_on: Date, due_on: Date) -> Result<RuleRef, Refusal> {
    let cited = rules::cited("CK-03", ordered_on)?;
    let most = cited.version.threshold.map_or(0, |threshold| threshold.value);
    let (earliest, latest) = (ordered_on + Duration::DAY, ordered_on + Duration::days(most));
    if due_on < earliest || due_on > latest {
        return Err(Refusal::Term { earliest, latest, rule: cited.reference() });
    }
    Ok(cited.reference())
}
