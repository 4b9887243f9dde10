//! `onecode publication export`: one consistent state, as a file that appears when it is complete.

use std::io::Write;

use onecode_proto::credit::v1::{ExportPublicationsRequest, PublicationFormat};

use super::filter;
use crate::args::{PublicationExportArgs, TableFormat};
use crate::client::out::{Bytes, failed};
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

pub(super) async fn run(
    connection: &Connection,
    args: PublicationExportArgs,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let named = args.out.as_ref().and_then(|out| TableFormat::by_name(&out.display().to_string()));
    let format = match args.format.or(named).unwrap_or(TableFormat::Csv) {
        TableFormat::Csv => PublicationFormat::Csv,
        TableFormat::Ndjson => PublicationFormat::JsonLines,
    };
    let request = ExportPublicationsRequest { filter: Some(filter(args.filters)), format: format.into() };
    let mut pieces = connection.publications().export_publications(request).await?.into_inner();
    let out = args.out.as_deref();
    let mut sink = Bytes::open(out).map_err(|error| failed(out, &error))?;
    let mut progress: Option<Progress> = None;
    let (mut count, mut total) = (0, 0);
    while let Some(piece) = pieces.message().await? {
        sink.write_all(&piece.content).map_err(|error| failed(out, &error))?;
        (count, total) = (piece.row_count, piece.total_count);
        let bar = progress.get_or_insert_with(|| Progress::of(total.unsigned_abs()));
        bar.reached(count.unsigned_abs(), format!("{count} / {total}"));
    }
    if let Some(bar) = progress {
        bar.clear();
    }
    if count != total {
        return Err(Failure::contract("row_count"));
    }
    sink.finish(out).map_err(|error| failed(out, &error))?;
    if let Some(out) = out {
        let told = Message::PublicationsExported(count.unsigned_abs(), out.display().to_string());
        anstream::eprintln!("{}", told.text(printer.language()));
    }
    Ok(Exit::Done)
}
