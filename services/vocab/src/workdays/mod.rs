//! Working days (工作日) as the State Council's yearly notices set them, holidays and make-up days included (TIME-03).

mod calendar;
mod day;
mod read;
mod shipped;
mod term;

pub use calendar::{Calendar, OutOfCalendar};
pub use day::{Day, DayKind};
pub use read::CalendarError;
pub use term::{Deadline, Skipped};
