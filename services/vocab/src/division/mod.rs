//! Administrative divisions (行政区划, GB/T 2260): codes, names past and present, scope by prefix.

mod code;
mod successor;
mod table;

pub use code::{DivisionCode, DivisionError, Level};
pub use successor::successors;
pub use table::{Division, Naming, Status, Street, all, children, full_name, lookup, name_on, streets};
