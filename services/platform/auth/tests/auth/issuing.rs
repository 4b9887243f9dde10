//! The development issuer: its files, its rotation and its key ids.

use std::fs::{Permissions, read_to_string, set_permissions};
use std::os::unix::fs::PermissionsExt;

use auth::{Issuer, IssuerError, JwksSource, KeySet};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::{NOW, claims, verifier};

#[test]
fn the_same_directory_is_the_same_issuer() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("issuer");
    let first = Issuer::load_or_create(&home).unwrap();
    let second = Issuer::load_or_create(&home).unwrap();
    assert_eq!(first.key_id(), second.key_id());
    let verifier = verifier(JwksSource::File(home.join("jwks.json")));
    for issuer in [first, second] {
        verifier.verify(&issuer.issue(&claims("t-1")).unwrap(), NOW, None).unwrap();
    }
}

#[test]
fn racing_starts_agree_on_one_key() {
    let directory = tempfile::tempdir().unwrap();
    let ids: Vec<String> = std::thread::scope(|scope| {
        let start = || Issuer::load_or_create(directory.path()).unwrap().key_id().to_owned();
        let racers: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]));
}

#[test]
fn the_private_key_is_its_owners_alone() {
    let directory = tempfile::tempdir().unwrap();
    Issuer::load_or_create(directory.path()).unwrap();
    let pem = directory.path().join("issuer.pem");
    assert_eq!(std::fs::metadata(&pem).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(read_to_string(&pem).unwrap().starts_with("-----BEGIN PRIVATE KEY-----\n"));
    set_permissions(&pem, Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Issuer::load_or_create(directory.path()), Err(IssuerError::Exposed)));
}

#[test]
fn a_p256_key_of_the_operators_own_can_be_put_in_place() {
    let directory = tempfile::tempdir().unwrap();
    let pem = directory.path().join("issuer.pem");
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let body = STANDARD.encode(pair.to_pkcs8v1().unwrap());
    std::fs::write(&pem, format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")).unwrap();
    set_permissions(&pem, Permissions::from_mode(0o600)).unwrap();
    let issuer = Issuer::load_or_create(directory.path()).unwrap();
    let verifier = verifier(JwksSource::Inline(issuer.jwks()));
    verifier.verify(&issuer.issue(&claims("t-1")).unwrap(), NOW, None).unwrap();
    std::fs::write(&pem, "no key").unwrap();
    assert!(matches!(Issuer::load_or_create(directory.path()), Err(IssuerError::Key)));
}

#[test]
fn rotation_survives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let mut issuer = Issuer::load_or_create(directory.path()).unwrap();
    let old = issuer.key_id().to_owned();
    issuer.rotate().unwrap();
    let again = Issuer::load_or_create(directory.path()).unwrap();
    assert_eq!(again.key_id(), issuer.key_id());
    let keys = KeySet::parse(&again.jwks()).unwrap();
    assert!(keys.len() == 2 && keys.get(&old).is_some() && keys.get(issuer.key_id()).is_some());
}

#[test]
fn nothing_private_is_published() {
    let directory = tempfile::tempdir().unwrap();
    let mut issuer = Issuer::load_or_create(directory.path()).unwrap();
    issuer.rotate().unwrap();
    let published = read_to_string(directory.path().join("jwks.json")).unwrap();
    assert_eq!(published, issuer.jwks());
    let set: Value = serde_json::from_str(&published).unwrap();
    for key in set["keys"].as_array().unwrap() {
        let names: Vec<&str> = key.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x"]);
    }
    assert!(format!("{issuer:?}").contains("[redacted]"));
}
