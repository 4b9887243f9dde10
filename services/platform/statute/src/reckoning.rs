//! When a term ends, and why not earlier.

use thiserror::Error;
use time::Date;
use vocab::workdays::{Calendar, Day, DayKind};

use crate::book::{NotInForce, RuleBook};
use crate::clock::Clock;
use crate::rule::Unit;
use crate::span::shifted;

/// The end of a term with its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// The last day of the term; `None` while it stands still.
    pub due: Option<Date>,
    /// How long it is in all: the rule's threshold, with the extensions if the rule is in days.
    pub term: u32,
    /// What `term` counts.
    pub unit: Unit,
    /// The days that did not count, and those that the end rolled over, in order.
    pub skipped: Vec<SkippedDay>,
    /// The calendar of the year of the end is missing; `due` may move later when it is loaded.
    pub unrolled: bool,
    /// The year whose calendar is missing.
    pub missing_year: Option<i32>,
}

/// A day that did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedDay {
    /// Which day.
    pub date: Date,
    /// Why not.
    pub why: Why,
}

/// Why a day did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Saturday or Sunday, not worked.
    Weekend,
    /// A public holiday, with its name in Chinese.
    Holiday(String),
    /// The term stood still, with the reason given.
    Suspended(String),
}

/// Why the end of a term cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReckoningError {
    /// The book does not hold the rule that the clock cites.
    #[error(transparent)]
    NotInForce(#[from] NotInForce),
    /// The rule sets no time.
    #[error("rule {rule} sets no term")]
    NoTerm {
        /// The rule's id.
        rule: String,
    },
    /// Holidays of a year are unknown until announced, and the term counts working days of it.
    #[error("the working days of {year} are not known: load workdays/{year}.csv")]
    CalendarMissing {
        /// The year.
        year: i32,
    },
    /// The term ends beyond the days that can be counted.
    #[error("the term ends after the year 9999")]
    TooLong,
}

impl Clock {
    /// When it ends, by the rule's version that it cites.
    ///
    /// Under a rule in working days only working days count. Under the others every day counts, and a term that would
    /// end on a day off ends on the next working day (行政许可法 and 民法典 Art 203); a term of months or years ends on
    /// the day of the same number, or the month's last. Suspended days never count.
    pub fn reckon(&self, book: &RuleBook, calendar: &Calendar) -> Result<Reckoning, ReckoningError> {
        let cited = book.cited(&self.rule)?;
        let no_term = || ReckoningError::NoTerm { rule: self.rule.id.clone() };
        let threshold = cited.version.threshold.filter(|threshold| threshold.unit.is_time()).ok_or_else(no_term)?;
        let (unit, length) = (threshold.unit, u32::try_from(threshold.value).map_err(|_| no_term())?);
        let added = self.extensions.iter().fold(0, |sum: u32, extension| sum.saturating_add(extension.days));
        let in_months = if unit == Unit::Years {
            Some(length.saturating_mul(12))
        } else {
            (unit == Unit::Months).then_some(length)
        };
        let (term, days) = match in_months {
            Some(months) => (length, self.days_of_months(months)?.saturating_add(added)),
            None => (length.saturating_add(added), length.saturating_add(added)),
        };
        let reckoning = Reckoning { due: None, term, unit, skipped: Vec::new(), unrolled: false, missing_year: None };
        Walk { clock: self, calendar, reckoning }.count(days)
    }

    /// How many days pass until the day of the same number so many months later.
    fn days_of_months(&self, months: u32) -> Result<u32, ReckoningError> {
        let end = shifted(self.started_on, months.into()).ok_or(ReckoningError::TooLong)?;
        u32::try_from((end - self.started_on).whole_days()).map_err(|_| ReckoningError::TooLong)
    }

    fn suspended_on(&self, day: Date) -> Option<Why> {
        let suspension = self.suspensions.iter().find(|suspension| suspension.covers(day))?;
        Some(Why::Suspended(suspension.reason.clone()))
    }

    /// Whether nothing from this day on counts until the clock is resumed.
    fn stopped_on(&self, day: Date) -> bool {
        self.suspensions.iter().any(|one| one.to.is_none() && one.covers(day))
    }
}

/// Going through the days after the start, one by one.
struct Walk<'a> {
    clock: &'a Clock,
    calendar: &'a Calendar,
    reckoning: Reckoning,
}

impl Walk<'_> {
    fn count(mut self, days: u32) -> Result<Reckoning, ReckoningError> {
        let mut date = self.clock.started_on;
        let mut left = days;
        while left > 0 {
            date = date.next_day().ok_or(ReckoningError::TooLong)?;
            if self.clock.stopped_on(date) {
                return Ok(self.reckoning);
            }
            let why = match self.clock.suspended_on(date) {
                None if self.reckoning.unit == Unit::WorkingDays => {
                    let day = self.calendar.day(date);
                    day_off(day.map_err(|_| ReckoningError::CalendarMissing { year: date.year() })?)
                }
                suspended => suspended,
            };
            match why {
                None => left -= 1,
                Some(why) => self.reckoning.skipped.push(SkippedDay { date, why }),
            }
        }
        self.roll(date)
    }

    /// From the day on which the count is complete to the first working day. Nothing moves for a term in working days.
    fn roll(mut self, end: Date) -> Result<Reckoning, ReckoningError> {
        let mut date = end;
        let mut rolled = Vec::new();
        loop {
            if self.clock.stopped_on(date) {
                self.reckoning.skipped.extend(rolled);
                return Ok(self.reckoning);
            }
            let why = match (self.clock.suspended_on(date), self.calendar.day(date)) {
                (Some(suspended), _) => Some(suspended),
                (None, Ok(day)) => day_off(day),
                (None, Err(_)) => {
                    self.reckoning.missing_year = Some(date.year());
                    self.reckoning.unrolled = true;
                    self.reckoning.due = Some(end);
                    return Ok(self.reckoning);
                }
            };
            let Some(why) = why else { break };
            rolled.push(SkippedDay { date, why });
            date = date.next_day().ok_or(ReckoningError::TooLong)?;
        }
        self.reckoning.skipped.extend(rolled);
        self.reckoning.due = Some(date);
        Ok(self.reckoning)
    }
}

fn day_off(day: &Day) -> Option<Why> {
    match day.kind {
        DayKind::Workday | DayKind::AdjustedWorkday => None,
        DayKind::Weekend => Some(Why::Weekend),
        DayKind::Holiday => Some(Why::Holiday(day.name.clone())),
    }
}
