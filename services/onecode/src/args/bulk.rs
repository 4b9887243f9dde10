//! What a client can ask for about many organisations at once: import and export.

use std::path::PathBuf;

use clap::Args;
use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};

use super::{ConnectionArgs, TableFormat, View, value};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The table; `-` is standard input
    pub file: PathBuf,
    /// Form of the rows [default: by the file's name]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// Name of the import, to go on with or to begin anew [default: from content and options]
    #[arg(long, value_parser = value::idempotency_key)]
    pub key: Option<String>,
    /// Decision or source, for rows that state none
    #[arg(long, value_name = "TEXT")]
    pub basis: Option<String>,
    /// Mark every row as made up (合成数据)
    #[arg(long)]
    pub synthetic: bool,
    /// Write what became of each row to this CSV file; a continued import adds to it
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file to write; .zst compresses [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Form of the rows [default: by the file's name, else CSV]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// How much is written
    #[arg(long, value_enum, default_value_t = View::Full)]
    pub view: View,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Which organisations.
#[derive(Debug, Args)]
pub struct Filters {
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only of this kind; may be repeated
    #[arg(long, value_parser = value::kind)]
    pub kind: Vec<OrganizationKind>,
    /// Only in this status; may be repeated
    #[arg(long, value_parser = value::status)]
    pub status: Vec<OrganizationStatus>,
}
