//! Where a sealed value lies; it opens nowhere else.

use uuid::Uuid;

/// A cell of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The table, with its schema: `registry.person`.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The id of the row.
    pub row: Uuid,
}

impl Place {
    /// The cell of a column in a row.
    #[must_use]
    pub const fn new(table: &'static str, column: &'static str, row: Uuid) -> Self {
        Self { table, column, row }
    }

    /// What is authenticated beside the value: the envelope's head and the place, each part ended by a zero.
    pub(crate) fn bound_to(&self, head: &[u8]) -> Vec<u8> {
        let mut bound = Vec::with_capacity(head.len() + self.table.len() + self.column.len() + 18);
        bound.extend_from_slice(head);
        for part in [self.table, self.column] {
            bound.extend_from_slice(part.as_bytes());
            bound.push(0);
        }
        bound.extend_from_slice(self.row.as_bytes());
        bound
    }
}
