//! The fields (字段) that lines of a proof are made of; none can hold what separates fields or lines.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

/// A text that can stand in a line: not empty, at most [`Field::MOST`] bytes, no control character, no line separator.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(Arc<str>);

/// Why a text cannot stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FieldError {
    /// Nothing is said.
    #[error("is empty")]
    Empty,
    /// Too many bytes.
    #[error("has {found} bytes, at most {} are allowed", Field::MOST)]
    TooLong {
        /// Bytes found.
        found: usize,
    },
    /// A TAB, a line break or another character that is not printed.
    #[error("has a control character or line separator at position {position}")]
    Control {
        /// Where, from 1.
        position: usize,
    },
    /// The sign for "nothing" alone.
    #[error("is `-`, which stands for nothing")]
    Nothing,
}

impl Field {
    /// The most bytes of a field.
    pub const MOST: usize = 1000;

    /// Reads a field; nothing is trimmed or replaced, since what is hashed must be what was said.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::Empty);
        }
        if text == "-" {
            return Err(FieldError::Nothing);
        }
        if text.len() > Self::MOST {
            return Err(FieldError::TooLong { found: text.len() });
        }
        let refused = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}');
        match text.chars().position(refused) {
            Some(at) => Err(FieldError::Control { position: at + 1 }),
            None => Ok(Self(text.into())),
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl FromStr for Field {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}
