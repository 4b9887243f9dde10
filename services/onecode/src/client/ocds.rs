//! `onecode ocds export`: purchase as open contracting data, in files that appear when they are complete.

use onecode_proto::purchase::v1::{ExportOcdsRequest, OcdsPackage};

use super::package::Folder;
use super::{Connection, Failure};
use crate::args::{OcdsCommand, OcdsExportArgs};
use crate::exit::Exit;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, command: OcdsCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        OcdsCommand::Export(args) => export(connection, args, printer).await,
    }
}

async fn export(connection: &Connection, args: OcdsExportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let package = if args.records { OcdsPackage::Records } else { OcdsPackage::Releases };
    let request =
        ExportOcdsRequest { package: package.into(), month: args.month, process: args.project.unwrap_or_default() };
    let mut folder = Folder::open(args.out)?;
    let mut pieces = connection.open_data().export_ocds(request).await?.into_inner();
    while let Some(piece) = pieces.message().await? {
        folder.put(&piece.file_name, &piece.content, (piece.count, piece.total_count))?;
    }
    folder.finish(("releases or records", "发布或记录"), printer)
}
