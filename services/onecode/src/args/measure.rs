//! What a client can ask about restraints and incentives (联合奖惩).

use clap::{Args, Subcommand};

use super::{ConnectionArgs, value};

/// Arguments of `measure`.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: MeasureCommand,
}

/// What to do with measures.
#[derive(Debug, Subcommand)]
pub enum MeasureCommand {
    /// List what your department has to do for listed organisations, or for those with a high grade
    #[command(after_help = "Examples:\n  onecode measure tasks --open\n  \
        onecode measure tasks --organization 51330500XX0000001X --output json")]
    Tasks(MeasureTasksArgs),
    /// Tell which departments have not acted, the latest first
    #[command(after_help = "Examples:\n  onecode measure delays\n  onecode measure delays --division 330521")]
    Delays(MeasureDelaysArgs),
}

impl MeasureCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Tasks(args) => &args.connection,
            Self::Delays(args) => &args.connection,
        }
    }
}

/// Arguments of `measure tasks`.
#[derive(Debug, Args)]
pub struct MeasureTasksArgs {
    /// Only what is to be done or to be lifted
    #[arg(long)]
    pub open: bool,
    /// Only what is late
    #[arg(long)]
    pub overdue: bool,
    /// Only for this organisation
    #[arg(long, value_name = "CODE", value_parser = value::organization)]
    pub organization: Option<String>,
    /// How many tasks a page has
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(i32).range(1..=1_000))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `measure delays`.
#[derive(Debug, Args)]
pub struct MeasureDelaysArgs {
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
