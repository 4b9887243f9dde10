//! The suite as a whole: its architecture, its stories, its faults, its clients. See the folders beside this file.

#[expect(clippy::missing_panics_doc, reason = "a harness panics where a test cannot go on, and says why")]
pub mod harness;
