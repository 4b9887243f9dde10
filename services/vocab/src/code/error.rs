//! What can be wrong with a code, without ever repeating what was typed: it may be a person's ID number (USCC-07).

use thiserror::Error;

use crate::division::DivisionCode;

/// Why a text is not a social organisation's code. Positions count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Nothing was typed.
    #[error("code is empty")]
    Empty,
    /// Too short or too long, separators not counted.
    #[error("code has {found} characters, must have {expected}")]
    Length {
        /// The right number of characters.
        expected: usize,
        /// The number found.
        found: usize,
    },
    /// A character outside the 31 of the standard; I, O, S, V and Z are not in it.
    #[error("character {character:?} at position {position} is not one of the standard's")]
    IllegalCharacter {
        /// Where, from 1.
        position: usize,
        /// What was found, in upper case and half width.
        character: char,
    },
    /// Position 1 is not `5`: another department's code, such as a company's.
    #[error("registering department is {found:?}, civil affairs is '5'")]
    Department {
        /// The character at position 1.
        found: char,
    },
    /// Position 2 is none of the classes.
    #[error("class of organisation is {found:?}, must be '1', '2', '3' or '9'")]
    Class {
        /// The character at position 2.
        found: char,
    },
    /// Positions 3–8 are not six digits.
    #[error("division must be six digits, position {position} is not")]
    Division {
        /// The first position that is no digit.
        position: usize,
    },
    /// Position 17 does not fit positions 9–16 (GB 11714).
    #[error("organisation code's check character is {found:?}, must be {expected:?}")]
    OrganizationCheck {
        /// What it must be.
        expected: char,
        /// What it is.
        found: char,
    },
    /// Position 18 does not fit positions 1–17 (GB 32100).
    #[error("check character is {found:?}, must be {expected:?}")]
    Check {
        /// What it must be.
        expected: char,
        /// What it is.
        found: char,
    },
    /// The text reads as a resident's ID number: a privacy incident, not a typing error.
    #[error("text reads as a resident's ID number, not as an organisation's code")]
    LooksLikeIdNumber,
}

impl CodeError {
    /// A stable name of the kind of error, for metadata and counters.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::Length { .. } => "LENGTH",
            Self::IllegalCharacter { .. } => "ILLEGAL_CHARACTER",
            Self::Department { .. } => "DEPARTMENT",
            Self::Class { .. } => "CLASS",
            Self::Division { .. } => "DIVISION",
            Self::OrganizationCheck { .. } => "ORGANIZATION_CHECK",
            Self::Check { .. } => "CHECK",
            Self::LooksLikeIdNumber => "LOOKS_LIKE_ID_NUMBER",
        }
    }
}

/// What is unusual about a right code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeWarning {
    /// Class 9 (其他) is provided for but hardly ever issued.
    #[error("class 9 is hardly ever issued")]
    UncommonClass,
    /// The division is in no list, past or present; such codes exist.
    #[error("division {0} is in no list")]
    UnknownDivision(DivisionCode),
    /// The division has been abolished since; the code stays (USCC-08).
    #[error("division {0} no longer exists")]
    AbolishedDivision(DivisionCode),
}
