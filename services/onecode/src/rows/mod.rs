//! Organisations as rows of text (登记数据的表格形式): the columns that `import` reads and `export` and `sample` write.

mod amount;
mod column;
mod date;
mod layout;
mod words;
mod write;

pub use amount::{Unit, fen};
pub use column::Column;
pub use date::day;
pub use layout::{HeaderProblem, Layout, Note, Reading, without_masked};
pub use words::{kind, kind_word, legal_form, legal_form_word, status, status_word};
pub use write::{EXPORTED, IMPORTED, write_heading, write_row};
