//! Whether a signed statement is a certificate in force, by the keys that are trusted alone.

use jose::{Compact, JwsError, KeySet};
use registry_domain::{CERTIFICATE_TYPE, CertificateClaims, CertificateNumber};
use time::OffsetDateTime;

/// What is wrong with a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Not a JWS.
    Malformed,
    /// A JWS of something else.
    AnotherType,
    /// Signed with a key that is not in the set; its id.
    UnknownKey(String),
    /// The signature is not that of the key, or what was signed has been changed.
    Signature,
    /// Rightly signed, but not the statement of a certificate.
    Unreadable,
    /// Its term has not begun; when it does, in seconds since 1970.
    NotYetValid(i64),
    /// Its term is over; since when, in seconds since 1970.
    Expired(i64),
}

impl Problem {
    /// What programs read of it.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "MALFORMED",
            Self::AnotherType => "ANOTHER_TYPE",
            Self::UnknownKey(_) => "UNKNOWN_KEY",
            Self::Signature => "SIGNATURE",
            Self::Unreadable => "UNREADABLE",
            Self::NotYetValid(_) => "NOT_YET_VALID",
            Self::Expired(_) => "EXPIRED",
        }
    }
}

/// What a certificate states, as far as its signature is right, and what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) claims: Option<CertificateClaims>,
    pub(super) problem: Option<Problem>,
}

/// Judges a text. What it states is told only if the signature is right.
pub(super) fn judge(text: &str, keys: &KeySet, now: OffsetDateTime) -> Judgement {
    match verified(text, keys) {
        Ok(claims) => Judgement { problem: out_of_term(&claims, now), claims: Some(claims) },
        Err(problem) => Judgement { problem: Some(problem), claims: None },
    }
}

fn verified(text: &str, keys: &KeySet) -> Result<CertificateClaims, Problem> {
    let statement = Compact::split(text).map_err(|_| Problem::Malformed)?;
    if !statement.header().is_of_type(&[CERTIFICATE_TYPE]) {
        return Err(Problem::AnotherType);
    }
    let payload = statement.verify(keys).map_err(|error| match error {
        JwsError::Malformed => Problem::Malformed,
        JwsError::UnknownKey => Problem::UnknownKey(statement.header().key_id().unwrap_or_default().to_owned()),
        JwsError::Algorithm | JwsError::Signature => Problem::Signature,
    })?;
    let claims: CertificateClaims = serde_json::from_slice(&payload).map_err(|_| Problem::Unreadable)?;
    let number: CertificateNumber = claims.jti.parse().map_err(|_| Problem::Unreadable)?;
    if number.code.as_str() == claims.sub { Ok(claims) } else { Err(Problem::Unreadable) }
}

fn out_of_term(claims: &CertificateClaims, now: OffsetDateTime) -> Option<Problem> {
    let now = now.unix_timestamp();
    if now < claims.nbf {
        return Some(Problem::NotYetValid(claims.nbf));
    }
    (now >= claims.exp).then_some(Problem::Expired(claims.exp))
}

#[cfg(test)]
mod tests {
    use jose::SigningKeys;
    use registry_domain::Certified;
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn claims() -> serde_json::Value {
        let code = vocab::UnifiedCode::from_parts(
            vocab::OrganizationClass::SocialGroup,
            "330500".parse().unwrap(),
            "XX000001",
        );
        let code = code.unwrap().to_string();
        json!({
            "iss": "x", "sub": code, "jti": format!("{code}-001"), "iat": NOW, "nbf": NOW - 1, "exp": NOW + 1,
            "revision": 1, "title": "湖州市样本协会", "kind": "social_group", "legal_representative": "沈样本",
            "address": "", "business_scope": "", "registered_capital_fen": 0, "registration_authority": "",
            "supervising_unit": "", "established_date": "",
        })
    }

    fn judged(keys: &SigningKeys, text: &str, now: i64) -> Judgement {
        let set = KeySet::parse(&keys.jwks()).unwrap();
        judge(text, &set, OffsetDateTime::from_unix_timestamp(now).unwrap())
    }

    fn signed(keys: &SigningKeys, claims: &serde_json::Value) -> String {
        keys.current().sign(CERTIFICATE_TYPE, claims).unwrap()
    }

    #[test]
    fn a_certificate_in_force_is_read() {
        let keys = SigningKeys::generate().unwrap();
        let judgement = judged(&keys, &signed(&keys, &claims()), NOW);
        assert_eq!(judgement.problem, None);
        let Certified { title, .. } = judgement.claims.unwrap().certified;
        assert_eq!(title, "湖州市样本协会");
    }

    #[test]
    fn what_lies_outside_its_term_is_told_with_what_it_states() {
        let keys = SigningKeys::generate().unwrap();
        let text = signed(&keys, &claims());
        for (now, problem) in [(NOW + 1, Problem::Expired(NOW + 1)), (NOW - 2, Problem::NotYetValid(NOW - 1))] {
            let judgement = judged(&keys, &text, now);
            assert_eq!(judgement.problem, Some(problem));
            assert!(judgement.claims.is_some());
        }
    }

    #[test]
    fn every_changed_character_of_payload_or_signature_is_noticed() {
        let keys = SigningKeys::generate().unwrap();
        let text = signed(&keys, &claims());
        let from = text.find('.').unwrap() + 1;
        for at in (from..text.len() - 1).filter(|at| text.as_bytes()[*at] != b'.') {
            let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            let tampered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            let judgement = judged(&keys, &tampered, NOW);
            assert_eq!((judgement.claims, judgement.problem), (None, Some(Problem::Signature)), "{at}");
        }
    }

    #[test]
    fn a_foreign_key_another_type_and_another_text_are_told_apart() {
        let (keys, foreign) = (SigningKeys::generate().unwrap(), SigningKeys::generate().unwrap());
        let problem = |text: &str| judged(&keys, text, NOW).problem.unwrap();
        assert_eq!(problem(&signed(&foreign, &claims())), Problem::UnknownKey(foreign.current().id().to_owned()));
        assert_eq!(problem(&keys.current().sign("at+jwt", &claims()).unwrap()), Problem::AnotherType);
        assert_eq!(problem(&signed(&keys, &json!({ "sub": "x" }))), Problem::Unreadable);
        let mut elsewhere = claims();
        elsewhere["sub"] = "51330500XX0000002T".into();
        assert_eq!(problem(&signed(&keys, &elsewhere)), Problem::Unreadable);
        for text in ["", "hello", "a.b.c", "e30.e30"] {
            assert_eq!(problem(text), Problem::Malformed, "{text}");
        }
    }
}
