//! A resident's ID number (公民身份号码, GB 11643): eighteen characters, the last a check, a birth date among them.
//!
//! It is never printed: neither the value nor an error repeats any part of it (SEC-06).

use std::fmt;

use thiserror::Error;
use time::{Date, Month};

use crate::code::tidy_id_number;

const LENGTH: usize = 18;

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

/// Whether a right ID number stands anywhere in a text, with blanks, hyphens or full-width digits in it too.
#[must_use]
pub fn holds_id_number(text: &str) -> bool {
    let characters = plain_characters(text);
    let windows = characters.windows(LENGTH).filter(|window| window[..LENGTH - 1].iter().all(char::is_ascii_digit));
    windows.map(|window| window.iter().collect::<String>()).any(|window| IdNumber::parse(&window).is_ok())
}

/// The characters of a text, half-width, without blanks, hyphens and what is not seen.
#[must_use]
pub fn plain_characters(text: &str) -> Vec<char> {
    text.chars().filter(|character| !is_gap(*character)).map(half_width).collect()
}

/// A full-width character as its half-width one; others as they are.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}
