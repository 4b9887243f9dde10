//! A guidance catalogue (政府购买服务指导性目录): entries in three levels, how they are read from a table, and how two versions differ.

mod diff;
mod rows;
#[cfg(test)]
mod tests;

pub use diff::{Change, Kind, diff};
pub use rows::{Column, MOST_ROWS, Problem, Row, read};

/// A real catalogue as a table, to draft from and to try things with; see `data/SOURCES.md`.
pub const SAMPLE: &str = include_str!("../../data/purchase_catalog.csv");

/// The lowest level: what is purchased is stated there, the levels above are headings.
pub const LOWEST: i16 = 3;

/// The longest code, in characters.
pub const LONGEST_CODE: usize = 20;
/// The longest name, in characters.
pub const LONGEST_TITLE: usize = 100;
/// The longest remark, in characters.
pub const LONGEST_REMARK: usize = 500;

/// A line of a catalogue (目录条目).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its code, `A0101`.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// 1 to 3.
    pub level: i16,
    /// Code of the entry above; none at level 1.
    pub parent: Option<String>,
    /// Remark; empty if there is none.
    pub remark: String,
}

/// Whether a text can be a code, or begin one: capital letters and digits.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
