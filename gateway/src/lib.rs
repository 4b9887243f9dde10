//! The gateway (网关): the one port through which departments call every part.
//!
//! A call passes these layers, outermost first; each knows nothing of the next:
//!
//! | layer | what it does | whose |
//! |---|---|---|
//! | [`rpc::Host`] | TLS, HTTP/2, health, reflection | `rpc` |
//! | [`Localise`] | a sentence in the caller's language beside every error | here |
//! | [`rpc::Door`] | trace, deadline, caller, permission, idempotency key, metrics, access log | `rpc` |
//! | proxy of [`part`] | headers, sizes, routing, masking of classified fields | here |
//!
//! Bodies are forwarded as they come, undecoded; only answers with classified fields are rewritten, on the wire, for
//! callers who may not see them. Rows outside the caller's division are withheld by the parts themselves, which verify
//! the forwarded token again.
//!
//! REST and gRPC-Web become gRPC outside [`Localise`]; rate limits belong between [`Localise`] and the door, which names
//! the caller; a cache belongs between the door and the proxy, which masks what it answers.

mod answer;
mod config;
mod frame;
mod headers;
mod language;
mod localise;
mod masking;
mod messages;
mod part;
mod proxy;
mod request_body;
mod upstream;

pub use config::Config;
pub use localise::{Localise, Localised};
pub use part::part;
