//! Digests of entries and of whole records, which any device makes alike.
//!
//! A field is hashed as its length in eight bytes, the most significant first, and its bytes: ids as 36 lower-case
//! characters, numbers in decimal, hashes as 32 bytes, the instant as seconds and nine digits of nanoseconds with a point
//! between. An entry is `onecode-check-entry/1`, then id, device, sequence, instant, author, the word of its kind, then the
//! fields of its kind in their order; links come last, each a field. A record is `onecode-check-record/1`, then the
//! digests of its entries in the order of their bytes.

use sha2::{Digest as _, Sha256};

use super::{Content, Entry};
use crate::draw::Hash;

const ENTRY: &[u8] = b"onecode-check-entry/1";
const RECORD: &[u8] = b"onecode-check-record/1";

struct Fields(Sha256);

impl Fields {
    fn new(what: &[u8]) -> Self {
        Self(Sha256::new()).with(what)
    }

    fn with(mut self, field: &[u8]) -> Self {
        self.0.update((field.len() as u64).to_be_bytes());
        self.0.update(field);
        self
    }

    fn text(self, field: &str) -> Self {
        self.with(field.as_bytes())
    }

    fn number(self, field: impl std::fmt::Display) -> Self {
        self.text(&field.to_string())
    }

    fn finish(self) -> Hash {
        Hash::finish(self.0)
    }
}

/// The digest of an entry.
pub(super) fn of_entry(entry: &Entry) -> Hash {
    let at = format!("{}.{:09}", entry.at.unix_timestamp(), entry.at.nanosecond());
    let head = Fields::new(ENTRY).number(entry.id).number(entry.device).number(entry.sequence).text(&at);
    let head = head.number(entry.author).text(entry.content.as_str());
    let whole = match &entry.content {
        Content::CheckIn { place, accuracy } => {
            head.number(place.latitude()).number(place.longitude()).number(accuracy)
        }
        Content::Answer { item, verdict, note, supersedes } => {
            let fields = head.text(item).text(verdict.as_str()).text(note);
            supersedes.iter().fold(fields, |fields, link| fields.with(&link.0))
        }
        Content::Finding { item, ground, severity, text } => {
            head.text(item).text(ground).text(severity.as_str()).text(text)
        }
        Content::Evidence { media, sha256, size, caption } => {
            head.text(media.as_str()).with(&sha256.0).number(size).text(caption)
        }
        Content::Statement { speaker, text } => head.text(speaker).text(text),
        Content::Confirmation { digest } => head.with(&digest.0),
        Content::Withdrawal { entry, reason } => head.with(&entry.0).text(reason),
    };
    whole.finish()
}

/// The digest of a record of these entries, whatever their order.
pub(super) fn of_record(mut entries: Vec<Hash>) -> Hash {
    entries.sort_unstable();
    entries.iter().fold(Fields::new(RECORD), |fields, entry| fields.with(&entry.0)).finish()
}

impl Entry {
    /// Its digest, which names it in links: whoever links to it has seen exactly this content.
    #[must_use]
    pub fn digest(&self) -> Hash {
        of_entry(self)
    }
}
