//! A content on its way in: gathered in a file without a name, which goes with the call, and verified there.

use std::io::SeekFrom;
use std::time::Duration;

use bytes::Bytes;
use fault::{Fault, Kind};
use onecode_proto::document::v1 as pb;
use onecode_proto::document::v1::upload_document_request::Part;
use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use tokio_util::sync::CancellationToken;
use tonic::{Status, Streaming};

use crate::Refusal;
use crate::document::{Description, PIECE};

/// Longest wait for the next piece.
const PATIENCE: Duration = Duration::from_mins(1);

/// The messages of an upload.
pub(crate) struct Upload {
    messages: Streaming<pb::UploadDocumentRequest>,
    stop: CancellationToken,
}

impl Upload {
    pub(crate) fn new(messages: Streaming<pb::UploadDocumentRequest>, stop: CancellationToken) -> Self {
        Self { messages, stop }
    }

    /// What the first message says is coming.
    pub(crate) async fn description(&mut self) -> Result<pb::DocumentDescription, Status> {
        match self.part().await? {
            Some(Part::Description(description)) => Ok(description),
            Some(Part::Chunk(_)) | None => {
                Err(Fault::invalid_field("description", "the first message must have it").into())
            }
        }
    }

    /// Gathers the content within a time, and gives it if it is as described.
    pub(crate) async fn content(self, description: &Description, within: Duration) -> Result<File, Status> {
        // A sender of one byte a minute is never silent for long.
        tokio::time::timeout(within, self.gathered(description)).await.map_err(|_| slow())?
    }

    async fn gathered(mut self, description: &Description) -> Result<File, Status> {
        let mut file = File::from_std(tempfile::tempfile().map_err(Fault::internal)?);
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        while let Some(chunk) = self.chunk().await? {
            size += chunk.len() as u64;
            if size > description.size_bytes {
                break;
            }
            hash.update(&chunk);
            file.write_all(&chunk).await.map_err(Fault::internal)?;
        }
        if size != description.size_bytes {
            return Err(Fault::from(Refusal::SizeMismatch { declared: description.size_bytes }).into());
        }
        let came: [u8; 32] = hash.finalize().into();
        if came != description.sha256 {
            return Err(Fault::from(Refusal::HashMismatch { sha256: hex::encode(came) }).into());
        }
        Ok(of_type(file, description).await?)
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>, Status> {
        match self.part().await? {
            Some(Part::Chunk(chunk)) if (1..=PIECE).contains(&chunk.len()) => Ok(Some(chunk)),
            Some(Part::Chunk(_)) => Err(Fault::invalid_field("chunk", format!("must have 1 to {PIECE} bytes")).into()),
            Some(Part::Description(_)) => {
                Err(Fault::invalid_field("description", "only the first message has it").into())
            }
            None => Ok(None),
        }
    }

    async fn part(&mut self) -> Result<Option<Part>, Status> {
        let message = tokio::select! {
            biased;
            () = self.stop.cancelled() => return Err(draining().into()),
            came = tokio::time::timeout(PATIENCE, self.messages.message()) => came.map_err(|_| silence())??,
        };
        match message {
            None => Ok(None),
            Some(pb::UploadDocumentRequest { part: Some(part) }) => Ok(Some(part)),
            Some(pb::UploadDocumentRequest { part: None }) => {
                Err(Fault::invalid_field("part", "each message has a description or a chunk").into())
            }
        }
    }
}

/// The file, back at its beginning, if its content shows the type described.
async fn of_type(mut file: File, description: &Description) -> Result<File, Fault> {
    file.flush().await.map_err(Fault::internal)?;
    let media = description.media;
    let mut read = file.into_std().await;
    let (read, fits) = tokio::task::spawn_blocking(move || {
        let fits = media.fits(&mut read);
        (read, fits)
    })
    .await
    .map_err(Fault::internal)?;
    if !fits.map_err(Fault::internal)? {
        return Err(Refusal::type_mismatch(media).into());
    }
    let mut file = File::from_std(read);
    file.seek(SeekFrom::Start(0)).await.map_err(Fault::internal)?;
    Ok(file)
}

fn draining() -> Fault {
    Fault::new(Kind::Unavailable, "DRAINING", "the server is shutting down; begin the upload again")
        .retry_after(Duration::from_secs(1))
}

fn silence() -> Fault {
    Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the next piece of the upload did not come in time")
}

fn slow() -> Fault {
    Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the upload took longer than one may")
}
