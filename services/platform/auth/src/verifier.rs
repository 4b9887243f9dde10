//! The verifier: a token once verified is remembered with the key set that verified it, and judged anew on every call.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;
use aws_lc_rs::digest::{SHA256, digest};
use jose::{Compact, JwsError};
use moka::sync::Cache;
use time::OffsetDateTime;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::claims::Claimed;
use crate::source::Source;
use crate::verified::{Verified, verified_tokens};
use crate::{JwksError, JwksSource, KeySet, Principal, Revocations, Roles, TokenError};

/// The types of an access token (RFC 9068 §4) and of a plain JWT.
const ACCESS_TOKENS: [&str; 3] = ["at+jwt", "application/at+jwt", "JWT"];
/// The largest token looked at, in bytes.
const MAX_BYTES: usize = 8 * 1024;
/// The least time between two refreshes asked for by unknown key ids.
const UNKNOWN_KEY_PAUSE: Duration = Duration::from_secs(10);
/// The longest wait before a failed refresh is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// Whose tokens are accepted, and how their keys are found.
#[derive(Debug, Clone)]
pub struct VerifierConfig {
    /// The only `iss` accepted.
    pub issuer: String,
    /// The names of this service; `aud` must hold one of them.
    pub audience: Vec<String>,
    /// By how much clocks may differ, for `exp`, `nbf` and `iat`.
    pub leeway: Duration,
    /// Where the issuer's keys are.
    pub jwks: JwksSource,
    /// How often the keys are read again.
    pub refresh: Duration,
}

impl VerifierConfig {
    /// A leeway of 5 seconds and a refresh every minute.
    pub fn new(issuer: impl Into<String>, audience: Vec<String>, jwks: JwksSource) -> Self {
        let (leeway, refresh) = (Duration::from_secs(5), Duration::from_mins(1));
        Self { issuer: issuer.into(), audience, leeway, jwks, refresh }
    }
}

/// Why a verifier cannot start.
#[derive(Debug, thiserror::Error)]
pub enum VerifierError {
    /// The issuer's name is empty.
    #[error("no trusted issuer is named")]
    NoIssuer,
    /// No audience is named, so no token could be accepted.
    #[error("no audience is named")]
    NoAudience,
    /// The key set cannot be had.
    #[error(transparent)]
    Jwks(#[from] JwksError),
}

/// Verifies bearer tokens; shared by all calls of a process.
#[derive(Debug)]
pub struct Verifier {
    issuer: String,
    audience: Vec<String>,
    leeway: Duration,
    refresh: Duration,
    roles: Roles,
    source: Source,
    trust: ArcSwapOption<Trust>,
    unknown_key: Notify,
    revocations: Revocations,
}

/// A key set and the tokens it has verified: they are replaced together, so no token outlives its key's trust.
#[derive(Debug)]
struct Trust {
    document: String,
    keys: KeySet,
    verified: Cache<[u8; 32], Arc<Verified>>,
}

impl Trust {
    fn new(document: String) -> Result<Self, JwksError> {
        let keys = KeySet::parse(&document)?;
        Ok(Self { document, keys, verified: verified_tokens() })
    }
}

impl Verifier {
    /// Reads keys from a file or the configuration at once; keys by URL are first fetched by [`Self::refresh_loop`].
    pub fn new(config: VerifierConfig, roles: Roles) -> Result<Self, VerifierError> {
        if config.issuer.is_empty() {
            return Err(VerifierError::NoIssuer);
        }
        if config.audience.is_empty() {
            return Err(VerifierError::NoAudience);
        }
        let source = Source::new(config.jwks)?;
        let trust = source.read_local()?.map(Trust::new).transpose()?;
        Ok(Self {
            issuer: config.issuer,
            audience: config.audience,
            leeway: config.leeway,
            refresh: config.refresh,
            roles,
            source,
            trust: ArcSwapOption::new(trust.map(Arc::new)),
            unknown_key: Notify::new(),
            revocations: Revocations::default(),
        })
    }

