//! What a part says of its caller when it calls another part on the caller's behalf.

use tonic::metadata::MetadataMap;

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
