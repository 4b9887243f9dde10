//! Days some months or years from another (期间的计算), by one rule: where the month has no such day, its last one counts.
//!
//! 民法典第二百零一条: 按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。第二百零二条: 按照年、月计算期间的，到期月的对应日为期间的
//! 最后一日；没有对应日的，月末日为期间的最后一日。 A last day on a day off is a matter of terms to act in (第二百零三条): see [`crate::Clock`].

use time::{Date, Month};

/// The last day of a term of so many months that an event began: the day of the same number, or the last of its month. With fewer
/// than none, the day from which such a term would end on the one stated. The last day there is where it leads beyond that.
#[must_use]
pub fn months_later(event: Date, months: i64) -> Date {
    shifted(event, months).unwrap_or(if months < 0 { Date::MIN } else { Date::MAX })
}

/// The same, of years.
#[must_use]
pub fn years_later(event: Date, years: i64) -> Date {
    months_later(event, years.saturating_mul(12))
}

/// The first day on which a term of so many years is over whose first day counts (自某日起): the day of the same number. Where the
/// month has no such day, its last one is the last of the term, and the one after it the first that does not count.
#[must_use]
pub fn years_over(first: Date, years: i64) -> Date {
    let day = years_later(first, years);
    if day.day() == first.day() { day } else { day.next_day().unwrap_or(day) }
}

pub(crate) fn shifted(day: Date, months: i64) -> Option<Date> {
    let months = months.checked_add(i64::from(u8::from(day.month())) - 1)?;
    let year = i32::try_from(i64::from(day.year()) + months.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(months.rem_euclid(12)).ok()? + 1).ok()?;
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).ok()
}
