//! What a part says of its caller when it calls another part on the caller's behalf, and what the other part's refusal is to the caller.

use std::time::Duration;

use fault::{Fault, Kind};
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};

use crate::metadata::CLIENT_CERTIFICATE;

const AUTHORIZATION: &str = "authorization";

/// Makes a request one of the caller whose own request came with `metadata`: the other part verifies the token again and
/// lets the caller reach no further than it could itself. Neither purpose nor idempotency key is handed on.
#[must_use]
pub fn on_behalf<T>(metadata: &MetadataMap, message: T) -> tonic::Request<T> {
    let mut request = tonic::Request::new(message);
    for name in [AUTHORIZATION, CLIENT_CERTIFICATE] {
        if let Some(value) = metadata.get(name) {
            request.metadata_mut().insert(name, value.clone());
        }
    }
    request
}

/// What another part's refusal is to our caller, who must hold the permission there too. Whatever the part said is for the log.
#[must_use]
pub fn refused(permission: &'static str, status: Status) -> Fault {
    if status.code() == Code::PermissionDenied {
        let sentence = format!("the caller's roles do not hold {permission}");
        return Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", sentence).with("permission", permission);
    }
    if status.code() == Code::DeadlineExceeded {
        return Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed");
    }
    unreachable().caused_by(status)
}

/// The other part does not answer, or answers what it should not.
#[must_use]
pub fn unreachable() -> Fault {
    Fault::unavailable("a service that was asked does not answer; repeat the call", Duration::from_secs(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_handed_on_and_the_purpose_is_not() {
        let mut came = MetadataMap::new();
        came.insert("authorization", "Bearer t".parse().unwrap());
        came.insert(CLIENT_CERTIFICATE, "thumb".parse().unwrap());
        came.insert(crate::PURPOSE, "audit".parse().unwrap());
        came.insert(crate::IDEMPOTENCY_KEY, "k".parse().unwrap());
        let request = on_behalf(&came, ());
        let handed: Vec<_> = request.metadata().keys().map(|key| format!("{key:?}")).collect();
        assert_eq!(handed.len(), 2, "{handed:?}");
        assert_eq!(request.metadata().get("authorization").unwrap(), "Bearer t");
    }
}
