//! `onecode credit`: credit reports, and what departments submit.

mod rows;
mod show;
mod submit;

use super::{Connection, Failure};
use crate::args::CreditCommand;
use crate::exit::Exit;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, command: CreditCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        CreditCommand::Show(args) => show::run(connection, args, printer).await,
        CreditCommand::Submit(args) => submit::run(connection, &args, printer).await,
    }
}
