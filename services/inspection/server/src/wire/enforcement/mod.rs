//! Penalties, bans and their evidence: what is asked, what is shown, and what others may learn.

pub(crate) mod ban;
pub(crate) mod evidence;
pub(crate) mod facts;
pub(crate) mod parse;
pub(crate) mod payment;
pub(crate) mod penalty;
pub(crate) mod reply;
pub(crate) mod step;
mod words;
