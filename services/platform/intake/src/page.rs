//! Pages and their tokens (AIP-158): opaque, and of use only to the query that got them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use prost::Message;
use sha2::{Digest, Sha256};
use uow::Call;

use crate::violations::Violations;

const SEAL: usize = 12;

/// What tokens are bound to: the method, how far the caller may reach, and every field that says what is asked.
#[derive(Debug, Clone)]
pub struct Binding(Sha256);

impl Binding {
    /// For a request whose `page_size` and `page_token` have been cleared.
    pub fn new(call: &Call, request: &impl Message) -> Self {
        let digest = Sha256::new().chain_update(call.method).chain_update([0]).chain_update(call.scope.prefix());
        Self(digest.chain_update([0]).chain_update(request.encode_to_vec()))
    }

    /// The token of the page that follows `key`, the last key shown.
    #[must_use]
    pub fn token(&self, key: &str) -> String {
        let mut token = self.seal(key).to_vec();
        token.extend_from_slice(key.as_bytes());
        URL_SAFE_NO_PAD.encode(token)
    }

    /// The key that a token holds; `None` for the first page, and, with a note, for a token of another query.
    pub fn key(&self, violations: &mut Violations, token: &str) -> Option<String> {
        if token.is_empty() {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
        let sealed = bytes.split_at_checked(SEAL).and_then(|(seal, key)| Some((seal, std::str::from_utf8(key).ok()?)));
        match sealed {
            Some((seal, key)) if seal == self.seal(key) => Some(key.to_owned()),
            _ => {
                violations.note("page_token", "is not a token of this query; pass it with the very same filters");
                None
            }
        }
    }

    fn seal(&self, key: &str) -> [u8; SEAL] {
        let digest = self.0.clone().chain_update([0]).chain_update(key).finalize();
        let mut seal = [0; SEAL];
        seal.copy_from_slice(&digest[..SEAL]);
        seal
    }
}

/// A `page_size` of 1 to `most`; 0 means `default`.
pub fn size(violations: &mut Violations, page_size: i32, default: i32, most: i32) -> usize {
    let size = if page_size == 0 { default } else { page_size };
    if !(1..=most).contains(&size) {
        violations.note("page_size", format_args!("must be 1 to {most}, or 0 for {default}"));
    }
    usize::try_from(size).unwrap_or_default()
}

/// Cuts a list that was fetched one longer than a page; the token of the next page, empty on the last.
pub fn cut<T>(rows: &mut Vec<T>, size: usize, binding: &Binding, key: impl Fn(&T) -> String) -> String {
    if rows.len() <= size {
        return String::new();
    }
    rows.truncate(size);
    rows.last().map(|last| binding.token(&key(last))).unwrap_or_default()
}
