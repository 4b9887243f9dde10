//! The services of the contract: admit, parse, do, reply.

pub(crate) mod community_filing;
pub(crate) mod department;
pub(crate) mod organization;
pub(crate) mod party_building;
