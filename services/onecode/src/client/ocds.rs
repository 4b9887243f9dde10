//! `onecode ocds export`: purchase as open contracting data, in files that appear when they are complete.

use onecode_proto::purchase::v1::{ExportOcdsRequest, OcdsPackage};

use super::package::{Folder, Piece};
use super::{Connection, Failure};
use crate::args::{OcdsCommand, OcdsExportArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
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
        folder.put(&Piece {
            file_name: &piece.file_name,
            content: &piece.content,
            count: piece.count,
            total_count: piece.total_count,
        })?;
    }
    let (count, files) = folder.finish()?;
    let told = |names: (&'static str, &'static str)| names.label(printer.language());
    let (what, into) = (told(("releases or records", "发布或记录")), told(("files", "文件")));
    anstream::eprintln!("{what}: {count}; {into}: {files}");
    Ok(Exit::Done)
}
