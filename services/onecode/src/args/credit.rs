//! What a client can do about credit information (信用信息).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{ConnectionArgs, value};

/// Arguments of `credit`.
#[derive(Debug, Args)]
pub struct CreditArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CreditCommand,
}

/// What to do with credit information.
#[derive(Debug, Subcommand)]
pub enum CreditCommand {
    /// Have a credit report issued and show it: records by class, lists, and the code by which it is verified
    #[command(after_help = "Examples:\n  onecode credit show 51330500XX0000001X\n  \
        onecode credit show 51330500XX0000001X --view public --output json\n  \
        onecode credit show 51330500XX0000001X --pdf report.pdf")]
    Show(CreditShowArgs),
    /// Submit what only this department knows, from a table
    ///
    /// FILE is CSV in UTF-8, read by its headings, English or Chinese: code (统一社会信用代码), name (名称), kind (类型: penalty, 行政处罚,
    /// commendation, 表彰奖励, …), document_number (文号), year (年度), value (内容), amount (金额, 5000元) or amount_fen, from (日期),
    /// until (失效日期), obtained (获取日期). Rows are sent by hundreds; each is judged by itself. The same file may be sent again:
    /// what was recorded is answered and not recorded twice. Ends with 3 if rows were refused.
    #[command(after_help = "Example:\n  onecode credit submit penalties.csv")]
    Submit(CreditSubmitArgs),
}

impl CreditCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
            Self::Submit(args) => &args.connection,
        }
    }
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CreditView {
    /// What the public may see today
    Public,
    /// What departments may see
    Department,
    /// What the organisation itself may see, for its portal
    Organization,
}

/// Arguments of `credit show`.
#[derive(Debug, Args)]
pub struct CreditShowArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// For whom
    #[arg(long, value_enum, default_value_t = CreditView::Department)]
    pub view: CreditView,
    /// Also write it to this file as it is printed (PDF)
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `credit submit`.
#[derive(Debug, Args)]
pub struct CreditSubmitArgs {
    /// The rows
    pub file: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
