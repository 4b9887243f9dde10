//! Made-up organisations of Huzhou (合成数据) for demonstrations, tests and measurements: as many as asked for, the same
//! for the same seed, and never to be taken for real ones.
//!
//! Codes are valid but hold `XX`, which no authority issues; persons are called 样本 ("sample"); telephone numbers begin
//! with a digit that no subscriber has.

mod code;
mod name;
mod particulars;
mod parts;
mod rows;
mod write;

use onecode_proto::registry::v1::ImportRow;

pub use rows::Rows;
pub use write::write;

/// The first `count` made-up organisations of a seed; with a larger count the same ones come first.
pub fn organizations(seed: u64, count: usize) -> impl Iterator<Item = ImportRow> {
    Rows::of(seed).take(count)
}
