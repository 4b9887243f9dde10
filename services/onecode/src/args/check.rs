//! What a client can do about checks in the field (现场检查).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use prost_types::Timestamp;

use super::{ConnectionArgs, value};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CheckCommand,
}

/// What to do with checks.
#[derive(Debug, Subcommand)]
pub enum CheckCommand {
    /// Show a check, and what its entries come to: answers, contradictions, what is missing
    #[command(after_help = "Example:\n  onecode check show checks/0193f0a2-5c1e-7d00-8000-000000000002")]
    Show(CheckShowArgs),
    /// Merge what devices recorded without a network
    ///
    /// FILE is NDJSON, one `CheckEntry` a line in the JSON of the contracts; the check is named in the entries. Files come in
    /// any order, and may be merged again: nothing is recorded twice. An entry that is refused holds up no other. Ends with 3
    /// if one was refused.
    #[command(after_help = "Example:\n  onecode check merge device-1.ndjson device-2.ndjson")]
    Merge(CheckMergeArgs),
}

impl CheckCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
            Self::Merge(args) => &args.connection,
        }
    }
}

/// Arguments of `check show`.
#[derive(Debug, Args)]
pub struct CheckShowArgs {
    /// The check, checks/{uuid}
    #[arg(value_parser = value::check)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `check merge`.
#[derive(Debug, Args)]
pub struct CheckMergeArgs {
    /// What devices recorded
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the device takes for the time now; default: what this machine does
    #[arg(long, value_name = "TIME", value_parser = value::instant)]
    pub device_time: Option<Timestamp>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