    /// The caller a token speaks for. `presented_certificate` is the base64url SHA-256 thumbprint of the client's
    /// certificate, if the connection has one; a token bound to a certificate is accepted with that one only.
    pub fn verify(
        &self,
        token: &str,
        now: OffsetDateTime,
        presented_certificate: Option<&str>,
    ) -> Result<Arc<Principal>, TokenError> {
        match token.len() {
            0 => return Err(TokenError::Missing),
            1..=MAX_BYTES => {}
            _ => return Err(TokenError::TooLarge),
        }
        let trust = self.trust.load();
        let trust = trust.as_ref().ok_or(TokenError::UnknownKey)?;
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
        let verified = if let Some(known) = trust.verified.get(&fingerprint) {
            known.check(now, self.leeway)?;
            known
        } else {
            let verified = Arc::new(self.examine(&trust.keys, token, now)?);
            verified.check(now, self.leeway)?;
            trust.verified.insert(fingerprint, Arc::clone(&verified));
            self.revocations.forget_expired(now - self.leeway);
            verified
        };
        let principal = &verified.principal;
        if self.revocations.cover(&principal.token_id, &principal.subject, verified.issued_at) {
            return Err(TokenError::Revoked);
        }
        match principal.certificate_thumbprint.as_deref() {
            Some(bound) if presented_certificate != Some(bound) => Err(TokenError::CertificateBinding),
            _ => Ok(Arc::clone(principal)),
        }
    }

    /// Signature, issuer and audience: what can never change for a token under one key set.
    fn examine(&self, keys: &KeySet, token: &str, now: OffsetDateTime) -> Result<Verified, TokenError> {
        let token = Compact::split(token)?;
        if !token.header().is_of_type(&ACCESS_TOKENS) {
            return Err(TokenError::Malformed);
        }
        let payload = token.verify(keys).inspect_err(|error| {
            if *error == JwsError::UnknownKey {
                self.unknown_key.notify_one();
            }
        })?;
        let claimed = Claimed::read(&payload)?;
        if claimed.issuer != self.issuer {
            return Err(TokenError::Issuer);
        }
        if !claimed.audience.iter().any(|audience| self.audience.contains(audience)) {
            return Err(TokenError::Audience);
        }
        let permissions = self.roles.permissions_of(&claimed.department, &claimed.roles);
        Ok(Verified::new(claimed, permissions, now))
    }

    /// Whether keys are there to verify with; part of readiness.
    #[must_use]
    pub fn keys_loaded(&self) -> bool {
        self.trust.load().is_some()
    }

    /// What was revoked in this process, to be added to.
    #[must_use]
    pub fn revocations(&self) -> &Revocations {
        &self.revocations
    }

    /// Reads the key set again and says whether it changed. On failure the old keys stay.
    pub async fn refresh(&self) -> Result<bool, JwksError> {
        let document = self.source.read().await?;
        if self.trust.load().as_ref().is_some_and(|trust| trust.document == document) {
            return Ok(false);
        }
        let trust = Trust::new(document)?;
        tracing::info!(keys = trust.keys.len(), "key set changed");
        self.trust.store(Some(Arc::new(trust)));
        Ok(true)
    }

    /// Keeps the keys fresh until stopped: at once, then at every interval, sooner after a failure, and when a token
    /// names an unknown key (at most once in ten seconds).
    pub async fn refresh_loop(self: Arc<Self>, stop: CancellationToken) {
        let mut failures = 0_u32;
        let mut unknown_key_from = Instant::now();
        while let Some(refreshed) = stop.run_until_cancelled(self.refresh()).await {
            match refreshed {
                Ok(_) => failures = 0,
                Err(error) => {
                    failures = failures.saturating_add(1);
                    tracing::warn!(failures, %error, "key set not refreshed");
                }
            }
            let pause = if failures == 0 { self.refresh } else { self.refresh.min(RETRY) };
            let unknown_key = async {
                sleep_until(unknown_key_from).await;
                self.unknown_key.notified().await;
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = sleep(pause) => {}
                () = unknown_key => unknown_key_from = Instant::now() + UNKNOWN_KEY_PAUSE,
            }
        }
    }
}
