//! Texts of the register: trimmed, of bounded length, without control characters.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use vocab::name::{NameProblem, problems};

/// A text of at most `MOST` characters, possibly none.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text<const MOST: usize>(pub(crate) String);

/// A registered name (名称), 1-120 characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(pub(crate) String);

/// Something about a natural person. Never printed; shown whole only to those who may see it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal(pub(crate) String);

/// Why a text is refused. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TextError {
    /// More characters than allowed.
    #[error("has {found} characters, at most {most} are allowed")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A control character.
    #[error("has a control character at position {position}")]
    ControlCharacter {
        /// Where, from 1.
        position: usize,
    },
    /// What an answer shows in place of personal data; recorded, it would replace the real value.
    #[error("is masked (`*`); leave it out, or state the real value")]
    Masked,
}

impl<const MOST: usize> Text<MOST> {
    /// Reads a text, spaces around it left out; a line break or tab within becomes a space.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let text = raw.trim().replace(['\n', '\r', '\t'], " ");
        let found = text.chars().count();
        if found > MOST {
            return Err(TextError::TooLong { found, most: MOST });
        }
        match text.chars().position(char::is_control) {
            Some(at) => Err(TextError::ControlCharacter { position: at + 1 }),
            None => Ok(Self(text)),
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Title {
    /// Reads a name, spaces around it left out; the error lists everything that forbids it.
    pub fn parse(raw: &str) -> Result<Self, Vec<NameProblem>> {
        let fatal: Vec<NameProblem> = problems(raw).into_iter().filter(NameProblem::is_error).collect();
        if fatal.is_empty() { Ok(Self(raw.trim().to_owned())) } else { Err(fatal) }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Personal {
    /// Reads a value of at most `MOST` characters.
    ///
    /// # Errors
    /// As [`Text::parse`], and [`TextError::Masked`].
    pub fn parse<const MOST: usize>(raw: &str) -> Result<Self, TextError> {
        if raw.contains(['*', '＊']) {
            return Err(TextError::Masked);
        }
        Text::<MOST>::parse(raw).map(|text| Self(text.0))
    }

    /// The value as it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The first character and a star: 张*. Empty stays empty.
    #[must_use]
    pub fn masked(&self) -> String {
        self.0.chars().next().map_or_else(String::new, |first| format!("{first}*"))
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}
