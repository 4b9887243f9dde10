//! Days and instants.

use onecode_proto::google::r#type::Date as PbDate;
use prost_types::Timestamp;
use time::{Date, Month, OffsetDateTime};

use crate::violations::Violations;

/// A day as the contract has it.
#[must_use]
pub fn date(day: Date) -> PbDate {
    PbDate { year: day.year(), month: i32::from(u8::from(day.month())), day: i32::from(day.day()) }
}

/// A day of a request, if one is stated.
pub fn parse_date(violations: &mut Violations, field: &str, date: Option<&PbDate>) -> Option<Date> {
    let date = date?;
    let whole = u8::try_from(date.month)
        .ok()
        .zip(u8::try_from(date.day).ok())
        .and_then(|(month, day)| Date::from_calendar_date(date.year, Month::try_from(month).ok()?, day).ok());
    let day = whole.filter(|day| (1..=9999).contains(&day.year()));
    if day.is_none() {
        violations.note(field, "must be a whole date: year 1-9999, month and day");
    }
    day
}

/// A day of a request that may not lie in the future.
pub fn parse_past(violations: &mut Violations, field: &str, date: Option<&PbDate>, today: Date) -> Option<Date> {
    let day = parse_date(violations, field, date)?;
    if day > today {
        violations.note(field, format_args!("must not be later than today, {today}"));
        return None;
    }
    Some(day)
}

/// A day that a request must state and that may not lie in the future.
pub fn require_past(violations: &mut Violations, field: &str, date: Option<&PbDate>, today: Date) -> Option<Date> {
    if date.is_none() {
        violations.note(field, "is required");
    }
    parse_past(violations, field, date, today)
}

/// An instant as the contract has it.
#[must_use]
pub fn timestamp(instant: OffsetDateTime) -> Timestamp {
    let nanos = i32::try_from(instant.nanosecond()).unwrap_or_default(); // below one thousand million
    Timestamp { seconds: instant.unix_timestamp(), nanos }
}

/// An instant of a request, if one is stated.
pub fn parse_timestamp(violations: &mut Violations, field: &str, stamp: Option<&Timestamp>) -> Option<OffsetDateTime> {
    let stamp = stamp?;
    let instant = OffsetDateTime::from_unix_timestamp(stamp.seconds).ok();
    let nanos = u32::try_from(stamp.nanos).ok().filter(|nanos| *nanos < 1_000_000_000);
    let instant = instant.zip(nanos).and_then(|(instant, nanos)| instant.replace_nanosecond(nanos).ok());
    if instant.is_none() {
        violations.note(field, "must be an instant between the years 1 and 9999");
    }
    instant
}
