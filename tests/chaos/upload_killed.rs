//! An upload whose server is killed while it takes it.

use std::fs;
use std::path::{Path, PathBuf};

use onecode::serve::MIGRATORS;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::document::v1::upload_document_request::Part;
use onecode_proto::document::v1::{DocumentDescription, UploadDocumentRequest};
use onecode_tests::harness::{Books, Program, Roads, Site, eventually};
use sha2::{Digest as _, Sha256};
use testkit::{Client, Database};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::service::interceptor::InterceptedService;

const RECORDED: &str = "select count(*) from archive.document";

/// The messages of one upload.
fn messages() -> Vec<UploadDocumentRequest> {
    let content = [b"%PDF-1.7\n".to_vec(), vec![7; 3_000_000]].concat();
    let digits: Vec<String> = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    let description = DocumentDescription {
        title: "章程".to_owned(),
        kind: "charter".to_owned(),
        media_type: "application/pdf".to_owned(),
        size_bytes: i64::try_from(content.len()).expect("it is small"),
        sha256: digits.concat(),
        subject: String::new(),
    };
    let pieces = content.chunks(256 << 10).map(|piece| Part::Chunk(piece.to_vec().into()));
    std::iter::once(Part::Description(description))
        .chain(pieces)
        .map(|part| UploadDocumentRequest { part: Some(part) })
        .collect()
}

fn client(site: &Site, program: &Program) -> DocumentServiceClient<Client> {
    let clerk = site.caller("civil-affairs", "330500", &["document-clerk"]).keyed("the-charter");
    DocumentServiceClient::new(InterceptedService::new(Roads::to(&[program.endpoint()]).channel(), clerk))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_an_upload_whose_server_is_killed_nothing_is_left_and_it_may_be_begun_again() {
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let mut program = site.program("all", "all", &[]);
    program.start();
    program.until_ready().await;
    let mut books = Books::open(database.url()).await;
    let messages = messages();

    let (sender, receiver) = mpsc::channel(1);
    let mut struck = client(&site, &program);
    let mut call = Box::pin(struck.upload_document(ReceiverStream::new(receiver)));
    for message in &messages[..messages.len() - 1] {
        tokio::select! {
            biased;
            sent = sender.send(message.clone()) => sent.expect("it is taken"),
            early = &mut call => panic!("answered before its end: {early:?}"),
        }
    }
    program.kill().await;
    call.await.expect_err("its server is gone");
    assert_eq!((books.count(RECORDED).await, files(&site.documents())), (0, Vec::new()));

    program.start();
    program.until_ready().await;
    let whole = eventually("the upload is taken", async || {
        client(&site, &program).upload_document(tokio_stream::iter(messages.clone())).await.ok()
    })
    .await;
    let document = whole.into_inner().document.expect("an answer holds one");
    assert!(
        files(&site.documents())
            .iter()
            .all(|file| document.name.ends_with(&*file.file_name().unwrap_or_default().to_string_lossy()))
    );
    assert_eq!((books.count(RECORDED).await, files(&site.documents()).len()), (1, 1));
    books.balance().await;
}
