//! A document, and what is said of it before its content comes.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::media::Media;

/// Most bytes of one piece of a content, in either direction.
pub(crate) const PIECE: usize = 256 << 10;

/// What an upload says is coming.
#[derive(Debug, Clone)]
pub(crate) struct Description {
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) media: Media,
    pub(crate) size_bytes: u64,
    pub(crate) sha256: [u8; 32],
    pub(crate) subject: Option<String>,
}

/// A row of `archive.document`.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) media_type: String,
    pub(crate) size_bytes: i64,
    pub(crate) sha256: Vec<u8>,
    pub(crate) subject: Option<String>,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) retain_until: Date,
    pub(crate) attached_at: Option<OffsetDateTime>,
    pub(crate) created_at: OffsetDateTime,
}

impl Document {
    /// The SHA-256; the table holds no other length.
    pub(crate) fn digest(&self) -> [u8; 32] {
        self.sha256.as_slice().try_into().unwrap_or_default()
    }
}

/// The resource name of a document.
pub(crate) fn name(id: Uuid) -> String {
    format!("documents/{id}")
}
