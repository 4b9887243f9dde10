//! When a token is in force: the instant is given by the caller, and judged for remembered tokens too.

use std::time::Duration;

use auth::TokenError;
use serde_json::json;
use time::ext::NumericalDuration;

use crate::support::{NOW, Trusted, claims, payload};

#[test]
fn a_token_is_valid_until_it_expires_and_the_leeway_is_over() {
    let trusted = Trusted::new();
    let token = trusted.issuer.issue(&claims("t-1").lifetime(Duration::from_mins(1))).unwrap();
    let at = |seconds: i64| trusted.verifier.verify(&token, NOW + seconds.seconds(), None).map(|_| ());
    assert_eq!(at(65), Err(TokenError::Expired), "before it is remembered");
    assert_eq!(at(0), Ok(()));
    assert_eq!(at(64), Ok(()));
    assert_eq!(at(65), Err(TokenError::Expired), "although it is remembered");
}

#[test]
fn a_token_is_not_valid_before_its_time() {
    let trusted = Trusted::new();
    for claim in ["nbf", "iat"] {
        let mut payload = payload();
        payload[claim] = json!(NOW.unix_timestamp() + 30);
        let token = trusted.signed(&payload);
        let at = |seconds: i64| trusted.verifier.verify(&token, NOW + seconds.seconds(), None).map(|_| ());
        assert_eq!(at(0), Err(TokenError::NotYetValid), "{claim}");
        assert_eq!(at(24), Err(TokenError::NotYetValid), "{claim}");
        assert_eq!(at(25), Ok(()), "{claim}");
        assert_eq!(at(24), Err(TokenError::NotYetValid), "{claim}, although it is remembered");
    }
}

#[test]
fn an_expiry_at_the_end_of_time_is_no_overflow() {
    let trusted = Trusted::new();
    let mut payload = payload();
    payload["exp"] = json!(253_402_300_799_i64);
    trusted.verify(&trusted.signed(&payload)).unwrap();
}

#[test]
fn a_verified_token_is_not_verified_twice() {
    let trusted = Trusted::new();
    let token = trusted.issuer.issue(&claims("t-1")).unwrap();
    let first = trusted.verify(&token).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &trusted.verify(&token).unwrap()));
}

#[test]
fn a_revoked_token_is_refused_at_once_though_remembered() {
    let trusted = Trusted::new();
    let (revoked, other) = (claims("t-1"), claims("t-2"));
    let (revoked, other) = (trusted.issuer.issue(&revoked).unwrap(), trusted.issuer.issue(&other).unwrap());
    let until = trusted.verify(&revoked).unwrap().expires_at;
    trusted.verifier.revocations().revoke_token("t-1", until);
    assert_eq!(trusted.verify(&revoked), Err(TokenError::Revoked));
    trusted.verify(&other).unwrap();
}

#[test]
fn a_revocation_can_be_lengthened_and_not_shortened() {
    let trusted = Trusted::new();
    let token = trusted.issuer.issue(&claims("t-1")).unwrap();
    let revocations = trusted.verifier.revocations();
    revocations.revoke_token("t-1", NOW + 1.hours());
    revocations.revoke_token("t-1", NOW - 1.hours());
    trusted.verify(&trusted.issuer.issue(&claims("t-2")).unwrap()).unwrap(); // expired revocations are dropped here
    assert_eq!(trusted.verify(&token), Err(TokenError::Revoked));
}

#[test]
fn a_revocation_is_forgotten_once_its_token_has_expired() {
    let trusted = Trusted::new();
    trusted.verifier.revocations().revoke_token("t-1", NOW - 5.seconds());
    trusted.verifier.revocations().revoke_token("t-3", NOW - 4.seconds());
    trusted.verify(&trusted.issuer.issue(&claims("t-2")).unwrap()).unwrap(); // expired revocations are dropped here
    trusted.verify(&trusted.issuer.issue(&claims("t-1")).unwrap()).unwrap();
    let within_leeway = trusted.issuer.issue(&claims("t-3")).unwrap();
    assert_eq!(trusted.verify(&within_leeway), Err(TokenError::Revoked));
}

#[test]
fn revoking_a_subject_ends_its_old_tokens_and_spares_new_ones() {
    let trusted = Trusted::new();
    let issue = |issued_at: i64, subject: &str| {
        let mut payload = payload();
        payload["iat"] = json!(NOW.unix_timestamp() + issued_at);
        payload["sub"] = json!(subject);
        trusted.signed(&payload)
    };
    let (old, new, foreign) = (issue(-10, "tax-core"), issue(0, "tax-core"), issue(-10, "customs-core"));
    trusted.verify(&old).unwrap();
    let revocations = trusted.verifier.revocations();
    revocations.revoke_subject("tax-core", NOW);
    revocations.revoke_subject("tax-core", NOW - 1.hours());
    assert_eq!(trusted.verify(&old), Err(TokenError::Revoked));
    trusted.verify(&new).unwrap();
    trusted.verify(&foreign).unwrap();
}
