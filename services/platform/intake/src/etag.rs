//! Etags: opaque, and another one with every revision.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::violations::Violations;

/// The etag of whatever has an id, at a revision, in quotes as RFC 9110 has them.
#[must_use]
pub fn etag(id: &str, revision: i64) -> String {
    let digest = Sha256::new().chain_update(id).chain_update(revision.to_be_bytes()).finalize();
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..9]))
}

/// The etag that a request must state.
pub fn stated_etag(violations: &mut Violations, raw: &str) -> Option<String> {
    if raw.is_empty() {
        violations.note("etag", "is required");
        return None;
    }
    Some(raw.to_owned())
}
