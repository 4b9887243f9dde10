//! What a client can ask for about cases: tasks, histories, terms and the rules behind them.

use clap::{Args, Subcommand};
use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1::TaskState;

use super::{ConnectionArgs, value};

/// Arguments of `task`.
#[derive(Debug, Args)]
pub struct TaskArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TaskCommand,
}

/// What to do with tasks.
#[derive(Debug, Subcommand)]
pub enum TaskCommand {
    /// List tasks, soonest last day first; those still to be done, unless --state says otherwise
    #[command(
        after_help = "Examples:\n  onecode task list --mine\n  onecode task list --overdue --division 330502\n  \
        onecode task list --department tax --due-before 2026-12-31 --procedure establishment"
    )]
    List(TaskListArgs),
}

/// Arguments of `task list`.
#[derive(Debug, Args)]
pub struct TaskListArgs {
    /// Only of the department that calls, in its own division
    #[arg(long, conflicts_with = "department")]
    pub mine: bool,
    /// Only of this department, by its key, e.g. civil-affairs
    #[arg(long, value_name = "KEY", value_parser = value::department)]
    pub department: Option<String>,
    /// Only with a last day before this one
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub due_before: Option<Date>,
    /// Only those whose last day has passed
    #[arg(long)]
    pub overdue: bool,
    /// Only of this procedure, by its key, e.g. establishment
    #[arg(long, value_name = "KEY")]
    pub procedure: Option<String>,
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// open, done or dropped
    #[arg(long, default_value = "open", value_parser = value::task_state)]
    pub state: TaskState,
    /// How many tasks a page has
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(i32).range(1..=500))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `case`.
#[derive(Debug, Args)]
pub struct CaseArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CaseCommand,
}

/// What to do with cases.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Show a case: where it stands, everything that was done, opinions, terms and papers
    #[command(after_help = "Examples:\n  onecode case show cases/0193f0a2-5c1e-7d00-8000-000000000001\n  \
        onecode case show applications/0193f0a2-5c1e-7d00-8000-000000000002 --output json")]
    Show(CaseShowArgs),
}

/// Arguments of `case show`.
#[derive(Debug, Args)]
pub struct CaseShowArgs {
    /// The case (cases/{uuid}, or the UUID), or the resource that it is about (applications/{uuid})
    #[arg(value_name = "CASE", value_parser = value::case)]
    pub which: WhichCase,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// A case as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichCase {
    /// By its own resource name.
    Named(String),
    /// The newest about a resource.
    About(String),
}

/// Arguments of `deadline`.
#[derive(Debug, Args)]
pub struct DeadlineArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: DeadlineCommand,
}

/// What to do with terms.
#[derive(Debug, Subcommand)]
pub enum DeadlineCommand {
    /// Tell why a last day is the day it is: rule, text, first day, days that did not count
    ///
    /// Of a term of a case (`onecode case show` lists them), or of any rule with a term from any day.
    #[command(after_help = "Examples:\n  onecode deadline explain --rule REG-05 --from 2026-11-26\n  \
        onecode deadline explain cases/0193f0a2-…/deadlines/0193f0a3-…")]
    Explain(ExplainArgs),
}

/// Arguments of `deadline explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The term, cases/{uuid}/deadlines/{uuid}
    #[arg(value_parser = value::deadline, required_unless_present = "rule", conflicts_with_all = ["rule", "from"])]
    pub name: Option<String>,
    /// A rule with a term, by its id, e.g. REG-05
    #[arg(long, value_name = "ID", value_parser = value::rule, requires = "from")]
    pub rule: Option<String>,
    /// Day of the event that begins the term
    #[arg(long, value_name = "DATE", value_parser = value::date, requires = "rule")]
    pub from: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `rule`.
#[derive(Debug, Args)]
pub struct RuleArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: RuleCommand,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RuleCommand {
    /// Show a rule in the version of a day: text, number, source, how well its wording is known
    #[command(after_help = "Examples:\n  onecode rule show REG-05\n  onecode rule show REG-05 --as-of 2016-01-01")]
    Show(RuleShowArgs),
    /// List the rules that hold on a day, by id
    #[command(after_help = "Example:\n  onecode rule list --prefix REG-")]
    List(RuleListArgs),
}

/// Arguments of `rule show`.
#[derive(Debug, Args)]
pub struct RuleShowArgs {
    /// The rule's id, e.g. REG-05
    #[arg(value_name = "ID", value_parser = value::rule)]
    pub name: String,
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `rule list`.
#[derive(Debug, Args)]
pub struct RuleListArgs {
    /// Only rules whose id begins so
    #[arg(long)]
    pub prefix: Option<String>,
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

impl TaskCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
        }
    }
}

impl CaseCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
        }
    }
}

impl DeadlineCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Explain(args) => &args.connection,
        }
    }
}

impl RuleCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
            Self::List(args) => &args.connection,
        }
    }
}
