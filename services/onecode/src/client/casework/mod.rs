//! `onecode task`, `case`, `deadline` and `rule`: what is to be done, what was done, by when, and on what ground.

mod deadline;
mod rule;
mod show;
mod task;

use onecode_proto::procedure::v1::RuleVersionRef;

use super::{Connection, Failure};
use crate::args::{CaseCommand, DeadlineCommand, RuleCommand, TaskCommand};
use crate::exit::Exit;
use crate::messages::{Label, Language};
use crate::output::{Cells, Printer};

pub(super) async fn task(connection: &Connection, command: TaskCommand, printer: &Printer) -> Result<Exit, Failure> {
    let TaskCommand::List(args) = command;
    task::list(connection, args, printer).await
}

pub(super) async fn case(connection: &Connection, command: CaseCommand, printer: &Printer) -> Result<Exit, Failure> {
    let CaseCommand::Show(args) = command;
    show::run(connection, args, printer).await
}

pub(super) async fn deadline(
    connection: &Connection,
    command: DeadlineCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let DeadlineCommand::Explain(args) = command;
    deadline::explain(connection, args, printer).await
}

pub(super) async fn rule(connection: &Connection, command: RuleCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        RuleCommand::Show(args) => rule::show(connection, args, printer).await,
        RuleCommand::List(args) => rule::list(connection, args, printer).await,
    }
}

/// A heading in each language, and what stands beside it.
pub(super) type Line = ((&'static str, &'static str), String);

/// Lines of a card; what is empty is not shown.
pub(super) fn card(lines: impl IntoIterator<Item = Line>, language: Language) -> Vec<Cells> {
    let said = lines.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(heading, value)| vec![heading.label(language).to_owned(), value]).collect()
}

/// The last part of a resource name: the key of a department, the id of a rule.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

/// `REG-05 v1`.
fn cited(rule: &RuleVersionRef) -> String {
    format!("{} v{}", last(&rule.rule), rule.version)
}
