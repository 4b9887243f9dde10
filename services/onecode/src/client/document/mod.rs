//! `onecode document`: papers handed in, and their contents fetched.

mod download;
mod media;
mod upload;

use super::{Connection, Failure};
use crate::args::DocumentCommand;
use crate::exit::Exit;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, command: DocumentCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        DocumentCommand::Upload(args) => upload::run(connection, args, printer).await,
        DocumentCommand::Download(args) => download::run(connection, args, printer).await,
    }
}
