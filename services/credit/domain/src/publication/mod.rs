//! What is put before the public (公示): which records and listings, under which number, where, and in which bulletin.

pub mod bulletin;
mod kind;

pub use kind::{Channel, Kind};

use crate::privacy::{holds_personal_number, speaks_of_person};

/// What stands in the place of a text that may not be published.
pub const HIDDEN: &str = "（依法不予公开）";

/// A text as it may be published: not at all, if a number of a person stands in it (SEC-06, SEC-07).
#[must_use]
pub fn shown(text: &str) -> String {
    if holds_personal_number(text) { HIDDEN.to_owned() } else { text.to_owned() }
}

/// A text that a person wrote freely, as it may be published: not at all, if it speaks of a natural person as far as words tell.
#[must_use]
pub fn shown_free(text: &str) -> String {
    if speaks_of_person(text) { HIDDEN.to_owned() } else { text.to_owned() }
}

/// How a publication stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// 公示中.
    Published,
    /// 期满停止公示.
    Ended,
    /// 已撤回.
    Withdrawn,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Published, Self::Ended, Self::Withdrawn];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Why a publication was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// What it rests on fell.
    SourceFell,
    /// The authority took its decision from before the public.
    Authority,
    /// It is wrong.
    Error,
    /// Law forbids to publish it (PN-03d).
    Secrecy,
}

impl Ground {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::SourceFell, Self::Authority, Self::Error, Self::Secrecy];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SourceFell => "source_fell",
            Self::Authority => "authority",
            Self::Error => "error",
            Self::Secrecy => "secrecy",
        }
    }

    /// The ground of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == word)
    }
}

/// The number of a publication (公示编号).
#[must_use]
pub fn number(division: &str, year: i32, serial: i64) -> String {
    format!("GS-{division}-{year}-{serial:06}")
}

#[cfg(test)]
mod tests;
