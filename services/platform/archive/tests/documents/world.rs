//! An archive over a folder of its own, and who calls it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use archive::{Archive, Limits, Store};
use onecode_proto::document::v1 as pb;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::document::v1::upload_document_request::Part;
use rpc::{Readiness, Refusals};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Suite};
use tonic::Status;
use tonic::service::Routes;

pub(crate) const HUZHOU: &str = "330500";
pub(crate) const HANGZHOU: &str = "330100";
/// Largest content of the archive of a test.
pub(crate) const MAX_BYTES: u64 = 1 << 20;

pub(crate) type Client = DocumentServiceClient<testkit::Client>;

pub(crate) struct World {
    pub(crate) suite: Suite,
    pub(crate) archive: Archive,
    folder: TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Limits::default()).await
    }

    pub(crate) async fn with(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = OnceLock::new();
        let build = |uow: uow::Uow, _, stop| {
            let limits = Limits { max_bytes: MAX_BYTES, ..limits };
            let archive = Archive::new(uow.clone(), Store::folder(folder.path()).unwrap(), limits, years);
            let routes = Routes::new(archive.service(stop));
            made.set(archive).unwrap();
            rpc::Part {
                name: "archive",
                services: vec![archive::SERVICE_NAME],
                routes,
                tasks: Vec::new(),
                readiness: Readiness::at_once(),
                refusals: Refusals::recorded_by(uow),
                edge: None,
            }
        };
        let suite = Suite::start(&[&archive::MIGRATOR], build).await;
        let archive = made.into_inner().unwrap();
        Self { suite, archive, folder }
    }

    pub(crate) fn caller(&self, division: &str, roles: &[&str]) -> Caller {
        self.suite.identities().caller("civil-affairs", division, roles)
    }

    pub(crate) fn client(&self, caller: &Caller) -> Client {
        DocumentServiceClient::new(self.suite.client(caller.fresh()))
    }

    /// Hands in and reads what is known; each call has a key of its own.
    pub(crate) fn clerk(&self) -> Client {
        self.client(&self.caller(HUZHOU, &["document-clerk"]))
    }

    /// A clerk all of whose calls have one key.
    pub(crate) fn keyed(&self, key: &str) -> Client {
        let clerk = self.caller(HUZHOU, &["document-clerk"]);
        DocumentServiceClient::new(self.suite.client(clerk.keyed(key)))
    }

    /// A clerk of a city who reads contents for a purpose.
    pub(crate) fn reader(&self, purpose: &str) -> Client {
        self.client(&self.caller(HUZHOU, &["document-content-reader"]).because(purpose))
    }

    /// Every file in the store.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let folders = |path: &Path| std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        let months = folders(self.folder.path()).filter(|path| path.is_dir());
        months.flat_map(|month| folders(&month).collect::<Vec<_>>()).collect()
    }

    /// The folder of the store.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the content of a document lies, or would.
    pub(crate) fn file_of(&self, document: &pb::Document) -> PathBuf {
        let month = document.create_time.unwrap();
        assert_eq!(month.seconds, testkit::START.unix_timestamp(), "files of other months lie elsewhere");
        self.folder.path().join("2026-11").join(document.name.strip_prefix("documents/").unwrap())
    }

    pub(crate) async fn rows(&self) -> i64 {
        self.suite.count("select count(*) from archive.document").await
    }
}

/// Thirty years for documents of the day on which a test begins, ten for later ones: a law that was changed.
fn years(day: time::Date) -> Result<u16, fault::Fault> {
    match (day - testkit::START.date()).whole_days() {
        0 => Ok(30),
        1.. => Ok(10),
        ..0 => Err(fault::Fault::internal("no rule is in force")),
    }
}

/// A content that shows itself to be a PDF.
pub(crate) fn pdf(bytes: usize) -> Vec<u8> {
    let mut content = b"%PDF-1.7\n".to_vec();
    content.extend((content.len()..bytes).map(|at| u8::try_from(at % 251).unwrap()));
    content
}

pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// What is said of a content.
pub(crate) fn charter(content: &[u8]) -> pb::DocumentDescription {
    pb::DocumentDescription {
        title: "湖州市童装协会章程".into(),
        kind: "charter".into(),
        media_type: "application/pdf".into(),
        size_bytes: i64::try_from(content.len()).unwrap(),
        sha256: sha256(content),
        subject: String::new(),
    }
}

pub(crate) fn described(description: pb::DocumentDescription) -> pb::UploadDocumentRequest {
    pb::UploadDocumentRequest { part: Some(Part::Description(description)) }
}

pub(crate) fn chunk(bytes: &[u8]) -> pb::UploadDocumentRequest {
    pb::UploadDocumentRequest { part: Some(Part::Chunk(bytes.to_vec().into())) }
}

/// The messages of an upload, in pieces of 100,000 bytes.
pub(crate) fn messages(description: pb::DocumentDescription, content: &[u8]) -> Vec<pb::UploadDocumentRequest> {
    std::iter::once(described(description)).chain(content.chunks(100_000).map(chunk)).collect()
}

pub(crate) async fn upload(
    client: &mut Client,
    description: pb::DocumentDescription,
    content: &[u8],
) -> Result<pb::Document, Status> {
    let answer = client.upload_document(tokio_stream::iter(messages(description, content))).await?;
    Ok(answer.into_inner().document.unwrap())
}

/// A document of so many bytes, handed in.
pub(crate) async fn handed_in(world: &World, bytes: usize) -> pb::Document {
    let content = pdf(bytes);
    upload(&mut world.clerk(), charter(&content), &content).await.unwrap()
}

/// The content as far as it came, and how the stream ended.
pub(crate) async fn download(client: &mut Client, name: &str) -> (Vec<u8>, Result<(), Status>) {
    let mut content = Vec::new();
    let request = pb::DownloadDocumentRequest { name: name.into() };
    let mut answers = match client.download_document(request).await {
        Ok(answers) => answers.into_inner(),
        Err(refused) => return (content, Err(refused)),
    };
    loop {
        match answers.message().await {
            Ok(Some(answer)) => content.extend_from_slice(&answer.content),
            Ok(None) => return (content, Ok(())),
            Err(broken) => return (content, Err(broken)),
        }
    }
}
