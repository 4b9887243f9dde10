//! The keyed hash by which a sealed value is found again without being opened.

use aws_lc_rs::hmac;
use unicode_normalization::UnicodeNormalization as _;

/// HMAC-SHA-256 over the kind of identifier and the value in its one form: half-width, upper case, without spaces.
pub(crate) fn hash(key: &hmac::Key, kind: &str, value: &str) -> [u8; 32] {
    let mut context = hmac::Context::with_key(key);
    // the length of the kind comes first, so that no kind and value read like another pair
    context.update(&u64::try_from(kind.len()).unwrap_or(u64::MAX).to_be_bytes());
    context.update(kind.as_bytes());
    context.update(normal(value).as_bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.sign().as_ref()); // SHA-256 has 32 bytes
    hash
}

fn normal(value: &str) -> String {
    value.nfkc().filter(|character| !character.is_whitespace()).flat_map(char::to_uppercase).collect()
}
