//! Plain tables that keep their columns with wide characters.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table, TableComponent};

use crate::messages::{Label, Language};

/// The cells of one row.
pub type Cells = Vec<String>;

/// A table with headings; as wide as the terminal, or as its cells where there is none.
#[must_use]
pub fn table(
    headings: &[(&'static str, &'static str)],
    rows: impl IntoIterator<Item = Cells>,
    language: Language,
) -> String {
    let mut table = Table::new();
    table
        .load_preset(NOTHING)
        .set_style(TableComponent::HeaderLines, '─')
        .set_content_arrangement(ContentArrangement::Dynamic);
    if !headings.is_empty() {
        table.set_header(headings.iter().map(|heading| heading.label(language)));
    }
    for row in rows {
        table.add_row(row);
    }
    table.trim_fmt()
}
