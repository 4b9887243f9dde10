//! What a client can ask about special funds, their grants and their ledger (专项资金台账).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, value};

/// Arguments of `fund`.
#[derive(Debug, Args)]
pub struct FundArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: FundCommand,
}

/// What to do about funds.
#[derive(Debug, Subcommand)]
pub enum FundCommand {
    /// List the funds of your division and below, the newest first
    #[command(after_help = "Example:\n  onecode fund list --on 2026-11-30")]
    List(FundListArgs),
}

impl FundCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
        }
    }
}

/// Arguments of `fund list`.
#[derive(Debug, Args)]
pub struct FundListArgs {
    /// Only those that are valid on this day
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `grants`.
#[derive(Debug, Args)]
pub struct GrantsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: GrantsCommand,
}

/// What to do about grants.
#[derive(Debug, Subcommand)]
pub enum GrantsCommand {
    /// Write a package of all that was approved and not released
    ///
    /// It is of one consistent state. The file appears only when it is complete.
    #[command(after_help = "Examples:\n  onecode grants export --out open-data\n  \
        onecode grants export --fund funds/0193… --year 2026 --out open-data")]
    Export(GrantsExportArgs),
}

impl GrantsCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Export(args) => &args.connection,
        }
    }
}

/// Arguments of `grants export`.
#[derive(Debug, Args)]
pub struct GrantsExportArgs {
    /// The folder to write to; it is made if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only grants of this fund, funds/{uuid}
    #[arg(long, value_name = "FUND", value_parser = value::fund)]
    pub fund: Option<String>,
    /// Only grants of this budget year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `ledger`.
#[derive(Debug, Args)]
pub struct LedgerArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LedgerCommand,
}

/// What to do with the ledger.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// Show what a fund has in a year, now or after a movement of the past
    #[command(after_help = "Examples:\n  onecode ledger balance funds/0193… --year 2026\n  \
        onecode ledger balance funds/0193… --year 2026 --at 42")]
    Balance(LedgerBalanceArgs),
    /// Reckon every balance anew from its lines, and name what does not fit
    #[command(after_help = "Example:\n  onecode ledger verify")]
    Verify(LedgerVerifyArgs),
}

impl LedgerCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Balance(args) => &args.connection,
            Self::Verify(args) => &args.connection,
        }
    }
}

/// Arguments of `ledger balance`.
#[derive(Debug, Args)]
pub struct LedgerBalanceArgs {
    /// The fund, funds/{uuid}
    #[arg(value_name = "FUND", value_parser = value::fund)]
    pub fund: String,
    /// The budget year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: i32,
    /// After this movement [default: the last]
    #[arg(long, value_name = "CURSOR", value_parser = clap::value_parser!(i64).range(1..))]
    pub at: Option<i64>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `ledger verify`.
#[derive(Debug, Args)]
pub struct LedgerVerifyArgs {
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
