//! Which keys are taken from a JWK set, and which sets are refused.

use auth::{JwksError, JwksSource, KeySet, KeySetError, Roles, Verifier, VerifierConfig, VerifierError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::support::ROLES;

/// The key of RFC 8037 §A.2.
fn ed25519(id: &str) -> Value {
    json!({ "kty": "OKP", "crv": "Ed25519", "kid": id, "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })
}

/// The key of RFC 7517 §A.1.
fn p256(id: &str) -> Value {
    json!({
        "kty": "EC", "crv": "P-256", "kid": id,
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    })
}

fn rsa(id: &str, bits: usize) -> Value {
    json!({ "kty": "RSA", "kid": id, "n": URL_SAFE_NO_PAD.encode(vec![0xff; bits / 8]), "e": "AQAB" })
}

fn with(mut key: Value, name: &str, value: &str) -> Value {
    key[name] = json!(value);
    key
}

fn parse(keys: &[Value]) -> Result<KeySet, KeySetError> {
    KeySet::parse(&json!({ "keys": keys }).to_string())
}

#[test]
fn keys_that_cannot_verify_are_left_out() {
    let off_curve = with(p256("k"), "x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D5");
    let unusable = [
        rsa("k", 1024),
        rsa("k", 2040),
        rsa("k", 16_384),
        with(rsa("k", 2048), "alg", "RS512"),
        with(rsa("k", 2048), "alg", "RSA-OAEP"),
        with(rsa("k", 2048), "use", "enc"),
        with(p256("k"), "alg", "ES384"),
        with(p256("k"), "crv", "secp256k1"),
        with(p256("k"), "y", "AAAA"),
        off_curve,
        with(ed25519("k"), "x", "AAAA"),
        with(ed25519("k"), "x", "not base64url!"),
        with(ed25519("k"), "crv", "Ed448"),
        with(ed25519("k"), "alg", "HS256"),
        with(ed25519("k"), "kid", ""),
        json!({ "kty": "AKP", "kid": "k", "alg": "ML-DSA-44", "pub": "AAAA" }),
        json!({}),
    ];
    for key in unusable {
        let set = parse(&[key.clone(), ed25519("good")]).unwrap();
        assert_eq!(set.len(), 1, "{key}");
        assert!(set.get("good").is_some());
        assert_eq!(parse(std::slice::from_ref(&key)).unwrap_err(), KeySetError::NoUsableKey, "{key}");
    }
}

#[test]
fn keys_of_the_standards_are_taken() {
    let set = parse(&[ed25519("a"), p256("b"), rsa("c", 2048), with(rsa("d", 4096), "alg", "PS256")]).unwrap();
    assert_eq!(set.len(), 4);
}

#[test]
fn a_set_that_gives_away_a_private_key_is_refused() {
    let private = with(ed25519("k"), "d", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    assert_eq!(parse(&[ed25519("a"), private]).unwrap_err(), KeySetError::PrivateKey);
    let shared = json!({ "kty": "oct", "kid": "k", "alg": "HS256", "k": "c2VjcmV0" });
    assert_eq!(parse(&[ed25519("a"), shared]).unwrap_err(), KeySetError::PrivateKey);
}

#[test]
fn two_keys_of_one_id_are_ambiguous() {
    assert_eq!(parse(&[ed25519("k"), p256("k")]).unwrap_err(), KeySetError::DuplicateKeyId);
}

#[test]
fn what_is_no_key_set_is_refused_without_repeating_it() {
    for document in ["", "secret-text", "{}", "[]", r#"{"keys": "secret-text"}"#] {
        let error = KeySet::parse(document).unwrap_err();
        assert!(matches!(error, KeySetError::Malformed { .. }), "{document}");
        assert!(!error.to_string().contains("secret-text"));
    }
    assert_eq!(parse(&[]).unwrap_err(), KeySetError::NoUsableKey);
}

#[test]
fn a_verifier_does_not_start_without_trust() {
    let start = |issuer: &str, audience: &[&str], source: JwksSource| {
        let audience = audience.iter().map(|&name| name.to_owned()).collect();
        Verifier::new(VerifierConfig::new(issuer, audience, source), Roles::parse(ROLES).unwrap()).unwrap_err()
    };
    let keys = JwksSource::Inline(json!({ "keys": [ed25519("k")] }).to_string());
    assert!(matches!(start("", &["onecode"], keys.clone()), VerifierError::NoIssuer));
    assert!(matches!(start("issuer", &[], keys), VerifierError::NoAudience));
    let absent = JwksSource::File("/nonexistent/jwks.json".into());
    assert!(matches!(start("issuer", &["onecode"], absent), VerifierError::Jwks(JwksError::File(_))));
    for address in ["http://idp.example/jwks.json", "file:///etc/passwd", "http://127.0.0.1.idp.example/", "no address"]
    {
        let error = start("issuer", &["onecode"], JwksSource::Url(address.to_owned()));
        assert!(matches!(error, VerifierError::Jwks(JwksError::Address)), "{address}");
    }
}
