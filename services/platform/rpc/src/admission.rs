//! What the door found out about a call, and the only way from there to a [`Call`].

use std::sync::Arc;

use auth::Principal;
use fault::{Fault, Kind};
use http::HeaderMap;
use onecode_proto::access::{Method, Scope as Reach};
use prost::Message;
use sha2::{Digest, Sha256};
use tonic::{Request, Streaming};
use uow::{Call, Scope};

use crate::metadata::{IDEMPOTENCY_KEY, PURPOSE};

const MAX_KEY: usize = 128;
const MAX_PURPOSE: usize = 200;

/// A call that passed the door. Put into the request's extensions by [`crate::Door`], and by nothing else.
#[derive(Debug, Clone)]
pub struct Admission {
    method: &'static Method,
    principal: Arc<Principal>,
    key: String,
    purpose: Option<String>,
    trace_id: Option<[u8; 16]>,
}

impl Admission {
    /// Checks what a method demands beyond a valid token: its permission, and a key if it writes.
    pub(crate) fn new(
        method: &'static Method,
        principal: Arc<Principal>,
        headers: &HeaderMap,
        trace_id: Option<[u8; 16]>,
    ) -> Result<Self, Fault> {
        if !principal.holds(method.permission) {
            return Err(Fault::new(
                Kind::PermissionDenied,
                "PERMISSION_MISSING",
                format!("the caller's roles do not hold {}", method.permission),
            )
            .with("permission", method.permission));
        }
        let key = key(headers, method.write)?;
        Ok(Self { method, principal, key, purpose: purpose(headers)?, trace_id })
    }

    /// The method called.
    #[must_use]
    pub fn method(&self) -> &'static Method {
        self.method
    }

    /// The verified caller.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Whether the answer may show the fields that `permission` unmasks: it is held, and a purpose is stated.
    #[must_use]
    pub fn unmasks(&self, permission: &str) -> bool {
        self.purpose.is_some() && self.principal.holds(permission)
    }

    fn call(&self, request_hash: [u8; 32]) -> Call {
        Call {
            method: self.method.path,
            actor: self.principal.subject.clone(),
            department: self.principal.department.clone(),
            division: self.principal.division.clone(),
            officer: self.principal.actor.clone(),
            key: self.key.clone(),
            request_hash,
            purpose: self.purpose.clone(),
            reveals: !self.method.unmask.is_empty() && self.method.unmask.iter().all(|it| self.unmasks(it)),
            scope: match self.method.scope {
                Reach::OwnDivision => Scope::division(&self.principal.division),
                Reach::Any => Scope::everywhere(),
            },
            trace_id: self.trace_id,
            is_bulk: false,
        }
    }
}

/// The call behind a unary request. Fails closed: without a door there is no call.
///
/// # Errors
/// No door stands before this service; our mistake.
pub fn admit<M: Message>(request: &Request<M>) -> Result<Call, Fault> {
    let hash = Sha256::digest(request.get_ref().encode_to_vec());
    Ok(admission(request)?.call(hash.into()))
}

/// The call behind a stream of requests; each of its units of work takes a key and hash of its own by [`Call::step`].
///
/// # Errors
/// As [`admit`].
pub fn admit_stream<M>(request: &Request<Streaming<M>>) -> Result<Call, Fault> {
    Ok(admission(request)?.call([0; 32]))
}

fn admission<M>(request: &Request<M>) -> Result<&Admission, Fault> {
    request.extensions().get::<Admission>().ok_or_else(|| Fault::internal("a service was reached without its door"))
}

fn key(headers: &HeaderMap, required: bool) -> Result<String, Fault> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let usable = (1..=MAX_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    match (required, usable) {
        (true, false) => Err(Fault::new(
            Kind::InvalidArgument,
            "IDEMPOTENCY_KEY_REQUIRED",
            "a write needs metadata `idempotency-key` of 1-128 visible ASCII characters",
        )),
        (_, true) => Ok(key.to_owned()),
        (false, false) => Ok(String::new()),
    }
}

fn purpose(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(value) = headers.get(PURPOSE) else { return Ok(None) };
    let purpose = value.to_str().unwrap_or_default().trim();
    if (1..=MAX_PURPOSE).contains(&purpose.len()) {
        Ok(Some(purpose.to_owned()))
    } else {
        Err(Fault::invalid_field(
            format!("metadata[{PURPOSE}]"),
            "1-200 visible ASCII characters; percent-encode other text",
        ))
    }
}

#[cfg(test)]
mod tests {
    use auth::Roles;
    use onecode_proto::access::METHODS;
    use onecode_proto::event::v1::GetLatestCursorRequest;

    use super::*;

    #[test]
    fn without_a_door_there_is_no_call() {
        let fault = admit(&Request::new(GetLatestCursorRequest {})).unwrap_err();
        assert_eq!(fault.kind(), Kind::Internal);
    }

    #[test]
    fn a_call_reveals_only_to_who_holds_every_permission_of_its_answer_and_says_why() {
        let method = METHODS.iter().find(|method| !method.write && method.unmask.len() > 1).unwrap();
        let admitted = |unmasked: &[&str], purpose: bool| {
            let permissions: Vec<&str> = [method.permission].iter().chain(unmasked).copied().collect();
            let roles = Roles::parse(&format!("[roles.one]\npermissions = {permissions:?}")).unwrap();
            let held = vec!["one".to_owned()];
            let principal = Principal {
                subject: "tax-330500".into(),
                department: "tax".into(),
                division: "330500".into(),
                permissions: roles.permissions_of("tax", &held),
                roles: held,
                actor: None,
                token_id: "1".into(),
                expires_at: uow::Clock::system().now(),
                certificate_thumbprint: None,
            };
            let mut headers = HeaderMap::new();
            if purpose {
                headers.insert(PURPOSE, "review".parse().unwrap());
            }
            Admission::new(method, Arc::new(principal), &headers, None).unwrap().call([0; 32]).reveals
        };
        assert!(admitted(method.unmask, true));
        assert!(!admitted(method.unmask, false));
        assert!(!admitted(&method.unmask[..1], true), "{:?}", method.unmask);
        assert!(!admitted(&[], true));
    }

    #[test]
    fn keys_are_visible_ascii_of_bounded_length() {
        for (value, usable) in
            [("k-1", true), ("", false), ("a b", false), (&"x".repeat(128), true), (&"x".repeat(129), false)]
        {
            let mut headers = HeaderMap::new();
            headers.insert(IDEMPOTENCY_KEY, value.parse().unwrap());
            assert_eq!(key(&headers, true).is_ok(), usable, "{value}");
        }
        assert!(key(&HeaderMap::new(), true).is_err());
        assert_eq!(key(&HeaderMap::new(), false).unwrap(), "");
    }
}
