//! Plans: requests, replies and facts.

pub(crate) mod draft;
pub(crate) mod facts;
pub(crate) mod object;
pub(crate) mod reply;
pub(crate) mod request;
