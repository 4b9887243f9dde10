//! What a client can ask about risk warning (风险预警).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onecode_proto::credit::v1::RiskOutcome;
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, value};

/// Arguments of `risk`.
#[derive(Debug, Args)]
pub struct RiskArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: RiskCommand,
}

/// What to do about risk.
#[derive(Debug, Subcommand)]
pub enum RiskCommand {
    /// Rehearse a rule of warning on the past: whom it would have warned of, and what came after
    ///
    /// FILE is TOML with `expression`, and `key` of the rule in force that it is compared with, if there is one.
    #[command(after_help = "Examples:\n  onecode risk rehearse rule.toml --from 2023-01-01 --to 2025-12-31\n  \
        onecode risk rehearse --rule often-punished --from 2023-01-01 --to 2025-12-31 --outcome abnormal-listing")]
    Rehearse(Box<RehearseArgs>),
}

impl RiskCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Rehearse(args) => &args.connection,
        }
    }
}

/// Arguments of `risk rehearse`.
#[derive(Debug, Args)]
pub struct RehearseArgs {
    /// A draft, which nobody has saved
    #[arg(value_name = "FILE", required_unless_present = "rule", conflicts_with = "rule")]
    pub file: Option<PathBuf>,
    /// The newest saved version of this key
    #[arg(long, value_name = "KEY")]
    pub rule: Option<String>,
    /// A day of the first month
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub from: Date,
    /// A day of the last month
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub to: Date,
    /// What should have come: penalty, serious-finding, report-missed, abnormal-listing, serious-listing or revocation
    #[arg(long, value_name = "OUTCOME", default_value = "penalty", value_parser = value::risk_outcome)]
    pub outcome: RiskOutcome,
    /// Within how many months it should have come
    #[arg(long, value_name = "MONTHS", default_value_t = 12)]
    pub months: i32,
    /// The most organisations that are listed; all are counted
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
