//! How long a bar lasts (限制期), of a name or of a person: until the end of the day on which its term is full.

use statute::{Cited, Unit, months_later, years_later};
use time::{Date, Duration};

/// The last day of a bar that began with what happened on `from`. A bar is no time in which to act, so it does not roll
/// over days off. The last day there is if the term leads beyond it.
pub(crate) fn last_day(cited: Cited<'_>, from: Date) -> Date {
    let value = cited.value();
    match cited.version.threshold.map(|threshold| threshold.unit) {
        Some(Unit::Years) => years_later(from, value),
        Some(Unit::Months) => months_later(from, value),
        _ => from.checked_add(Duration::days(value)).unwrap_or(Date::MAX),
    }
}
