//! Cursors (游标): where a reader stands in a feed, as an opaque word.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fault::Fault;
use sha2::{Digest, Sha256};
use uuid::Uuid;

const VERSION: u8 = 1;
const BODY: usize = 25;
const CHECK: usize = 4;
/// Farther than any feed gets, and far from overflow.
const FARTHEST: i64 = i64::MAX / 2;

/// The place after one event of one feed; position 0 is before the first. Written as 39 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Which feed.
    pub feed: Uuid,
    /// Position of the last event before this place.
    pub position: i64,
}

/// Not a cursor that any feed has given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor; pass one exactly as it was received")]
pub struct CursorError;

impl Cursor {
    /// Reads the cursor in a field of a request.
    ///
    /// # Errors
    /// INVALID_ARGUMENT, naming the field.
    pub fn parse(field: &str, text: &str) -> Result<Self, Fault> {
        text.parse().map_err(|error: CursorError| Fault::invalid_field(field, error.to_string()))
    }
}

/// Which comes first; `None` if they belong to different feeds.
impl PartialOrd for Cursor {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.feed == other.feed).then(|| self.position.cmp(&other.position))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::with_capacity(BODY + CHECK);
        bytes.push(VERSION);
        bytes.extend_from_slice(self.feed.as_bytes());
        bytes.extend_from_slice(&self.position.to_be_bytes());
        bytes.extend_from_slice(&check(&bytes));
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError)?;
        let (body, given) = bytes.split_at_checked(BODY).ok_or(CursorError)?;
        if given != check(body) {
            return Err(CursorError);
        }
        let (version, place) = body.split_first().ok_or(CursorError)?;
        let (feed, position) = place.split_first_chunk::<16>().ok_or(CursorError)?;
        let position = i64::from_be_bytes(position.try_into().map_err(|_| CursorError)?);
        if *version != VERSION || !(0..=FARTHEST).contains(&position) {
            return Err(CursorError);
        }
        Ok(Self { feed: Uuid::from_bytes(*feed), position })
    }
}

/// Catches cursors that were cut or mistyped; a secret it is not.
fn check(body: &[u8]) -> [u8; CHECK] {
    let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(body).into();
    [a, b, c, d]
}

#[cfg(test)]
mod tests;
