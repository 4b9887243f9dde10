//! Etags of organisations, and of what else has an id.

use vocab::UnifiedCode;

pub(crate) use intake::etag::etag as etag_of;

/// The etag of an organisation at a revision.
pub(crate) fn etag(code: UnifiedCode, revision: i64) -> String {
    etag_of(code.as_str(), revision)
}
