//! What `docs/procedures` shows of the procedures: a picture of each, and one page about all.

use procedure::page;

use super::PROCEDURES;
use crate::rules;

/// Names and contents of the files; a test compares them with what is checked in.
#[must_use]
pub fn pages() -> Vec<(String, String)> {
    let pictures = PROCEDURES.iter().map(|procedure| (format!("{}.svg", procedure.key), procedure.picture()));
    pictures.chain([("README.md".to_owned(), page(include_str!("pages.md"), PROCEDURES, rules()))]).collect()
}
