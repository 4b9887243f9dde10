//! What a client can ask about eligibility (资格核查).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use onecode_proto::credit::v1::{DraftedNumber, EligibilityPurpose};
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::OrganizationKind;

use super::{ConnectionArgs, value};

/// Arguments of `eligibility`.
#[derive(Debug, Args)]
pub struct EligibilityArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: EligibilityCommand,
}

/// What to ask about eligibility.
#[derive(Debug, Subcommand)]
pub enum EligibilityCommand {
    /// Check whether an organisation may be admitted to something, with every condition
    ///
    /// On a day of the past: what counted then, by the rules of that day. On a day to come: if nothing else happens until
    /// then. Ends with 3 unless it is allowed.
    #[command(after_help = "Examples:\n  onecode eligibility check 51330500XX0000001X --for purchase\n  \
        onecode eligibility check 51330500XX0000001X --for purchase --proved taxes_paid --proved not_barred\n  \
        onecode eligibility check 51330500XX0000001X --for public-fundraising --on 2027-01-01")]
    Check(EligibilityCheckArgs),
    /// Check many organisations for one purpose
    ///
    /// FILE holds a code a line; `-` is standard input. Ends with 3 unless each of them is allowed.
    #[command(after_help = "Example:\n  onecode eligibility batch tenderers.txt --for purchase")]
    Batch(EligibilityBatchArgs),
    /// Show for every purpose whether an organisation may be admitted, and what stands against it
    #[command(after_help = "Example:\n  onecode eligibility list 51330500XX0000001X")]
    List(EligibilityListArgs),
    /// Try other numbers of the rules on the whole register: whose answer would change, and why
    ///
    /// Changes nothing. `--draft` names a rule, the number that it would have, and what the number counts.
    #[command(
        after_help = "Examples:\n  onecode eligibility what-if --for public-fundraising --draft 'CH-02a=2 years'\n  \
        onecode eligibility what-if --for donation-deduction --draft 'TX-10h=4 count' --division 330521"
    )]
    WhatIf(Box<EligibilityWhatIfArgs>),
}

impl EligibilityCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Check(args) => &args.connection,
            Self::Batch(args) => &args.connection,
            Self::List(args) => &args.connection,
            Self::WhatIf(args) => &args.connection,
        }
    }
}

/// Arguments of `eligibility check`.
#[derive(Debug, Args)]
pub struct EligibilityCheckArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// Admitted to what
    #[arg(long = "for", value_name = "PURPOSE", value_enum)]
    pub wanted: Purpose,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    /// A condition whose proof you have seen; may be given more than once
    #[arg(long, value_name = "CONDITION")]
    pub proved: Vec<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `eligibility batch`.
#[derive(Debug, Args)]
pub struct EligibilityBatchArgs {
    /// Codes, one a line
    pub file: PathBuf,
    /// Admitted to what
    #[arg(long = "for", value_name = "PURPOSE", value_enum)]
    pub wanted: Purpose,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `eligibility list`.
#[derive(Debug, Args)]
pub struct EligibilityListArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `eligibility what-if`.
#[derive(Debug, Args)]
pub struct EligibilityWhatIfArgs {
    /// Admitted to what
    #[arg(long = "for", value_name = "PURPOSE", value_enum)]
    pub wanted: Purpose,
    /// A rule and the number that it would have, `CH-02a=2 years`; may be given more than once
    #[arg(long = "draft", value_name = "RULE=NUMBER UNIT", required = true, value_parser = value::drafted_number)]
    pub drafts: Vec<DraftedNumber>,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    /// Organisations of this division and below alone
    #[arg(long, value_name = "DIVISION", value_parser = value::division)]
    pub division: Option<String>,
    /// Organisations of this kind alone; may be given more than once
    #[arg(long = "kind", value_name = "KIND", value_parser = value::kind)]
    pub kinds: Vec<OrganizationKind>,
    /// The most organisations that are listed; all are counted
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// What an organisation is to be admitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Purpose {
    /// Purchase of services (承接政府购买服务)
    Purchase,
    /// Tax exemption (非营利组织免税资格)
    TaxExemption,
    /// Deduction of donations (公益性捐赠税前扣除资格)
    DonationDeduction,
    /// Public fundraising (公开募捐资格)
    PublicFundraising,
    /// Recognition as a charity (慈善组织认定)
    CharityRecognition,
    /// Rating (参加评估)
    Rating,
    /// Honours (表彰奖励)
    Award,
    /// Transfer of functions (承接政府转移职能)
    FunctionTransfer,
    /// Funds (资金扶持)
    Fund,
}

impl From<Purpose> for EligibilityPurpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Purchase => Self::Purchase,
            Purpose::TaxExemption => Self::TaxExemption,
            Purpose::DonationDeduction => Self::DonationDeduction,
            Purpose::PublicFundraising => Self::PublicFundraising,
            Purpose::CharityRecognition => Self::CharityRecognition,
            Purpose::Rating => Self::Rating,
            Purpose::Award => Self::Award,
            Purpose::FunctionTransfer => Self::FunctionTransfer,
            Purpose::Fund => Self::Fund,
        }
    }
}
