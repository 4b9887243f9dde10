//! The command line, as people read it in `--help`.

mod bulk;
mod casework;
mod catalog;
mod certificate;
mod check;
mod chinese;
mod choice;
mod client;
mod complaint;
mod connection;
mod contract;
mod credit;
mod document;
mod draw;
mod eligibility;
mod fund;
mod listing;
mod matching;
mod measure;
mod publication;
mod purchase;
mod qualification;
mod rating;
mod report;
mod risk;
mod server;
mod tender;
mod value;

use std::ffi::OsString;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

pub use bulk::{ExportArgs, Filters, ImportArgs};
pub use casework::{
    CaseArgs, CaseCommand, CaseShowArgs, DeadlineArgs, DeadlineCommand, ExplainArgs, RuleArgs, RuleCommand,
    RuleListArgs, RuleShowArgs, TaskArgs, TaskCommand, TaskListArgs, WhichCase,
};
pub use catalog::{
    CatalogArgs, CatalogCommand, CatalogDiffArgs, CatalogImportArgs, CatalogListArgs, CatalogVersionsArgs,
};
pub use certificate::{
    CertificateArgs, CertificateCommand, CertificateGetArgs, KeysArgs, PrintArgs, VerifyArgs, WhichCertificate,
};
pub use check::{CheckArgs, CheckCommand, CheckMergeArgs, CheckShowArgs};
pub use choice::{TableFormat, View};
pub use client::{
    CheckCodeArgs, ClientCommand, DepartmentsArgs, GetArgs, ResolveArgs, RevisionsArgs, SearchArgs, StatisticsArgs,
    WatchArgs,
};
pub use complaint::{ComplaintArgs, ComplaintCommand, ComplaintStatusArgs};
pub use connection::{ConnectionArgs, OutputFormat};
pub use contract::{
    ContractArgs, ContractCommand, ContractImportArgs, ContractListArgs, ContractShowArgs, ContractState, OcdsArgs,
    OcdsCommand, OcdsExportArgs,
};
pub use credit::{CreditArgs, CreditCommand, CreditShowArgs, CreditSubmitArgs, CreditView};
pub use document::{DocumentArgs, DocumentCommand, DownloadArgs, UploadArgs};
pub use draw::{
    DrawArgs, DrawCommand, DrawCommitArgs, DrawProofArgs, DrawResultArgs, DrawRevealArgs, DrawShowArgs, DrawVerifyArgs,
};
pub use eligibility::{
    EligibilityArgs, EligibilityBatchArgs, EligibilityCheckArgs, EligibilityCommand, EligibilityListArgs,
    EligibilityWhatIfArgs, Purpose,
};
pub use fund::{
    FundArgs, FundCommand, FundListArgs, GrantsArgs, GrantsCommand, GrantsExportArgs, LedgerArgs, LedgerBalanceArgs,
    LedgerCommand, LedgerVerifyArgs,
};
pub use listing::{ListingArgs, ListingCommand, ListingDraftsArgs, ListingShowArgs};
pub use matching::MatchArgs;
pub use measure::{MeasureArgs, MeasureCommand, MeasureDelaysArgs, MeasureTasksArgs};
pub use publication::{
    PublicationArgs, PublicationCommand, PublicationExportArgs, PublicationFilters, PublicationListArgs,
    PublicationTopic,
};
pub use purchase::{PurchaseArgs, PurchaseCommand, PurchaseConcentrationsArgs, PurchaseSharesArgs, SpendingGroup};
pub use qualification::{
    Qualification, QualificationArgs, QualificationCommand, QualificationListArgs, QualificationShowArgs,
};
pub use rating::{RatingArgs, RatingCommand, RatingShowArgs};
pub use report::{ReportArgs, ReportCheckArgs, ReportCommand, ReportFormArgs};
pub use risk::{RehearseArgs, RiskArgs, RiskCommand};
pub use server::{
    ConfigArgs, ConfigCommand, DevArgs, IssueArgs, MigrateArgs, PartName, RevokeArgs, ServeArgs, ServerCommand,
    TokenArgs, TokenCommand,
};
pub use tender::{TenderArgs, TenderCommand, TenderCourseArgs, TenderListArgs, TenderShowArgs, TenderState};

use crate::exit::Exit;
use crate::messages::Language;

/// One identity for every social organisation: who it is, by one code, in one register.
///
/// One program for servers and for clients. Start with `onecode dev`: it runs everything on this machine, fills it with
/// made-up organisations and writes ./data/client.toml, so that the commands below work without further settings.
#[derive(Debug, Parser)]
#[command(
    name = "onecode",
    version,
    propagate_version = true,
    infer_subcommands = true,
    max_term_width = 110,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{}", Exit::HELP)
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads a command line; what is wrong with it, or the help asked for, comes as an error. Help names the commands
    /// in the reader's language.
    pub fn read(words: impl IntoIterator<Item = OsString>, language: Language) -> Result<Self, clap::Error> {
        let command = match language {
            Language::En => Self::command(),
            Language::Zh => chinese::told(Self::command()),
        };
        Self::from_arg_matches(&command.try_get_matches_from(words)?)
    }
}

const EXAMPLES: &str = "\
Examples:
  onecode search 童装协会
  onecode get 51330500XX0000001X --as-of 2020-01-01
  onecode import organizations.csv --outcomes outcomes.csv
  onecode watch --cursor-file watch.cursor --output json

`onecode COMMAND --help` explains a command with examples.";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Commands of a client.
    #[command(flatten)]
    Client(ClientCommand),
    /// Commands of an operator.
    #[command(flatten)]
    Server(ServerCommand),
    /// Print made-up organisations of Huzhou (合成数据), for trying things out and for measurements
    ///
    /// The same seed gives the same rows; a larger count only adds to them. Codes are valid but hold XX, which no
    /// authority issues, and every row is marked as synthetic. No server is asked.
    #[command(
        after_help = "Examples:\n  onecode sample --count 5\n  onecode sample --count 1000000 | onecode import - --format csv"
    )]
    Sample(SampleArgs),
    /// Print a completion script for a shell
    #[command(after_help = "Examples:\n  source <(onecode completion bash)\n  \
        onecode completion zsh > ~/.zfunc/_onecode\n  onecode completion fish > ~/.config/fish/completions/onecode.fish")]
    Completion(CompletionArgs),
}

/// Which made-up organisations.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// Where chance begins; the same seed gives the same rows
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many
    #[arg(long, default_value_t = 100)]
    pub count: usize,
    /// Form of the rows
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub format: TableFormat,
}

/// For which shell.
#[derive(Debug, Args)]
pub struct CompletionArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[cfg(test)]
mod tests;
