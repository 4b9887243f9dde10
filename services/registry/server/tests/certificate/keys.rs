//! ListCertificateKeys: what verifiers need, over the rotation of keys.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use jose::{KeySet, SigningKeys};
use onecode_proto::registry::v1 as pb;
use registry_server::Signer;

use crate::register::register_with;
use crate::support::*;

#[tokio::test]
async fn the_published_set_holds_public_keys_alone_the_current_one_first() {
    let folder = tempfile::tempdir().unwrap();
    let first = SigningKeys::load_or_create(folder.path()).unwrap();
    let next = folder.path().join("2027-01.pem");
    fs::write(&next, SigningKeys::generate().unwrap().current().to_pem()).unwrap();
    fs::set_permissions(&next, fs::Permissions::from_mode(0o600)).unwrap();
    let keys = SigningKeys::load(folder.path()).unwrap();
    let current = keys.current().id().to_owned();
    assert_ne!(current, first.current().id());

    let suite = register_with(|config| config.signer = Signer::new("湖州", keys)).await;
    let mut client = certificates(&suite, &suite.registrar());
    let listed = client.list_certificate_keys(pb::ListCertificateKeysRequest {}).await.unwrap().into_inner();
    let ids: Vec<(&str, bool)> = listed.keys.iter().map(|key| (key.key_id.as_str(), key.current)).collect();
    assert_eq!(ids, [(current.as_str(), true), (first.current().id(), false)]);
    assert_eq!(listed.issuer, "湖州");
    assert!(!listed.jwk_set.contains("\"d\""));
    assert_eq!(KeySet::parse(&listed.jwk_set).unwrap().len(), 2);

    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    assert_eq!(certificate.key_id, current);
    let claims = verified(&suite, &document(&suite, &certificate.name).await.jws).await;
    assert_eq!(claims.iss, "湖州");
}

#[test]
fn a_folder_of_keys_is_refused_where_it_is_empty_readable_by_others_or_holds_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let told = || SigningKeys::load(folder.path()).unwrap_err().to_string();
    assert!(told().contains("holds no key"));
    SigningKeys::load_or_create(folder.path()).unwrap();
    let key = folder.path().join("0001.pem");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(told().contains("0001.pem") && told().contains("chmod 600"));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&key, "-----BEGIN PRIVATE KEY-----").unwrap();
    assert!(told().contains("no Ed25519 key"));
}
