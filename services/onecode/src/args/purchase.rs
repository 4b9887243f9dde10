//! What a client can ask about what is purchased from whom, in sums (购买服务统计).

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1::SpendingGrouping;

use super::{ConnectionArgs, value};

/// Arguments of `purchase`.
#[derive(Debug, Args)]
pub struct PurchaseArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PurchaseCommand,
}

/// What to tell of purchase.
#[derive(Debug, Subcommand)]
pub enum PurchaseCommand {
    /// Tell what of new spending goes to social organisations
    #[command(after_help = "Examples:\n  onecode purchase shares\n  \
        onecode purchase shares --by department --year 2026")]
    Shares(PurchaseSharesArgs),
    /// Tell how concentrated the contracts of each buyer are
    #[command(after_help = "Example:\n  onecode purchase concentrations --year 2026")]
    Concentrations(PurchaseConcentrationsArgs),
}

impl PurchaseCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Shares(args) => &args.connection,
            Self::Concentrations(args) => &args.connection,
        }
    }
}

/// By what spending is summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SpendingGroup {
    /// 按年度
    Year,
    /// 按购买主体
    Department,
    /// 按目录条目
    Entry,
    /// 按行政区划
    Division,
}

impl From<SpendingGroup> for SpendingGrouping {
    fn from(group: SpendingGroup) -> Self {
        match group {
            SpendingGroup::Year => Self::Year,
            SpendingGroup::Department => Self::Department,
            SpendingGroup::Entry => Self::CatalogEntry,
            SpendingGroup::Division => Self::Division,
        }
    }
}

/// Arguments of `purchase shares`.
#[derive(Debug, Args)]
pub struct PurchaseSharesArgs {
    /// By what they are told, beside the year; all but the year need one
    #[arg(long, value_enum, default_value_t = SpendingGroup::Year)]
    pub by: SpendingGroup,
    /// Only of this year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    /// Only of buyers of this division (GB/T 2260)
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only of this buyer
    #[arg(long, value_name = "DEPARTMENT", value_parser = value::department)]
    pub department: Option<String>,
    /// As of this day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `purchase concentrations`.
#[derive(Debug, Args)]
pub struct PurchaseConcentrationsArgs {
    /// Only of this year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub year: Option<i32>,
    /// Only of buyers of this division (GB/T 2260)
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only of this buyer
    #[arg(long, value_name = "DEPARTMENT", value_parser = value::department)]
    pub department: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
