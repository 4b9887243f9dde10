//! `onecode document upload`: read twice, first for its SHA-256, then on its way.

use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::Path;

use onecode_proto::document::v1::upload_document_request::Part;
use onecode_proto::document::v1::{Document, DocumentDescription, UploadDocumentRequest};
use sha2::{Digest as _, Sha256};
use tonic::Request;
use uow::Clock;

use super::media;
use crate::args::UploadArgs;
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

/// Bytes of one message; the most that the contract allows.
const PIECE: usize = 256 << 10;

pub(super) async fn run(connection: &Connection, args: UploadArgs, printer: &Printer) -> Result<Exit, Failure> {
    let key = args.key.clone().unwrap_or_else(|| Clock::system().new_id().to_string());
    let key = key.parse().map_err(|_| Failure::usage(Message::BadKey))?;
    let (description, file) = describe(&args)?;
    let progress = Progress::of(description.size_bytes.unsigned_abs());
    let mut request = Request::new(tokio_stream::iter(messages(description, file, progress.clone())));
    request.metadata_mut().insert(rpc::IDEMPOTENCY_KEY, key);
    let answer = connection.documents().upload_document(request).await;
    progress.clear();
    show(&answer?.into_inner().document.ok_or_else(|| Failure::contract("document"))?, printer)?;
    Ok(Exit::Done)
}

fn show(document: &Document, printer: &Printer) -> io::Result<()> {
    if printer.is_json() {
        return printer.json(document);
    }
    printer.line(&format!("{}  {}", document.name, document.title))
}

/// What is said of the file, and the file, back at its beginning.
fn describe(args: &UploadArgs) -> Result<(DocumentDescription, File), Failure> {
    let named = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let media_type = media::type_of(&args.file).ok_or_else(|| Failure::usage(Message::UnknownMedia(named.clone())))?;
    let (file, size, sha256) = survey(&args.file).map_err(|error| Failure::unreadable(&args.file, &error))?;
    let description = DocumentDescription {
        title: args.title.clone().unwrap_or(named),
        kind: args.kind.clone(),
        media_type: media_type.to_owned(),
        size_bytes: i64::try_from(size).unwrap_or(i64::MAX),
        sha256: hex::encode(sha256),
        subject: args.subject.clone().unwrap_or_default(),
    };
    Ok((description, file))
}

fn survey(file: &Path) -> io::Result<(File, u64, [u8; 32])> {
    let mut file = File::open(file)?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    while let Some(piece) = piece(&mut file)? {
        size += piece.len() as u64;
        hash.update(&piece);
    }
    file.rewind()?;
    Ok((file, size, hash.finalize().into()))
}

/// The next bytes of a file; `None` at its end.
fn piece(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    let mut piece = Vec::with_capacity(PIECE);
    file.take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(Some(piece).filter(|piece| !piece.is_empty()))
}

/// A file that cannot be read on ends the stream early, and the server refuses what came.
fn messages(
    description: DocumentDescription,
    mut file: File,
    progress: Progress,
) -> impl Iterator<Item = UploadDocumentRequest> + Send {
    let mut sent = 0;
    let pieces = std::iter::from_fn(move || {
        let piece = piece(&mut file).ok().flatten()?;
        sent += piece.len() as u64;
        progress.reached(sent, String::new());
        Some(Part::Chunk(piece.into()))
    });
    std::iter::once(Part::Description(description)).chain(pieces).map(|part| UploadDocumentRequest { part: Some(part) })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::Parser as _;

    use super::*;
    use crate::args::{Cli, ClientCommand, Command, DocumentCommand};

    fn asked(file: &Path, more: &[&str]) -> UploadArgs {
        let words = ["onecode", "document", "upload", file.to_str().unwrap(), "--kind", "charter"];
        let cli = Cli::parse_from(words.iter().chain(more));
        let Command::Client(ClientCommand::Document(document)) = cli.command else { panic!("document") };
        let DocumentCommand::Upload(args) = document.command else { panic!("upload") };
        args
    }

    #[test]
    fn a_file_is_described_and_sent_in_pieces_that_the_contract_allows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("章程.pdf");
        let content: Vec<u8> = (0..600_000_u32).map(|at| at.to_le_bytes()[0]).collect();
        std::fs::write(&path, &content).unwrap();
        let (description, file) = describe(&asked(&path, &["--subject", "organizations/x"])).unwrap();
        assert_eq!((description.title.as_str(), description.size_bytes), ("章程.pdf", 600_000));
        assert_eq!(description.sha256, hex::encode(Sha256::digest(&content)));
        let mut came = Vec::new();
        for (place, message) in messages(description.clone(), file, Progress::of(1)).enumerate() {
            match message.part.unwrap() {
                Part::Description(said) => assert_eq!((place, &said), (0, &description)),
                Part::Chunk(piece) => {
                    assert!((1..=PIECE).contains(&piece.len()));
                    came.extend_from_slice(&piece);
                }
            }
        }
        assert!(came == content);
    }

    #[test]
    fn a_file_that_is_not_taken_is_told_before_it_is_read() {
        let failure = describe(&asked(&PathBuf::from("nowhere/letter.doc"), &[])).unwrap_err();
        assert!(matches!(failure, Failure::Said(Exit::Usage, Message::UnknownMedia(_))));
    }
}
