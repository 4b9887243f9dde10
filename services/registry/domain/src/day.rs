//! The day on which something happens, as the register counts days: in Asia/Shanghai, which has no summer time.

use time::macros::offset;
use time::{Date, OffsetDateTime, UtcOffset};

pub(crate) const SHANGHAI: UtcOffset = offset!(+8);

/// The day in Shanghai at an instant; "today" everywhere in the register is this, of the unit of work's instant.
#[must_use]
pub fn day_of(instant: OffsetDateTime) -> Date {
    instant.to_offset(SHANGHAI).date()
}
