//! The days known, and what a date is among them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use thiserror::Error;
use time::Date;

use super::day::Day;
use super::{read, shipped};

/// Days by date. A date it does not hold is an error, never a guess: holidays of a year are unknown until announced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, Day>,
}

/// A date outside the calendar: the year's notice has not been loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no working-day calendar for {date}: load the year {}", date.year())]
pub struct OutOfCalendar {
    /// The date asked for.
    pub date: Date,
}

impl Calendar {
    /// The calendar shipped with the program, 2015 to 2026.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Calendar> = LazyLock::new(|| {
            Calendar::from_csv_files(shipped::YEARS)
                .unwrap_or_else(|error| unreachable!("a test reads these files: {error}"))
        });
        &SHIPPED
    }

    /// Reads files with the columns `date,is_workday,name,kind`; a later row for the same day replaces an earlier one.
    pub fn from_csv_files<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<Self, read::CalendarError> {
        Self::default().amended(files)
    }

    /// This calendar with the rows of further files put over it, such as a new year or a changed notice.
    pub fn amended<'a>(mut self, files: impl IntoIterator<Item = &'a str>) -> Result<Self, read::CalendarError> {
        for (file, text) in files.into_iter().enumerate() {
            for row in read::rows(file, text) {
                let (date, day) = row?;
                self.days.insert(date, day);
            }
        }
        Ok(self)
    }

    /// What is known of a date.
    pub fn day(&self, date: Date) -> Result<&Day, OutOfCalendar> {
        self.days.get(&date).ok_or(OutOfCalendar { date })
    }

    /// Whether people work on a date.
    pub fn is_workday(&self, date: Date) -> Result<bool, OutOfCalendar> {
        self.day(date).map(Day::is_workday)
    }

    /// Every day held, in order.
    pub fn days(&self) -> impl Iterator<Item = (Date, &Day)> {
        self.days.iter().map(|(date, day)| (*date, day))
    }

    /// First and last date held.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        Some((*self.days.first_key_value()?.0, *self.days.last_key_value()?.0))
    }
}
