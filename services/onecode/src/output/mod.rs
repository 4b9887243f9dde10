//! How answers are written: tables for people, the JSON of the contracts for programs.

pub mod json;
mod organization;
mod printer;
mod table;

pub use organization::{card, listing, revision_cells};
pub(crate) use organization::{day, division, hundredths, instant, yuan};
pub use printer::Printer;
pub use table::{Cells, table};
