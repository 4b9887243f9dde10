//! A content on its way out, verified while it is read.

use bytes::{Bytes, BytesMut};
use fault::Fault;
use futures::TryStreamExt as _;
use futures::stream::BoxStream;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::document::PIECE;
use crate::{Refusal, Store};

/// A content whose last piece is given only after all of it has been found to be what was handed in.
pub(crate) struct Reading {
    id: Uuid,
    expected: [u8; 32],
    source: Option<BoxStream<'static, Result<Bytes, Fault>>>,
    hash: Sha256,
    held: BytesMut,
}

impl Reading {
    /// Opens it.
    ///
    /// # Errors
    /// `DOCUMENT_DAMAGED` if it is gone; the store does not answer.
    pub(crate) async fn open(store: &Store, id: Uuid, sha256: [u8; 32]) -> Result<Self, Fault> {
        let source = store.get(id).await?.ok_or(Refusal::Damaged(id))?;
        Ok(Self { id, expected: sha256, source: Some(source), hash: Sha256::new(), held: BytesMut::new() })
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// `DOCUMENT_DAMAGED`; the store does not answer any more.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        // At least one byte more than is given stays behind until the end.
        while let Some(source) = self.source.as_mut().filter(|_| self.held.len() <= PIECE) {
            if let Some(bytes) = source.try_next().await? {
                self.hash.update(&bytes);
                self.held.extend_from_slice(&bytes);
            } else {
                self.source = None;
                if <[u8; 32]>::from(self.hash.finalize_reset()) != self.expected {
                    return Err(Refusal::Damaged(self.id).into());
                }
            }
        }
        let piece = self.held.split_to(PIECE.min(self.held.len()));
        Ok(Some(piece.freeze()).filter(|piece| !piece.is_empty()))
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub(crate) async fn exhaust(mut self) -> Result<(), Fault> {
        while self.next().await?.is_some() {}
        Ok(())
    }
}
