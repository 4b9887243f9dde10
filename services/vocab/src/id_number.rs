//! A resident's ID number (公民身份号码, GB 11643): eighteen characters, the last a check, a birth date among them.
//!
//! It is never printed: neither the value nor an error repeats any part of it (SEC-06).

use std::fmt;

use thiserror::Error;
use time::{Date, Month};

use crate::code::tidy_id_number;

/// A right ID number in its one form: half-width digits, then a digit or a capital X.
#[derive(Clone, PartialEq, Eq)]
pub struct IdNumber(String);

/// A text that is no ID number. Says nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not a resident's ID number: 17 digits with a birth date, then the check character of GB 11643")]
pub struct IdNumberError;

impl IdNumber {
    /// Reads an ID number as people type it: full-width or lower-case characters, spaces and hyphens are understood.
    pub fn parse(text: &str) -> Result<Self, IdNumberError> {
        tidy_id_number(text).map(Self).ok_or(IdNumberError)
    }

    /// The eighteen characters.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The birth date that it states.
    #[must_use]
    pub fn birth_date(&self) -> Date {
        let number = |from: usize, to: usize| self.0.get(from..to).and_then(|digits| digits.parse::<u16>().ok());
        let date = number(6, 10).zip(number(10, 12)).zip(number(12, 14)).and_then(|((year, month), day)| {
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
            Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
        });
        date.unwrap_or(Date::MIN) // checked on the way in
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdNumber(…)")
    }
}
