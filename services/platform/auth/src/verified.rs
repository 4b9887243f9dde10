//! A verified token, as it is remembered until it expires.

use std::sync::Arc;
use std::time::{Duration, Instant};

use moka::Expiry;
use moka::sync::Cache;
use time::OffsetDateTime;

use crate::claims::Claimed;
use crate::{PermissionSet, Principal, TokenError};

/// Verified tokens remembered under one key set.
const CAPACITY: u64 = 65_536;
/// The longest a token is remembered before its signature is checked again.
const REMEMBERED: Duration = Duration::from_hours(24);

#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) principal: Arc<Principal>,
    pub(crate) issued_at: OffsetDateTime,
    not_before: OffsetDateTime,
    seen_at: OffsetDateTime,
}

impl Verified {
    pub(crate) fn new(claimed: Claimed, permissions: Arc<PermissionSet>, now: OffsetDateTime) -> Self {
        Self {
            issued_at: claimed.issued_at,
            not_before: claimed.not_before,
            seen_at: now,
            principal: Arc::new(Principal {
                subject: claimed.subject,
                department: claimed.department,
                division: claimed.division,
                roles: claimed.roles,
                actor: claimed.actor,
                token_id: claimed.token_id,
                expires_at: claimed.expires_at,
                certificate_thumbprint: claimed.certificate_thumbprint,
                permissions,
            }),
        }
    }

    /// Whether the token is in force, give or take the leeway.
    pub(crate) fn check(&self, now: OffsetDateTime, leeway: Duration) -> Result<(), TokenError> {
        if now - leeway >= self.principal.expires_at {
            Err(TokenError::Expired)
        } else if self.not_before.max(self.issued_at) > now + leeway {
            Err(TokenError::NotYetValid)
        } else {
            Ok(())
        }
    }
}

pub(crate) fn verified_tokens() -> Cache<[u8; 32], Arc<Verified>> {
    Cache::builder().max_capacity(CAPACITY).expire_after(UntilExpiry).build()
}

/// Frees the memory of expired tokens; that they are refused is [`Verified::check`]'s doing.
struct UntilExpiry;

impl Expiry<[u8; 32], Arc<Verified>> for UntilExpiry {
    fn expire_after_create(&self, _: &[u8; 32], token: &Arc<Verified>, _: Instant) -> Option<Duration> {
        Some((token.principal.expires_at - token.seen_at).unsigned_abs().min(REMEMBERED))
    }
}
