//! Configuration (配置) in layers: the defaults of a type, one optional TOML file, then the environment.
//!
//! A configuration type derives `Serialize` and `Deserialize` with `#[serde(default, deny_unknown_fields)]`,
//! implements `Default`, and describes its keys by [`Documented`]. Durations are written for people
//! (`#[serde(with = "config::duration")]`: `"30s"`, `"250ms"`), sizes are plain integers of bytes, and whatever must
//! not be shown is a [`Secret`] or a [`SecretUrl`].

mod docs;
mod dump;
mod error;
mod layer;
mod load;
mod secret;
mod url;

pub use docs::{Docs, Documented};
pub use dump::dump;
pub use error::{ConfigError, WrongKey};
pub use humantime_serde as duration;
pub use load::{load, load_with};
pub use secret::Secret;
pub use url::SecretUrl;
