//! DocumentService: admit, parse, do, reply.

use std::pin::Pin;
use std::time::Duration;

use fault::{Fault, Kind};
use futures::Stream;
use intake::page;
use onecode_proto::document::v1 as pb;
use onecode_proto::document::v1::document_service_server::DocumentService;
use prost::Message as _;
use rpc::{admit, admit_stream};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming};
use uow::{Call, Scope};
use uuid::Uuid;

use crate::document::{self, Description, Document};
use crate::reading::Reading;
use crate::record::{Stored, record};
use crate::spool::Upload;
use crate::wire::{self, ListDocuments, Listed};
use crate::{Archive, Refusal, table};

type Answer<T> = Result<Response<T>, Status>;

/// What shows contents.
const READ_CONTENT: &str = "document.document.read_content";

/// When an upload is tried again that found no place.
const BUSY: Duration = Duration::from_secs(5);

/// Answers from an archive.
#[derive(Debug, Clone)]
pub struct DocumentApi {
    archive: Archive,
    stop: CancellationToken,
}

impl DocumentApi {
    pub(crate) fn new(archive: Archive, stop: CancellationToken) -> Self {
        Self { archive, stop }
    }

    /// Stores a content and records it. If the call is a repeat, or is refused, the content is removed again; where it is
    /// not known whether the record was made, the sweeper finds out.
    async fn keep(
        &self,
        call: &Call,
        description: Description,
        content: tokio::fs::File,
    ) -> Result<pb::UploadDocumentResponse, Fault> {
        let Archive { uow, store, retention, .. } = &self.archive;
        let id = uow.clock().new_id();
        store.put(id, content).await?;
        let stored = Stored { id, description, retention: *retention };
        let recorded = uow.write(call, &stored, record, wire::upload_reply).await;
        let may_be_recorded = match &recorded {
            Ok(reply) => reply.document.as_ref().is_some_and(|document| document.name == document::name(id)),
            Err(fault) => {
                matches!(fault.kind(), Kind::Internal | Kind::Unavailable | Kind::DeadlineExceeded | Kind::Cancelled)
            }
        };
        if !may_be_recorded && let Err(fault) = store.remove(id).await {
            tracing::warn!(fault.reason = fault.reason(), document = %id, "content left to the sweeper");
        }
        recorded
    }
}

#[tonic::async_trait]
impl DocumentService for DocumentApi {
    type DownloadDocumentStream = Pin<Box<dyn Stream<Item = Result<pb::DownloadDocumentResponse, Status>> + Send>>;

    async fn upload_document(
        &self,
        request: Request<Streaming<pb::UploadDocumentRequest>>,
    ) -> Answer<pb::UploadDocumentResponse> {
        let call = admit_stream(&request)?;
        let mut upload = Upload::new(request.into_inner(), self.stop.clone());
        let said = upload.description().await?;
        // The description holds the content's SHA-256: a key that was used for another content is refused.
        let call = Call { request_hash: Sha256::digest(said.encode_to_vec()).into(), ..call };
        let description = wire::description(&said, self.archive.limits.max_bytes)?;
        let within = self.archive.limits.upload_timeout;
        let waited = tokio::time::timeout(within, self.archive.uploads.acquire()).await;
        let _place = waited.map_err(|_| busy())?.map_err(Fault::internal)?;
        let content = upload.content(&description, within).await?;
        Ok(Response::new(self.keep(&call, description, content).await?))
    }

    async fn get_document(&self, request: Request<pb::GetDocumentRequest>) -> Answer<pb::GetDocumentResponse> {
        let call = admit(&request)?;
        let query = (call.scope.clone(), wire::id(&request.get_ref().name)?);
        let reply = self.archive.uow.read(&call, &query, get, wire::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn download_document(
        &self,
        request: Request<pb::DownloadDocumentRequest>,
    ) -> Answer<Self::DownloadDocumentStream> {
        let call = admit(&request)?;
        let query = (call.scope.clone(), wire::id(&request.get_ref().name)?);
        require_purpose(&call)?;
        // This records that the content is read, and why.
        let document = self.archive.uow.read(&call, &query, get, |document| document).await?;
        let mut reading = Reading::open(&self.archive.store, document.id, document.digest()).await?;
        let answers = async_stream::try_stream! {
            yield pb::DownloadDocumentResponse { document: Some(wire::document(document)), ..Default::default() };
            while let Some(content) = reading.next().await? {
                yield pb::DownloadDocumentResponse { content, ..Default::default() };
            }
        };
        Ok(Response::new(Box::pin(answers)))
    }

    async fn list_documents(&self, request: Request<pb::ListDocumentsRequest>) -> Answer<pb::ListDocumentsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        let reply = self.archive.uow.read(&call, &query, list, wire::list_reply).await?;
        Ok(Response::new(reply))
    }
}

fn busy() -> Fault {
    Fault::unavailable("as many documents are on their way in as may be at once", BUSY)
}

/// The content is shown for a stated purpose, to those who hold the permission.
fn require_purpose(call: &Call) -> Result<(), Fault> {
    if call.reveals {
        return Ok(());
    }
    if call.purpose.is_none() {
        return Err(Refusal::PurposeRequired.into());
    }
    let sentence = format!("the caller's roles do not hold {READ_CONTENT}");
    Err(Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", sentence).with("permission", READ_CONTENT))
}

async fn get(conn: &mut PgConnection, (scope, id): &(Scope, Uuid)) -> Result<Document, Fault> {
    let found = table::find(conn, scope, &[*id]).await?.pop();
    found.ok_or_else(|| Refusal::NotFound(vec![*id]).into())
}

async fn list(conn: &mut PgConnection, query: &ListDocuments) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).map_err(Fault::internal)?;
    let mut documents = table::page(conn, &query.scope, &query.subject, query.after, limit).await?;
    let next_page_token = page::cut(&mut documents, query.size, &query.binding, |document| document.id.to_string());
    Ok(Listed { documents, next_page_token })
}
