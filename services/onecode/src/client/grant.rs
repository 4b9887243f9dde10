//! `onecode grants export`: grants of special funds as open data, in a file that appears when it is complete.

use onecode_proto::purchase::v1::ExportGrantsRequest;

use super::package::Folder;
use super::{Connection, Failure};
use crate::args::{GrantsCommand, GrantsExportArgs};
use crate::exit::Exit;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, command: GrantsCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        GrantsCommand::Export(args) => export(connection, args, printer).await,
    }
}

async fn export(connection: &Connection, args: GrantsExportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = ExportGrantsRequest { fund: args.fund.unwrap_or_default(), year: args.year.unwrap_or_default() };
    let mut folder = Folder::open(args.out)?;
    let mut pieces = connection.grants().export_grants(request).await?.into_inner();
    while let Some(piece) = pieces.message().await? {
        folder.put(&piece.file_name, &piece.content, (piece.count, piece.total_count))?;
    }
    folder.finish(("grants", "奖励和补助"), printer)
}
