//! Revocations that every gateway hears of: two sorted sets in Redis, read twice a second.
//!
//! Member and score: a token's id and when it would have expired, or a subject and the instant before which its tokens no
//! longer count; both in seconds. Without a Redis, revocation is by keys and by the tokens' short lives.

use std::sync::Arc;
use std::time::Duration;

use auth::Verifier;
use fault::Fault;
use redis::AsyncCommands as _;
use redis::aio::ConnectionManager;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

const TOKENS: &str = "onecode:revoked:tokens";
const SUBJECTS: &str = "onecode:revoked:subjects";
const PAUSE: Duration = Duration::from_millis(500);

/// What is revoked.
#[derive(Debug, Clone)]
pub enum Revocation {
    /// One token, by `jti`, until it expires.
    Token(String, OffsetDateTime),
    /// Every token of a subject that was issued before.
    Subject(String, OffsetDateTime),
}

/// Tells every gateway.
///
/// # Errors
/// Redis does not answer.
pub async fn revoke(url: &str, revocation: &Revocation) -> Result<(), Fault> {
    let mut connection = connect(url).await?;
    let (set, member, instant) = match revocation {
        Revocation::Token(id, until) => (TOKENS, id, until),
        Revocation::Subject(subject, before) => (SUBJECTS, subject, before),
    };
    let _: i64 = connection.zadd(set, member, instant.unix_timestamp()).await.map_err(silent)?;
    Ok(())
}

/// Keeps a verifier's revocations equal to those in Redis until told to stop. Redis may come and go.
///
/// # Errors
/// The URL is not a Redis URL.
pub async fn follow(url: String, verifier: Arc<Verifier>, stop: CancellationToken) -> Result<(), Fault> {
    let mut connection = None;
    while !stop.is_cancelled() {
        if connection.is_none() {
            connection = connect(&url).await.ok();
        }
        if let Some(redis) = &mut connection
            && let Err(error) = read(redis, &verifier).await
        {
            tracing::warn!(error = %error, "revocations not read");
            connection = None;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    Ok(())
}

async fn connect(url: &str) -> Result<ConnectionManager, Fault> {
    let client = redis::Client::open(url).map_err(|_| super::unusable("redis_url is not a Redis URL"))?;
    ConnectionManager::new(client).await.map_err(silent)
}

async fn read(redis: &mut ConnectionManager, verifier: &Verifier) -> Result<(), redis::RedisError> {
    let tokens: Vec<(String, i64)> = redis.zrange_withscores(TOKENS, 0, -1).await?;
    let subjects: Vec<(String, i64)> = redis.zrange_withscores(SUBJECTS, 0, -1).await?;
    for (id, until) in tokens {
        if let Ok(until) = OffsetDateTime::from_unix_timestamp(until) {
            verifier.revocations().revoke_token(id, until);
        }
    }
    for (subject, before) in subjects {
        if let Ok(before) = OffsetDateTime::from_unix_timestamp(before) {
            verifier.revocations().revoke_subject(subject, before);
        }
    }
    Ok(())
}

/// Redis's own words may hold its address.
fn silent(error: redis::RedisError) -> Fault {
    Fault::unavailable("Redis does not answer", PAUSE).caused_by(error)
}
