//! Papers are handed in through the gateway, read for a purpose, and leave nothing when they break.

use std::fs;
use std::path::{Path, PathBuf};

use futures::{StreamExt as _, stream};
use onecode_proto::document::v1::upload_document_request::Part;
use onecode_proto::document::v1::{
    DocumentDescription, DownloadDocumentRequest, ListDocumentsRequest, UploadDocumentRequest,
};
use onecode_tests::harness::{Deployment, eventually, reason};
use sha2::{Digest as _, Sha256};
use tonic::Code;

use crate::command_line::command;

const SUBJECT: &str = "organizations/51330500MJ0000001X";

/// Longer than many windows of HTTP/2, and than the largest message.
pub(crate) fn paper() -> Vec<u8> {
    let mut content = b"%PDF-1.7\n".to_vec();
    content.extend((0..5_000_000_u32).map(|at| at.to_le_bytes()[1]));
    content
}

pub(crate) fn described(content: &[u8], size_bytes: usize) -> UploadDocumentRequest {
    let digits: Vec<String> = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    let description = DocumentDescription {
        title: "章程".to_owned(),
        kind: "charter".to_owned(),
        media_type: "application/pdf".to_owned(),
        size_bytes: i64::try_from(size_bytes).expect("sizes are small"),
        sha256: digits.concat(),
        subject: SUBJECT.to_owned(),
    };
    UploadDocumentRequest { part: Some(Part::Description(description)) }
}

pub(crate) fn pieces(content: &[u8]) -> impl Iterator<Item = UploadDocumentRequest> {
    content.chunks(256 << 10).map(|piece| UploadDocumentRequest { part: Some(Part::Chunk(piece.to_vec().into())) })
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub(crate) async fn handed_in_and_read(suite: &Deployment) {
    let clerk = suite.site.caller("civil-affairs", "330500", &["document-clerk"]);
    let reader = suite.site.caller("tax", "330500", &["document-content-reader"]);
    fs::write(suite.site.home().join("章程.pdf"), paper()).expect("the folder can be written");
    let done = command(
        suite,
        &clerk,
        &["document", "upload", "章程.pdf", "--kind", "charter", "--subject", SUBJECT, "--output", "json"],
    )
    .await;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let list = ListDocumentsRequest { subject: SUBJECT.to_owned(), ..ListDocumentsRequest::default() };
    let listed = suite.documents(clerk.fresh()).list_documents(list).await.expect("may list").into_inner().documents;
    let document = &listed[0];
    assert_eq!((listed.len(), document.title.as_str()), (1, "章程.pdf"));
    assert!(String::from_utf8_lossy(&done.stdout).contains(&document.sha256));
    assert_eq!(files(&suite.site.documents()).len(), 1);

    let name = document.name.as_str();
    let refused = command(suite, &reader, &["document", "download", name, "--out", "fetched.pdf"]).await;
    assert!(String::from_utf8_lossy(&refused.stderr).contains("PURPOSE_REQUIRED"));
    assert!(!suite.site.home().join("fetched.pdf").exists());
    let request = DownloadDocumentRequest { name: name.to_owned() };
    let unpermitted = suite.documents(clerk.because("curiosity").fresh()).download_document(request).await;
    assert_eq!(reason(&unpermitted.expect_err("may not read contents")), "PERMISSION_MISSING");

    let fetch = ["document", "download", name, "--out", "fetched.pdf", "--purpose", "年检"];
    let done = command(suite, &reader, &fetch).await;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(fs::read(suite.site.home().join("fetched.pdf")).expect("it was written") == paper());
    let recorded = "select count(*) from uow.audit where kind = 'sensitive_read' and purpose = '%E5%B9%B4%E6%A3%80'
        and department = 'tax' and method like '%/DownloadDocument'";
    assert_eq!(suite.books().await.count(recorded).await, 1);

    let file = files(&suite.site.documents()).remove(0);
    let mut swapped = paper();
    swapped[4_000_000] ^= 1;
    fs::write(file, swapped).expect("the folder can be written");
    let broken =
        command(suite, &reader, &["document", "download", name, "--out", "broken.pdf", "--purpose", "年检"]).await;
    assert!(String::from_utf8_lossy(&broken.stderr).contains("DOCUMENT_DAMAGED"));
    assert!(!suite.site.home().join("broken.pdf").exists(), "a file appears only if all of it is right");
}

pub(crate) async fn broken_off(suite: &Deployment) {
    let clerk = suite.site.caller("civil-affairs", "330500", &["document-clerk"]);
    let content = paper();
    let too_large = stream::iter([described(&content, 60 << 20)]).chain(stream::pending());
    let refused = suite.documents(clerk.fresh()).upload_document(too_large).await.expect_err("more than 50 MiB");
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::ResourceExhausted, "TOO_LARGE"));

    let all: Vec<_> = std::iter::once(described(&content, content.len())).chain(pieces(&content)).collect();
    let ended = stream::iter(all[..10].to_vec());
    let refused = suite.documents(clerk.fresh()).upload_document(ended).await.expect_err("the rest is missing");
    assert_eq!(reason(&refused), "DOCUMENT_SIZE_MISMATCH");

    // One comes to its last piece but one, waits, and is gone.
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let mut client = suite.documents(clerk.keyed("the-charter"));
    let mut call = Box::pin(client.upload_document(tokio_stream::wrappers::ReceiverStream::new(receiver)));
    for message in &all[..all.len() - 1] {
        tokio::select! {
            biased;
            sent = sender.send(message.clone()) => sent.expect("it is taken"),
            early = &mut call => panic!("answered before its end: {early:?}"),
        }
    }
    drop(call);
    eventually("nothing is under way any more", async || {
        (suite.metrics().await.sum("rpc_server_in_flight", &[]) == 0.0).then_some(())
    })
    .await;
    let mut books = suite.books().await;
    assert_eq!(books.count("select count(*) from archive.document").await, 0);
    assert_eq!(files(&suite.site.documents()), Vec::<PathBuf>::new());

    let whole = suite.documents(clerk.keyed("the-charter")).upload_document(stream::iter(all)).await;
    whole.expect("the same key, and all of it");
    assert_eq!(books.count("select count(*) from archive.document").await, 1);
    assert_eq!(files(&suite.site.documents()).len(), 1);
}
