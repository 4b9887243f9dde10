//! What a client can do about annual reports (年度报告) without a server.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use inspection_domain::report::Kind;

use super::{ConnectionArgs, value};

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ReportCommand,
}

/// What to do with annual reports.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Print an empty form with its labels, to be filled in and checked; no server is asked
    ///
    /// TOML for people, with --output json an object whose nulls are to be filled in. Money is whole fen (分). What is not
    /// filled in may stay as it is.
    #[command(
        after_help = "Examples:\n  onecode report form social-group > report.toml\n  onecode report form 基金会 --year 2026 --output json"
    )]
    Form(ReportFormArgs),
    /// Check a report that is filled in (网上预审); no server is asked
    ///
    /// FILE is TOML or JSON (.json) with kind, year and [fields], as `onecode report form` prints it. A table [last_year] with
    /// what was reported the year before lets it check what is carried over and the unit of amounts; `simplified = true` is for
    /// whoever is rated 4A or above. What the register and the other books know is checked when the report is submitted. Ends with 3 if there is an error.
    #[command(after_help = "Example:\n  onecode report check report.toml")]
    Check(ReportCheckArgs),
}

impl ReportCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Form(args) => &args.connection,
            Self::Check(args) => &args.connection,
        }
    }
}

/// Arguments of `report form`.
#[derive(Debug, Args)]
pub struct ReportFormArgs {
    /// social-group, private-non-enterprise or foundation; 社会团体, 民办非企业单位 or 基金会
    #[arg(value_parser = value::report_kind)]
    pub kind: Kind,
    /// The reported year; default: the last one
    #[arg(long)]
    pub year: Option<i32>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `report check`.
#[derive(Debug, Args)]
pub struct ReportCheckArgs {
    /// The report
    pub file: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
