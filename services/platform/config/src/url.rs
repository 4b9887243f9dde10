//! Addresses that may carry a password, such as those of databases.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    Secret,
    secret::{REDACTED, is_revealed},
};

/// Names of query parameters whose values are not shown, if the name contains one of them.
const SENSITIVE: [&str; 4] = ["password", "secret", "token", "key"];

/// A URL that is shown without its password: `postgres://onecode:[redacted]@db:5432/registry`. Text that is no URL is
/// hidden whole. In a configuration it is written as a [`Secret`] is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretUrl(String);

impl SecretUrl {
    /// Hides the password of `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The whole URL, for its use alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return f.write_str(if self.0.is_empty() { "" } else { REDACTED });
        };
        write!(f, "{scheme}://")?;
        // Passwords hold unescaped '@', '/' and '?' in practice: everything up to the last '@' is taken for one.
        let address = match rest.rsplit_once('@') {
            Some((user, address)) => {
                match user.split_once(':') {
                    Some((name, _)) => write!(f, "{name}:{REDACTED}@")?,
                    None => write!(f, "{}@", redact_query(user))?,
                }
                address
            }
            None => rest,
        };
        f.write_str(&redact_query(address))
    }
}

fn redact_query(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let shown = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if SENSITIVE.iter().any(|word| name.to_lowercase().contains(word)) => {
            format!("{name}={REDACTED}")
        }
        _ => pair.to_owned(),
    };
    format!("{path}?{}", query.split('&').map(shown).collect::<Vec<_>>().join("&"))
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for SecretUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_revealed() { serializer.serialize_str(&self.0) } else { serializer.collect_str(self) }
    }
}

impl<'de> Deserialize<'de> for SecretUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Secret::<String>::deserialize(deserializer).map(|secret| Self(secret.expose().clone()))
    }
}
