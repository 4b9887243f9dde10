//! What is stored of a draw, read back. It was checked before it was stored: what does not read is our own fault.

use fault::Fault;

use crate::plan::Cause;
use crate::{Field, Hash, Share};

/// A stored text, which was read as a field before it was stored.
pub fn field(text: &str) -> Result<Field, Fault> {
    Field::parse(text).map_err(Fault::internal)
}

/// A stored hash, whose length a constraint has.
pub fn hash(stored: &[u8]) -> Result<Hash, Fault> {
    bytes(stored).map(Hash)
}

/// A stored share, whose length a constraint has.
pub fn share(stored: &[u8]) -> Result<Share, Fault> {
    bytes(stored).map(Share)
}

/// A stored word of [`Cause::as_str`].
pub fn cause(word: &str) -> Result<Cause, Fault> {
    let cause = Cause::ALL.into_iter().find(|cause| cause.as_str() == word);
    cause.ok_or_else(|| Fault::internal("a round failed for no cause that is known"))
}

fn bytes(stored: &[u8]) -> Result<[u8; 32], Fault> {
    stored.try_into().map_err(Fault::internal)
}
