//! What a client can ask about complaints (投诉举报).

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ConnectionArgs;

/// Arguments of `complaint`.
#[derive(Debug, Args)]
pub struct ComplaintArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ComplaintCommand,
}

/// What to do with complaints.
#[derive(Debug, Subcommand)]
pub enum ComplaintCommand {
    /// Show where a complaint stands
    ///
    /// The secret is asked for and not shown while it is typed, or read from the file of --secret-file; where standard
    /// input is no terminal, from its first line. It never stands on the command line, which others can see.
    #[command(after_help = "Examples:\n  onecode complaint status 7K3QM-0T5XA-9B2WD-4HN8C\n  \
        onecode complaint status 7K3QM-0T5XA-9B2WD-4HN8C --secret-file secret.txt")]
    Status(ComplaintStatusArgs),
}

impl ComplaintCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Status(args) => &args.connection,
        }
    }
}

/// Arguments of `complaint status`.
#[derive(Debug, Args)]
pub struct ComplaintStatusArgs {
    /// The receipt number (回执编号), in any case, with or without hyphens
    pub receipt: String,
    /// The file whose first line is the secret (查询密码)
    #[arg(long, value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
