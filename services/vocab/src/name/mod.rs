//! Names of organisations (名称): folded for matching, cut into bigrams for search, checked for dirt.

mod bigram;
mod fold;
mod problem;
pub(crate) mod simplified;

pub use bigram::bigrams;
pub use fold::fold;
pub use problem::{MOST_CHARACTERS, NameProblem, is_clean, problems};
