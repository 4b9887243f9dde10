//! Choices that several commands offer.

use clap::ValueEnum;
use onecode_proto::registry::v1::OrganizationView;

/// Form of rows in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated, with a heading.
    Csv,
    /// One JSON object a line.
    #[value(alias = "jsonl")]
    Ndjson,
}

impl TableFormat {
    /// The form that a file's name tells, compressed or not.
    #[must_use]
    pub fn by_name(file: &str) -> Option<Self> {
        let name = file.to_lowercase();
        match name.trim_end_matches(".zst").rsplit_once('.')?.1 {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// How much of an organisation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// Code, name, kind, status, division, revision.
    Basic,
    /// Everything.
    Full,
}

impl From<View> for OrganizationView {
    fn from(view: View) -> Self {
        match view {
            View::Basic => Self::Basic,
            View::Full => Self::Full,
        }
    }
}
