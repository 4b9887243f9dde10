//! Money in fen (分): read from yuan without a fraction of a fen, and written as a number of yuan with two decimals.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The most that is taken for an amount of a project: a hundred thousand million yuan.
pub const MOST_FEN: i64 = 10_000_000_000_000;

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

/// The fen of an amount of yuan in digits, with at most two decimals; `None` if it is no such amount, below one fen or above
/// [`MOST_FEN`].
#[must_use]
pub fn fen_of_yuan(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.len() <= 18 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
        return None;
    }
    let tenths = if decimals.len() == 1 { 10 } else { 1 };
    let fen = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(decimals.parse::<i64>().ok()? * tenths)?;
    Some(fen).filter(|fen| (1..=MOST_FEN).contains(fen))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST_FEN, Yuan, fen_of_yuan};

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        for (text, fen) in
            [("2544000.00", 254_400_000), ("0.01", 1), ("7", 700), ("7.5", 750), ("100000000000", MOST_FEN)]
        {
            assert_eq!(fen_of_yuan(text), Some(fen), "{text}");
        }
        let wrong = [
            "",
            "0",
            "0.00",
            "-1",
            "1.005",
            "1,000",
            "1e3",
            "1.",
            ".5",
            "100000000000.01",
            "99999999999999999999",
            "１",
        ];
        for text in wrong {
            assert_eq!(fen_of_yuan(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_numbers_of_two_decimals() {
        assert_eq!(serde_json::to_string(&Yuan::of_fen(123_450)).unwrap(), "1234.50");
        assert_eq!(Yuan::of_fen(i64::MIN).digits(), "-92233720368547758.08");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(fen in 1..=MOST_FEN) {
            prop_assert_eq!(fen_of_yuan(&Yuan::of_fen(fen).digits()), Some(fen));
        }
    }
}
