//! The services of the contract: admit, parse, do, reply.

pub(crate) mod department;
pub(crate) mod name;
pub(crate) mod organization;
