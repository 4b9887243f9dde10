//! The claims of a verified payload, read once, with every unusable one named.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::TokenError;

/// What a token says, in the types the suite uses. Times are `NumericDate`s in whole seconds.
pub(crate) struct Claimed {
    pub(crate) issuer: String,
    pub(crate) audience: Vec<String>,
    pub(crate) expires_at: OffsetDateTime,
    pub(crate) not_before: OffsetDateTime,
    pub(crate) issued_at: OffsetDateTime,
    pub(crate) token_id: String,
    pub(crate) subject: String,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) roles: Vec<String>,
    pub(crate) actor: Option<String>,
    pub(crate) certificate_thumbprint: Option<String>,
}

impl Claimed {
    pub(crate) fn read(payload: &[u8]) -> Result<Self, TokenError> {
        let object = serde_json::from_slice(payload).map_err(|_| TokenError::Malformed)?;
        let mut claims = Reader { object, unusable: Vec::new() };
        let claimed = Self {
            issuer: claims.required("iss", text).unwrap_or_default(),
            audience: claims.required("aud", one_or_more).unwrap_or_default(),
            expires_at: claims.instant("exp"),
            not_before: claims.instant("nbf"),
            issued_at: claims.instant("iat"),
            token_id: claims.required("jti", text).unwrap_or_default(),
            subject: claims.required("sub", text).unwrap_or_default(),
            department: claims.required("dept", text).unwrap_or_default(),
            division: claims.required("div", division).unwrap_or_default(),
            roles: claims.required("roles", texts).unwrap_or_default(),
            actor: claims.optional("act", actor),
            certificate_thumbprint: claims.optional("cnf", thumbprint),
        };
        if claims.unusable.is_empty() { Ok(claimed) } else { Err(TokenError::Claims(claims.unusable)) }
    }
}

struct Reader {
    object: Map<String, Value>,
    unusable: Vec<&'static str>,
}

impl Reader {
    fn required<T>(&mut self, name: &'static str, read: fn(Value) -> Option<T>) -> Option<T> {
        let value = self.object.remove(name).and_then(read);
        if value.is_none() {
            self.unusable.push(name);
        }
        value
    }

    fn optional<T>(&mut self, name: &'static str, read: fn(Value) -> Option<T>) -> Option<T> {
        if self.object.contains_key(name) { self.required(name, read) } else { None }
    }

    fn instant(&mut self, name: &'static str) -> OffsetDateTime {
        let read = |value: Value| OffsetDateTime::from_unix_timestamp(value.as_i64()?).ok();
        self.required(name, read).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

fn text(value: Value) -> Option<String> {
    let Value::String(text) = value else { return None };
    (!text.is_empty() && !text.contains(char::is_control)).then_some(text)
}

fn texts(value: Value) -> Option<Vec<String>> {
    let Value::Array(values) = value else { return None };
    values.into_iter().map(text).collect()
}

/// `aud` is one name or a list of them (RFC 7519 §4.1.3).
fn one_or_more(value: Value) -> Option<Vec<String>> {
    if value.is_array() { texts(value) } else { text(value).map(|name| vec![name]) }
}

fn division(value: Value) -> Option<String> {
    text(value).filter(|code| code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()))
}

/// `act` is an object naming the officer in `sub` (RFC 8693 §4.1), or the name alone.
fn actor(value: Value) -> Option<String> {
    if value.is_object() { member(value, "sub") } else { text(value) }
}

/// The only confirmation method understood is a certificate (RFC 8705 §3.1): a token bound otherwise is refused.
fn thumbprint(value: Value) -> Option<String> {
    member(value, "x5t#S256")
}

fn member(value: Value, name: &str) -> Option<String> {
    let Value::Object(mut object) = value else { return None };
    object.remove(name).and_then(text)
}
