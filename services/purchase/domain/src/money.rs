//! Amounts of money in fen (分), which are whole: how a table writes them, and how open data has them.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The most fen of one amount: 100 billion yuan (1000亿元). Sums of a hundred thousand of them still fit.
pub const MOST_FEN: i64 = 10_000_000_000_000;

/// Why a number or a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAmount {
    /// It is not above 0, or too large.
    OutOfRange,
    /// It is not a number of yuan with at most two decimals, or a comma in it stands elsewhere than between thousands.
    NotYuan,
}

impl Display for NoAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange => write!(f, "must be 1 to {MOST_FEN} fen"),
            Self::NotYuan => f.write_str("must be yuan with at most two decimals, such as 12000.00 or 12,000.00"),
        }
    }
}

/// A number of fen that can be an amount.
///
/// # Errors
/// It is not above 0, or too large.
pub fn amount(fen: i64) -> Result<i64, NoAmount> {
    if (1..=MOST_FEN).contains(&fen) { Ok(fen) } else { Err(NoAmount::OutOfRange) }
}

/// An amount in yuan as fen: digits, with a comma between all thousands or between none, and at most two decimals. A comma elsewhere may be
/// somebody's decimal point: `12,50` is no amount.
///
/// # Errors
/// It is no such text, or out of range.
pub fn yuan(text: &str) -> Result<i64, NoAmount> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "00"));
    let whole = ungrouped(whole).ok_or(NoAmount::NotYuan)?;
    if !is_digits(decimals) || decimals.len() > 2 {
        return Err(NoAmount::NotYuan);
    }
    if whole.len() > 15 {
        return Err(NoAmount::OutOfRange);
    }
    let fen = format!("{whole}{decimals:0<2}");
    fen.parse().map_err(|_| NoAmount::OutOfRange).and_then(amount)
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits without the commas between their thousands; `None` if it is anything else.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    (grouped && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

/// An amount of yuan as JSON, exact to the fen: `1234.50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yuan(i64);

impl Yuan {
    /// Of so many fen.
    #[must_use]
    pub fn of_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// In digits, `1234.50`.
    #[must_use]
    pub fn digits(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.digits()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST_FEN, NoAmount, Yuan, amount, yuan};

    #[test]
    fn yuan_are_read_exactly() {
        for (text, fen) in [("12000", 1_200_000), ("12,000.5", 1_200_050), ("0.01", 1), ("9007199254740993.11", 0)] {
            assert_eq!(yuan(text).ok().unwrap_or_default(), fen, "{text}");
        }
        for (text, fen) in [("1,000", 100_000), ("123,456,789.01", 12_345_678_901), ("999", 99_900)] {
            assert_eq!(yuan(text), Ok(fen), "{text}");
        }
        for wrong in ["", "-1", "+1", "1.234", "1.", ".5", "1e3", "一百", "1.-1"] {
            assert_eq!(yuan(wrong), Err(NoAmount::NotYuan), "{wrong}");
        }
        assert_eq!(yuan("0"), Err(NoAmount::OutOfRange));
        assert_eq!(yuan(&"9".repeat(40)), Err(NoAmount::OutOfRange));
    }

    #[test]
    fn a_comma_stands_between_thousands_and_nowhere_else() {
        for wrong in ["12,50", ",100", "100,", "1,,000", "1000,000", "1,0000", "12,34,567", "1,000.0,0", "1，000"] {
            assert_eq!(yuan(wrong), Err(NoAmount::NotYuan), "{wrong}");
        }
    }

    #[test]
    fn amounts_have_bounds() {
        assert_eq!((amount(1), amount(MOST_FEN)), (Ok(1), Ok(MOST_FEN)));
        for wrong in [0, -1, i64::MIN, MOST_FEN + 1, i64::MAX] {
            assert_eq!(amount(wrong), Err(NoAmount::OutOfRange), "{wrong}");
        }
    }

    #[test]
    fn json_has_numbers_of_two_decimals() {
        assert_eq!(serde_json::to_string(&Yuan::of_fen(123_450)).unwrap(), "1234.50");
        assert_eq!((Yuan::of_fen(0).digits().as_str(), Yuan::of_fen(-5).digits().as_str()), ("0.00", "-0.05"));
        assert_eq!(Yuan::of_fen(i64::MIN).digits(), "-92233720368547758.08");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(fen in 1..=MOST_FEN) {
            prop_assert_eq!(yuan(&Yuan::of_fen(fen).digits()), Ok(fen));
        }
    }
}
