//! What a client can ask about contracts of purchase (政府购买服务合同), and their export as open data (OCDS).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1::ContractStatus;

use super::{ConnectionArgs, value};

/// Arguments of `contract`.
#[derive(Debug, Args)]
pub struct ContractArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ContractCommand,
}

/// What to do about contracts.
#[derive(Debug, Subcommand)]
pub enum ContractCommand {
    /// List contracts, the newest first
    #[command(
        after_help = "Examples:\n  onecode contract list --status active\n  onecode contract list --overdue --all"
    )]
    List(ContractListArgs),
    /// Show a contract with its milestones: what is owed, accepted and paid
    #[command(after_help = "Example:\n  onecode contract show contracts/0193…")]
    Show(ContractShowArgs),
    /// Take contracts that were signed elsewhere from a table, all rows or none
    ///
    /// Columns: contract_code, contract_name, purchaser, supplier, supplier_code, amount_yuan, as_of and, if there is one,
    /// source. Suppliers without a code are looked for by name. Rows that are on record already are left as they are.
    #[command(after_help = "Example:\n  onecode contract import contracts.csv")]
    Import(ContractImportArgs),
}

impl ContractCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
            Self::Show(args) => &args.connection,
            Self::Import(args) => &args.connection,
        }
    }
}

/// How a contract stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ContractState {
    /// 履行中
    Active,
    /// 履行完毕
    Completed,
    /// 已终止
    Terminated,
}

impl From<ContractState> for ContractStatus {
    fn from(state: ContractState) -> Self {
        match state {
            ContractState::Active => Self::Active,
            ContractState::Completed => Self::Completed,
            ContractState::Terminated => Self::Terminated,
        }
    }
}

/// Arguments of `contract list`.
#[derive(Debug, Args)]
pub struct ContractListArgs {
    /// Only those that stand so
    #[arg(long, value_enum)]
    pub status: Option<ContractState>,
    /// Only of this supplier (unified social credit code)
    #[arg(long, value_name = "CODE")]
    pub supplier: Option<String>,
    /// Only of buyers of this division (GB/T 2260)
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only those that are not filed although the last day has passed
    #[arg(long)]
    pub overdue: bool,
    /// How many a page has
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(i32).range(1..=50))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `contract show`.
#[derive(Debug, Args)]
pub struct ContractShowArgs {
    /// The contract, contracts/{uuid}
    #[arg(value_name = "CONTRACT", value_parser = value::contract)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `contract import`.
#[derive(Debug, Args)]
pub struct ContractImportArgs {
    /// The table (CSV)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Check only: nothing is changed
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `ocds`.
#[derive(Debug, Args)]
pub struct OcdsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: OcdsCommand,
}

/// What to do about open contracting data.
#[derive(Debug, Subcommand)]
pub enum OcdsCommand {
    /// Write release packages, one file a month, or record packages
    ///
    /// Files are of one consistent state. A file appears only when it is complete.
    #[command(after_help = "Examples:\n  onecode ocds export --out open-data\n  \
        onecode ocds export --month 2026-11 --out open-data\n  \
        onecode ocds export --records --project purchaseProjects/0193… --out open-data")]
    Export(OcdsExportArgs),
}

impl OcdsCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Export(args) => &args.connection,
        }
    }
}

/// Arguments of `ocds export`.
#[derive(Debug, Args)]
pub struct OcdsExportArgs {
    /// The folder to write to; it is made if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only releases of this month, or records of the processes that have one in it
    #[arg(long, value_name = "MONTH", value_parser = value::month)]
    pub month: Option<Date>,
    /// Only this project or imported contract, purchaseProjects/{uuid} or importedContracts/{uuid}
    #[arg(long, value_name = "PROJECT", value_parser = value::process)]
    pub project: Option<String>,
    /// Records instead of releases
    #[arg(long)]
    pub records: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
