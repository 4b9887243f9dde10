//! What became of an abolished division, as far as names tell.

use super::code::DivisionCode;
use super::table::{Division, Status, all, lookup};

/// Longest first, so that 自治县 is not taken for 县.
const CLASS_WORDS: [&str; 9] = ["自治县", "自治州", "自治旗", "地区", "市", "县", "区", "旗", "盟"];

/// Divisions that probably continue an abolished one: in the same province, named alike but for the class word
/// (余杭市 → 余杭区), and begun in its last year or the next. Empty for a division that exists.
///
/// The lists carry no official link from old to new, so this is an inference to show, not one to act on.
#[must_use]
pub fn successors(code: DivisionCode) -> Vec<&'static Division> {
    let Some((old, ended)) = lookup(code).and_then(|old| Some((old, old.until()?))) else { return Vec::new() };
    let stem = stem(old.name());
    if old.status() != Status::Abolished || stem.chars().count() < 2 {
        return Vec::new();
    }
    let continues = |new: &&Division| {
        new.code() != code
            && new.code().as_str()[..2] == code.as_str()[..2]
            && new.namings().iter().any(|naming| {
                self::stem(naming.name) == stem
                    && naming.since.is_some_and(|since| since == ended || since == ended + 1)
            })
    };
    all().iter().filter(continues).collect()
}

fn stem(name: &str) -> &str {
    CLASS_WORDS.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name)
}
