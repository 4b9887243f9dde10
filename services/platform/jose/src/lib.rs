//! Signed statements (JOSE): private keys in files, public keys in sets, and compact JWS signed and verified with them.
//!
//! What a statement says is its signer's business: tokens are crate `auth`'s, certificates are those of the services.

mod compact;
pub mod file;
mod folder;
mod issuer;
mod key_set;
mod signing_key;

pub use compact::{Compact, Header, JwsError};
pub use file::KeyFileError;
pub use folder::{FolderError, SigningKeys};
pub use issuer::Issuer;
pub use key_set::{Key, KeySet, KeySetError};
pub use signing_key::{SigningKey, SigningKeyError};
