//! What a token to be issued shall say.

use std::time::Duration;

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// The claims of a token to be issued. Time and id are given by the caller; what is not set is not claimed.
#[derive(Debug, Clone)]
pub struct Claims {
    now: OffsetDateTime,
    lifetime: Duration,
    members: Map<String, Value>,
}

impl Claims {
    /// A token of the client system, valid from `now` for five minutes, for the audience `onecode`.
    pub fn new(subject: impl Into<String>, token_id: impl Into<String>, now: OffsetDateTime) -> Self {
        Self { now, lifetime: Duration::from_mins(5), members: Map::new() }
            .with("sub", subject.into())
            .with("jti", token_id.into())
            .with("aud", "onecode")
    }

    /// The department (`dept`).
    #[must_use]
    pub fn department(self, department: impl Into<String>) -> Self {
        self.with("dept", department.into())
    }

    /// The division (`div`), six digits of GB/T 2260.
    #[must_use]
    pub fn division(self, division: impl Into<String>) -> Self {
        self.with("div", division.into())
    }

    /// The roles held.
    #[must_use]
    pub fn roles<S: Into<String>>(self, roles: impl IntoIterator<Item = S>) -> Self {
        self.with("roles", roles.into_iter().map(Into::into).collect::<Vec<String>>())
    }

    /// The officer on whose behalf the system acts (`act.sub`).
    #[must_use]
    pub fn actor(self, officer: impl Into<String>) -> Self {
        self.with("act", json!({ "sub": officer.into() }))
    }

    /// The services the token is for (`aud`).
    #[must_use]
    pub fn audience<S: Into<String>>(self, audience: impl IntoIterator<Item = S>) -> Self {
        self.with("aud", audience.into_iter().map(Into::into).collect::<Vec<String>>())
    }

    /// The client certificate the token is bound to (`cnf.x5t#S256`): base64url SHA-256 of its DER.
    #[must_use]
    pub fn certificate(self, thumbprint: impl Into<String>) -> Self {
        self.with("cnf", json!({ "x5t#S256": thumbprint.into() }))
    }

    /// How long the token is valid; whole seconds count.
    #[must_use]
    pub fn lifetime(self, lifetime: Duration) -> Self {
        Self { lifetime, ..self }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn payload(&self, issuer: &str) -> Map<String, Value> {
        let now = self.now.unix_timestamp();
        let expiry = now.saturating_add_unsigned(self.lifetime.as_secs());
        self.clone().with("iss", issuer).with("iat", now).with("nbf", now).with("exp", expiry).members
    }
}
