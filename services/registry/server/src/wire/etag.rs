//! Etags: opaque, and another one with every revision.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use vocab::UnifiedCode;

/// The etag of an organisation at a revision, in quotes as RFC 9110 has them.
pub(crate) fn etag(code: UnifiedCode, revision: i64) -> String {
    of(code.as_str(), revision)
}

/// The etag of anything with revisions.
pub(crate) fn of(subject: &str, revision: i64) -> String {
    let digest = Sha256::new().chain_update(subject).chain_update(revision.to_be_bytes()).finalize();
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..9]))
}
