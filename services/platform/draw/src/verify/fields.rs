//! The fields of a proof's lines, each in the one way it is written.

use std::str::FromStr;

use statute::RuleRef;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use crate::Grade;
use crate::instant::parse_instant;
use crate::line::Field;
use crate::quota::{Multiplier, Proportion};
use crate::records::day;

pub(super) fn field(text: &str) -> Result<Field, &'static str> {
    Field::parse(text).map_err(|_| "a field is empty, too long, `-` or has a control character")
}

pub(super) fn moment(text: &str) -> Result<OffsetDateTime, &'static str> {
    parse_instant(text).ok_or("an instant is written as 2026-03-02T01:00:00.000000Z")
}

/// A whole number as it is printed, so that a number has one spelling.
pub(super) fn number<T: FromStr + ToString>(text: &str) -> Result<T, &'static str> {
    let number = text.parse::<T>().ok().filter(|number| number.to_string() == text);
    number.ok_or("a number is written in digits without leading zeros")
}

pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    const FORMAT: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");
    let date = Date::parse(text, &FORMAT).ok().filter(|date| day(*date) == text);
    date.ok_or("a day is written as 2026-03-02")
}

pub(super) fn grade(text: &str) -> Result<Grade, &'static str> {
    text.parse().map_err(|_| "a stratum is A, B, C or D")
}

pub(super) fn code(text: &str) -> Result<UnifiedCode, &'static str> {
    UnifiedCode::of_anybody(text).ok_or("a code has eighteen characters and right check characters")
}

fn fraction(text: &str) -> Result<(u32, u32), &'static str> {
    let (above, below) = text.split_once('/').ok_or("a fraction is written as 3/100")?;
    Ok((number(above)?, number(below)?))
}

pub(super) fn proportion(text: &str) -> Result<Proportion, &'static str> {
    let (above, below) = fraction(text)?;
    Proportion::new(above, below).ok_or("a proportion is above 0 and at most 1")
}

pub(super) fn times(text: &str) -> Result<Multiplier, &'static str> {
    if text == "all" {
        return Ok(Multiplier::All);
    }
    let (numerator, denominator) = fraction(text)?;
    let lowest = Multiplier::times(numerator, denominator);
    lowest
        .filter(|lowest| *lowest == Multiplier::Times { numerator, denominator })
        .ok_or("a multiplier is in lowest terms")
}

pub(super) fn reference(text: &str) -> Result<RuleRef, &'static str> {
    let (id, version) = text.split_once('@').ok_or("a rule is written as SP-02a@1")?;
    Ok(RuleRef { id: field(id)?.to_string(), version: number(version)? })
}
