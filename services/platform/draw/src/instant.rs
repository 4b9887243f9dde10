//! Instants as a proof writes them: UTC, always six decimals, so that their order is that of their bytes.

use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

const FORMAT: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");

/// The instant in UTC without what is below a microsecond, which neither a proof nor PostgreSQL keeps.
#[must_use]
pub fn micros(at: OffsetDateTime) -> OffsetDateTime {
    let at = at.to_offset(UtcOffset::UTC);
    at.replace_microsecond(at.microsecond()).unwrap_or(at)
}

/// `2026-03-02T01:00:00.000000Z`.
#[must_use]
pub fn instant(at: OffsetDateTime) -> String {
    micros(at).format(&FORMAT).unwrap_or_default() // every year that a clock shows has four digits
}

/// Reads what [`instant`] writes, and nothing else.
#[must_use]
pub fn parse_instant(text: &str) -> Option<OffsetDateTime> {
    let at = PrimitiveDateTime::parse(text, &FORMAT).ok()?.assume_utc();
    (instant(at) == text).then_some(at)
}
