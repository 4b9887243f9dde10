//! `onecode token`: the development issuer, and revocations. Production trusts an identity provider instead.

use std::path::Path;

use auth::{Claims, Issuer};
use fault::Fault;
use time::Duration;
use uow::Clock;

use crate::args::{IssueArgs, RevokeArgs, TokenCommand};
use crate::serve::revocations::{self, Revocation};

/// As long as any token may live, for a revocation that doesn't know its token's end.
const LONGEST_LIFE: Duration = Duration::days(365);

/// Runs `onecode token`.
///
/// # Errors
/// The key cannot be read or written, or Redis does not answer.
pub async fn run(command: &TokenCommand) -> Result<(), Fault> {
    match command {
        TokenCommand::Issue(wanted) => anstream::println!("{}", issue(&wanted.keys, wanted)?),
        TokenCommand::Revoke(wanted) => revoke(wanted).await?,
    }
    Ok(())
}

/// Signs a token with the issuer in `directory`, which is made when it is not there.
///
/// # Errors
/// The key cannot be read or written.
pub fn issue(directory: &Path, wanted: &IssueArgs) -> Result<String, Fault> {
    let issuer = Issuer::load_or_create(directory).map_err(Fault::internal)?;
    let clock = Clock::system();
    let subject = wanted.subject.clone().unwrap_or_else(|| format!("{}-{}", wanted.department, wanted.division));
    let mut claims = Claims::new(subject, clock.new_id().to_string(), clock.now())
        .department(&wanted.department)
        .division(&wanted.division)
        .roles(wanted.roles.iter().map(String::as_str))
        .lifetime(wanted.lifetime);
    if let Some(officer) = &wanted.actor {
        claims = claims.actor(officer);
    }
    issuer.issue(&claims).map_err(Fault::internal)
}

async fn revoke(wanted: &RevokeArgs) -> Result<(), Fault> {
    let now = Clock::system().now();
    let revocation = match (&wanted.token_id, &wanted.subject) {
        (Some(id), _) => Revocation::Token(id.clone(), now + LONGEST_LIFE),
        (None, Some(subject)) => Revocation::Subject(subject.clone(), now),
        (None, None) => return Err(crate::serve::unusable("say --token-id or --subject")),
    };
    revocations::revoke(&wanted.redis_url, &revocation).await
}
