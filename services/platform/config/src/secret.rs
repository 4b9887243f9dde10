//! Values that are used but never shown (密钥、口令).

use std::{cell::Cell, fmt, marker::PhantomData, path::PathBuf, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// What stands for a secret wherever it would be shown.
pub(crate) const REDACTED: &str = "[redacted]";

thread_local! {
    /// Set while the defaults are laid under the other layers: the only time that secrets are written out.
    static REVEALED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` with secrets written out.
pub(crate) fn revealed<R>(work: impl FnOnce() -> R) -> R {
    struct Hide;
    impl Drop for Hide {
        fn drop(&mut self) {
            REVEALED.set(false);
        }
    }
    REVEALED.set(true);
    let _hide = Hide;
    work()
}

pub(crate) fn is_revealed() -> bool {
    REVEALED.get()
}

/// A value that prints and serialises as `[redacted]`. In a configuration it is text, or `{ file = "/path" }` for a
/// mounted secret, whose last line end is dropped; by environment `ONECODE_KEY` or `ONECODE_KEY__FILE`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<T = String>(T);

impl<T> Secret<T> {
    /// Hides `value`.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for its use alone.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T: fmt::Display> Serialize for Secret<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_revealed() { serializer.collect_str(&self.0) } else { serializer.serialize_str(REDACTED) }
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text(PhantomData)).map(Self)
    }
}

/// Reads a secret; its errors never repeat what was found, as serde's own do.
struct Text<T>(PhantomData<T>);

impl<'de, T: FromStr> Visitor<'de> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret as text, or { file = \"/path\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::custom("the secret does not have the form expected here"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let file = match map.next_key::<String>()?.as_deref() {
            Some("file") => map.next_value::<PathBuf>()?,
            _ => return Err(not_text()),
        };
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(not_text());
        }
        let text = std::fs::read_to_string(&file).map_err(|error| {
            de::Error::custom(format_args!("the secret's file {} cannot be read: {error}", file.display()))
        })?;
        let text = text.strip_suffix('\n').unwrap_or(&text);
        self.visit_str(text.strip_suffix('\r').unwrap_or(text))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<T, E> {
        Err(not_text())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<T, E> {
        Err(not_text())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<T, E> {
        Err(not_text())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<T, E> {
        Err(not_text())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(not_text())
    }
}

fn not_text<E: de::Error>() -> E {
    E::custom("expected a secret as text, or { file = \"/path\" }")
}
