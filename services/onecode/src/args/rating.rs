//! What a client can ask about ratings (社会组织评估).

use clap::{Args, Subcommand};
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, value};

/// Arguments of `rating`.
#[derive(Debug, Args)]
pub struct RatingArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: RatingCommand,
}

/// What to do with ratings.
#[derive(Debug, Subcommand)]
pub enum RatingCommand {
    /// Show the grade that an organisation has on a day, and every grade that it had
    #[command(after_help = "Examples:\n  onecode rating show 51330500XX0000001X\n  \
        onecode rating show 51330500XX0000001X --as-of 2027-01-01 --output json")]
    Show(RatingShowArgs),
}

impl RatingCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
        }
    }
}

/// Arguments of `rating show`.
#[derive(Debug, Args)]
pub struct RatingShowArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// The day whose grade is asked for [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
