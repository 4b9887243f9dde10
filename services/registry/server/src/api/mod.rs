//! The services of the contract: admit, parse, do, reply.

pub(crate) mod department;
pub(crate) mod officer;
pub(crate) mod organization;
