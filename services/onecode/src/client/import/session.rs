//! The conversation with the register: a few chunks ahead of its answers, opened again whenever it breaks.

use onecode_proto::registry::v1::{ImportOrganizationsRequest, ImportOrganizationsResponse};
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::{Code, Request, Status, Streaming};

use super::chunks::Chunks;
use super::outcomes::Outcomes;
use super::window::Window;
use crate::client::retry::Patience;
use crate::client::{Connection, Failure};
use crate::messages::{Language, Message};

/// Chunks sent ahead of the answers: enough to keep the register busy, few enough to be held in memory.
const AHEAD: usize = 4;
/// Tries in a row without an answer; about two minutes.
const TRIES: usize = 12;

/// Imports all chunks under a key, from where the register stands.
pub(super) async fn run(
    connection: &Connection,
    key: &str,
    chunks: Chunks,
    outcomes: &mut Outcomes,
    language: Language,
) -> Result<(), Failure> {
    let key = key.parse().map_err(|_| Failure::usage(Message::BadKey))?;
    let mut session = Session { key, chunks, window: Window::default(), begun: false, patience: Patience::of(TRIES) };
    loop {
        match session.converse(connection, outcomes).await {
            Ok(()) => return Ok(()),
            // An import that never began is not tried again: the caller is there and can do better than wait.
            Err(failure) if !session.begun => return Err(failure),
            Err(failure) => session.patience.wait(failure, language).await?,
        }
    }
}

struct Session {
    key: MetadataValue<Ascii>,
    chunks: Chunks,
    window: Window,
    begun: bool,
    patience: Patience,
}

impl Session {
    /// One stream: until all is answered, or it breaks.
    async fn converse(&mut self, connection: &Connection, outcomes: &mut Outcomes) -> Result<(), Failure> {
        let (sender, receiver) = channel(AHEAD);
        let mut request = Request::new(ReceiverStream::new(receiver));
        request.metadata_mut().insert(rpc::IDEMPOTENCY_KEY, self.key.clone());
        let mut answers = connection.organizations().import_organizations(request).await?.into_inner();
        let standing = answer(&mut answers).await?;
        if self.begun {
            self.window.rewind();
        } else {
            outcomes.begin(standing.next_row)?;
            self.skip_to(standing.next_row)?;
            self.begun = true;
        }
        let mut sender = Some(sender);
        loop {
            if let Some(open) = &sender
                && !self.fill(open).await?
            {
                sender = None; // half-closes the stream: no more rows come
            }
            if sender.is_none() && self.window.is_empty() {
                return Ok(());
            }
            let answered = answer(&mut answers).await?;
            let chunk = self.window.answered().ok_or_else(|| Failure::contract("one answer a chunk"))?;
            self.patience.renew();
            outcomes.take(&chunk, &answered.outcomes)?;
        }
    }

    /// Reads past what an earlier run has recorded. Chunks of the same file are cut alike, so that usually no row of a
    /// chunk that is kept was recorded; the register skips those that were.
    fn skip_to(&mut self, next_row: i64) -> Result<(), Failure> {
        while let Some(chunk) = self.chunks.next()? {
            if chunk.end() > next_row {
                self.window.push(chunk);
                break;
            }
        }
        Ok(())
    }

    /// Sends as much as may be ahead; false once there is no more to send.
    async fn fill(&mut self, sender: &Sender<ImportOrganizationsRequest>) -> Result<bool, Failure> {
        while self.window.in_flight() < AHEAD {
            let Some(chunk) = self.window.next_unsent() else {
                let Some(read) = self.chunks.next()? else { return Ok(false) };
                self.window.push(read);
                continue;
            };
            if sender.send(chunk.request.clone()).await.is_err() {
                break; // the stream broke; its answer says why
            }
        }
        Ok(true)
    }
}

/// The next answer; a stream that ends before everything is answered was cut.
async fn answer(answers: &mut Streaming<ImportOrganizationsResponse>) -> Result<ImportOrganizationsResponse, Failure> {
    let answer = answers.message().await?;
    answer.ok_or_else(|| Status::new(Code::Unavailable, "the server ended the stream").into())
}
