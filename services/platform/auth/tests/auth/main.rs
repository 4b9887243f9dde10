//! The crate from outside: every way to be refused, every way for keys to change.

mod attacks;
mod foreign_tokens;
mod issuing;
mod key_sets;
mod roles;
mod rotation;
mod support;
mod time_and_revocation;
