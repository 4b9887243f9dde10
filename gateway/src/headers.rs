//! Which metadata crosses the gateway: an allow list, the same for requests, answers and trailers.
//!
//! Whatever concerns one connection (RFC 9110 §7.6.1) or is not named here stays behind. `traceparent` is written anew
//! by the channel, for the gateway's own span. `grpc-timeout` passes as it came: what the gateway itself spends of the
//! deadline is known to its door, which ends the call there and, with it, at the peer.

use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, TE};
use http::{HeaderMap, HeaderName, HeaderValue};

const NAMES: [HeaderName; 4] =
    [ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderName::from_static(rpc::IDEMPOTENCY_KEY)];
const PREFIXES: [&str; 2] = ["grpc-", "onecode-"];
const ACCEPTED_ENCODINGS: &str = "grpc-accept-encoding";

/// What passes on of a request. One whose answer will be rewritten does not offer to decompress it.
pub(crate) fn of_request(headers: &HeaderMap, rewritten: bool) -> HeaderMap {
    let mut passed = allowed(headers);
    if rewritten {
        passed.remove(ACCEPTED_ENCODINGS);
    }
    passed.insert(TE, HeaderValue::from_static("trailers"));
    passed
}

/// What passes back of an answer's headers or trailers.
pub(crate) fn allowed(headers: &HeaderMap) -> HeaderMap {
    let passes =
        |name: &HeaderName| NAMES.contains(name) || PREFIXES.iter().any(|prefix| name.as_str().starts_with(prefix));
    headers.iter().filter(|(name, _)| passes(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_what_is_listed_passes() {
        let came = headers(&[
            ("authorization", "Bearer t"),
            ("idempotency-key", "k"),
            ("accept-language", "zh"),
            ("content-type", "application/grpc"),
            ("grpc-timeout", "1S"),
            ("onecode-purpose", "audit"),
            ("connection", "onecode-purpose"),
            ("cookie", "c"),
            ("forwarded", "for=10.0.0.1"),
            ("traceparent", "00-1"),
            ("x-forwarded-for", "10.0.0.1"),
        ]);
        let mut passed: Vec<_> = of_request(&came, false).keys().map(|name| name.as_str().to_owned()).collect();
        passed.sort();
        assert_eq!(
            passed,
            [
                "accept-language",
                "authorization",
                "content-type",
                "grpc-timeout",
                "idempotency-key",
                "onecode-purpose",
                "te"
            ]
        );
    }

    #[test]
    fn repeated_metadata_passes_as_often_as_it_came() {
        let mut came = HeaderMap::new();
        came.append("onecode-tag", HeaderValue::from_static("a"));
        came.append("onecode-tag", HeaderValue::from_static("b"));
        assert_eq!(allowed(&came).get_all("onecode-tag").iter().count(), 2);
    }

    #[test]
    fn an_answer_that_is_rewritten_is_asked_for_uncompressed() {
        let came = headers(&[("grpc-accept-encoding", "gzip,zstd")]);
        assert!(of_request(&came, false).contains_key("grpc-accept-encoding"));
        assert!(!of_request(&came, true).contains_key("grpc-accept-encoding"));
    }
}
