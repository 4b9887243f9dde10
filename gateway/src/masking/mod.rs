//! Masking (脱敏): classified fields of answers are hidden from callers who may not see them.
//!
//! A PERSONAL string keeps its first character and shows one star for each further one, at most two: `张三` becomes
//! `张*`, `欧阳修文` becomes `欧**`; a single character becomes `*`. SENSITIVE fields, and PERSONAL ones that are not
//! strings, are left out. All else passes bit for bit, unknown fields included: messages are rewritten on the wire along
//! the paths of a [`Plan`] and never built. `google.protobuf.Any` is not looked into; facts hold no classified fields.

mod masker;
mod plan;
mod wire;

pub(crate) use masker::Masker;
use plan::{Plan, Rule};

#[cfg(test)]
mod tests;

/// Most stars that stand for the rest of a name.
const STARS: usize = 2;

/// A name as it is shown to those who may not see it.
fn masked(name: &str) -> String {
    let mut characters = name.chars();
    let Some(first) = characters.next() else { return String::new() };
    match characters.take(STARS).count() {
        0 => "*".to_owned(),
        stars => std::iter::once(first).chain(std::iter::repeat_n('*', stars)).collect(),
    }
}
