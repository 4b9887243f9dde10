//! What is wrong or odd about a name as typed.

use thiserror::Error;

/// The longest name accepted, in characters.
pub const MOST_CHARACTERS: usize = 120;

/// Words that belong to a remark about a name, not to the name.
const REMARKS: [&str; 14] =
    ["更新", "更名", "原名", "曾用名", "已注销", "注销", "已撤销", "撤销", "新", "旧", "重复", "作废", "待定", "备注"];

/// Endings that are at times typed twice.
const ENDINGS: [char; 9] = ['会', '院', '所', '校', '园', '社', '中', '心', '站'];

/// A finding about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameProblem {
    /// Nothing but spaces.
    #[error("name is empty")]
    Empty,
    /// More than [`MOST_CHARACTERS`].
    #[error("name has {0} characters, at most {MOST_CHARACTERS} are allowed")]
    TooLong(usize),
    /// A control or invisible character, or one that could not be decoded.
    #[error("name has a control character at position {0}")]
    ControlCharacter(usize),
    /// Brackets that hold a remark, as in （更新）.
    #[error("name holds a remark in brackets")]
    Remark,
    /// An ending typed twice, as in 基金会会.
    #[error("name repeats {0:?}")]
    Doubled(char),
    /// A bracket without its partner.
    #[error("name has an unpaired bracket")]
    UnpairedBracket,
    /// Spaces at either end.
    #[error("name has spaces around it")]
    OuterSpace,
}

impl NameProblem {
    /// Whether the name must be refused; the rest are warnings.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self, Self::Empty | Self::TooLong(_) | Self::ControlCharacter(_))
    }
}

/// Whether nothing at all is odd about a name.
#[must_use]
pub fn is_clean(raw: &str) -> bool {
    problems(raw).is_empty()
}

/// Everything odd about a name as typed; positions count from 1.
#[must_use]
pub fn problems(raw: &str) -> Vec<NameProblem> {
    let name = raw.trim();
    if name.is_empty() {
        return vec![NameProblem::Empty];
    }
    let mut found = Vec::new();
    let length = name.chars().count();
    if length > MOST_CHARACTERS {
        found.push(NameProblem::TooLong(length));
    }
    if let Some(at) = name.chars().position(is_control) {
        found.push(NameProblem::ControlCharacter(at + 1));
    }
    match remarks(name) {
        None => found.push(NameProblem::UnpairedBracket),
        Some(true) => found.push(NameProblem::Remark),
        Some(false) => {}
    }
    if let Some(ending) = doubled_ending(name) {
        found.push(NameProblem::Doubled(ending));
    }
    if name.len() != raw.len() {
        found.push(NameProblem::OuterSpace);
    }
    found
}

fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(character, '\u{feff}' | '\u{fffd}')
}

/// Whether some bracket holds a remark; `None` if the brackets do not pair.
fn remarks(name: &str) -> Option<bool> {
    let (mut opened, mut remark) = (Vec::new(), false);
    for (at, character) in name.char_indices() {
        match character {
            '(' | '（' | '[' | '［' | '【' | '〔' => opened.push(at + character.len_utf8()),
            ')' | '）' | ']' | '］' | '】' | '〕' => {
                let inside = &name[opened.pop()?..at];
                remark |= REMARKS.iter().any(|word| is_remark(inside.trim(), word));
            }
            _ => {}
        }
    }
    opened.is_empty().then_some(remark)
}

/// The remark alone, or the remark and then what it says: 原名：……
fn is_remark(inside: &str, word: &str) -> bool {
    inside.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '：', ' ', '于', '为']))
}

fn doubled_ending(name: &str) -> Option<char> {
    let mut from_end = name.chars().rev();
    let last = from_end.next()?;
    (from_end.next() == Some(last) && ENDINGS.contains(&last)).then_some(last)
}
