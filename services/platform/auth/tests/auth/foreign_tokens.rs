//! Tokens of another implementation (joserfc, Python), one per algorithm; see `fixtures/`.

use auth::{JwksSource, Roles, TokenError, Verifier, VerifierConfig};
use serde_json::Value;

use crate::support::{NOW, ROLES};

const JWKS: &str = include_str!("fixtures/joserfc-jwks.json");
const TOKENS: &str = include_str!("fixtures/joserfc-tokens.json");

fn verifier() -> Verifier {
    let source = JwksSource::Inline(JWKS.to_owned());
    let config = VerifierConfig::new("https://idp.example", vec!["onecode".to_owned()], source);
    Verifier::new(config, Roles::parse(ROLES).expect("a sound table")).expect("a sound key set")
}

fn token(algorithm: &str) -> String {
    let tokens: Value = serde_json::from_str(TOKENS).expect("JSON");
    tokens["tokens"][algorithm].as_str().expect("a token per algorithm").to_owned()
}

#[test]
fn all_four_algorithms_are_accepted() {
    let verifier = verifier();
    for algorithm in ["EdDSA", "ES256", "RS256", "PS256"] {
        let principal = verifier.verify(&token(algorithm), NOW, None).unwrap();
        assert_eq!(principal.token_id, format!("joserfc-{algorithm}"));
        assert_eq!(principal.actor.as_deref(), Some("officer-7"));
        assert!(principal.holds("registry.organization.read"));
    }
}

#[test]
fn a_flipped_bit_is_noticed_under_every_algorithm() {
    let verifier = verifier();
    for algorithm in ["EdDSA", "ES256", "RS256", "PS256"] {
        let token = token(algorithm);
        let middle = token.rfind('.').unwrap() + 20;
        let flipped = if &token[middle..=middle] == "A" { "B" } else { "A" };
        let forged = format!("{}{flipped}{}", &token[..middle], &token[middle + 1..]);
        assert_eq!(verifier.verify(&forged, NOW, None), Err(TokenError::Signature), "{algorithm}");
    }
}

#[test]
fn an_rsa_key_for_one_padding_does_not_serve_the_other() {
    let swapped = JWKS.replace("\"RS256\"", "\"was-RS256\"").replace("\"PS256\"", "\"RS256\"");
    let swapped = swapped.replace("\"was-RS256\"", "\"PS256\"");
    let config = VerifierConfig::new("https://idp.example", vec!["onecode".to_owned()], JwksSource::Inline(swapped));
    let verifier = Verifier::new(config, Roles::parse(ROLES).unwrap()).unwrap();
    for algorithm in ["RS256", "PS256"] {
        assert_eq!(verifier.verify(&token(algorithm), NOW, None), Err(TokenError::Algorithm), "{algorithm}");
    }
}
