//! Counting terms (期限): by working days, or by calendar days ending on one (TIME-01, TIME-02).

use time::Date;

use super::calendar::{Calendar, OutOfCalendar};
use super::day::{Day, DayKind};

/// The last day of a term and why it is not earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day; the term ends with it.
    pub date: Date,
    /// The days that did not count, in order.
    pub skipped: Vec<Skipped>,
}

/// A day that did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which day.
    pub date: Date,
    /// Weekend or holiday.
    pub kind: DayKind,
    /// The holiday's name in Chinese, or 周末.
    pub name: String,
}

impl Skipped {
    fn new(date: Date, day: &Day) -> Self {
        Self { date, kind: day.kind, name: day.name.clone() }
    }
}

impl Calendar {
    /// The end of a term of `n` working days. The day the term is reckoned from does not count (开始之日不计入), so
    /// `n = 0` is that day itself, working or not.
    pub fn add_working_days(&self, from: Date, n: u32) -> Result<Deadline, OutOfCalendar> {
        let mut deadline = Deadline { date: from, skipped: Vec::new() };
        self.day(from)?;
        let mut left = n;
        while left > 0 {
            deadline.date = next(deadline.date)?;
            let day = self.day(deadline.date)?;
            if day.is_workday() {
                left -= 1;
            } else {
                deadline.skipped.push(Skipped::new(deadline.date, day));
            }
        }
        Ok(deadline)
    }

    /// The end of a term of `n` calendar days, the first not counted; with `roll_to_workday` a term that would end on
    /// a day off ends on the next working day, and the days rolled over are the skipped ones. Without rolling no
    /// calendar is needed.
    pub fn add_calendar_days(&self, from: Date, n: u32, roll_to_workday: bool) -> Result<Deadline, OutOfCalendar> {
        let last = from.checked_add(time::Duration::days(i64::from(n))).ok_or(OutOfCalendar { date: from })?;
        let mut deadline = Deadline { date: last, skipped: Vec::new() };
        if roll_to_workday {
            self.roll(&mut deadline)?;
        }
        Ok(deadline)
    }

    fn roll(&self, deadline: &mut Deadline) -> Result<(), OutOfCalendar> {
        loop {
            let day = self.day(deadline.date)?;
            if day.is_workday() {
                return Ok(());
            }
            deadline.skipped.push(Skipped::new(deadline.date, day));
            deadline.date = next(deadline.date)?;
        }
    }

    /// How many working days lie after `from` up to and including `to`; 0 if `to` is not later. The inverse of
    /// [`Calendar::add_working_days`].
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, OutOfCalendar> {
        let (mut date, mut count) = (from, 0);
        while date < to {
            date = next(date)?;
            count += u32::from(self.is_workday(date)?);
        }
        Ok(count)
    }
}

fn next(date: Date) -> Result<Date, OutOfCalendar> {
    date.next_day().ok_or(OutOfCalendar { date })
}
