//! A natural person's identity document (身份证件): its kind and number, and how numbers are shown (SEC-06).

use std::fmt;

use thiserror::Error;
use time::Date;

use crate::{IdNumber, half_width};

const LONGEST_NUMBER: usize = 20;
const SHORTEST_NUMBER: usize = 5;
const LEAST_STARRED: usize = 4;

/// Which document (证件类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// 居民身份证.
    ResidentId,
    /// 护照.
    Passport,
    /// 港澳居民来往内地通行证.
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
}

/// A document's kind and number, the number in its one form. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    kind: IdentityKind,
    number: String,
    birth_date: Option<Date>,
}

/// Why a number is refused. Never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// Not a resident's ID number.
    #[error("must be a resident's ID number: 17 digits with a birth date, then the check character of GB 11643")]
    NotResidentId,
    /// Not a document's number.
    #[error("must have {SHORTEST_NUMBER} to {LONGEST_NUMBER} letters and digits")]
    NotANumber,
}

impl IdentityKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 4] = [Self::ResidentId, Self::Passport, Self::HongKongMacaoPermit, Self::TaiwanPermit];

    /// The name in the database, and the kind of the look-up hash: `resident_id`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::Passport => "passport",
            Self::HongKongMacaoPermit => "hong_kong_macao_permit",
            Self::TaiwanPermit => "taiwan_permit",
        }
    }
}

impl Identity {
    /// Reads a document's number as people type it.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(kind: IdentityKind, raw: &str) -> Result<Self, IdentityError> {
        if kind == IdentityKind::ResidentId {
            let number = IdNumber::parse(raw).map_err(|_| IdentityError::NotResidentId)?;
            let birth_date = Some(number.birth_date());
            return Ok(Self { kind, number: number.reveal().to_owned(), birth_date });
        }
        let number: String = raw.chars().filter(|character| !character.is_whitespace()).map(half_width_upper).collect();
        let right = (SHORTEST_NUMBER..=LONGEST_NUMBER).contains(&number.chars().count())
            && number.chars().all(|character| character.is_ascii_alphanumeric());
        if right { Ok(Self { kind, number, birth_date: None }) } else { Err(IdentityError::NotANumber) }
    }

    /// Which document.
    #[must_use]
    pub const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// Its number as it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.number
    }

    /// The birth date in it, if it states one.
    #[must_use]
    pub const fn birth_date(&self) -> Option<Date> {
        self.birth_date
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({}, …)", self.kind.as_str())
    }
}

/// A number with its middle starred: `3305************1X`. Four characters are starred at least: of one too short for both ends the last
/// alone is shown, or nothing.
#[must_use]
pub fn masked(number: &str, front: usize, back: usize) -> String {
    let length = number.chars().count();
    let starred = |shown: usize| length >= shown + LEAST_STARRED;
    let (front, back) = match (starred(front + back), starred(back)) {
        (true, _) => (front, back),
        (false, true) => (0, back),
        (false, false) => (0, 0),
    };
    let shown = |at: usize| at < front || at >= length - back;
    number.chars().enumerate().map(|(at, character)| if shown(at) { character } else { '*' }).collect()
}

fn half_width_upper(character: char) -> char {
    half_width(character).to_ascii_uppercase()
}
