//! The day on which something happens, as authorities count days: in Asia/Shanghai, which has no summer time.

use time::macros::offset;
use time::{Date, OffsetDateTime, Time, UtcOffset};

pub(crate) const SHANGHAI: UtcOffset = offset!(+8);

/// The day in Shanghai at an instant; "today" everywhere in the suite is this, of the unit of work's instant.
#[must_use]
pub fn day_of(instant: OffsetDateTime) -> Date {
    instant.to_offset(SHANGHAI).date()
}

/// The instant at which a day begins in Shanghai.
#[must_use]
pub fn midnight(day: Date) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI)
}
