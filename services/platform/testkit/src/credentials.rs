//! Tokens for tests, signed by a key that the suite trusts.

use std::sync::Arc;

use auth::{Claims, Issuer, JwksSource, Roles, Verifier, VerifierConfig};
use tonic::metadata::MetadataValue;
use tonic::service::Interceptor;
use tonic::{Request, Status};
use uow::Clock;

const ROLES: &str = include_str!("../../../../deploy/local/roles.toml");

/// The identity provider of a suite.
#[derive(Debug, Clone)]
pub struct Identities {
    issuer: Arc<Issuer>,
    clock: Clock,
}

impl Identities {
    /// A fresh key.
    ///
    /// # Panics
    /// The machine has no randomness.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { issuer: Arc::new(Issuer::generate_ed25519().expect("a key can be made")), clock }
    }

    /// A verifier that trusts this key and the roles of the local deployment.
    ///
    /// # Panics
    /// The role table is wrong.
    #[must_use]
    pub fn verifier(&self) -> Arc<Verifier> {
        let roles = Roles::parse(ROLES).expect("deploy/local/roles.toml is a role table");
        let jwks = JwksSource::Inline(self.issuer.jwks());
        let config = VerifierConfig::new(auth::LOCAL_ISSUER, vec!["onecode".to_owned()], jwks);
        Arc::new(Verifier::new(config, roles).expect("the key set is one"))
    }

    /// A caller of a department in a division, holding the roles named.
    ///
    /// # Panics
    /// The token cannot be signed.
    #[must_use]
    pub fn caller(&self, department: &str, division: &str, roles: &[&str]) -> Caller {
        self.signed(&self.claims(department, division, roles))
    }

    /// The same, on behalf of an official (`act`).
    ///
    /// # Panics
    /// The token cannot be signed.
    #[must_use]
    pub fn official(&self, department: &str, division: &str, roles: &[&str], account: &str) -> Caller {
        self.signed(&self.claims(department, division, roles).actor(account))
    }

    fn claims(&self, department: &str, division: &str, roles: &[&str]) -> Claims {
        Claims::new(format!("{department}-{division}"), self.clock.new_id().to_string(), self.clock.now())
            .department(department)
            .division(division)
            .roles(roles.iter().copied())
    }

    fn signed(&self, claims: &Claims) -> Caller {
        let token = self.issuer.issue(claims).expect("claims can be signed");
        Caller(Credentials { token, key: None, purpose: None, ids: self.clock.clone() })
    }

    /// The key, for tokens that are wrong in ways a [`Caller`] cannot be.
    #[must_use]
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }
}

/// Somebody who calls.
#[derive(Debug, Clone)]
pub struct Caller(Credentials);

impl Caller {
    /// Credentials whose every call carries a fresh idempotency key.
    #[must_use]
    pub fn fresh(&self) -> Credentials {
        self.0.clone()
    }

    /// Credentials whose every call carries this idempotency key.
    #[must_use]
    pub fn keyed(&self, key: &str) -> Credentials {
        Credentials { key: Some(key.to_owned()), ..self.0.clone() }
    }

    /// The same caller, stating why.
    #[must_use]
    pub fn because(&self, purpose: &str) -> Self {
        Self(Credentials { purpose: Some(purpose.to_owned()), ..self.0.clone() })
    }

    /// The bearer token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.0.token
    }
}

/// Puts token, key and purpose on a request.
#[derive(Debug, Clone)]
pub struct Credentials {
    token: String,
    key: Option<String>,
    purpose: Option<String>,
    ids: Clock,
}

impl Interceptor for Credentials {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let key = self.key.clone().unwrap_or_else(|| self.ids.new_id().to_string());
        let metadata = request.metadata_mut();
        let mut put = |name: &'static str, value: String| {
            let value = MetadataValue::try_from(value).map_err(|_| Status::unknown("test metadata is not ASCII"))?;
            metadata.insert(name, value);
            Ok::<_, Status>(())
        };
        put("authorization", format!("Bearer {}", self.token))?;
        put(rpc::IDEMPOTENCY_KEY, key)?;
        if let Some(purpose) = &self.purpose {
            put(rpc::PURPOSE, purpose.clone())?;
        }
        Ok(request)
    }
}
