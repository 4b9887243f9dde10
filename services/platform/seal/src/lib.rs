//! Personal data at rest (个人信息加密存储): sealed with a key of a ring, bound to the place where it lies, and found again by
//! a keyed hash.
//!
//! A sealed value is an envelope: which algorithm, which key, a random nonce, the ciphertext with its tag. Table, column
//! and row are authenticated with it, so that a value moved to another row does not open. A [`Ring`] has several keys: the
//! active one seals, every one opens, and [`Ring::needs_resealing`] tells what an old one sealed. A [`LetterBox`] is for what nobody may
//! open before its time: letters are sealed with a public key, and the private one lies in two halves.

mod envelope;
mod equal;
mod error;
mod file;
mod letter;
mod lookup;
mod place;
mod ring;

pub use equal::equal;
pub use error::{KeyFileError, OpenError, SealError};
pub use letter::{LetterBox, LetterKey, seal_letter};
pub use place::Place;
pub use ring::Ring;
