//! Tokens made to deceive: each is refused for its own reason, and the untouched one is accepted.

use auth::{Issuer, JwksSource, LOCAL_ISSUER, TokenError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::support::{NOW, Trusted, claims, payload, verifier};

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

#[test]
fn an_honest_token_names_its_principal() {
    let trusted = Trusted::new();
    let token = trusted.issuer.issue(&claims("t-1").certificate("thumb")).unwrap();
    let principal = trusted.verifier.verify(&token, NOW, Some("thumb")).unwrap();
    assert_eq!(principal.subject, "tax-core");
    assert_eq!((principal.department.as_str(), principal.division.as_str()), ("tax", "310000"));
    assert_eq!(principal.roles, ["registry-reader"]);
    assert_eq!(principal.actor.as_deref(), Some("officer-7"));
    assert_eq!(principal.token_id, "t-1");
    assert_eq!(principal.expires_at, NOW + time::Duration::minutes(5));
    assert_eq!(principal.certificate_thumbprint.as_deref(), Some("thumb"));
    assert!(principal.holds("registry.organization.read"));
    assert!(!principal.holds("registry.organization.write"));
}

#[test]
fn a_principal_does_not_print_its_officer() {
    let trusted = Trusted::new();
    let principal = trusted.verify(&trusted.issuer.issue(&claims("t-1")).unwrap()).unwrap();
    let printed = format!("{principal:?}");
    assert!(printed.contains("tax-core") && !printed.contains("officer-7"), "{printed}");
}

#[test]
fn no_token_is_missing_and_noise_is_malformed() {
    let trusted = Trusted::new();
    assert_eq!(trusted.verify(""), Err(TokenError::Missing));
    let honest = trusted.signed(&payload());
    for noise in ["x", "a.b", "a.b.c", "....", &format!("{honest}.x"), &honest[1..]] {
        assert_eq!(trusted.verify(noise), Err(TokenError::Malformed), "{noise}");
    }
}

#[test]
fn a_changed_payload_breaks_the_signature() {
    let trusted = Trusted::new();
    let honest = trusted.signed(&payload());
    trusted.verify(&honest).unwrap();
    let mut forged = payload();
    forged["roles"] = json!(["platform-operator"]);
    let parts: Vec<&str> = honest.split('.').collect();
    let forged = format!("{}.{}.{}", parts[0], encoded(&forged), parts[2]);
    assert_eq!(trusted.verify(&forged), Err(TokenError::Signature));
}

#[test]
fn a_signature_removed_or_cut_is_wrong() {
    let trusted = Trusted::new();
    let honest = trusted.signed(&payload());
    let (message, signature) = honest.rsplit_once('.').unwrap();
    for signature in ["", &signature[..40], "!!"] {
        assert_eq!(trusted.verify(&format!("{message}.{signature}")), Err(TokenError::Signature));
    }
}

#[test]
fn a_strangers_key_under_a_trusted_id_does_not_verify() {
    let (trusted, stranger) = (Trusted::new(), Trusted::new());
    let forged = stranger.signed_under(&trusted.header(), &payload());
    assert_eq!(trusted.verify(&forged), Err(TokenError::Signature));
}

#[test]
fn a_strangers_key_under_its_own_id_or_none_is_unknown() {
    let (trusted, stranger) = (Trusted::new(), Trusted::new());
    assert_eq!(trusted.verify(&stranger.signed(&payload())), Err(TokenError::UnknownKey));
    let anonymous = trusted.signed_under(&Header::new(Algorithm::EdDSA), &payload());
    assert_eq!(trusted.verify(&anonymous), Err(TokenError::UnknownKey));
}

#[test]
fn an_unsigned_token_is_refused_whatever_its_spelling() {
    let trusted = Trusted::new();
    for algorithm in ["none", "None", "NONE", ""] {
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": trusted.issuer.key_id() });
        let unsigned = format!("{}.{}.", encoded(&header), encoded(&payload()));
        assert_eq!(trusted.verify(&unsigned), Err(TokenError::Algorithm), "{algorithm}");
    }
}

#[test]
fn the_public_key_is_no_shared_secret() {
    let trusted = Trusted::new();
    let jwks = trusted.issuer.jwks();
    let set: Value = serde_json::from_str(&jwks).unwrap();
    let x = set["keys"][0]["x"].as_str().unwrap();
    let raw = URL_SAFE_NO_PAD.decode(x).unwrap();
    let mut header = trusted.header();
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        header.alg = algorithm;
        for secret in [raw.as_slice(), x.as_bytes(), jwks.as_bytes()] {
            let forged = jsonwebtoken::encode(&header, &payload(), &EncodingKey::from_secret(secret)).unwrap();
            assert_eq!(trusted.verify(&forged), Err(TokenError::Algorithm));
        }
    }
}

