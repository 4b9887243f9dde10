//! `onecode document download`: a file that appears when all of it has come and was right.

use std::io::Write as _;
use std::path::Path;

use onecode_proto::document::v1::{Document, DownloadDocumentRequest, DownloadDocumentResponse};
use tempfile::NamedTempFile;
use tonic::Streaming;

use crate::args::DownloadArgs;
use crate::client::cursor_file::folder_of;
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

pub(super) async fn run(connection: &Connection, args: DownloadArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = DownloadDocumentRequest { name: args.name };
    let mut answers = connection.documents().download_document(request).await?.into_inner();
    let first = answers.message().await?.and_then(|answer| answer.document);
    let document = first.ok_or_else(|| Failure::contract("document"))?;
    let file = fetched(&document, &mut answers, &args.out).await?;
    file.persist(&args.out).map_err(|lost| Failure::unwritable(&args.out, &lost.error))?;
    if printer.is_json() {
        printer.json(&document)?;
    } else {
        let said = Message::Fetched(document.title, args.out.display().to_string());
        printer.line(&said.text(printer.language()))?;
    }
    Ok(Exit::Done)
}

/// The content in a file beside the one that it will be.
async fn fetched(
    document: &Document,
    answers: &mut Streaming<DownloadDocumentResponse>,
    out: &Path,
) -> Result<NamedTempFile, Failure> {
    let unwritable = |error| Failure::unwritable(out, &error);
    let mut file = NamedTempFile::new_in(folder_of(out)).map_err(unwritable)?;
    let progress = Progress::of(document.size_bytes.unsigned_abs());
    let mut came = 0;
    while let Some(answer) = answers.message().await.inspect_err(|_| progress.clear())? {
        file.write_all(&answer.content).map_err(unwritable)?;
        came += answer.content.len() as u64;
        progress.reached(came, String::new());
    }
    progress.clear();
    file.as_file().sync_all().map_err(unwritable)?;
    Ok(file)
}
