//! Who signs statements (签发者): an issuer's name and its keys.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Compact, JwsError, KeySet, SigningKeyError, SigningKeys};

/// Signs statements in one name, and reads its own; cheap to clone.
#[derive(Debug, Clone)]
pub struct Issuer(Arc<Named>);

#[derive(Debug)]
struct Named {
    name: String,
    keys: SigningKeys,
}

impl Issuer {
    /// Signs in a name (`iss`) with these keys.
    #[must_use]
    pub fn new(name: impl Into<String>, keys: SigningKeys) -> Self {
        Self(Arc::new(Named { name: name.into(), keys }))
    }

    /// Signs with a key that is gone with the process, for tests.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn ephemeral(name: impl Into<String>) -> Result<Self, SigningKeyError> {
        Ok(Self::new(name, SigningKeys::generate()?))
    }

    /// What it signs as (`iss`).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Its keys.
    #[must_use]
    pub fn keys(&self) -> &SigningKeys {
        &self.0.keys
    }

    /// A statement of a type (`typ`) as a compact JWS.
    ///
    /// # Errors
    /// The key does not sign.
    pub fn sign(&self, typ: &str, statement: &impl Serialize) -> Result<String, SigningKeyError> {
        self.0.keys.current().sign(typ, statement)
    }

    /// What a statement of its own says; one whose key was removed is no longer its own.
    ///
    /// # Errors
    /// It is of another type, was signed by nobody known here, or says what such a statement does not.
    pub fn read<T: DeserializeOwned>(&self, typ: &str, text: &str) -> Result<T, JwsError> {
        let keys = KeySet::parse(&self.0.keys.jwks()).map_err(|_| JwsError::UnknownKey)?;
        let statement = Compact::split(text)?;
        if !statement.header().is_of_type(&[typ]) {
            return Err(JwsError::Malformed);
        }
        serde_json::from_slice(&statement.verify(&keys)?).map_err(|_| JwsError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::Issuer;
    use crate::JwsError;

    #[test]
    fn it_reads_what_it_signed_and_nothing_else() {
        let issuer = Issuer::ephemeral("https://issuer.test").unwrap();
        let signed = issuer.sign("a+jws", &["said"]).unwrap();
        assert_eq!(issuer.read::<Vec<String>>("a+jws", &signed), Ok(vec!["said".to_owned()]));
        assert_eq!(issuer.read::<Vec<String>>("b+jws", &signed), Err(JwsError::Malformed));
        assert_eq!(issuer.read::<Vec<u8>>("a+jws", &signed), Err(JwsError::Malformed));
        let other = Issuer::ephemeral("https://issuer.test").unwrap();
        assert_eq!(other.read::<Vec<String>>("a+jws", &signed), Err(JwsError::UnknownKey));
    }
}
