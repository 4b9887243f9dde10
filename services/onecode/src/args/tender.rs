//! What a client can ask about procurements that run here (采购活动).

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::purchase::v1::TenderStatus;

use super::{ConnectionArgs, value};

/// Arguments of `tender`.
#[derive(Debug, Args)]
pub struct TenderArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TenderCommand,
}

/// What to do about tenders.
#[derive(Debug, Subcommand)]
pub enum TenderCommand {
    /// List published tenders and drafts of one's own, the newest first
    #[command(after_help = "Example:\n  onecode tender list --status published --division 330500")]
    List(TenderListArgs),
    /// Show a tender: deadlines, what happened, questions and, once announced, the ranking
    #[command(after_help = "Example:\n  onecode tender show tenders/0193…")]
    Show(TenderShowArgs),
    /// Show a procurement from its planning to its last payment, day by day, wherever it ran (采购全过程)
    #[command(after_help = "Example:\n  onecode tender course purchaseProjects/0193…")]
    Course(TenderCourseArgs),
}

impl TenderCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
            Self::Show(args) => &args.connection,
            Self::Course(args) => &args.connection,
        }
    }
}

/// How a tender stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TenderState {
    /// 草稿
    Draft,
    /// 已公告
    Published,
    /// 已开标
    Opened,
    /// 最后报价
    Offering,
    /// 已评审
    Evaluated,
    /// 结果已公示
    Announced,
    /// 已成交
    Awarded,
    /// 废标、流标
    Failed,
    /// 已取消
    Cancelled,
}

impl From<TenderState> for TenderStatus {
    fn from(state: TenderState) -> Self {
        match state {
            TenderState::Draft => Self::Draft,
            TenderState::Published => Self::Published,
            TenderState::Opened => Self::Opened,
            TenderState::Offering => Self::Offering,
            TenderState::Evaluated => Self::Evaluated,
            TenderState::Announced => Self::Announced,
            TenderState::Awarded => Self::Awarded,
            TenderState::Failed => Self::Failed,
            TenderState::Cancelled => Self::Cancelled,
        }
    }
}

/// Arguments of `tender list`.
#[derive(Debug, Args)]
pub struct TenderListArgs {
    /// Only those that stand so
    #[arg(long, value_enum)]
    pub status: Option<TenderState>,
    /// Only of buyers of this division (GB/T 2260)
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// How many a page has
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(i32).range(1..=200))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `tender show`.
#[derive(Debug, Args)]
pub struct TenderShowArgs {
    /// The tender, tenders/{uuid}
    #[arg(value_name = "TENDER", value_parser = value::tender)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `tender course`.
#[derive(Debug, Args)]
pub struct TenderCourseArgs {
    /// The project, purchaseProjects/{uuid}
    #[arg(value_name = "PROJECT", value_parser = value::project)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
