//! A block of organisation codes (码段): a prefix, and the serials that may follow it.

use std::ops::RangeInclusive;

use thiserror::Error;
use vocab::code::{number, numeral};

/// Characters of an organisation code without its check character.
const BODY: usize = 8;

/// The organisation codes that begin with a prefix and go on with one of a range of serials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    prefix: String,
    first: i64,
    last: i64,
}

/// Why there is no such block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeBlockError {
    /// Not the beginning of an organisation code.
    #[error("must be 1 to 7 of the 31 characters of GB 32100, in upper case")]
    Prefix,
    /// Not serials that fit behind the prefix.
    #[error("serials must rise, from 0 on and up to {most} behind this prefix")]
    Serials {
        /// The last serial possible.
        most: i64,
    },
}

impl CodeBlock {
    /// The block of a prefix and its first and last serial.
    pub fn new(prefix: &str, first: i64, last: i64) -> Result<Self, CodeBlockError> {
        if !(1..BODY).contains(&prefix.len()) || number(prefix).is_none() {
            return Err(CodeBlockError::Prefix);
        }
        let most = number(&"Y".repeat(BODY - prefix.len())).and_then(|most| i64::try_from(most).ok());
        let most = most.ok_or(CodeBlockError::Prefix)?; // seven characters fit
        if first < 0 || last < first || last > most {
            return Err(CodeBlockError::Serials { most });
        }
        Ok(Self { prefix: prefix.to_owned(), first, last })
    }

    /// How its codes begin.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Its serials.
    #[must_use]
    pub fn serials(&self) -> RangeInclusive<i64> {
        self.first..=self.last
    }

    /// The organisation code of a serial without its check character; `None` outside the block.
    #[must_use]
    pub fn body(&self, serial: i64) -> Option<String> {
        let inside = u64::try_from(serial).ok().filter(|_| self.serials().contains(&serial))?;
        Some(format!("{}{}", self.prefix, numeral(inside, BODY - self.prefix.len())?))
    }

    /// The organisation code of serial 0 as a number: blocks share a code exactly if, counted from here, their serials
    /// meet.
    #[must_use]
    pub fn origin(&self) -> i64 {
        let zeros = "0".repeat(BODY - self.prefix.len());
        number(&format!("{}{zeros}", self.prefix)).and_then(|origin| i64::try_from(origin).ok()).unwrap_or_default()
    }
}
