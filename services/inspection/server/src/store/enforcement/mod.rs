//! Penalties and bans, and what is on file of them.

pub(crate) mod ban;
pub(crate) mod evidence;
pub(crate) mod number;
pub(crate) mod officer;
pub(crate) mod payment;
pub(crate) mod penalty;
