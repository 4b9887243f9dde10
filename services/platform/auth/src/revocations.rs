//! Revoked tokens and subjects (吊销), consulted on every call, for cached tokens too.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use time::OffsetDateTime;

/// What was revoked in this process.
#[derive(Debug, Default)]
pub struct Revocations(RwLock<Revoked>);

#[derive(Debug, Default)]
struct Revoked {
    /// `jti` and when the revocation may be forgotten.
    tokens: HashMap<String, OffsetDateTime>,
    /// `sub` and the time before which its tokens were issued.
    subjects: HashMap<String, OffsetDateTime>,
}

impl Revocations {
    /// Revokes one token; `until` is its `exp`, after which (and the leeway) it may be forgotten.
    pub fn revoke_token(&self, token_id: impl Into<String>, until: OffsetDateTime) {
        let mut revoked = self.write();
        let kept = revoked.tokens.entry(token_id.into()).or_insert(until);
        *kept = until.max(*kept);
    }

    /// Revokes every token of a client system issued before the time given. `iat` counts whole seconds: a token of
    /// the same second is revoked too, unless the time is exactly on the second.
    pub fn revoke_subject(&self, subject: impl Into<String>, issued_before: OffsetDateTime) {
        let mut revoked = self.write();
        let kept = revoked.subjects.entry(subject.into()).or_insert(issued_before);
        *kept = issued_before.max(*kept);
    }

    /// Drops the revocations of tokens that expired by then. Those of subjects are kept: one per client system.
    pub(crate) fn forget_expired(&self, then: OffsetDateTime) {
        if self.read().tokens.values().any(|until| *until <= then) {
            self.write().tokens.retain(|_, until| *until > then);
        }
    }

    pub(crate) fn cover(&self, token_id: &str, subject: &str, issued_at: OffsetDateTime) -> bool {
        let revoked = self.read();
        revoked.tokens.contains_key(token_id)
            || revoked.subjects.get(subject).is_some_and(|issued_before| issued_at < *issued_before)
    }

    fn read(&self) -> RwLockReadGuard<'_, Revoked> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Revoked> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
