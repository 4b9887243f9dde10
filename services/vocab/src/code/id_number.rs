//! Recognising a resident's ID number (公民身份号码, GB 11643) so that it is never taken or shown as a code (USCC-07).

use time::{Date, Month};

use super::typed::Typed;
use crate::division::{self, DivisionCode};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The shape of an ID number: seventeen digits with a real birth date among them, then a digit or X.
pub(super) fn has_shape(typed: &Typed) -> bool {
    let [digits @ .., last] = typed.chars() else { return false };
    digits.len() == 17
        && typed.len() == 18
        && digits.iter().all(char::is_ascii_digit)
        && (last.is_ascii_digit() || *last == 'X')
        && is_birth_date(&digits[6..14])
}

/// The shape, and the check character fits.
pub(super) fn is_id_number(typed: &Typed) -> bool {
    if !has_shape(typed) {
        return false;
    }
    let sum: u32 =
        typed.chars().iter().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    typed.chars().last() == Some(&CHECKS[(sum % 11) as usize])
}

/// An ID number whose first six digits were a division at some time: the test that decides against a right code.
pub(super) fn is_id_number_of_known_area(typed: &Typed) -> bool {
    is_id_number(typed)
        && typed.chars()[..6]
            .iter()
            .collect::<String>()
            .parse::<DivisionCode>()
            .is_ok_and(|area| division::lookup(area).is_some())
}

fn is_birth_date(digits: &[char]) -> bool {
    let number = |from: usize, to: usize| {
        digits[from..to].iter().fold(0, |sum, digit| sum * 10 + digit.to_digit(10).unwrap_or(0))
    };
    let year = i32::try_from(number(0, 4)).unwrap_or(0);
    let month = u8::try_from(number(4, 6)).ok().and_then(|month| Month::try_from(month).ok());
    let day = u8::try_from(number(6, 8)).unwrap_or(0);
    (1900..2100).contains(&year) && month.is_some_and(|month| Date::from_calendar_date(year, month, day).is_ok())
}
