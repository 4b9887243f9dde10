//! What a client can ask about what is put before the public (公示).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::credit::v1::PublicationKind;
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, TableFormat, value};

/// Arguments of `publication`.
#[derive(Debug, Args)]
pub struct PublicationArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PublicationCommand,
}

/// What to do with publications.
#[derive(Debug, Subcommand)]
pub enum PublicationCommand {
    /// List what stands before the public, the newest first
    #[command(after_help = "Examples:\n  onecode publication list --organization 51330500XX0000001X\n  \
        onecode publication list --kind penalty --from 2026-11-01 --all\n  onecode publication list --withdrawn")]
    List(PublicationListArgs),
    /// Write all publications that pass the filters to a file, one consistent state, the oldest first
    ///
    /// CSV has Chinese headings; NDJSON has one `Publication` a line, in the JSON of the contracts. Without --out rows go
    /// to standard output. A file appears only when it is complete.
    #[command(after_help = "Examples:\n  onecode publication export --out publications.csv\n  \
        onecode publication export --format ndjson --kind penalty --division 330500")]
    Export(PublicationExportArgs),
}

impl PublicationCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
            Self::Export(args) => &args.connection,
        }
    }
}

/// What a publication is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PublicationTopic {
    /// 成立
    Registration,
    /// 登记状态
    Status,
    /// 注销
    Deregistration,
    /// 撤销登记、吊销登记证书
    Revocation,
    /// 年检结果
    Report,
    /// 行政检查结果
    Check,
    /// 行政处罚
    Penalty,
    /// 评估信息
    Rating,
    /// 活动异常名录
    Abnormal,
    /// 严重违法失信名单
    Serious,
    /// 其他
    Other,
}

impl From<PublicationTopic> for PublicationKind {
    fn from(topic: PublicationTopic) -> Self {
        match topic {
            PublicationTopic::Registration => Self::Registration,
            PublicationTopic::Status => Self::Status,
            PublicationTopic::Deregistration => Self::Deregistration,
            PublicationTopic::Revocation => Self::Revocation,
            PublicationTopic::Report => Self::Report,
            PublicationTopic::Check => Self::Check,
            PublicationTopic::Penalty => Self::Penalty,
            PublicationTopic::Rating => Self::Rating,
            PublicationTopic::Abnormal => Self::AbnormalListing,
            PublicationTopic::Serious => Self::SeriousListing,
            PublicationTopic::Other => Self::Other,
        }
    }
}

/// Which publications.
#[derive(Debug, Args)]
pub struct PublicationFilters {
    /// Only of this organisation
    #[arg(long, value_name = "CODE", value_parser = value::organization)]
    pub organization: Option<String>,
    /// Only of this kind; may be repeated
    #[arg(long, value_enum)]
    pub kind: Vec<PublicationTopic>,
    /// Only of authorities of this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Published on this day or later
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub from: Option<Date>,
    /// Published on this day or before
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub to: Option<Date>,
    /// What was withdrawn, instead of what stands before the public
    #[arg(long, conflicts_with = "organization")]
    pub withdrawn: bool,
}

/// Arguments of `publication list`.
#[derive(Debug, Args)]
pub struct PublicationListArgs {
    #[command(flatten)]
    pub(crate) filters: PublicationFilters,
    /// How many a page has
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(i32).range(1..=200))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `publication export`.
#[derive(Debug, Args)]
pub struct PublicationExportArgs {
    /// The file to write; .zst compresses [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Form of the rows [default: by the file's name, or CSV]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    #[command(flatten)]
    pub(crate) filters: PublicationFilters,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