#[test]
fn a_key_serves_its_own_algorithm_only() {
    let trusted = Trusted::new();
    for algorithm in ["ES256", "RS256", "PS256"] {
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": trusted.issuer.key_id() });
        let confused = format!("{}.{}.AAAA", encoded(&header), encoded(&payload()));
        assert_eq!(trusted.verify(&confused), Err(TokenError::Algorithm), "{algorithm}");
    }
}

#[test]
fn one_trusted_key_does_not_verify_what_another_signed() {
    let (first, second) = (Trusted::new(), Trusted::new());
    let key = |jwks: String| serde_json::from_str::<Value>(&jwks).unwrap()["keys"][0].clone();
    let both = json!({ "keys": [key(first.issuer.jwks()), key(second.issuer.jwks())] });
    let verifier = verifier(JwksSource::Inline(both.to_string()));
    verifier.verify(&first.signed(&payload()), NOW, None).unwrap();
    verifier.verify(&second.signed(&payload()), NOW, None).unwrap();
    let crossed = first.signed_under(&second.header(), &payload());
    assert_eq!(verifier.verify(&crossed, NOW, None), Err(TokenError::Signature));
}

#[test]
fn keys_offered_by_the_token_itself_are_ignored() {
    let (trusted, stranger) = (Trusted::new(), Trusted::new());
    let set: Value = serde_json::from_str(&stranger.issuer.jwks()).unwrap();
    let mut header = trusted.header();
    header.jwk = Some(serde_json::from_value(set["keys"][0].clone()).unwrap());
    header.jku = Some("https://attacker.example/jwks.json".to_owned());
    assert_eq!(trusted.verify(&stranger.signed_under(&header, &payload())), Err(TokenError::Signature));
}

#[test]
fn only_access_tokens_without_critical_extensions_are_read() {
    let trusted = Trusted::new();
    let of_type = |typ: Option<&str>| {
        let mut header = trusted.header();
        header.typ = typ.map(str::to_owned);
        trusted.verify(&trusted.signed_under(&header, &payload()))
    };
    for accepted in ["at+jwt", "JWT", "application/at+jwt", "AT+JWT"] {
        assert!(of_type(Some(accepted)).is_ok(), "{accepted}");
    }
    for refused in [None, Some("id+jwt"), Some("logout+jwt"), Some("dpop+jwt")] {
        assert_eq!(of_type(refused), Err(TokenError::Malformed), "{refused:?}");
    }
    let mut critical = trusted.header();
    critical.crit = Some(vec!["b64".to_owned()]);
    assert_eq!(trusted.verify(&trusted.signed_under(&critical, &payload())), Err(TokenError::Malformed));
}

#[test]
fn a_token_from_another_issuer_or_for_another_audience_is_refused() {
    let trusted = Trusted::new();
    let with = |name: &str, value: Value| {
        let mut payload = payload();
        payload[name] = value;
        trusted.verify(&trusted.signed(&payload))
    };
    assert_eq!(with("iss", json!(format!("{LOCAL_ISSUER}/"))), Err(TokenError::Issuer));
    assert_eq!(with("aud", json!("elsewhere")), Err(TokenError::Audience));
    assert_eq!(with("aud", json!(["elsewhere", "onecode-gateway"])), Err(TokenError::Audience));
    assert_eq!(with("aud", json!([])), Err(TokenError::Audience));
    assert!(with("aud", json!(["elsewhere", "onecode"])).is_ok());
    let namesake = Issuer::generate_es256().unwrap().named("https://attacker.example");
    assert_eq!(trusted.verify(&namesake.issue(&claims("t-1")).unwrap()), Err(TokenError::UnknownKey));
}

