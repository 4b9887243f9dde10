//! What a client can ask about qualifications (资格).

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::credit::v1::QualificationKind;
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, value};

/// Arguments of `qualification`.
#[derive(Debug, Args)]
pub struct QualificationArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: QualificationCommand,
}

/// What to ask about qualifications.
#[derive(Debug, Subcommand)]
pub enum QualificationCommand {
    /// List who has a kind of qualification on a day, past or to come, in the order of the codes
    #[command(after_help = "Examples:\n  onecode qualification list --kind tax-exemption\n  \
        onecode qualification list --kind donation-deduction --on 2025-12-31 --division 330521")]
    List(QualificationListArgs),
    /// Show every qualification that an organisation has or had, and whether it may use receipts for donations
    #[command(after_help = "Example:\n  onecode qualification show 51330500XX0000001X")]
    Show(QualificationShowArgs),
}

impl QualificationCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
            Self::Show(args) => &args.connection,
        }
    }
}

/// A kind of qualification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Qualification {
    /// Tax exemption (非营利组织免税资格)
    TaxExemption,
    /// Deduction of donations (公益性捐赠税前扣除资格)
    DonationDeduction,
    /// Charity (慈善组织)
    Charity,
    /// Public fundraising (公开募捐资格)
    PublicFundraising,
}

impl From<Qualification> for QualificationKind {
    fn from(kind: Qualification) -> Self {
        match kind {
            Qualification::TaxExemption => Self::TaxExemption,
            Qualification::DonationDeduction => Self::DonationDeduction,
            Qualification::Charity => Self::Charity,
            Qualification::PublicFundraising => Self::PublicFundraising,
        }
    }
}

/// Arguments of `qualification list`.
#[derive(Debug, Args)]
pub struct QualificationListArgs {
    /// Which kind
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Qualification,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// How many a page has
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(i32).range(1..=200))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `qualification show`.
#[derive(Debug, Args)]
pub struct QualificationShowArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
