//! The services of the contract: admit, parse, do, reply.

pub(crate) mod certificate;
pub(crate) mod department;
pub(crate) mod organization;