#[test]
fn every_required_claim_is_required() {
    let trusted = Trusted::new();
    let required = ["iss", "aud", "exp", "nbf", "iat", "jti", "sub", "dept", "div", "roles"];
    for name in required {
        let mut payload = payload();
        payload.as_object_mut().unwrap().remove(name);
        assert_eq!(trusted.verify(&trusted.signed(&payload)), Err(TokenError::Claims(vec![name])));
    }
    assert_eq!(trusted.verify(&trusted.signed(&json!({}))), Err(TokenError::Claims(required.to_vec())));
}

#[test]
fn claims_of_the_wrong_kind_are_named_and_not_repeated() {
    let trusted = Trusted::new();
    let cases = [
        ("exp", json!("tomorrow-secret")),
        ("exp", json!(u64::MAX)),
        ("iat", json!(null)),
        ("jti", json!("")),
        ("sub", json!("two\nlines")),
        ("div", json!("31000")),
        ("div", json!("31000a")),
        ("div", json!("３１００００")),
        ("div", json!(310_000)),
        ("roles", json!("registry-reader")),
        ("roles", json!(["registry-reader", 7])),
        ("act", json!({ "name": "officer" })),
        ("cnf", json!({ "jkt": "bound-to-a-key-instead" })),
    ];
    for (name, value) in cases {
        let mut payload = payload();
        payload[name] = value.clone();
        let error = trusted.verify(&trusted.signed(&payload)).unwrap_err();
        assert_eq!(error, TokenError::Claims(vec![name]), "{value}");
        assert_eq!(error.to_string(), format!("claims absent or unusable: {name}"));
    }
}

#[test]
fn an_oversized_token_is_not_even_read() {
    let trusted = Trusted::new();
    let mut payload = payload();
    payload["padding"] = json!("x".repeat(5_000));
    let large = trusted.signed(&payload);
    assert!(large.len() < 8 * 1024);
    trusted.verify(&large).unwrap();
    payload["padding"] = json!("x".repeat(8_000));
    assert_eq!(trusted.verify(&trusted.signed(&payload)), Err(TokenError::TooLarge));
}

#[test]
fn a_bound_token_needs_its_certificate_on_every_call() {
    let trusted = Trusted::new();
    let bound = trusted.issuer.issue(&claims("t-1").certificate("own")).unwrap();
    let with = |certificate| trusted.verifier.verify(&bound, NOW, certificate).map(|_| ());
    assert_eq!(with(None), Err(TokenError::CertificateBinding));
    assert_eq!(with(Some("other")), Err(TokenError::CertificateBinding));
    assert_eq!(with(Some("own")), Ok(()));
    assert_eq!(with(Some("other")), Err(TokenError::CertificateBinding));
    let unbound = trusted.issuer.issue(&claims("t-2")).unwrap();
    assert!(trusted.verifier.verify(&unbound, NOW, Some("any")).is_ok());
}

#[test]
fn each_refusal_has_its_own_reason() {
    let refusals = [
        TokenError::Missing,
        TokenError::Malformed,
        TokenError::UnknownKey,
        TokenError::Algorithm,
        TokenError::Signature,
        TokenError::Expired,
        TokenError::NotYetValid,
        TokenError::Issuer,
        TokenError::Audience,
        TokenError::Claims(vec!["sub"]),
        TokenError::Revoked,
        TokenError::CertificateBinding,
        TokenError::TooLarge,
    ];
    let reasons: std::collections::BTreeSet<&str> = refusals.iter().map(TokenError::reason).collect();
    assert_eq!(reasons.len(), refusals.len());
    assert!(reasons.iter().all(|reason| reason.starts_with("TOKEN_")));
}
