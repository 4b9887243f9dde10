//! How long a bar lasts (限制期), of a name or of a person: until the end of the day on which its term is full.

use statute::{Cited, Unit};
use time::{Date, Duration, Month, util};

/// The last day of a bar that began with what happened on `from`. A bar is no time in which to act, so it does not roll
/// over days off. The last day there is if the term leads beyond it.
pub(crate) fn last_day(cited: Cited<'_>, from: Date) -> Date {
    let value = cited.value();
    let end = match cited.version.threshold.map(|threshold| threshold.unit) {
        Some(Unit::Years) => months_later(from, value.saturating_mul(12)),
        Some(Unit::Months) => months_later(from, value),
        _ => from.checked_add(Duration::days(value)),
    };
    end.unwrap_or(Date::MAX)
}

fn months_later(from: Date, months: i64) -> Option<Date> {
    let months = months.checked_add(i64::from(u8::from(from.month())) - 1)?;
    let year = i32::try_from(i64::from(from.year()) + months.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(months.rem_euclid(12)).ok()? + 1).ok()?;
    Date::from_calendar_date(year, month, from.day().min(util::days_in_month(month, year))).ok()
}
