//! The name of an import, from what it imports.

use sha2::{Digest, Sha256};

use super::chunks::Defaults;

/// Bumped when the same content would be sent as other messages: the server holds a key to what it was first used for.
const FORM: &str = "1";

/// The same content with the same options has the same name, wherever it lies.
pub(super) fn derived(content: &[u8; 32], defaults: &Defaults) -> String {
    let mut hash = Sha256::new();
    hash.update(FORM);
    hash.update(content);
    hash.update([u8::from(defaults.synthetic)]);
    hash.update(&defaults.basis);
    format!("import-{}", hex::encode(hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_follows_content_and_options_alone() {
        let plain = Defaults { basis: String::new(), synthetic: false };
        let key = derived(&[1; 32], &plain);
        assert!(key.len() <= 128 && key.bytes().all(|byte| byte.is_ascii_graphic()));
        assert_eq!(key, derived(&[1; 32], &plain));
        assert_ne!(key, derived(&[2; 32], &plain));
        assert_ne!(key, derived(&[1; 32], &Defaults { synthetic: true, ..plain }));
    }
}
