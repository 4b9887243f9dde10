//! `onecode check`: checks in the field, and what devices recorded.

mod merge;
mod show;

use super::{Connection, Failure};
use crate::args::CheckCommand;
use crate::exit::Exit;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, command: CheckCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        CheckCommand::Show(args) => show::run(connection, args, printer).await,
        CheckCommand::Merge(args) => merge::run(connection, args, printer).await,
    }
}
