//! What a client can ask about the two lists (活动异常名录, 严重违法失信名单).

use clap::{Args, Subcommand};

use super::{ConnectionArgs, value};

/// Arguments of `listing`.
#[derive(Debug, Args)]
pub struct ListingArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ListingCommand,
}

/// What to do with listings.
#[derive(Debug, Subcommand)]
pub enum ListingCommand {
    /// List what records amount to and nobody has decided yet, the newest first
    #[command(
        after_help = "Examples:\n  onecode listing drafts\n  onecode listing drafts 51330500XX0000001X --output json"
    )]
    Drafts(ListingDraftsArgs),
    /// Show the lists that an organisation is or was on, and what happened, day by day
    #[command(after_help = "Example:\n  onecode listing show 51330500XX0000001X")]
    Show(ListingShowArgs),
}

impl ListingCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Drafts(args) => &args.connection,
            Self::Show(args) => &args.connection,
        }
    }
}

/// Arguments of `listing drafts`.
#[derive(Debug, Args)]
pub struct ListingDraftsArgs {
    /// The code (统一社会信用代码) [default: any]
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `listing show`.
#[derive(Debug, Args)]
pub struct ListingShowArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
